"""Why an application goes when it goes, and not earlier: the rules that bind, window by window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from govcloud.rules.waves_problem import Constraint, Problem

EASY_MAX = 5


@dataclass(frozen=True, slots=True, order=True)
class Reason:
    """A rule that forbids a window: `taken` of `amount` are in use there, and `wanted` more would be."""

    constraint: Constraint
    other: str = ""
    """The application that is needed, where the rule is a need."""
    other_window: int = -1
    taken: int = 0
    amount: int = 0
    wanted: int = 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Windows one after another that the same rules forbid."""

    first: int
    last: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Explained:
    """An application's window, its move group, what keeps it from going earlier, and what would let it."""

    application: str
    members: tuple[str, ...]
    window: int
    stretches: tuple[Stretch, ...]
    easiest: tuple[tuple[int, Reason], ...] = field(default=())
    """Windows that a single rule forbids: without it, the group could go then."""
    soft: tuple[str, ...] = ()


class Explaining:
    """Reasons in one plan."""

    def __init__(self, problem: Problem, at: Sequence[int]) -> None:
        self.problem = problem
        self.at = at

    def of(self, application: str) -> Explained:
        """Why there. Raises KeyError for an application that the plan does not place."""
        number = self.problem.group_of(application)
        group, window = self.problem.groups[number], self.at[number]
        reasons = [self.reasons(number, earlier) for earlier in range(max(window, 0))]
        single = [(n, found[0]) for n, found in enumerate(reasons) if len(found) == 1]
        kinds: dict[Constraint, tuple[int, Reason]] = {}
        for earlier, reason in single:
            kinds.setdefault(reason.constraint, (earlier, reason))
        return Explained(
            application,
            group.members,
            window,
            tuple(_stretches(reasons)),
            tuple(sorted(kinds.values())[:EASY_MAX]),
        )

    def reasons(self, number: int, window: int) -> tuple[Reason, ...]:
        """Every rule that forbids a group this window while all others stay where they are."""
        group = self.problem.groups[number]
        found = [
            Reason(constraint, constraint.subject.partition(">")[2], self.at[need.group])
            for need in group.needs
            if self.at[need.group] >= window
            for constraint in need.constraints
        ]
        found += [Reason(bar.constraint) for bar in group.bars if bar.windows >> window & 1]
        for limit, wanted in group.demand:
            rule = self.problem.limits[limit]
            taken = self._used.get((limit, window), 0)
            if self.at[number] == window:
                taken -= wanted
            if taken + wanted > rule.room[window]:
                held = max(rule.amount - rule.room[window], 0)
                found.append(
                    Reason(rule.constraint, taken=taken + held, amount=rule.amount, wanted=wanted)
                )
        return tuple(sorted(found))

    @cached_property
    def _used(self) -> Mapping[tuple[int, int], int]:
        """What is taken of each limit in each window."""
        used: dict[tuple[int, int], int] = {}
        for group, window in zip(self.problem.groups, self.at, strict=True):
            for limit, amount in group.demand:
                used[limit, window] = used.get((limit, window), 0) + amount
        return used


def _stretches(reasons: Sequence[tuple[Reason, ...]]) -> list[Stretch]:
    """Windows beside each other with the same rules, as one; the last one's figures stand for all."""
    found: list[Stretch] = []
    for window, here in enumerate(reasons):
        rules = {(r.constraint, r.other) for r in here}
        if found and {(r.constraint, r.other) for r in found[-1].reasons} == rules:
            found[-1] = Stretch(found[-1].first, window, here)
        else:
            found.append(Stretch(window, window, here))
    return found
