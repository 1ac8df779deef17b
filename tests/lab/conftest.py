"""The journey that the tests of this folder share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.journey import Journey, laid_out


@pytest.fixture(scope="session")
def journey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journey]:
    """A workspace whose cloud is up, its stacks applied; ended with all its hosts."""
    found = laid_out(tmp_path_factory.mktemp("journey"))
    try:
        found.must("local", "up")
        found.must("stack", "apply", "--yes", "-q")
        yield found
    finally:
        found.govcloud("local", "reset", "--confirm", "local")
