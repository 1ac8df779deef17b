"""Data walls (数据壁垒): exchanges of data between departments that go round the sharing and exchange platform."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from govcloud.model.application import Dependency
from govcloud.model.inventory import Inventory
from govcloud.model.terms import DependencyKind

EXCHANGES = (DependencyKind.DB_LINK, DependencyKind.FILE, DependencyKind.MQ, DependencyKind.API)
"""Kinds that carry data; pages, log-ins, maps and video do not."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One exchange: `through` the platform True, directly False, None where the inventory does not tell."""

    source: str
    target: str
    departments: tuple[str, str]
    kind: DependencyKind
    through: bool | None
    data_items: str = ""


@dataclass(frozen=True, slots=True)
class Wall:
    """Two departments, and how many exchanges between them go round the platform; `database_links` of these."""

    departments: tuple[str, str]
    direct: int
    database_links: int
    applications: tuple[str, ...]


def exchanges(inventory: Inventory, platforms: frozenset[str]) -> tuple[Exchange, ...]:
    """Every exchange of data between applications of two departments, neither of them a shared platform."""
    return tuple(_exchanges(inventory, platforms))


def walls(found: tuple[Exchange, ...]) -> tuple[Wall, ...]:
    """The pairs of departments with direct exchanges, the worst first: most exchanges, then most database links."""
    by_pair: dict[tuple[str, str], list[Exchange]] = {}
    for exchange in found:
        if not exchange.through:
            one, other = sorted(exchange.departments)
            by_pair.setdefault((one, other), []).append(exchange)
    rows = [
        Wall(
            pair,
            len(rows),
            sum(row.kind is DependencyKind.DB_LINK for row in rows),
            tuple(sorted({name for row in rows for name in (row.source, row.target)})),
        )
        for pair, rows in by_pair.items()
    ]
    return tuple(sorted(rows, key=lambda w: (-w.direct, -w.database_links, w.departments)))


def _exchanges(inventory: Inventory, platforms: frozenset[str]) -> Iterator[Exchange]:
    departments = {app.id: app.department for app in inventory.applications}
    for app in inventory.applications:
        if app.id in platforms or app.strategy.ends:
            continue
        for row in app.depends_on:
            other = departments.get(row.app, app.department)
            if _carries(row) and other != app.department and row.app not in platforms:
                assert row.kind is not None  # so says `_carries`
                pair = (app.department, other)
                yield Exchange(app.id, row.app, pair, row.kind, row.via_exchange, row.data_items)


def _carries(row: Dependency) -> bool:
    return row.kind in EXCHANGES
