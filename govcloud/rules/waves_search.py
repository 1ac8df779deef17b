"""The planner: several orders of placing, each mended where it ended late, and the best plan of all kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from govcloud.rules import waves_problem as words
from govcloud.rules.waves_bound import Bound, Bounding
from govcloud.rules.waves_deal import dealt, dues
from govcloud.rules.waves_place import Board
from govcloud.rules.waves_problem import Problem
from govcloud.rules.waves_repair import Repair

ROUNDS = 12
DEALS = 4
TRIES = 20_000
_FINE = 1_000
_LATE = 2**30  # as a modulus it puts what is unplaced (-1) last


@dataclass(frozen=True, slots=True, order=True)
class Worth:
    """What is better comes first: all placed, the end early, users early, few windows for each department."""

    unplaced: int
    end: int
    waiting: int
    visits: int


@dataclass(frozen=True)
class Found:
    """A plan: the window of each group (UNPLACED where it has none), its worth, and the bound on its end."""

    at: tuple[int, ...]
    worth: Worth
    bound: Bound
    passes: int = field(default=0, compare=False)

    @property
    def complete(self) -> bool:
        """Whether every group has a window."""
        return not self.worth.unplaced


def search(
    problem: Problem, rounds: int = ROUNDS, wished: Mapping[str, int] | None = None
) -> Found:
    """The best plan that `rounds` of mending find; the same for the same problem, however it was listed.

    `wished` are windows that an older plan gave to applications: as many as can stay there do, unless the plan
    then ended later.
    """
    found = _Search(problem, rounds)
    return found.staying(found.found(), wished) if wished else found.found()


class _Search:
    def __init__(self, problem: Problem, rounds: int) -> None:
        self.board = Board(problem)
        self.problem = problem
        self.rounds = rounds
        self.bounding = Bounding(self.board)
        self.bound = self.bounding.bound()
        self.best: tuple[Worth, list[int]] | None = None
        self.passes = 0
        self.tails = self._tails()
        self.weights = [self._weight(number) for number in range(self.board.count)]
        self.sums = [self._sum(number) for number in range(self.board.count)]
        self.tight = self._tightness()
        self.names = [group.members[0] for group in problem.groups]

    def found(self) -> Found:
        """The best of all passes."""
        for priority in self._orders():
            self._justified(self._try(priority, self.board.allowed))
            if self._ended():
                break
        self._mend()
        self._shorten()
        self._serve_users_early()
        self._exchange()
        worth, at = self.best if self.best else (Worth(0, -1, 0, 0), [])
        return Found(tuple(at), worth, self.bound, self.passes)

    def staying(self, best: Found, wished: Mapping[str, int]) -> Found:
        """The older plan as far as it still holds, if it ends no later than the best one."""
        here = [wished.get(group.members[0], -1) for group in self.problem.groups]
        urgent = [window if window >= 0 else _LATE for window in here]
        for group in reversed(self._all):
            for need in self.board.needs[group]:
                urgent[need] = min(urgent[need], urgent[group])
        order = self.board.listed([(urgent[n], -self.tight[n], self.names[n]) for n in self._all])
        at = self.board.staying(order, self.board.allowed, here)
        worth = self._worth(at)
        if (worth.unplaced, worth.end) > (best.worth.unplaced, best.worth.end):
            return best
        return replace(best, at=tuple(at), worth=worth)

    def _ended(self) -> bool:
        """Whether no plan can end earlier."""
        worth = self.best[0] if self.best else None
        return worth is not None and not worth.unplaced and worth.end <= self.bound.window

    def _try(self, priority: Sequence[object], allowed: Sequence[int]) -> list[int]:
        at = self.board.forward(self.board.listed(priority), allowed)
        return self._kept_if_better(at)

    def _kept_if_better(self, at: list[int]) -> list[int]:
        self.passes += 1
        worth = self._worth(at)
        if self.best is None or worth < self.best[0]:
            self.best = (worth, at)
        return at

    def _worth(self, at: Sequence[int]) -> Worth:
        groups, unplaced = self.problem.groups, sum(window < 0 for window in at)
        waiting = sum(group.users * window for group, window in zip(groups, at, strict=True))
        visits = {
            (department, window)
            for departments, window in zip(self.problem.departments, at, strict=True)
            for department in departments
        }
        return Worth(unplaced, max(at, default=-1), waiting, len(visits))

    def _orders(self) -> Iterator[list[tuple[object, ...]]]:
        """By what is due first, by what waits behind a group, by how scarce what it takes is, and dealt out."""
        count, last = self._all, max(self.bound.window, 0)
        names, tails, tight = self.names, self.tails, self.tight
        lates = self.board.latest(self.board.allowed, last)
        yield [(lates[n], -tight[n], names[n]) for n in count]
        yield [(-tails[n], -tight[n], names[n]) for n in count]
        yield [(-tight[n] - tails[n] * _FINE, -tight[n], names[n]) for n in count]
        heads = self.bounding.heads
        if self.bound.window < 0:
            return
        for end in range(last, min(last + DEALS, len(self.problem.windows))):
            due = dues(self.board, heads, end)
            yield [(due[n], -tight[n], names[n]) for n in count]
            for sizes in (self.weights, self.sums):
                deal = dealt(self.board, heads, due, sizes, end)
                yield [(deal[n], -sizes[n], names[n]) for n in count]

    def _shorten(self) -> None:
        """Bring the last windows' groups forward by chains of moves, as far as that goes."""
        while self.best is not None and not self.best[0].unplaced and not self._ended():
            repair = Repair(self.board, self.best[1])
            if not repair.shorten(self.best[0].end - 1, self.rounds * TRIES):
                return
            at = repair.at
            self._try(
                [(at[n], -self.tight[n], self.names[n]) for n in self._all], self.board.allowed
            )
            self._kept_if_better(at)

    def _justified(self, at: list[int]) -> None:
        """Push everything as late as it can, then as early: gaps close (Valls, Ballestín, Quintanilla 2005).

        Only a pass that ended as early as the best one is worth it.
        """
        for _ in range(2):
            end = max(at, default=-1)
            if self._ended() or self.best is None or min(at) < 0 or end > self.best[0].end:
                return
            order = self.board.listed([(-at[n], self.names[n]) for n in self._all], backward=True)
            late = self.board.backward(order, self.board.allowed, end)
            if late is None:
                return
            priority = [(late[n], -self.tight[n], self.names[n]) for n in self._all]
            at = self._try(priority, self.board.allowed)

    @property
    def _all(self) -> range:
        return range(self.board.count)

    def _mend(self) -> None:
        """What ended too late, and what it needs, goes earlier in the next order; the rest gives way."""
        blame = [0] * self.board.count
        lates = self.board.latest(self.board.allowed, max(self.bound.window, 0))
        for _ in range(self.rounds):
            if self.best is None or self._ended():
                return
            target = self.best[0].end - 1 if not self.best[0].unplaced else self.best[0].end
            order = [(lates[n] - blame[n], -self.tight[n], self.names[n]) for n in self._all]
            at = self._try(order, self.board.allowed)
            self._justified(at)
            self._blamed(blame, [n for n in self._all if at[n] < 0 or at[n] > target])

    def _blamed(self, blame: list[int], late: Sequence[int]) -> None:
        waiting, seen = list(late), set(late)
        while waiting:
            group = waiting.pop()
            blame[group] += 3 if group in seen else 1
            for need in self.board.needs[group]:
                if need not in seen:
                    seen.add(need)
                    waiting.append(need)

    def _serve_users_early(self) -> None:
        """Among plans that end no later: those that serve many users early, then those with few visits."""
        if self.best is None or self.best[0].unplaced:
            return
        end = self.best[0].end
        lates = self.board.latest(self.board.allowed, end)
        within = [bits & words.below(end + 1) for bits in self.board.allowed]
        pull = self._pull()
        blame = [0] * self.board.count
        for _ in range(max(self.rounds // 2, 2)):
            order = [
                (max(lates[n] - blame[n], 0) // 4 if blame[n] else 1, -pull[n], self.names[n])
                for n in self._all
            ]
            at = self._try(order, within)
            late = [n for n in self._all if at[n] < 0]
            if not late:
                break
            for n in late:
                blame[n] = lates[n] + 4
                for need in self._ancestors(n):
                    blame[need] = lates[need] + 4

    def _exchange(self) -> None:
        """Trade places for those with more users; then everything that still can goes earlier.

        In the order of the plan nothing ends later than before, and nothing can go earlier by itself afterwards.
        """
        if self.best is None:
            return
        if not self.best[0].unplaced:
            repair = Repair(self.board, self.best[1])
            repair.serve_early(self.rounds * TRIES)
            self._kept_if_better(repair.at)
        at = self.best[1]
        order = self.board.listed([(at[n] % _LATE, self.names[n]) for n in self._all])
        at = self.board.forward(order, self.board.allowed)
        self.best = (self._worth(at), at)

    def _ancestors(self, group: int) -> set[int]:
        found: set[int] = set()
        waiting = [group]
        while waiting:
            for need in self.board.needs[waiting.pop()]:
                if need not in found:
                    found.add(need)
                    waiting.append(need)
        return found

    def _pull(self) -> list[float]:
        """Users for each share of a window that a group takes; what it needs is pulled with it."""
        pull = [
            group.users / max(self.weights[number], 1)
            for number, group in enumerate(self.problem.groups)
        ]
        for number in reversed(self._all):
            for need in self.board.needs[number]:
                pull[need] = max(pull[need], pull[number])
        return pull

    def _weight(self, group: int) -> float:
        """The greatest share of a window that a group takes, in thousandths."""
        limits = self.problem.limits
        shares = (
            amount * _FINE / limits[limit].amount
            for limit, amount in self.problem.groups[group].demand
            if limits[limit].amount
        )
        return max(shares, default=1.0)

    def _sum(self, group: int) -> float:
        """The shares of a window's capacities that a group takes, added up, in thousandths."""
        limits = self.problem.limits
        return sum(
            amount * _FINE / limits[limit].amount
            for limit, amount in self.problem.groups[group].demand
            if limits[limit].constraint.kind == words.CAPACITY and limits[limit].amount
        )

    def _tails(self) -> list[int]:
        """How many windows at least must follow a group's."""
        tails = [0] * self.board.count
        for number in reversed(self._all):
            for need in self.board.needs[number]:
                tails[need] = max(tails[need], tails[number] + 1)
        return tails

    def _tightness(self) -> list[int]:
        """How many windows the scarcest of what a group takes would need by itself, and how big a piece it takes."""
        totals = [0] * len(self.problem.limits)
        for group in self.problem.groups:
            for limit, amount in group.demand:
                totals[limit] += amount
        spans = [
            total * _FINE // max(limit.amount, 1)
            for total, limit in zip(totals, self.problem.limits, strict=True)
        ]
        return [
            max((spans[limit] for limit, _ in group.demand), default=0) + int(self.weights[number])
            for number, group in enumerate(self.problem.groups)
        ]
