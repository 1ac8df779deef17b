"""A wave: applications that may go at the same time, after all that they need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from govcloud.model.terms import Term


class WaveKind(Term):
    """The part a wave plays in the programme."""

    PILOT = "PILOT", "试点"
    BATCH = "BATCH", "批次"
    CLEANUP = "CLEANUP", "收尾"


@dataclass(frozen=True, slots=True)
class WaveTotals:
    """What a wave asks for, summed over its applications; `data_gb` in GB of 1024³ bytes."""

    applications: int
    hosts: int
    data_gb: float
    person_days: float
    users: int
    departments: int


@dataclass(frozen=True, slots=True)
class Wave:
    """One row of migrations/waves.yaml.

    `starts` and `ends` bound its cut-over window in the programme's time zone; None where a hand-made wave
    has no date. `approval_by` is the day on which its plan must be asked for at the latest, `rehearsal_on`
    the day on which its rehearsal begins at the latest.
    """

    id: str
    name: str
    applications: tuple[str, ...]
    kind: WaveKind | None = None
    starts: datetime | None = None
    ends: datetime | None = None
    approval_by: date | None = None
    rehearsal_on: date | None = None
    totals: WaveTotals | None = None


@dataclass(frozen=True, slots=True)
class PlanOrigin:
    """What a plan was made from: digests of inventory, programme and waves, the program, and the days it counts from.

    Lead times count from `counted_from`; `begun` is that day of the first of the plans that this one follows.
    """

    inventory: str
    programme: str
    counted_from: date
    begun: date
    made_by: str
    waves: str = ""


@dataclass(frozen=True, slots=True)
class WaveFile:
    """All of migrations/waves.yaml; `origin` is None where people wrote it. `lines` says where a wave stands."""

    waves: tuple[Wave, ...]
    origin: PlanOrigin | None = None
    lines: tuple[int, ...] = ()

    @property
    def dated(self) -> tuple[Wave, ...]:
        """The waves that have a window."""
        return tuple(wave for wave in self.waves if wave.starts is not None)
