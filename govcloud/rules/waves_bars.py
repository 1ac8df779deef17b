"""Which windows an application may not use, rule by rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from govcloud.model.application import Application, MaintenanceWindow
from govcloud.model.programme import FixedDate, Freeze, Pilot
from govcloud.rules import waves_problem as words
from govcloud.rules.waves_calendar import bits, last_day, maintained, ready_on
from govcloud.rules.waves_case import Case, soaked, users
from govcloud.rules.waves_problem import Bar, Constraint


class Bars:
    """The bars of one case; `without` are rules that are thought away."""

    def __init__(self, case: Case, without: frozenset[Constraint]) -> None:
        self.case = case
        self.without = without
        self.every = (1 << len(case.windows)) - 1
        self._leads: dict[tuple[int, object], int] = {}
        self._maintained: dict[tuple[tuple[MaintenanceWindow, ...], int], int] = {}

    def of(self, app: Application) -> Iterator[Bar]:
        """Every rule that forbids this application a window, but for those of the pilot."""
        for bar in self._all(app):
            if bar.windows and bar.constraint not in self.without:
                yield bar

    def pilot(self, window: int, *, qualifies: bool) -> Iterator[Bar]:
        """What the pilot in this window forbids to others, and to all until it has soaked."""
        rule, first = self.case.programme.pilot, Constraint(words.PILOT)
        if rule is None or first in self.without:
            return
        soak = Constraint(words.PILOT_SOAK)
        if window >= 0 and soak not in self.without:
            ends = soaked(self.case.windows[window].ends, rule.soak_days)
            early = bits(self.case.windows, lambda w: w.starts < ends)
            yield Bar(soak, early & ~words.below(window + 1))
        if window < 0:
            yield Bar(first, 0 if qualifies else self.every)
        else:
            yield Bar(first, words.below(window if qualifies else window + 1))

    def soak(self) -> Iterator[Bar]:
        """What a pilot that has started forbids to all until it has soaked."""
        rule, soak = self.case.programme.pilot, Constraint(words.PILOT_SOAK)
        ended = self.case.piloted
        if rule is not None and ended is not None and soak not in self.without:
            until = soaked(ended, rule.soak_days)
            yield Bar(soak, bits(self.case.windows, lambda w: w.starts < until))

    def _all(self, app: Application) -> Iterator[Bar]:
        programme = self.case.programme
        for freeze, windows in self._freezes:
            if concerns(freeze, app):
                yield Bar(Constraint(words.FREEZE, freeze.name), windows)
        yield Bar(Constraint(words.LEAD, str(app.mlps_level)), self._lead(app))
        yield Bar(Constraint(words.UNTIL), self._until)
        fixed = self.case.dates.get(app.id)
        if fixed is not None:
            yield Bar(Constraint(words.DATE, app.id), self._fixed(fixed))
        wish = self.case.wishes.get(app.id)
        if wish is not None:
            other = bits(self.case.windows, lambda w: w.starts != wish)
            yield Bar(Constraint(words.WISH, app.id), other)
        if programme.maintenance_windows and app.maintenance_windows:
            yield Bar(Constraint(words.MAINTENANCE, app.id), self._maintenance(app))
        if programme.cutover_fits:
            minutes = self.case.minutes(app.id)
            short = bits(self.case.windows, lambda w: w.minutes < minutes)
            yield Bar(Constraint(words.LENGTH, app.id), short)

    @cached_property
    def _freezes(self) -> list[tuple[Freeze, int]]:
        days = [(w.starts.date(), last_day(w)) for w in self.case.windows]
        return [
            (freeze, sum(1 << number for number, span in enumerate(days) if freeze.touches(*span)))
            for freeze in self.case.programme.freezes
        ]

    @cached_property
    def _until(self) -> int:
        until = self.case.programme.until
        return bits(self.case.windows, lambda w: until is not None and last_day(w) > until)

    def _lead(self, app: Application) -> int:
        """Windows before its approval and rehearsal can be had; where they are under way, they count as begun."""
        programme, planned = self.case.programme, self.case.planned.get(app.id)
        key = (app.mlps_level, planned)
        if key not in self._leads:
            ready = ready_on(programme.lead, app.mlps_level, self.case.since)
            if planned is not None and planned.date() < ready:
                begun = programme.start or planned.date()
                least = (
                    ready_on(programme.lead, app.mlps_level, begun) if programme.start else begun
                )
                ready = max(planned.date(), least)
            self._leads[key] = bits(self.case.windows, lambda w: w.starts.date() < ready)
        return self._leads[key]

    def _fixed(self, fixed: FixedDate) -> int:
        def barred(first: date, last: date) -> bool:
            return (
                (fixed.on is not None and not first <= fixed.on <= last)
                or (fixed.not_before is not None and first < fixed.not_before)
                or (fixed.not_after is not None and last > fixed.not_after)
            )

        return bits(self.case.windows, lambda w: barred(w.starts.date(), last_day(w)))

    def _maintenance(self, app: Application) -> int:
        minutes = self.case.minutes(app.id) if self.case.programme.cutover_fits else 1
        key = (app.maintenance_windows, minutes)
        if key not in self._maintained:
            self._maintained[key] = bits(
                self.case.windows, lambda w: not maintained(w, app.maintenance_windows, minutes)
            )
        return self._maintained[key]


def concerns(freeze: Freeze, app: Application) -> bool:
    """Whether an application is in a freeze's scope."""
    return (
        (not freeze.departments or app.department in freeze.departments)
        and app.mlps_level >= freeze.level_from
        and (not freeze.types or app.type in freeze.types)
    )


def qualifies(rule: Pilot, app: Application) -> bool:
    """Whether an application may be in the pilot: its level is low, and its users are few."""
    few = rule.users_max is None or users(app) <= rule.users_max
    return app.mlps_level <= rule.level_max and few
