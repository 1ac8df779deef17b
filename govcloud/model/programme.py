"""A programme: when cut-overs may happen, how much fits into one window, and what must come before what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from govcloud.model.technical_terms import Weekday
from govcloud.model.terms import AppType, PartnerRole

Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class WeeklyWindow:
    """Every week on `day`, from `start`, for `hours`."""

    day: Weekday
    start: time
    hours: int


@dataclass(frozen=True, slots=True)
class SingleWindow:
    """Once; where it overlaps a weekly window it takes its place."""

    on: date
    start: time
    hours: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class DateSpan:
    """From `first` to `last`, both included."""

    first: date
    last: date

    def touches(self, first: date, last: date) -> bool:
        """Whether a day from `first` to `last` lies in it."""
        return self.first <= last and first <= self.last


@dataclass(frozen=True, slots=True)
class YearlySpan:
    """Every year from (month, day) to (month, day), both included; it may reach over New Year."""

    first: tuple[int, int]
    last: tuple[int, int]

    def touches(self, first: date, last: date) -> bool:
        """Whether a day from `first` to `last` lies in it."""
        return any(
            DateSpan(*self._in(year)).touches(first, last)
            for year in range(first.year - 1, last.year + 1)
        )

    def _in(self, year: int) -> tuple[date, date]:
        over = self.last < self.first
        return _day(year, *self.first), _day(year + over, *self.last)


def _day(year: int, month: int, day: int) -> date:
    """That day; 29 February is 1 March where the year has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month + 1, 1)


@dataclass(frozen=True, slots=True)
class Freeze:
    """No cut-over on any of these days, for whom the scope names: every condition that is told must hold.

    `departments` and `types` empty, `level_from` 0: for all.
    """

    name: str
    spans: tuple[DateSpan | YearlySpan, ...]
    name_en: str = ""
    departments: tuple[str, ...] = ()
    level_from: int = 0
    types: tuple[AppType, ...] = ()

    def touches(self, first: date, last: date) -> bool:
        """Whether a day from `first` to `last` is frozen."""
        return any(span.touches(first, last) for span in self.spans)


@dataclass(frozen=True, slots=True)
class Capacity:
    """What one window can take; None: no limit. `data_gb` in GB of 1024³ bytes.

    `person_days` may be told as `people` times `people_days`; `data_gb` also follows from `bandwidth_mbps`
    and `replication_days`, and then the smaller of both counts.
    """

    applications: int | None = 25
    hosts: int | None = None
    person_days: float | None = None
    people: int | None = None
    people_days: int = 5
    data_gb: float | None = None
    bandwidth_mbps: int | None = None
    replication_days: int = 5


@dataclass(frozen=True, slots=True)
class Quota:
    """How many applications of one department (or partner) a window may hold; `limits` are the exceptions."""

    limit: int | None
    limits: Mapping[str, int] = field(default_factory=dict)

    def of(self, name: str) -> int | None:
        """The limit for `name`; None: no limit."""
        return self.limits.get(name, self.limit)


@dataclass(frozen=True, slots=True)
class LevelQuota:
    """How many applications of protection level `level_from` and above a window may hold."""

    level_from: int
    limit: int


@dataclass(frozen=True, slots=True)
class Lead:
    """What must lie between the day a plan counts from and a cut-over.

    `approval_days` are working days, for applications of a level in `approval_days_by_level` that many; then
    `rehearsal_days`, then `rehearsal_gap_days` between rehearsal and cut-over, both in days of the calendar.
    """

    approval_days: int = 5
    approval_days_by_level: Mapping[int, int] = field(default_factory=dict)
    rehearsal_days: int = 1
    rehearsal_gap_days: int = 3

    def approval_for(self, level: int) -> int:
        """Working days that an application of this level needs."""
        return self.approval_days_by_level.get(level, self.approval_days)


@dataclass(frozen=True, slots=True)
class Pilot:
    """The first wave is small, of low level and few users; then everything else waits `soak_days`.

    `required`: without any application that qualifies there is no plan; else the pilot is left out, and said so.
    """

    applications: int = 8
    level_max: int = 2
    users_max: int | None = 10_000
    soak_days: int = 14
    required: bool = False


@dataclass(frozen=True, slots=True)
class FixedDate:
    """When an application must be cut over."""

    application: str
    on: date | None = None
    not_before: date | None = None
    not_after: date | None = None


DEFAULT_WINDOWS = (WeeklyWindow(Weekday.SAT, time(0, 0), 6),)
DEFAULT_ROLES = (PartnerRole.BUILDER, PartnerRole.OPERATOR, PartnerRole.INTEGRATOR)


@dataclass(frozen=True)
class Programme:
    """All of migrations/programme.yaml, or the defaults. `places` says where a rule stands (file, line).

    `start` None: the day on which somebody plans. `until`: no cut-over after that day. `maintenance_windows`:
    whether those of the applications bind; `cutover_fits`: whether an application's estimated cut-over must end
    before its window does.
    """

    start: date | None = None
    until: date | None = None
    time_zone: str = "Asia/Shanghai"
    weekly: tuple[WeeklyWindow, ...] = DEFAULT_WINDOWS
    single: tuple[SingleWindow, ...] = ()
    freezes: tuple[Freeze, ...] = ()
    capacity: Capacity = field(default_factory=Capacity)
    departments: Quota = field(default_factory=lambda: Quota(8))
    partners: Quota = field(default_factory=lambda: Quota(6))
    partner_roles: tuple[PartnerRole, ...] = DEFAULT_ROLES
    levels: tuple[LevelQuota, ...] = ()
    lead: Lead = field(default_factory=Lead)
    pilot: Pilot | None = field(default_factory=Pilot)
    dates: tuple[FixedDate, ...] = ()
    keep: tuple[str, ...] = ()
    maintenance_windows: bool = True
    cutover_fits: bool = False
    digest: str = ""
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Window:
    """One stretch of time in which cut-overs may happen, in the programme's time zone."""

    starts: datetime
    ends: datetime
    name: str = ""

    @property
    def minutes(self) -> int:
        """How long it is."""
        return int((self.ends - self.starts).total_seconds()) // 60
