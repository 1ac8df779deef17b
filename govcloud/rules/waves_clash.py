"""Why there is no plan: the smallest set of rules that cannot all be kept, found by thinking rules away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

from govcloud.rules.waves_bound import Bounding
from govcloud.rules.waves_build import build, part
from govcloud.rules.waves_case import Case
from govcloud.rules.waves_exact import fits
from govcloud.rules.waves_place import Board
from govcloud.rules.waves_plan import Plan
from govcloud.rules.waves_problem import Constraint, Problem
from govcloud.rules.waves_search import search

TESTS_MAX = 400
SHRINK_MAX = 200
LIGHT_ROUNDS = 2


@dataclass(frozen=True, slots=True)
class Clash:
    """Rules that no plan for these applications can keep together.

    `proved`: it is certain that there is no plan; else only none was found. `minimal`: without any one of the
    rules there is a plan for these applications. `smallest`: no smaller set of rules clashes for them.
    """

    applications: tuple[str, ...]
    constraints: tuple[Constraint, ...]
    proved: bool
    minimal: bool = False
    smallest: bool = False


def clash(plan: Plan) -> Clash:
    """What stands against a plan that is not complete."""
    return _Clashing(plan).found()


class _Clashing:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.pilot = plan.problem.pilot
        self.late = [n for n, window in enumerate(plan.found.at) if window < 0]
        self.tests = 0

    def found(self) -> Clash:
        """The clash, told for as few applications as show it."""
        where = self._where()
        if where is None:
            names = (self.plan.problem.groups[n].members[0] for n in self.late)
            return Clash(tuple(sorted(names)), (), proved=False)
        rules = self._fewest(where, _rules(build(where, pilot=self.pilot)))
        where = self._concerned(where, rules)
        rules, smallest = self._smaller(where, rules)
        every = _rules(build(where, pilot=self.pilot))
        minimal = all(
            self._possible(where, frozenset(every) - frozenset(rules) | {rule}) for rule in rules
        )
        return Clash(tuple(where.moving), rules, proved=True, minimal=minimal, smallest=smallest)

    def _where(self) -> Case | None:
        """The part of the case, as small as it is found, that cannot be planned by itself."""
        for number in self.late[:20]:
            alone = part(self.plan.case, self._with_needs([number]))
            if self._impossible(alone):
                return self._shrunk(alone)
        for chosen in (self._with_needs(self._due()), list(self.plan.case.moving)):
            some = part(self.plan.case, chosen)
            if chosen and self._impossible(some):
                return self._shrunk(some)
        return None

    def _with_needs(self, numbers: Iterable[int]) -> list[str]:
        """The members of groups, and of all that they need."""
        seen, waiting = set(numbers), list(numbers)
        while waiting:
            for need in self.plan.problem.groups[waiting.pop()].needs:
                if need.group not in seen:
                    seen.add(need.group)
                    waiting.append(need.group)
        return sorted(id_ for n in seen for id_ in self.plan.problem.groups[n].members)

    def _due(self) -> list[int]:
        """Groups that may not go in the last window of all: something makes them hurry."""
        last = 1 << len(self.plan.problem.windows) - 1
        return [n for n, g in enumerate(self.plan.problem.groups) if not g.allowed & last]

    def _shrunk(self, case: Case) -> Case:
        """Leave out applications, half by half and then one by one, as long as it stays impossible."""
        ids = list(case.moving)
        size = len(ids) // 2 if len(ids) <= SHRINK_MAX else 0
        while size:
            for first in range(0, len(ids), size):
                fewer = ids[:first] + ids[first + size :]
                if fewer and self._impossible(part(self.plan.case, fewer)):
                    ids = fewer
                    break
            else:
                size //= 2
        return part(self.plan.case, ids)

    def _concerned(self, case: Case, rules: Sequence[Constraint]) -> Case:
        """Only the applications that take some of a limit among these rules, if that is enough to show it."""
        idle = frozenset(_rules(build(case, pilot=self.pilot))) - frozenset(rules)
        groups = build(case, idle, self.pilot).groups
        some = part(self.plan.case, [id_ for g in groups if g.demand for id_ in g.members])
        fewer = 0 < len(some.moving) < len(case.moving) and self._impossible(some, idle)
        return some if fewer else case

    def _fewest(self, case: Case, rules: Sequence[Constraint]) -> tuple[Constraint, ...]:
        """Rules of which none can be left out: whole kinds are tried first, then halves, then single rules."""
        every, kept = frozenset(rules), list(rules)
        for kind in sorted({rule.kind for rule in rules}):
            fewer = [rule for rule in kept if rule.kind != kind]
            if self._impossible(case, every - frozenset(fewer)):
                kept = fewer
        size = max(len(kept) // 2, 1)
        while size:
            for first in range(0, len(kept), size):
                fewer = kept[:first] + kept[first + size :]
                if self._impossible(case, every - frozenset(fewer)):
                    kept = fewer
                    break
            else:
                size //= 2
        return tuple(kept)

    def _smaller(
        self, case: Case, rules: tuple[Constraint, ...]
    ) -> tuple[tuple[Constraint, ...], bool]:
        """A smaller set, if there is any; and whether all smaller ones were tried."""
        every = _rules(build(case, pilot=self.pilot))
        tests = sum(comb(len(every), size) for size in range(len(rules)))
        if tests > TESTS_MAX or len(case.moving) > SHRINK_MAX:
            return rules, False
        for size in range(len(rules)):
            for chosen in combinations(every, size):
                if self._impossible(case, frozenset(every) - frozenset(chosen)):
                    return chosen, True
        return rules, True

    def _impossible(self, case: Case, without: frozenset[Constraint] = frozenset()) -> bool:
        """Whether it is certain that there is no plan."""
        self.tests += 1
        problem = build(case, without, self.pilot)
        if refuted(problem):
            return True
        return not search(problem, LIGHT_ROUNDS).complete and fits(problem) is False

    def _possible(self, case: Case, without: frozenset[Constraint]) -> bool:
        """Whether a plan was found."""
        problem = build(case, without, self.pilot)
        return search(problem, LIGHT_ROUNDS).complete or fits(problem) is True


def refuted(problem: Problem) -> bool:
    """Whether calendars, needs and sums alone forbid every plan."""
    bounding = Bounding(Board(problem))
    if not bounding.heads:
        return False
    return min(bounding.heads) < 0 or bounding.refuted_by(len(problem.windows) - 1) is not None


def _rules(problem: Problem) -> list[Constraint]:
    """Every rule that bears on a problem, in order."""
    found = {limit.constraint for limit in problem.limits}
    for group in problem.groups:
        found.update(bar.constraint for bar in group.bars)
        found.update(rule for need in group.needs for rule in need.constraints)
        found.update(group.inside)
    return sorted(found)
