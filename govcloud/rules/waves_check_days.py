"""The checker's own arithmetic of days: walked one by one, so that it cannot share a slip with the planner."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from govcloud.model.application import Application
from govcloud.model.programme import DateSpan, Freeze, Lead, Programme, YearlySpan
from govcloud.model.technical_terms import Weekday
from govcloud.rules.effort import Effort

_WEEK = (
    Weekday.MON,
    Weekday.TUE,
    Weekday.WED,
    Weekday.THU,
    Weekday.FRI,
    Weekday.SAT,
    Weekday.SUN,
)
_MINUTE = timedelta(minutes=1)


def in_programme(programme: Programme, starts: datetime, ends: datetime) -> bool:
    """Whether the programme has exactly this window."""
    if programme.start is not None and starts.date() < programme.start:
        return False
    spans = [_span(item.on, item.start, item.hours) for item in programme.single]
    if (starts, ends) in spans:
        return True
    weekly = any(
        _WEEK[starts.weekday()] is item.day
        and (starts, ends) == _span(starts.date(), item.start, item.hours)
        for item in programme.weekly
    )
    return weekly and not any(starts < late and early < ends for early, late in spans)


def _span(day: date, start: time, hours: int) -> tuple[datetime, datetime]:
    begins = datetime.combine(day, start)
    return begins, begins + timedelta(hours=hours)


def frozen(programme: Programme, app: Application, first: date, last: date) -> list[str]:
    """The names of the freezes that hold for an application on a day from `first` to `last`."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [
        freeze.name
        for freeze in programme.freezes
        if _meant(freeze, app) and any(_holds(span, day) for span in freeze.spans for day in days)
    ]


def _meant(freeze: Freeze, app: Application) -> bool:
    if freeze.departments and app.department not in freeze.departments:
        return False
    if freeze.types and app.type not in freeze.types:
        return False
    return app.mlps_level >= freeze.level_from


def _holds(span: DateSpan | YearlySpan, day: date) -> bool:
    if isinstance(span, DateSpan):
        return span.first <= day <= span.last
    at = (day.month, day.day)
    if span.first <= span.last:
        return span.first <= at <= span.last
    return at >= span.first or at <= span.last


def ready(lead: Lead, level: int, since: date) -> date:
    """The first day on which an application of this level can have been approved and rehearsed."""
    day, left = since, lead.approval_days_by_level.get(level, lead.approval_days)
    while left > 0:
        day += timedelta(days=1)
        if _WEEK[day.weekday()] not in {Weekday.SAT, Weekday.SUN}:
            left -= 1
    return day + timedelta(days=lead.rehearsal_days) + timedelta(days=lead.rehearsal_gap_days)


def maintenance(
    programme: Programme, app: Application, effort: Effort, window: tuple[datetime, datetime]
) -> Iterator[tuple[str, str, str]]:
    """A cut-over outside an application's own maintenance windows."""
    if not programme.maintenance_windows or not app.maintenance_windows:
        return
    wanted = max(effort.cutover_minutes, 1) if programme.cutover_fits else 1
    starts, ends = window
    for item in app.maintenance_windows:
        opens = datetime.strptime(item.start, "%H:%M").time()
        for back in range(-8, 9):
            day = starts.date() + timedelta(days=back)
            if _WEEK[day.weekday()] is item.day:
                early, late = _span(day, opens, item.hours)
                if min(late, ends) - max(early, starts) >= wanted * _MINUTE:
                    return
    text = f"{app.id} may only be changed in its own maintenance windows"
    yield "maintenance", app.id, text


def length(
    programme: Programme, app: Application, effort: Effort, window: tuple[datetime, datetime]
) -> Iterator[tuple[str, str, str]]:
    """A cut-over that takes longer than its window."""
    starts, ends = window
    if programme.cutover_fits and effort.cutover_minutes * _MINUTE > ends - starts:
        text = f"{app.id} takes {effort.cutover_minutes} minutes, longer than the window"
        yield "length", app.id, text
