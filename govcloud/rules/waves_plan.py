"""A plan in waves: what the search found, with dates, names and totals, beside what is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from govcloud.model.programme import Window
from govcloud.model.wave import Wave, WaveKind, WaveTotals
from govcloud.rules.waves_build import build
from govcloud.rules.waves_calendar import working_days_before
from govcloud.rules.waves_case import Case, users
from govcloud.rules.waves_keep import by_wave
from govcloud.rules.waves_problem import WISH, Constraint, Problem
from govcloud.rules.waves_search import ROUNDS, Found, search

CLEANUP_SHARE = 4
"""A wave at the end with less than this part of the biggest one's applications is the clean-up."""


@dataclass(frozen=True)
class Plan:
    """Waves, and what they were found by."""

    case: Case
    problem: Problem
    found: Found
    waves: tuple[Wave, ...]

    @property
    def window_of(self) -> dict[str, int]:
        """The window of each application that was placed."""
        pairs = zip(self.problem.groups, self.found.at, strict=True)
        return {id_: window for group, window in pairs for id_ in group.members}


def plan_waves(case: Case, rounds: int = ROUNDS, *, afresh: bool = False) -> Plan:
    """The plan of a case; where not everything found a window, `found.complete` is false and it is no plan.

    It stays with the present waves as far as it can without ending later, unless it is made `afresh`. Wishes of
    the inventory that cannot be kept are given up.
    """
    problem = build(case)
    number = {window.starts: n for n, window in enumerate(problem.windows)}
    wished = {id_: number[at] for id_, at in case.planned.items() if at in number}
    found = search(problem, rounds, {} if afresh else wished)
    if not found.complete and case.wishes:
        idle = frozenset(Constraint(WISH, id_) for id_ in case.wishes)
        problem = build(case, idle)
        found = search(problem, rounds, {} if afresh else wished)
    return Plan(case, problem, found, _waves(case, problem, found))


def _waves(case: Case, problem: Problem, found: Found) -> tuple[Wave, ...]:
    placed: dict[int, list[str]] = {}
    for group, window in zip(problem.groups, found.at, strict=True):
        if window >= 0:
            placed.setdefault(window, []).extend(group.members)
    held = by_wave({id_: kept for id_, kept in case.kept.items() if kept.wave})
    stay = [replace(w, applications=tuple(held[w.id])) for w in case.present if w.id in held]
    number = {wave.starts: n for n, wave in enumerate(stay) if wave.starts is not None}
    names = _Names(wave.id for wave in stay)
    fresh: list[Wave] = []
    for window, ids in sorted(placed.items()):
        span = problem.windows[window]
        if span.starts in number:
            old = stay[number[span.starts]]
            stay[number[span.starts]] = replace(old, applications=(*old.applications, *sorted(ids)))
        else:
            kind = WaveKind.PILOT if window == problem.pilot else WaveKind.BATCH
            fresh.append(_fresh(names, span, kind, tuple(sorted(ids))))
    ordered = sorted([*stay, *_with_cleanup(fresh)], key=lambda w: (w.starts or datetime.min, w.id))
    return tuple(_dated(case, wave) for wave in ordered)


class _Names:
    """Ids that no kept wave has."""

    def __init__(self, taken: Iterable[str]) -> None:
        numbers = (id_[1:] for id_ in taken if id_.startswith("W"))
        self._last = max((int(n) for n in numbers if n.isdecimal()), default=0)

    def next(self) -> tuple[str, int]:
        """An id, and its number."""
        self._last += 1
        return f"W{self._last:02}", self._last


def _fresh(names: _Names, span: Window, kind: WaveKind, ids: tuple[str, ...]) -> Wave:
    id_, number = names.next()
    name = "试点 / Pilot" if kind is WaveKind.PILOT else f"第{number}批 / Wave {number}"
    return Wave(id_, name, ids, kind, span.starts, span.ends)


def _with_cleanup(waves: list[Wave]) -> list[Wave]:
    """The small waves at the end are the clean-up."""
    biggest = max((len(wave.applications) for wave in waves), default=0)
    found = list(waves)
    for position in range(len(found) - 1, 0, -1):
        wave = found[position]
        if len(wave.applications) * CLEANUP_SHARE >= biggest or wave.kind is not WaveKind.BATCH:
            break
        name = f"收尾 / Clean-up ({wave.id})"
        found[position] = replace(wave, kind=WaveKind.CLEANUP, name=name)
    return found


def _dated(case: Case, wave: Wave) -> Wave:
    """The wave with its totals, and the latest days for approval and rehearsal."""
    known = [case.inventory.application(id_) for id_ in wave.applications]
    totals = totals_of(case, wave.applications)
    if wave.starts is None:
        return replace(wave, totals=totals)
    lead = case.programme.lead
    days = max((lead.approval_for(app.mlps_level) for app in known), default=lead.approval_days)
    rehearsal = rehearsal_on(wave.starts.date(), lead.rehearsal_days + lead.rehearsal_gap_days)
    return replace(
        wave,
        totals=totals,
        rehearsal_on=rehearsal,
        approval_by=working_days_before(rehearsal, days),
    )


def rehearsal_on(cutover: date, days: int) -> date:
    """The day on which the rehearsal begins at the latest."""
    return cutover - timedelta(days=days)


def totals_of(case: Case, ids: Iterable[str]) -> WaveTotals:
    """What these applications ask for together."""
    known = [case.inventory.application(id_) for id_ in ids]
    needs = [case.efforts[app.id] for app in known]
    return WaveTotals(
        applications=len(known),
        hosts=sum(need.hosts for need in needs),
        data_gb=round(sum(need.size_gb for need in needs), 1),
        person_days=round(sum(need.person_days for need in needs), 1),
        users=sum(users(app) for app in known),
        departments=len({app.department for app in known}),
    )


def wave_of(waves: Iterable[Wave]) -> Mapping[str, Wave]:
    """The wave that each application is in."""
    return {id_: wave for wave in waves for id_ in wave.applications}
