"""Does what an application needs exist, stay, and not need the application itself."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Mapping

from govcloud.model.inventory import Inventory
from govcloud.rules import names
from govcloud.rules.finding import Finding, Path
from govcloud.rules.move_groups import strong_components

SHOWN_MAX = 12


def dependency_faults(inventory: Inventory) -> Iterator[Finding]:
    """Dependencies on what is not there, and on oneself."""
    known = {app.id for app in inventory.applications}
    hints = names.Hints(known)
    for index, app in enumerate(inventory.applications):
        for place, need in enumerate(app.depends_on):
            if need.app in known and need.app != app.id and not need.external:
                continue
            row: Path = ("applications", index, "depends_on", place)
            if bool(need.app) == bool(need.external):
                told = "both `app` and `external`" if need.app else "neither `app` nor `external`"
                message = f"a row of depends_on tells {told}"
                yield Finding("E-DEP-004", app.id, row, message, "tell one of the two")
                continue
            if not need.app:
                continue
            path: Path = (*row, "app")
            if need.app == app.id:
                yield Finding("E-DEP-003", app.id, path, "depends on itself", "delete the row")
                continue
            message = f"depends on `{need.app}`, which is not in the inventory"
            hint = hints.nearest(need.app)
            hint = "" if app.id in hint else hint
            yield Finding("E-DEP-001", app.id, path, message, hint, refers_to=need.app)


def dependency_warnings(inventory: Inventory) -> Iterator[Finding]:
    """Hard dependencies on what ends, and those that lead back to where they began."""
    ends = {app.id: app.strategy for app in inventory.applications if app.strategy.ends}
    for index, app in enumerate(inventory.applications):
        if not app.strategy.cuts_over:
            continue
        for place, need in enumerate(app.depends_on):
            if need.app in ends and need.binds:
                path: Path = ("applications", index, "depends_on", place, "app")
                message = f"needs {need.app}, which is {ends[need.app].value}"
                yield Finding("W-DEP-001", app.id, path, message, "who takes its place?")
    yield from _cycles(inventory)


def shortest_circle(start: str, needs: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """The shortest way from `start` back to itself, both ends named; () where there is none."""
    came: dict[str, str] = {}
    ahead = deque([start])
    while ahead:
        here = ahead.popleft()
        for there in sorted(needs[here]):
            if there == start:
                way = [start, here]
                while way[-1] != start:
                    way.append(came[way[-1]])
                return tuple(reversed(way))
            if there not in came:
                came[there] = here
                ahead.append(there)
    return ()


def _cycles(inventory: Inventory) -> Iterator[Finding]:
    """W-CYC-001, one for each group that needs itself: its members can only be cut over together."""
    needs = _knotted(
        {
            app.id: {need.app for need in app.depends_on if need.binds and need.app != app.id}
            for app in inventory.applications
        }
    )
    index = {app.id: place for place, app in enumerate(inventory.applications)}
    for group in strong_components(needs):
        if len(group) == 1:
            continue
        members = frozenset(group)
        first = group[0]
        way = shortest_circle(first, {name: needs[name] & members for name in group})
        others = f"; {len(group)} hang together: {_listed(group)}" if len(group) >= len(way) else ""
        message = f"needs itself in a circle: {_way(way)}{others}"
        path: Path = ("applications", index[first], "depends_on")
        hint = "they can only move in one wave, or over a bridge"
        yield Finding("W-CYC-001", first, path, message, hint)


def _knotted(needs: dict[str, set[str]]) -> dict[str, set[str]]:
    """What is left when all that needs nothing goes, again and again: circles, and what leads to them."""
    users: dict[str, list[str]] = {}
    for name, needed in needs.items():
        for other in needed:
            users.setdefault(other, []).append(name)
    left = {name: len(needed) for name, needed in needs.items()}
    free = [name for name, count in left.items() if not count]
    for name in free:
        for user in users.get(name, ()):
            left[user] -= 1
            if not left[user]:
                free.append(user)
    return {
        name: {other for other in needed if left[other]}
        for name, needed in needs.items()
        if left[name]
    }


def _way(way: tuple[str, ...]) -> str:
    if len(way) > SHOWN_MAX:
        way = (*way[: SHOWN_MAX - 1], f"… {len(way) - SHOWN_MAX:,} more …", way[-1])
    return " → ".join(way)


def _listed(group: tuple[str, ...]) -> str:
    shown = ", ".join(group[:SHOWN_MAX])
    return shown if len(group) <= SHOWN_MAX else f"{shown} …"
