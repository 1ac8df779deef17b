"""Does a wave plan keep every rule? Judged from dates and sums alone, by nothing that the planner uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from govcloud.model.application import Application
from govcloud.model.inventory import Inventory
from govcloud.model.programme import Pilot, Programme
from govcloud.model.wave import Wave, WaveKind
from govcloud.rules.effort import Effort
from govcloud.rules.waves_check_days import frozen, in_programme, length, maintenance, ready
from govcloud.rules.waves_check_sums import overdrawn

CODES = {
    "need": "E-DEP-002",
    "freeze": "E-WIN-001",
    "window": "E-WIN-002",
    "capacity": "E-WAV-011",
    "department": "E-WAV-012",
    "partner": "E-WAV-013",
    "level": "E-WAV-014",
    "lead": "E-WAV-015",
    "until": "E-WAV-016",
    "date": "E-WAV-017",
    "maintenance": "E-WAV-019",
    "length": "E-WAV-020",
    "pilot": "E-WAV-021",
    "pilot-size": "E-WAV-022",
    "pilot-soak": "E-WAV-023",
}


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """A rule that a wave breaks, by its kind and what it speaks of; `application` "" where the whole wave does."""

    kind: str
    subject: str
    wave: str
    application: str
    message: str = field(compare=False)

    @property
    def code(self) -> str:
        """Its code in the book."""
        return CODES[self.kind]


@dataclass(frozen=True)
class Subject:
    """What is judged, and by which rules. `kept` are applications that have started: nothing is asked of them.

    Lead times count from `since`; `under_way` are days on which an application was to be cut over by an older plan.
    """

    inventory: Inventory
    programme: Programme
    efforts: Mapping[str, Effort]
    waves: tuple[Wave, ...]
    since: date
    kept: frozenset[str] = frozenset()
    under_way: Mapping[str, date] = field(default_factory=dict)


def violations(subject: Subject) -> tuple[Violation, ...]:
    """Every rule that is broken, in order."""
    return tuple(sorted(_Check(subject).all()))


class _Check:
    def __init__(self, subject: Subject) -> None:
        self.of = subject
        self.dated = [w for w in subject.waves if w.starts is not None and w.ends is not None]
        self.wave = {id_: wave for wave in subject.waves for id_ in wave.applications}
        self.apps = {app.id: app for app in subject.inventory.applications}
        self.limits = {item.application: item for item in subject.programme.dates}

    def all(self) -> Iterator[Violation]:
        for wave in self.dated:
            new = [id_ for id_ in wave.applications if self._is_new(id_)]
            if new:
                yield from self._of_wave(wave)
            for id_ in new:
                yield from self._of_member(wave, self.apps[id_])
        yield from self._pilot()

    def _is_new(self, id_: str) -> bool:
        return id_ in self.apps and id_ not in self.of.kept

    def _of_wave(self, wave: Wave) -> Iterator[Violation]:
        starts, ends = _span(wave)
        if not in_programme(self.of.programme, starts, ends):
            yield Violation("window", "", wave.id, "", "is no window of the programme")
        members = [self.apps[id_] for id_ in wave.applications if id_ in self.apps]
        for kind, subject, text in overdrawn(self.of.programme, self.of.efforts, members):
            yield Violation(kind, subject, wave.id, "", text)

    def _of_member(self, wave: Wave, app: Application) -> Iterator[Violation]:
        for kind, subject, text in (*self._days(wave, app), *self._needs(wave, app)):
            yield Violation(kind, subject, wave.id, app.id, text)

    def _days(self, wave: Wave, app: Application) -> Iterator[tuple[str, str, str]]:
        programme, (starts, ends) = self.of.programme, _span(wave)
        first, last = starts.date(), (ends - timedelta(minutes=1)).date()
        for name in frozen(programme, app, first, last):
            yield "freeze", name, f"{app.id} is frozen by {name} then"
        if first < self._earliest(app):
            text = f"{app.id} cannot be approved and rehearsed before {self._earliest(app)}"
            yield "lead", str(app.mlps_level), text
        if programme.until is not None and last > programme.until:
            yield "until", "", f"{app.id} goes after the end of the programme, {programme.until}"
        fixed = self.limits.get(app.id)
        if fixed is not None and not (
            (fixed.on is None or first <= fixed.on <= last)
            and (fixed.not_before is None or first >= fixed.not_before)
            and (fixed.not_after is None or last <= fixed.not_after)
        ):
            yield "date", app.id, f"{app.id} has a fixed date in the programme, and this is not it"
        effort = self.of.efforts[app.id]
        yield from maintenance(programme, app, effort, (starts, ends))
        yield from length(programme, app, effort, (starts, ends))

    def _earliest(self, app: Application) -> date:
        programme = self.of.programme
        counted = ready(programme.lead, app.mlps_level, self.of.since)
        begun = self.of.under_way.get(app.id)
        if begun is None or begun >= counted:
            return counted
        if programme.start is None:
            return begun
        return max(begun, ready(programme.lead, app.mlps_level, programme.start))

    def _needs(self, wave: Wave, app: Application) -> Iterator[tuple[str, str, str]]:
        starts, _ = _span(wave)
        for need in app.depends_on:
            other = self.apps.get(need.app)
            if not need.hard or need.bridge or other is None or other.id == app.id:
                continue
            if not other.strategy.cuts_over or other.classified:
                continue
            there = self.wave.get(other.id)
            if there is None:
                if other.id not in self.of.kept:
                    text = f"{app.id} needs {other.id}, which is in no wave"
                    yield "need", f"{app.id}>{other.id}", text
            elif there.starts is not None and not self._in_time(starts, there.starts, app, other):
                text = f"{app.id} needs {other.id}, which goes in {there.id}, not earlier"
                yield "need", f"{app.id}>{other.id}", text

    def _in_time(
        self, starts: datetime, needed: datetime, app: Application, other: Application
    ) -> bool:
        return needed < starts or (needed == starts and self._leads(other.id, app.id))

    def _leads(self, start: str, goal: str) -> bool:
        """Whether `start` needs `goal` too, in however many steps: then they move together."""
        seen, waiting = {start}, [start]
        while waiting:
            for need in self.apps[waiting.pop()].depends_on:
                if need.hard and not need.bridge and need.app in self.apps and need.app not in seen:
                    if need.app == goal:
                        return True
                    if self.apps[need.app].strategy.cuts_over:
                        seen.add(need.app)
                        waiting.append(need.app)
        return False

    def _pilot(self) -> Iterator[Violation]:
        rule = self.of.programme.pilot
        pilots = [wave for wave in self.dated if wave.kind is WaveKind.PILOT]
        if rule is None:
            return
        if not pilots:
            if rule.required and self.dated and not self.of.kept:
                yield Violation("pilot", "", self.dated[0].id, "", "there is no pilot")
            return
        yield from self._around(rule, min(pilots, key=_span))

    def _around(self, rule: Pilot, pilot: Wave) -> Iterator[Violation]:
        begun = any(id_ in self.of.kept for id_ in pilot.applications)
        if not begun and len(pilot.applications) > rule.applications:
            text = f"{len(pilot.applications)} applications are in the pilot; {rule.applications} may be"
            yield Violation("pilot-size", "", pilot.id, "", text)
        for wave in self.dated:
            for id_ in filter(self._is_new, wave.applications):
                for kind, text in self._before_soaked(rule, pilot, wave, id_):
                    # a pilot that has begun binds by its soak alone
                    if kind == "pilot-soak" or not begun:
                        yield Violation(kind, "", wave.id, id_, text)

    def _before_soaked(
        self, rule: Pilot, pilot: Wave, wave: Wave, id_: str
    ) -> Iterator[tuple[str, str]]:
        (starts, ends), at = _span(pilot), _span(wave)[0]
        free = ends.date() + timedelta(days=rule.soak_days)
        if wave is pilot:
            if not self._qualifies(id_, rule):
                yield "pilot", f"{id_} does not qualify for a pilot"
        elif at < starts:
            yield "pilot", f"{id_} goes before the pilot"
        elif at.date() < free:
            yield "pilot-soak", f"{id_} goes before the pilot has soaked, on {free}"

    def _qualifies(self, id_: str, rule: Pilot) -> bool:
        app = self.apps[id_]
        served = app.users_daily if app.users_daily is not None else app.users_registered
        many = rule.users_max is not None and (served or 0) > rule.users_max
        return app.mlps_level <= rule.level_max and not many


def _span(wave: Wave) -> tuple[datetime, datetime]:
    assert wave.starts is not None
    assert wave.ends is not None
    return wave.starts, wave.ends


def missing(inventory: Inventory, waves: Sequence[Wave], gone: frozenset[str]) -> tuple[str, ...]:
    """Applications that are cut over, and stand in no wave."""
    placed = {id_ for wave in waves for id_ in wave.applications}
    return tuple(
        sorted(
            app.id
            for app in inventory.applications
            if app.strategy.cuts_over and app.id not in placed and app.id not in gone
        )
    )
