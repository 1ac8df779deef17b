"""Compares inputs with the former ones: what changes, and what cannot change without a replacement."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from govcloud.provider.checking import named_by_us
from govcloud.provider.equality import same
from govcloud.provider.table.entry import Prop, Resource
from govcloud.provider.wire import holds_unknown

_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")


class Kind(IntEnum):
    """How a property differs; one more than each is the same with a replacement, as in the protocol."""

    ADD = 0
    DELETE = 2
    UPDATE = 4


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs: kinds by path, the properties that force a replacement, and its order."""

    changes: Mapping[str, int]
    replaces: tuple[str, ...]
    delete_first: bool


@dataclass(frozen=True, slots=True)
class Sides:
    """What is compared: old and new inputs, the old state, and the resource's name in the program."""

    olds: Mapping[str, Any]
    news: Mapping[str, Any]
    state: Mapping[str, Any]
    resource_name: str


def diff(entry: Resource, sides: Sides, ignored: Sequence[str] = ()) -> Difference:
    """What differs between old and new inputs; an unknown new value counts as a change."""
    changes: dict[str, int] = {}
    replaces: list[str] = []
    for name, prop in entry.all_props.items():
        found = {
            path: kind
            for path, kind in _property(name, prop, sides).items()
            if not _ignored(path, ignored)
        }
        if found and prop.replace:
            replaces.append(name)
        changes |= {path: kind + int(prop.replace) for path, kind in found.items()}
    first = bool(replaces) and _would_clash(entry, sides)
    return Difference(changes, tuple(replaces), first)


def place(path: str, key: str) -> str:
    """The path of a key inside a mapping."""
    return f"{path}.{key}" if _PLAIN_KEY.match(key) else f'{path}["{key}"]'


def _property(name: str, prop: Prop, sides: Sides) -> dict[str, int]:
    old, new = sides.olds.get(name), sides.news.get(name)
    if old is None and prop.computed:
        old = sides.state.get(name)
    if new is None:
        return {} if old is None or prop.computed else {name: Kind.DELETE}
    if old is None:
        return {name: Kind.ADD}
    if holds_unknown(new):
        return {name: Kind.UPDATE}
    return {} if same(prop, old, new) else _inside(name, old, new)


def _inside(path: str, old: Any, new: Any) -> dict[str, int]:
    """The paths at which two values differ, as deep as both are mappings or lists."""
    found: dict[str, int] = {}
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in sorted({*old, *new}):
            found |= _pair(place(path, key), key in old, key in new, (old.get(key), new.get(key)))
        return found
    if isinstance(old, list) and isinstance(new, list):
        for at in range(max(len(old), len(new))):
            one = old[at] if at < len(old) else None
            other = new[at] if at < len(new) else None
            found |= _pair(f"{path}[{at}]", at < len(old), at < len(new), (one, other))
        return found
    return {} if old == new else {path: Kind.UPDATE}


def _pair(path: str, was: bool, is_now: bool, values: tuple[Any, Any]) -> dict[str, int]:
    if was and is_now:
        return _inside(path, *values)
    return {path: Kind.DELETE if was else Kind.ADD}


def _ignored(path: str, ignored: Sequence[str]) -> bool:
    whole = [word.removesuffix(".*").removesuffix("[*]") for word in ignored]
    return any(path == w or path.startswith((f"{w}.", f"{w}[")) for w in whole)


def _would_clash(entry: Resource, sides: Sides) -> bool:
    """Whether old and new cannot stand side by side: something unique stays as it was."""
    return any(
        _kept(prop, sides.olds.get(name), sides.news.get(name))
        and not (prop.autoname and named_by_us(prop, sides.resource_name, sides.news.get(name)))
        for name, prop in entry.props.items()
        if prop.autoname or prop.unique
    )


def _kept(prop: Prop, old: Any, new: Any) -> bool:
    return old is not None and same(prop, old, new)
