"""Places boxes in columns, from the needy on the left to the needed on the right, and leads arrows round them.

Sugiyama's way (IEEE Trans. SMC 11(2), 1981): columns, waypoints for long arrows, few crossings, then heights.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Point = tuple[float, float]
Size = tuple[float, float]
Pair = tuple[str, str]

GAP_X, GAP_Y = 90.0, 14.0
GAP_X_MAX, GAP_X_ARROW = 380.0, 4.0
"""The way between two columns grows with the number of arrows that must bend in it."""
SWEEPS = 12
WAYPOINT_HEIGHT = 4.0
WAYPOINT_GAP = 5.0


@dataclass(frozen=True, slots=True)
class Layout:
    """Upper left corners of boxes, the points that each arrow passes, and the size of it all."""

    corners: Mapping[str, Point]
    routes: Mapping[Pair, tuple[Point, ...]]
    width: float
    height: float


def layered(
    sizes: Mapping[str, Size], arrows: Sequence[Pair], columns: Mapping[str, int] | None = None
) -> Layout:
    """A layout of all boxes; `columns` are kept where they are given, and follow from the arrows otherwise."""
    placed = dict(columns) if columns else columns_of(sizes, arrows)
    grid = _Grid(sizes, arrows, placed)
    for sweep in range(SWEEPS):
        grid.order(forward=sweep % 2 == 0)
    grid.settle()
    return grid.layout()


def packed(sizes: Mapping[str, Size], width_max: float) -> tuple[dict[str, Point], Size]:
    """Boxes side by side in rows, in their order, and the size of it all."""
    corners: dict[str, Point] = {}
    x = y = row = widest = 0.0
    for name, (width, height) in sizes.items():
        if x and x + width > width_max:
            x, y, row = 0.0, y + row + GAP_Y, 0.0
        corners[name] = (x, y)
        x, row = x + width + GAP_Y, max(row, height)
        widest = max(widest, x - GAP_Y)
    return corners, (widest, y + row)


def columns_of(names: Iterable[str], arrows: Sequence[Pair]) -> dict[str, int]:
    """The longest way to something that needs nothing, from the right; arrows that close a circle do not count."""
    targets: dict[str, list[str]] = {name: [] for name in names}
    for source, target in arrows:
        targets[source].append(target)
    level: dict[str, int] = {}
    on_way: set[str] = set()
    for start in sorted(targets):
        stack = [start]
        while stack:
            at = stack[-1]
            if at in level:
                stack.pop()
                continue
            on_way.add(at)
            waiting = [n for n in sorted(targets[at]) if n not in level and n not in on_way]
            if waiting:
                stack.append(waiting[0])
                continue
            level[at] = max((level[n] + 1 for n in targets[at] if n in level), default=0)
            on_way.discard(at)
            stack.pop()
    highest = max(level.values(), default=0)
    return {name: highest - at for name, at in level.items()}


class _Grid:
    """Columns of boxes and waypoints, while they are ordered and placed."""

    def __init__(
        self, sizes: Mapping[str, Size], arrows: Sequence[Pair], columns: Mapping[str, int]
    ) -> None:
        self._sizes = dict(sizes)
        self._chains: dict[Pair, list[str]] = {}
        first = min(columns.values(), default=0)
        count = max(columns.values(), default=0) - first + 1
        self._columns: list[list[str]] = [[] for _ in range(count)]
        self._at: dict[str, int] = {}
        for name in sorted(sizes):
            self._put(name, columns[name] - first)
        for pair in sorted(set(arrows)):
            self._chain(pair)
        self._left: dict[str, list[str]] = {name: [] for name in self._at}
        self._right: dict[str, list[str]] = {name: [] for name in self._at}
        for chain in self._chains.values():
            for one, other in pairwise(chain):
                left, right = (one, other) if self._at[one] < self._at[other] else (other, one)
                if self._at[left] != self._at[right]:
                    self._right[left].append(right)
                    self._left[right].append(left)
        self._y: dict[str, float] = {}

    def _put(self, name: str, column: int) -> None:
        self._columns[column].append(name)
        self._at[name] = column

    def _chain(self, pair: Pair) -> None:
        """The arrow with a waypoint in every column that it crosses."""
        start, end = self._at[pair[0]], self._at[pair[1]]
        step = 1 if end >= start else -1
        chain = [pair[0]]
        for column in range(start + step, end, step):
            name = f"\0{pair[0]}\0{pair[1]}\0{column}"
            self._put(name, column)
            self._sizes[name] = (0.0, WAYPOINT_HEIGHT)
            chain.append(name)
        self._chains[pair] = [*chain, pair[1]]

    def order(self, *, forward: bool) -> None:
        """One sweep: each column by the mean place of its neighbours in the column before."""
        columns = self._columns if forward else self._columns[::-1]
        near = self._left if forward else self._right
        place = {name: n for column in self._columns for n, name in enumerate(column)}
        for column in columns[1:]:
            means = {
                name: sum(place[n] for n in near[name]) / len(near[name])
                if near[name]
                else float(place[name])
                for name in column
            }
            column.sort(key=lambda name: (means[name], name))
            place.update({name: n for n, name in enumerate(column)})

    def settle(self) -> None:
        """Heights: near the neighbours, never over each other."""
        tallest = max((self._tall(column) for column in self._columns), default=0.0)
        for column in self._columns:
            y = (tallest - self._tall(column)) / 2
            for name, below in zip(column, [*column[1:], ""], strict=True):
                self._y[name] = y
                y += self._sizes[name][1] + _gap(name, below)
        for sweep in range(SWEEPS):
            near = self._left if sweep % 2 == 0 else self._right
            columns = self._columns if sweep % 2 == 0 else self._columns[::-1]
            for column in columns[1:]:
                self._pull(column, near)
        least = min(self._y.values(), default=0.0)
        self._y = {name: y - least for name, y in self._y.items()}

    def _tall(self, column: Sequence[str]) -> float:
        gaps = sum(_gap(name, below) for name, below in pairwise(column))
        return sum(self._sizes[name][1] for name in column) + gaps

    def _pull(self, column: Sequence[str], near: Mapping[str, Sequence[str]]) -> None:
        """Towards the middle of the neighbours: pushed apart from both ends, the mean of both is taken."""
        wish = {
            name: sum(self._middle(n) for n in near[name]) / len(near[name])
            - self._sizes[name][1] / 2
            if near[name]
            else self._y[name]
            for name in column
        }
        down: dict[str, float] = {}
        least = float("-inf")
        for name, below in zip(column, [*column[1:], ""], strict=True):
            down[name] = max(wish[name], least)
            least = down[name] + self._sizes[name][1] + _gap(name, below)
        most = float("inf")
        for name, above in zip(reversed(column), [*reversed(column[:-1]), ""], strict=True):
            up = min(wish[name], most - self._sizes[name][1])
            most = up - _gap(name, above)
            self._y[name] = (up + down[name]) / 2

    def _middle(self, name: str) -> float:
        return self._y[name] + self._sizes[name][1] / 2

    def layout(self) -> Layout:
        """What was found."""
        x, gap, lefts, widths = 0.0, 0.0, [], []
        for column in self._columns:
            widths.append(max((self._sizes[name][0] for name in column), default=0.0))
            lefts.append(x)
            arrows = sum(len(self._right[name]) for name in column)
            gap = min(GAP_X + GAP_X_ARROW * arrows, GAP_X_MAX)
            x += widths[-1] + gap
        corners = {
            name: (lefts[at] + (widths[at] - self._sizes[name][0]) / 2, self._y[name])
            for name, at in self._at.items()
        }
        routes = {
            pair: tuple(self._route(chain, corners, list(zip(lefts, widths, strict=True))))
            for pair, chain in self._chains.items()
        }
        height = max((self._y[n] + self._sizes[n][1] for n in self._at), default=0.0)
        boxes = {name: corner for name, corner in corners.items() if not name.startswith("\0")}
        return Layout(boxes, routes, max(x - gap, 0.0), height)

    def _route(
        self,
        chain: Sequence[str],
        corners: Mapping[str, Point],
        spans: Sequence[tuple[float, float]],
    ) -> Iterable[Point]:
        """Out of the source, level through every column on the way, into the target."""
        first, last = chain[0], chain[-1]
        onward = self._at[last] >= self._at[first]
        same = self._at[last] == self._at[first]
        yield self._side(first, corners, right=onward)
        for name in chain[1:-1]:
            left, width = spans[self._at[name]]
            ends = (left, left + width) if onward else (left + width, left)
            yield from ((x, self._middle(name)) for x in ends)
        yield self._side(last, corners, right=same or not onward)

    def _side(self, name: str, corners: Mapping[str, Point], *, right: bool) -> Point:
        x, _ = corners[name]
        return (x + self._sizes[name][0] if right else x, self._middle(name))


def _gap(one: str, other: str) -> float:
    """Between two neighbours of a column; arrows may pass closer to each other than boxes stand."""
    return WAYPOINT_GAP if one.startswith("\0") and other.startswith("\0") else GAP_Y
