"""Applications that need each other move as one: the strong components of what needs what."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from govcloud.model.application import Application


def move_groups(applications: Collection[Application]) -> tuple[tuple[str, ...], ...]:
    """The move groups of the applications that are cut over, each sorted; what is needed comes first."""
    moving = {app.id: app for app in applications if app.strategy.cuts_over}
    return strong_components(
        {id_: [need for need in app.needs if need in moving] for id_, app in moving.items()}
    )


def strong_components(needs: Mapping[str, Collection[str]]) -> tuple[tuple[str, ...], ...]:
    """Tarjan's strong components of `needs` (SIAM J. Comput. 1(2), 1972), without recursion.

    Each component is sorted, and stands behind all that it needs; the order depends on names only, not on
    the order of `needs`. Raises KeyError for a need that is no key.
    """
    walk = _Walk({name: sorted(needs[name]) for name in sorted(needs)})
    for name in walk.needs:
        if name not in walk.number:
            walk.from_here(name)
    return tuple(walk.found)


class _Walk:
    """A depth-first walk: when each name was met, and the earliest met that it leads back to."""

    def __init__(self, needs: dict[str, list[str]]) -> None:
        self.needs = needs
        self.number: dict[str, int] = {}
        self.found: list[tuple[str, ...]] = []
        self._low: dict[str, int] = {}
        self._stack: list[str] = []
        self._open: set[str] = set()

    def from_here(self, start: str) -> None:
        """Find every component that can be reached from `start` and was not found before."""
        way: list[tuple[str, Iterator[str]]] = [(start, self._meet(start))]
        while way:
            name, rest = way[-1]
            need = next(rest, None)
            if need is None:
                way.pop()
                self._leave(name)
                if way:
                    above = way[-1][0]
                    self._low[above] = min(self._low[above], self._low[name])
            elif need not in self.number:
                way.append((need, self._meet(need)))
            elif need in self._open:
                self._low[name] = min(self._low[name], self.number[need])

    def _meet(self, name: str) -> Iterator[str]:
        self.number[name] = self._low[name] = len(self.number)
        self._stack.append(name)
        self._open.add(name)
        return iter(self.needs[name])

    def _leave(self, name: str) -> None:
        if self._low[name] != self.number[name]:
            return
        members = [self._stack.pop()]
        while members[-1] != name:
            members.append(self._stack.pop())
        self._open.difference_update(members)
        self.found.append(tuple(sorted(members)))
