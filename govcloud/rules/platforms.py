"""Shared platforms (公共支撑): which application runs a service for all, who uses it, who built one of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govcloud.model.application import Application
from govcloud.model.inventory import Inventory
from govcloud.model.terms import AppType
from govcloud.rules import names
from govcloud.rules.graph import Graph
from govcloud.rules.profiles import SharedService

OTHERS_MIN = 2
"""So many other departments must use an application before it is taken for a platform."""


@dataclass(frozen=True, slots=True)
class Platform:
    """`application` runs `service` for its province; `own` are the applications that do the same by themselves."""

    service: SharedService
    application: str
    users: tuple[str, ...]
    own: tuple[str, ...]


def platforms(
    inventory: Inventory, graph: Graph, services: Sequence[SharedService]
) -> tuple[Platform, ...]:
    """For each service and province the candidate that most applications need; none where nobody needs any."""
    found = []
    provinces = sorted({app.department[:2] for app in inventory.applications})
    for service in services:
        words = [names.folded(word) for word in service.match]
        for province in provinces:
            named = [
                app
                for app in inventory.applications
                if app.department[:2] == province and _is_about(app, words)
            ]
            found += list(_of_province(service, named, graph))
    return tuple(found)


def _is_about(app: Application, words: Sequence[str]) -> bool:
    name = names.folded(app.name_zh + app.name_en)
    return any(word in name for word in words)


def _of_province(
    service: SharedService, named: Sequence[Application], graph: Graph
) -> Iterator[Platform]:
    if not named:
        return
    best = min(named, key=lambda app: (-graph.fan_in(app.id), app.id))
    users = tuple(sorted(edge.source for edge in graph.needed_by[best.id]))
    if best.type is not AppType.SHARED_SUPPORT and _departments(best, users, graph) < OTHERS_MIN:
        return
    own = tuple(sorted(a.id for a in named if a.department != best.department))
    yield Platform(service, best.id, users, own)


def _departments(app: Application, users: Sequence[str], graph: Graph) -> int:
    return len({graph.departments[user] for user in users} - {app.department})
