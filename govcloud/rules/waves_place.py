"""Groups into windows, one after another: each as early (or as late) as everything placed before it lets it."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heapify, heappop, heappush
from typing import Any

from govcloud.rules.waves_problem import Problem

UNPLACED = -1


class Board:
    """A problem laid out for placing; every pass over it starts from empty windows."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        groups = problem.groups
        self.count = len(groups)
        self.needs = [[need.group for need in group.needs] for group in groups]
        self.needed_by: list[list[int]] = [[] for _ in groups]
        for number, needs in enumerate(self.needs):
            for need in needs:
                self.needed_by[need].append(number)
        self.demand = [group.demand for group in groups]
        self.least = self._least()
        self.heavy = [
            [(limit, amount) for limit, amount in demand if amount > self.least[limit]]
            for demand in self.demand
        ]
        self.allowed = [group.allowed & self._roomy(group.demand) for group in groups]

    def forward(self, order: Sequence[int], allowed: Sequence[int]) -> list[int]:
        """The earliest window for each group of `order`, which tells what is needed first.

        A group that finds no window is UNPLACED, and so is what needs it.
        """
        at, pass_ = [UNPLACED] * self.count, _Pass(self)
        for group in order:
            after = 0
            for need in self.needs[group]:
                if at[need] < 0:
                    break
                after = max(after, at[need] + 1)
            else:
                at[group] = pass_.first(group, allowed[group] >> after << after)
        return at

    def staying(
        self, order: Sequence[int], allowed: Sequence[int], wished: Sequence[int]
    ) -> list[int]:
        """As `forward`, but a group goes into the window that it is wished into, if it fits there (-1: no wish)."""
        at, pass_ = [UNPLACED] * self.count, _Pass(self)
        for group in order:
            needed = [at[need] for need in self.needs[group]]
            if min(needed, default=0) < 0:
                continue
            after = max(needed, default=-1) + 1
            here = 1 << wished[group] if wished[group] >= after else 0
            at[group] = pass_.first(group, allowed[group] & here)
            if at[group] < 0:
                at[group] = pass_.first(group, allowed[group] >> after << after)
        return at

    def backward(self, order: Sequence[int], allowed: Sequence[int], last: int) -> list[int] | None:
        """The latest window up to `last` for each group of `order`, which tells what needs others first.

        None where a group finds no window.
        """
        at, pass_ = [UNPLACED] * self.count, _Pass(self)
        for group in order:
            until = min((at[other] for other in self.needed_by[group]), default=last + 1)
            at[group] = pass_.last(group, allowed[group] & ((1 << until) - 1))
            if at[group] < 0:
                return None
        return at

    def listed(self, priority: Sequence[Any], *, backward: bool = False) -> list[int]:
        """All groups, least priority first, but none before what it needs (or, backward, what needs it)."""
        ahead, behind = self.needs, self.needed_by
        if backward:
            ahead, behind = behind, ahead
        waiting = [len(found) for found in ahead]
        ready = [(priority[n], n) for n in range(self.count) if not waiting[n]]
        heapify(ready)
        order: list[int] = []
        while ready:
            _, group = heappop(ready)
            order.append(group)
            for other in behind[group]:
                waiting[other] -= 1
                if not waiting[other]:
                    heappush(ready, (priority[other], other))
        return order

    def earliest(self, allowed: Sequence[int]) -> list[int]:
        """The window that each group cannot go before, by its needs and bars; UNPLACED where there is none."""
        found = [UNPLACED] * self.count
        for group in range(self.count):
            after = 0
            for need in self.needs[group]:
                if found[need] < 0:
                    break
                after = max(after, found[need] + 1)
            else:
                bits = allowed[group] >> after << after
                found[group] = (bits & -bits).bit_length() - 1
        return found

    def latest(self, allowed: Sequence[int], last: int) -> list[int]:
        """The window that each group cannot go after if all end by `last`; UNPLACED where there is none."""
        found = [UNPLACED] * self.count
        for group in reversed(range(self.count)):
            until = min((found[other] for other in self.needed_by[group]), default=last + 1)
            if until > 0:
                found[group] = (allowed[group] & ((1 << until) - 1)).bit_length() - 1
        return found

    def _least(self) -> list[int]:
        least = [1] * len(self.problem.limits)
        seen: dict[int, int] = {}
        for demand in self.demand:
            for limit, amount in demand:
                seen[limit] = min(seen.get(limit, amount), amount)
        for limit, amount in seen.items():
            least[limit] = amount
        return least

    def _roomy(self, demand: Sequence[tuple[int, int]]) -> int:
        """The windows that would have room for this demand if nothing else were in them."""
        found = (1 << len(self.problem.windows)) - 1
        for limit, amount in demand:
            rule = self.problem.limits[limit]
            if amount > min(rule.room):
                found &= sum(1 << n for n, room in enumerate(rule.room) if room >= amount)
        return found


class _Pass:
    """The room that is left in each window while groups are placed."""

    def __init__(self, board: Board) -> None:
        limits = board.problem.limits
        self.board = board
        self.free = [list(limit.room) for limit in limits]
        self.full = [
            sum(1 << n for n, room in enumerate(limit.room) if room < least)
            if min(limit.room, default=least) < least
            else 0
            for limit, least in zip(limits, board.least, strict=True)
        ]

    def first(self, group: int, candidates: int) -> int:
        """Take the first candidate that has room."""
        for limit, _ in self.board.demand[group]:
            candidates &= ~self.full[limit]
        heavy = self.board.heavy[group]
        while candidates:
            bit = candidates & -candidates
            window = bit.bit_length() - 1
            if not heavy or self._fits(heavy, window):
                self._take(group, window)
                return window
            candidates ^= bit
        return UNPLACED

    def last(self, group: int, candidates: int) -> int:
        """Take the last candidate that has room."""
        for limit, _ in self.board.demand[group]:
            candidates &= ~self.full[limit]
        heavy = self.board.heavy[group]
        while candidates:
            window = candidates.bit_length() - 1
            if not heavy or self._fits(heavy, window):
                self._take(group, window)
                return window
            candidates ^= 1 << window
        return UNPLACED

    def _fits(self, heavy: Sequence[tuple[int, int]], window: int) -> bool:
        free = self.free
        for limit, amount in heavy:  # noqa: SIM110 - the innermost loop of all: a generator costs a third
            if free[limit][window] < amount:
                return False
        return True

    def _take(self, group: int, window: int) -> None:
        free, least = self.free, self.board.least
        for limit, amount in self.board.demand[group]:
            room = free[limit][window] - amount
            free[limit][window] = room
            if room < least[limit]:
                self.full[limit] |= 1 << window
