"""What a wave plan is made from: the estate, the programme, the day it counts from, and what has started."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property

from govcloud.model.application import Application
from govcloud.model.inventory import Inventory
from govcloud.model.programme import FixedDate, Programme, Window
from govcloud.model.terms import PartnerRole
from govcloud.model.wave import Wave, WaveKind
from govcloud.rules.effort import Effort
from govcloud.rules.waves_calendar import windows
from govcloud.rules.waves_problem import Kept


@dataclass(frozen=True)
class Case:
    """All that is known when waves are planned.

    `present` are the waves of the file that is there, `kept` what has started, by application. The plan counts
    lead times from `counted_from`, or from the programme's start where that is later.
    """

    inventory: Inventory
    programme: Programme
    efforts: Mapping[str, Effort]
    counted_from: date
    kept: Mapping[str, Kept] = field(default_factory=dict)
    present: tuple[Wave, ...] = ()

    @cached_property
    def since(self) -> date:
        """The day lead times count from."""
        return max(self.counted_from, self.programme.start or self.counted_from)

    @cached_property
    def windows(self) -> tuple[Window, ...]:
        """Every window that may be used."""
        return windows(self.programme, self.counted_from)

    @cached_property
    def moving(self) -> dict[str, Application]:
        """The applications that are to be placed, by id, in order of id."""
        apps = (a for a in self.inventory.applications if a.strategy.cuts_over)
        found = {a.id: a for a in apps if a.id not in self.kept and not a.classified}
        return {id_: found[id_] for id_ in sorted(found)}

    @cached_property
    def planned(self) -> dict[str, datetime]:
        """When the present file means to cut an application over, where it says so."""
        return {
            id_: wave.starts
            for wave in self.present
            for id_ in wave.applications
            if wave.starts is not None
        }

    @cached_property
    def dates(self) -> dict[str, FixedDate]:
        """The programme's fixed dates, by application."""
        return {item.application: item for item in self.programme.dates}

    @cached_property
    def wishes(self) -> dict[str, datetime]:
        """The dated waves that the inventory wishes applications into."""
        starts = {wave.id: wave.starts for wave in self.present if wave.starts is not None}
        return {id_: starts[a.wave] for id_, a in self.moving.items() if a.wave in starts}

    @cached_property
    def piloted(self) -> datetime | None:
        """When the pilot ended, if it has started; else None."""
        held = {kept.wave for kept in self.kept.values()}
        ends = [w.ends for w in self.present if w.kind is WaveKind.PILOT and w.id in held]
        return max((moment for moment in ends if moment is not None), default=None)

    def partners(self, app: Application) -> list[str]:
        """The partners whose limits an application counts towards, sorted."""
        roles = frozenset[PartnerRole](self.programme.partner_roles)
        return sorted({item.id for item in app.partners if item.role in roles})

    def minutes(self, id_: str) -> int:
        """How long an application's cut-over is thought to take."""
        return self.efforts[id_].cutover_minutes


def soaked(ends: datetime, days: int) -> datetime:
    """The moment from which the pilot has soaked: that many days of the calendar later."""
    return datetime.combine(ends.date() + timedelta(days=days), time.min)


def users(app: Application) -> int:
    """Whom an application serves: its users on a day, or else those that are registered; 0 where nobody told."""
    return app.users_registered or 0 if app.users_daily is None else app.users_daily
