"""Says in which properties a resource is not as recorded, as a person wants to read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from govcloud.model.drift import Kind
from govcloud.provider import diffing
from govcloud.provider.equality import document
from govcloud.provider.table.entry import Kind as Holds
from govcloud.provider.table.entry import Prop, Resource


@dataclass(frozen=True, slots=True)
class Change:
    """One property that differs: what it is, and what it should be."""

    kind: Kind
    what: str
    found: Any
    wanted: Any
    replaces: bool = False


def changes(
    entry: Resource, sides: diffing.Sides, ignored: tuple[str, ...] = ()
) -> Iterator[Change]:
    """What differs: in `sides`, old is what stands there and new what was recorded."""
    told = diffing.diff(entry, sides, ignored).changes
    for name, prop in entry.all_props.items():
        paths = {path for path in told if path == name or path.startswith((f"{name}.", f"{name}["))}
        if paths:
            yield from _property(name, prop, (sides.olds.get(name), sides.news.get(name)), paths)


def one(name: str, prop: Prop, found: Any, wanted: Any) -> Iterator[Change]:
    """How one property differs."""
    if prop.kind is Holds.JSON:
        yield _document(name, found, wanted)
    else:
        yield Change(Kind.ADDED if wanted is None else Kind.CHANGED, name, found, wanted)


def _property(name: str, prop: Prop, values: tuple[Any, Any], paths: set[str]) -> Iterator[Change]:
    found, wanted = values
    if prop.kind is Holds.TAGS:
        yield from _tags(found or {}, wanted or {}, paths)
        return
    for change in one(name, prop, found, wanted):
        yield replace(change, replaces=prop.replace)


def _tags(found: Mapping[str, str], wanted: Mapping[str, str], paths: set[str]) -> Iterator[Change]:
    for key in sorted({*found, *wanted}):
        if {"tags", diffing.place("tags", key)} & paths and found.get(key) != wanted.get(key):
            kind = Kind.CHANGED if key in wanted else Kind.ADDED
            yield Change(kind, f"tags[{key}]", found.get(key), wanted.get(key))


def _document(name: str, found: Any, wanted: Any) -> Change:
    """Of two policies only the statements that differ are worth reading."""
    is_now, should = document(found), document(wanted)
    if not (isinstance(is_now, Mapping) and isinstance(should, Mapping)):
        return Change(Kind.ADDED if wanted is None else Kind.CHANGED, name, is_now, should)
    there, meant = _statements(is_now), _statements(should)
    extra = [one for one in there if one not in meant]
    lacking = [one for one in meant if one not in there]
    rest = {**is_now, "Statement": 0} == {**should, "Statement": 0}
    if not rest or not (extra or lacking):
        return Change(Kind.CHANGED, name, is_now, should)
    kind = Kind.CHANGED if lacking else Kind.ADDED
    return Change(kind, f"{name}: statement", extra or None, lacking or None)


def _statements(told: Mapping[str, Any]) -> list[Any]:
    held = told.get("Statement", [])
    return held if isinstance(held, list) else [held]
