"""A wave plan as a problem of windows: move groups, where each may go, what each takes, what each needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final

from govcloud.model.programme import Window

UNLIMITED: Final = 2**60


@dataclass(frozen=True, slots=True, order=True)
class Constraint:
    """A rule that can be named: its kind, and the application, department, freeze … that it speaks of."""

    kind: str
    subject: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.subject}" if self.subject else self.kind


NEED, CAPACITY, DEPARTMENT, PARTNER, LEVEL = "need", "capacity", "department", "partner", "level"
FREEZE, LEAD, UNTIL, DATE, WISH = "freeze", "lead", "until", "date", "wish"
MAINTENANCE, LENGTH = "maintenance", "length"
PILOT, PILOT_SIZE, PILOT_SOAK = "pilot", "pilot-size", "pilot-soak"


@dataclass(frozen=True, slots=True)
class Limit:
    """How much of one thing each window can take (`room`, in the demands' unit); `amount` is the rule's own figure."""

    constraint: Constraint
    amount: int
    room: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """Windows that a rule forbids, as a set of bits: bit 0 is the first window."""

    constraint: Constraint
    windows: int


@dataclass(frozen=True, slots=True)
class Need:
    """A group that must be in an earlier window, and the dependencies that say so."""

    group: int
    constraints: tuple[Constraint, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Applications that move as one, because of the dependencies `inside` them.

    `demand` tells by a limit's number how much of it they take.
    """

    members: tuple[str, ...]
    bars: tuple[Bar, ...]
    allowed: int
    demand: tuple[tuple[int, int], ...]
    needs: tuple[Need, ...]
    users: int
    inside: tuple[Constraint, ...] = ()


@dataclass(frozen=True)
class Problem:
    """Groups stand behind all that they need. `pilot` is the pilot's window, -1 where there is none."""

    windows: tuple[Window, ...]
    limits: tuple[Limit, ...]
    groups: tuple[Group, ...]
    departments: tuple[tuple[str, ...], ...]
    """The departments of each group, sorted."""
    pilot: int = -1
    notes: tuple[str, ...] = ()

    def group_of(self, application: str) -> int:
        """The number of the group that an application is in; KeyError if it is in none."""
        return self._numbers[application]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {id_: n for n, group in enumerate(self.groups) for id_ in group.members}


@dataclass(frozen=True, slots=True)
class Kept:
    """An application that has started: where it stays. `starts` None: it has no dated wave, and counts as gone.

    `out`: it has not started, it does not go at all.
    """

    application: str
    wave: str
    starts: datetime | None = None
    reason: str = ""
    out: bool = False


def first_bit(bits: int) -> int:
    """The number of the lowest bit that is set, -1 if none is."""
    return (bits & -bits).bit_length() - 1


def below(number: int) -> int:
    """All bits lower than `number`."""
    return (1 << number) - 1 if number > 0 else 0
