"""One application as the inventory describes it, with the words that belong to its codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from govcloud.model.inventory import Application, plain
from govcloud.model.terms import Term


def application_view(app: Application) -> dict[str, Any]:
    """The application as inventory.yaml has it; `zh` tells the word of each code, by its place."""
    return {**plain(app), "zh": dict(_words(app, ""))}


def _words(value: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Term):
        yield place, value.zh
    elif is_dataclass(value):
        for row in fields(value):
            yield from _words(getattr(value, row.name), f"{place}.{row.name}".lstrip("."))
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _words(item, f"{place}[{number}]")
    elif isinstance(value, Mapping):
        return
