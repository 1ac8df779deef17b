"""A programme's windows as dates, and which of them a rule of dates forbids."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta

from govcloud.model.application import MaintenanceWindow
from govcloud.model.programme import Freeze, Lead, Programme, SingleWindow, WeeklyWindow, Window
from govcloud.model.technical_terms import Weekday

HORIZON_YEARS = 10
_DAYS = list(Weekday)
_SATURDAY = 5


def windows(programme: Programme, counted_from: date) -> tuple[Window, ...]:
    """Every window from that day on, in order; a single window takes the place of weekly ones that it overlaps.

    They reach past the programme's `until`, so that a plan which fails can say what would help.
    """
    first = max(counted_from, programme.start or counted_from)
    last = _last(programme, first)
    # One that began the evening before takes the place of the next morning's, though it is no window any more.
    every = [_single(item) for item in programme.single]
    single = [window for window in every if first <= window.starts.date() <= last]
    weekly = [w for item in programme.weekly for w in _weekly(item, first, last)]
    free = [w for w in weekly if not any(_overlap(w, other) for other in every)]
    found: list[Window] = []
    for window in sorted([*single, *free], key=lambda w: (w.starts, w.ends)):
        if not found or found[-1].ends <= window.starts:
            found.append(window)
    return tuple(found)


def _last(programme: Programme, first: date) -> date:
    return date(max(first, programme.until or first).year + HORIZON_YEARS, 12, 31)


def _single(item: SingleWindow) -> Window:
    starts = datetime.combine(item.on, item.start)
    return Window(starts, starts + timedelta(hours=item.hours), item.name)


def _weekly(item: WeeklyWindow, first: date, last: date) -> Iterator[Window]:
    day = first + timedelta(days=(_DAYS.index(item.day) - first.weekday()) % 7)
    while day <= last:
        starts = datetime.combine(day, item.start)
        yield Window(starts, starts + timedelta(hours=item.hours))
        day += timedelta(days=7)


def _overlap(one: Window, other: Window) -> bool:
    return one.starts < other.ends and other.starts < one.ends


def bits(found: Sequence[Window], holds: Callable[[Window], bool]) -> int:
    """The windows for which `holds` says yes, as a set of bits."""
    return sum(1 << number for number, window in enumerate(found) if holds(window))


def last_day(window: Window) -> date:
    """The last day that a window touches; one that ends at midnight does not touch the next day."""
    return (window.ends - timedelta(minutes=1)).date()


def working_days_after(day: date, count: int) -> date:
    """The day that lies `count` working days (Monday to Friday) after `day`."""
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < _SATURDAY
    return day


def working_days_before(day: date, count: int) -> date:
    """The latest day from which `count` working days lead up to `day` at most."""
    while count > 0:
        day -= timedelta(days=1)
        count -= (day + timedelta(days=1)).weekday() < _SATURDAY
    return day


def ready_on(lead: Lead, level: int, since: date) -> date:
    """The first day on which an application of this level may be cut over, counted from `since`."""
    approved = working_days_after(since, lead.approval_for(level))
    return approved + timedelta(days=lead.rehearsal_days + lead.rehearsal_gap_days)


def maintained(window: Window, allowed: Sequence[MaintenanceWindow], minutes: int) -> bool:
    """Whether some weekly maintenance window shares at least `minutes` with this window."""
    for item in allowed:
        hour, minute = map(int, item.start.split(":"))
        day = window.starts.date() - timedelta(days=8)
        day += timedelta(days=(_DAYS.index(item.day) - day.weekday()) % 7)
        while day <= window.ends.date():
            opens = datetime.combine(day, time(hour, minute))
            closes = opens + timedelta(hours=item.hours)
            shared = min(closes, window.ends) - max(opens, window.starts)
            if shared >= timedelta(minutes=max(minutes, 1)):
                return True
            day += timedelta(days=7)
    return False


def stretches(freeze: Freeze, first: date, last: date) -> Iterator[tuple[date, date]]:
    """The runs of frozen days from `first` to `last`."""
    start: date | None = None
    for number in range((last - first).days + 2):
        day = first + timedelta(days=number)
        frozen = day <= last and freeze.touches(day, day)
        if frozen and start is None:
            start = day
        elif not frozen and start is not None:
            yield start, day - timedelta(days=1)
            start = None
