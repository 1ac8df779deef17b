"""Files that take long come first, so that no worker waits for another at the end."""

from __future__ import annotations

from pathlib import Path

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Real hosts first, then the engine, then the rest; within a file nothing moves."""
    ranks: dict[Path, int] = {}
    for item in items:
        rank = (
            0 if item.get_closest_marker("lab") else 1 if item.get_closest_marker("engine") else 2
        )
        ranks[item.path] = min(rank, ranks.get(item.path, rank))
    items.sort(key=lambda item: ranks[item.path])
