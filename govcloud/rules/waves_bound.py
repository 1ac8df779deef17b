"""How early a plan could end at best: a bound that no plan can beat, and the reason for it.

Three things are relaxed, each alone: without limits, every group goes right after what it needs; without bars
and needs inside, the demand of the groups that must lie between two windows has to fit into what these
windows can take; and big pieces that cannot share a window are counted as such (dual feasible functions,
Fekete and Schepers 2001). The bound is the first window that none of these refutes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from govcloud.rules import waves_problem as words
from govcloud.rules.waves_place import Board
from govcloud.rules.waves_problem import Constraint, Limit


@dataclass(frozen=True, slots=True)
class Bound:
    """The first window in which a plan can end, and the rules that say so; `window` -1 where no plan can be."""

    window: int
    why: str
    rules: tuple[Constraint, ...] = ()


@dataclass(frozen=True, slots=True)
class _Share:
    """What some groups take of a limit, and what each window can give them of it, summed up to each window."""

    limit: Limit
    groups: tuple[int, ...]
    amounts: tuple[int, ...]
    given: tuple[int, ...]
    """`given[n]` is what the windows before n can give."""


class Bounding:
    """Bounds of one problem."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.heads = board.earliest(board.allowed)
        self.shares = list(self._shares())

    def bound(self) -> Bound:
        """The first window that is not refuted."""
        if not self.heads:
            return Bound(0, "nothing is to be placed")
        if min(self.heads) < 0:
            return Bound(-1, "a group has no window at all")
        last = len(self.board.problem.windows)
        never = self._refuted(last - 1)
        if never is not None:
            return self._said(never, -1)
        found = max([self._by_needs(), *map(self._by_share, self.shares)], key=lambda b: b.window)
        window = found.window
        while window < last:
            share = self._refuted(window)
            if share is None:
                return Bound(window, found.why, found.rules)
            window += 1
            found = self._said(share, window)
        return Bound(-1, found.why, found.rules)

    def refuted_by(self, last: int) -> Limit | None:
        """A limit that keeps the groups from all being placed by window `last`; None if none was found."""
        share = self._refuted(last)
        return share.limit if share else None

    def _by_needs(self) -> Bound:
        window = max(self.heads)
        return Bound(window, "what needs what, one window after another, and the calendars")

    def _by_share(self, share: _Share) -> Bound:
        """From each window on: what cannot begin earlier has to fit into what follows."""
        by_head: dict[int, int] = defaultdict(int)
        for group, amount in zip(share.groups, share.amounts, strict=True):
            by_head[self.heads[group]] += amount
        best, rest = 0, 0
        for head in sorted(by_head, reverse=True):
            rest += by_head[head]
            end = bisect_left(share.given, share.given[head] + rest)
            best = max(best, end - 1)
        return self._said(share, best)

    def _said(self, share: _Share, window: int) -> Bound:
        return Bound(window, "", (share.limit.constraint,))

    def _refuted(self, last: int) -> _Share | None:
        """A share whose groups cannot all end by `last`: some stretch of windows would have to take too much."""
        lates = self.board.latest(self.board.allowed, last)
        for share in self.shares:
            pairs: dict[tuple[int, int], int] = defaultdict(int)
            for group, amount in zip(share.groups, share.amounts, strict=True):
                if lates[group] < self.heads[group]:
                    return share
                pairs[lates[group], self.heads[group]] += amount
            if _overfull(pairs, share.given):
                return share
        return None

    def _shares(self) -> Iterator[_Share]:
        problem = self.board.problem
        users: list[list[int]] = [[] for _ in problem.limits]
        amounts: list[list[int]] = [[] for _ in problem.limits]
        for number, demand in enumerate(self.board.demand):
            for index, amount in demand:
                users[index].append(number)
                amounts[index].append(amount)
        rooms = self._rooms()
        for number, limit in enumerate(problem.limits):
            if limit.constraint.kind == words.PILOT_SIZE or not users[number]:
                continue
            yield self._share(limit, rooms[number], users[number], amounts[number])
            for level in _thresholds(limit.amount, amounts[number]):
                # pieces above amount - level fill a window, those below level do not count
                counted = [_dual(amount, limit.amount, level) for amount in amounts[number]]
                room = [limit.amount if given else 0 for given in rooms[number]]
                yield self._share(limit, room, users[number], counted)

    def _rooms(self) -> list[list[int]]:
        """What each window gives of each limit; the pilot gives no more than its biggest few could take."""
        limits = self.board.problem.limits
        found = [list(limit.room) for limit in limits]
        pilot = self.board.problem.pilot
        size = [x.room[pilot] for x in limits if x.constraint.kind == words.PILOT_SIZE]
        if not size:
            return found
        fit = [n for n, head in enumerate(self.heads) if head == pilot]
        for number, room in enumerate(found):
            taken = (dict(self.board.demand[group]).get(number, 0) for group in fit)
            room[pilot] = min(room[pilot], sum(sorted(taken, reverse=True)[: size[0]]))
            if limits[number].constraint == Constraint(words.CAPACITY, "applications"):
                room[pilot] = min(room[pilot], size[0])
        return found

    def _share(
        self, limit: Limit, room: Sequence[int], groups: Sequence[int], amounts: Sequence[int]
    ) -> _Share:
        usable = 0
        for group in groups:
            usable |= self.board.allowed[group]
        given = (each if usable >> n & 1 else 0 for n, each in enumerate(room))
        return _Share(limit, tuple(groups), tuple(amounts), tuple(accumulate(given, initial=0)))


def _overfull(pairs: dict[tuple[int, int], int], given: Sequence[int]) -> bool:
    """Whether between some two windows more must be done than they can give; `pairs`: (latest, earliest) -> amount."""
    starts = sorted({head for _, head in pairs})
    inside = dict.fromkeys(starts, 0)
    ordered = sorted(pairs.items())
    for position, ((late, head), amount) in enumerate(ordered):
        inside[head] += amount
        if position + 1 < len(ordered) and ordered[position + 1][0][0] == late:
            continue
        total = 0
        for start in reversed(starts):
            total += inside[start]
            if start <= late and total > given[late + 1] - given[start]:
                return True
    return False


def _thresholds(amount: int, amounts: Sequence[int]) -> list[int]:
    """Where pieces begin to be big, in halves, so that half of an odd amount is one; none where no piece is."""
    if max(amounts) * 3 <= amount:
        return []
    return [level for level in (amount, amount // 3 * 2, amount // 4 * 2) if level]


def _dual(amount: int, whole: int, level: int) -> int:
    """A dual feasible function: whatever fits into one window keeps fitting when measured by it. `level` in halves."""
    if amount * 2 > whole * 2 - level:
        return whole
    return amount if amount * 2 >= level else 0
