"""Where a property stands inside another: `tags["gov.cost"]`, `rules[2].port`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_PART = re.compile(
    r"""\.?(?P<name>[^.\[\]"]+)            # a name
      |\[(?P<number>\d+)\]                # a place in a list
      |\[(?P<quoted>"(?:[^"\\]|\\.)*")\]  # a name that holds dots or brackets""",
    re.VERBOSE,
)


def parts(path: str) -> Iterator[str | int]:
    """The steps of a path; what is not well formed is one name."""
    found: list[str | int] = []
    at = 0
    while at < len(path):
        match = _PART.match(path, at)
        if match is None:
            yield path
            return
        found.append(_step(match))
        at = match.end()
    yield from found


def value_at(properties: Any, path: str) -> Any:
    """What stands there; None if nothing does."""
    held = properties
    for step in parts(path):
        if isinstance(held, Mapping):
            held = held.get(str(step))
        elif isinstance(held, Sequence) and not isinstance(held, str):
            held = held[step] if isinstance(step, int) and step < len(held) else None
        else:
            return None
    return held


def holds(value: Any, word: str) -> bool:
    """Whether the word stands anywhere in a value, by itself."""
    if isinstance(value, Mapping):
        return any(holds(item, word) for item in value.values())
    if isinstance(value, list | tuple):
        return any(holds(item, word) for item in value)
    return bool(value == word)


def _step(match: re.Match[str]) -> str | int:
    if match["number"] is not None:
        return int(match["number"])
    if match["quoted"] is not None:
        return str(json.loads(match["quoted"]))
    return match["name"]
