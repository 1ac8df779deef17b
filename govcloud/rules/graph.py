"""Who needs whom: the estate as a graph, with what follows from its shape."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from govcloud.model.application import Dependency
from govcloud.model.inventory import Inventory
from govcloud.rules.move_groups import move_groups, strong_components


@dataclass(frozen=True, slots=True)
class Edge:
    """`source` needs `target`, by all of its rows together; `crosses` departments.

    `binds` orders their cut-overs: there is a hard row without a bridge.
    """

    source: str
    target: str
    hard: bool
    binds: bool
    crosses: bool
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """What lies around `centre`: by id the steps to it, below 0 for what it needs, above for what needs it."""

    centre: str
    steps: Mapping[str, int]
    edges: tuple[Edge, ...]


class Graph:
    """The dependencies between the applications of one inventory; ids in the order of the inventory's."""

    def __init__(self, inventory: Inventory) -> None:
        """Rows that lead outside the estate, to unknown applications or to themselves are left out."""
        self.departments = {app.id: app.department for app in inventory.applications}
        self.needs: dict[str, tuple[Edge, ...]] = {
            app.id: self._edges(app.id, app.depends_on) for app in inventory.applications
        }
        self.needed_by: dict[str, list[Edge]] = {name: [] for name in self.departments}
        for edges in self.needs.values():
            for edge in edges:
                self.needed_by[edge.target].append(edge)
        self._applications = inventory.applications

    def _edges(self, source: str, rows: Iterable[Dependency]) -> tuple[Edge, ...]:
        by_target: dict[str, list[Dependency]] = {}
        for row in rows:
            if row.app in self.departments and row.app != source:
                by_target.setdefault(row.app, []).append(row)
        return tuple(self._edge(source, name, by_target[name]) for name in sorted(by_target))

    def _edge(self, source: str, target: str, rows: list[Dependency]) -> Edge:
        return Edge(
            source,
            target,
            hard=any(row.hard for row in rows),
            binds=any(row.binds for row in rows),
            crosses=self.departments[source] != self.departments[target],
            kinds=tuple(sorted({row.kind.value for row in rows if row.kind is not None})),
        )

    @property
    def edges(self) -> tuple[Edge, ...]:
        """All of them, by source and target."""
        return tuple(edge for edges in self.needs.values() for edge in edges)

    def fan_in(self, name: str) -> int:
        """How many applications need it directly."""
        return len(self.needed_by[name])

    def fan_out(self, name: str) -> int:
        """How many applications it needs directly."""
        return len(self.needs[name])

    @cached_property
    def move_groups(self) -> tuple[tuple[str, ...], ...]:
        """Those with more than one member, as they are cut over together."""
        return tuple(group for group in move_groups(self._applications) if len(group) > 1)

    @cached_property
    def circles(self) -> dict[str, tuple[str, ...]]:
        """By application all that it needs and that need it, itself among them, whatever becomes of them."""
        return {name: circle for circle in self._components for name in circle}

    @cached_property
    def levels(self) -> dict[str, int]:
        """The longest chain of what must be cut over before an application; 0 where nothing must.

        Members of a circle stand on one level.
        """
        found: dict[str, int] = {}
        for circle in self._components:
            below = [
                found[edge.target] + 1
                for name in circle
                for edge in self.needs[name]
                if edge.binds and edge.target not in circle
            ]
            found.update(dict.fromkeys(circle, max(below, default=0)))
        return found

    @cached_property
    def _components(self) -> tuple[tuple[str, ...], ...]:
        return strong_components(
            {
                name: [edge.target for edge in edges if edge.binds]
                for name, edges in self.needs.items()
            }
        )

    def dependants(self, name: str) -> frozenset[str]:
        """All that stops working with it: what hard needs it, directly or through others (blast radius)."""
        return frozenset(_reached(name, self._consumers)) - {name}

    def touched(self, name: str) -> frozenset[str]:
        """All that may feel it: what needs it hard or soft, directly or through others."""
        return frozenset(_reached(name, self._all_consumers)) - {name}

    def neighbourhood(self, name: str, depth: int) -> Neighbourhood:
        """What it needs and what needs it, up to `depth` steps in each direction, and all edges between them."""
        needed = _reached(name, lambda at: (e.target for e in self.needs[at]), depth)
        needy = _reached(name, lambda at: (e.source for e in self.needed_by[at]), depth)
        steps = {at: -far for at, far in needed.items()}
        steps.update({at: far for at, far in needy.items() if at not in steps})
        inside = tuple(
            edge for at in sorted(steps) for edge in self.needs[at] if edge.target in steps
        )
        return Neighbourhood(name, {at: steps[at] for at in sorted(steps)}, inside)

    def _all_consumers(self, name: str) -> Iterable[str]:
        return (edge.source for edge in self.needed_by[name])

    def _consumers(self, name: str) -> Iterable[str]:
        return (edge.source for edge in self.needed_by[name] if edge.hard)


def between_departments(
    edges: Iterable[Edge], departments: Mapping[str, str]
) -> dict[tuple[str, str], int]:
    """How many edges lead from one department's applications to another's, the heaviest first."""
    counts: dict[tuple[str, str], int] = {}
    for edge in edges:
        if edge.crosses:
            pair = (departments[edge.source], departments[edge.target])
            counts[pair] = counts.get(pair, 0) + 1
    return dict(sorted(counts.items(), key=lambda row: (-row[1], row[0])))


def _reached(
    start: str, onward: Callable[[str], Iterable[str]], depth: int | None = None
) -> dict[str, int]:
    """Every name that can be reached, with the steps it takes."""
    found, waiting = {start: 0}, deque([start])
    while waiting:
        at = waiting.popleft()
        if depth is not None and found[at] >= depth:
            continue
        for name in onward(at):
            if name not in found:
                found[name] = found[at] + 1
                waiting.append(name)
    return found
