"""Values inside a thing as plain values, by paths: `mem_gb`, `util.cpu_avg`, `disks.NAME`, `attributes.HEADING`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

ROWS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "disks": lambda one: str(one["name"]),
    "datastores": lambda one: str(one["name"]),
    "partners": lambda one: f"{one['id']}|{one['role']}",
    "depends_on": lambda one: str(one.get("app") or one.get("external")),
}
"""What a row of a list is known by."""

_DEFAULTS = {"hard": True}


def get(thing: Mapping[str, Any], path: str) -> Any:
    """The value at a path; None where nothing stands."""
    head, _, rest = path.partition(".")
    inner = thing.get(head)
    if not rest or inner is None:
        return inner
    if head in ROWS:
        return next((one for one in inner if ROWS[head](one) == rest), None)
    return inner.get(rest)


def put(thing: dict[str, Any], path: str, value: Any) -> None:
    """Sets the value at a path, takes it out if it is None; disks stay in the order of their names."""
    head, _, rest = path.partition(".")
    if not rest:
        thing[head] = value
        if value is None:
            del thing[head]
    elif head in ROWS:
        _put_row(thing, head, rest, value)
    else:
        inner = thing.setdefault(head, {})
        inner[rest] = value
        if value is None:
            del inner[rest]
        if not inner:
            del thing[head]


def _put_row(thing: dict[str, Any], head: str, key: str, value: Any) -> None:
    rows = list(thing.get(head, []))
    place = next((n for n, one in enumerate(rows) if ROWS[head](one) == key), None)
    if value is None:
        rows = [one for one in rows if ROWS[head](one) != key]
    elif place is None:
        rows.append(dict(value))
    else:
        rows[place] = {**rows[place], **value}
    thing[head] = sorted(rows, key=ROWS[head]) if head == "disks" else rows
    if not rows:
        del thing[head]


def same(present: Any, told: Any) -> bool:
    """Whether two values say the same: money is a text in an inventory; a row may say more than was told of it."""
    if isinstance(present, dict) and isinstance(told, dict):
        return all(same(present.get(k, _DEFAULTS.get(k)), v) for k, v in told.items())
    if isinstance(present, str) != isinstance(told, str) and isinstance(told, int | float | str):
        try:
            return float(present) == float(told)
        except (TypeError, ValueError):
            return False
    return bool(present == told)


def empty(value: Any) -> bool:
    """Whether a value says nothing."""
    return value is None or value in ("", [], {})
