"""Chains of moves: a group that ended too late goes where another makes room for it, by moving on itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govcloud.rules.waves_place import Board

TRIES_EACH = 400


class Repair:
    """A plan that is being mended, with the room that is left in each window."""

    def __init__(self, board: Board, at: Sequence[int]) -> None:
        self.board = board
        self.at = list(at)
        self.free = [list(limit.room) for limit in board.problem.limits]
        self.taken = [dict(demand) for demand in board.demand]
        self.inside: list[set[int]] = [set() for _ in board.problem.windows]
        for group, window in enumerate(self.at):
            self._put(group, window)

    def shorten(self, last: int, tries: int) -> bool:
        """Bring what lies behind window `last` before it; True if nothing is left there.

        `tries` bounds the exchanges that are looked at, over all. The plan holds after every move.
        """
        while late := [group for group, window in enumerate(self.at) if window > last]:
            moved = False
            for group in sorted(late, key=lambda g: (self.at[g], g)):
                tries -= TRIES_EACH
                if tries < 0:
                    return False
                moved = self._advance(group, last) or moved
            if not moved:
                return False
        return True

    def serve_early(self, tries: int) -> None:
        """Exchange groups so that those with more users go earlier; ends do not move, the plan holds throughout."""
        users = [group.users for group in self.board.problem.groups]
        for group in sorted(range(self.board.count), key=lambda n: (-users[n], n)):
            if not users[group] or tries < 0:
                return
            tries -= self._served_earlier(group, users)

    def _served_earlier(self, group: int, users: Sequence[int]) -> int:
        """Move one group to the first window where it fits, or where one with fewer users gives way; counts tries."""
        here, tries = self.at[group], 0
        for window in range(self._span(group)[0], here):
            tries += 1
            if not self.board.allowed[group] >> window & 1:
                continue
            if self._fits(group, window):
                self._move(group, window)
                return tries
            tries += len(self.inside[window]) // 8
            for other in self._in_the_way(group, window):
                tries += 1
                if users[other] < users[group] and self._swapped(group, other):
                    return tries
        return tries

    def _swapped(self, group: int, other: int) -> bool:
        """Put each into the other's window, if both may go there."""
        here, there = self.at[group], self.at[other]
        start, end = self._span(other)
        if not (start <= here <= end and self.board.allowed[other] >> here & 1):
            return False
        self._move(group, there)
        if self._fits(other, here):
            self._move(other, here)
            return True
        self._move(group, here)
        return False

    def _advance(self, group: int, last: int) -> bool:
        """Move a group to a window up to `last`, directly or by making one other group move on."""
        start, end = self._span(group)
        windows = [
            w for w in range(start, min(end, last) + 1) if self.board.allowed[group] >> w & 1
        ]
        for window in windows:
            if self._fits(group, window):
                self._move(group, window)
                return True
        tries = TRIES_EACH
        for window in reversed(windows):
            for other in self._in_the_way(group, window):
                tries -= 1
                if tries < 0:
                    return False
                if self._exchange(group, window, other, last):
                    return True
        return False

    def _in_the_way(self, group: int, window: int) -> Iterator[int]:
        """Groups of a window without any of which the group would fit; the smallest first."""
        lacking = [
            (limit, amount - self.free[limit][window])
            for limit, amount in self.board.demand[group]
            if self.free[limit][window] < amount
        ]
        first, least = lacking[0]
        found = []
        for other in self.inside[window]:
            taken = self.taken[other]
            if taken.get(first, 0) >= least and all(taken.get(n, 0) >= a for n, a in lacking[1:]):
                found.append((len(taken), taken[first], other))
        return (other for _, _, other in sorted(found))

    def _exchange(self, group: int, window: int, other: int, last: int) -> bool:
        """Move `other` to some window up to `last`, and the group into its place."""
        start, end = self._span(other)
        for place in range(start, min(end, last) + 1):
            if (
                place != window
                and self.board.allowed[other] >> place & 1
                and self._fits(other, place)
            ):
                self._move(other, place)
                self._move(group, window)
                return True
        return False

    def _span(self, group: int) -> tuple[int, int]:
        """The windows between all that a group needs and all that needs it."""
        start = max((self.at[need] + 1 for need in self.board.needs[group]), default=0)
        end = min((self.at[other] - 1 for other in self.board.needed_by[group]), default=10**9)
        return start, end

    def _fits(self, group: int, window: int) -> bool:
        free = self.free
        return all(free[limit][window] >= amount for limit, amount in self.board.demand[group])

    def _put(self, group: int, window: int) -> None:
        self.inside[window].add(group)
        for limit, amount in self.board.demand[group]:
            self.free[limit][window] -= amount

    def _move(self, group: int, window: int) -> None:
        before = self.at[group]
        self.inside[before].discard(group)
        for limit, amount in self.board.demand[group]:
            self.free[limit][before] += amount
        self.at[group] = window
        self._put(group, window)
