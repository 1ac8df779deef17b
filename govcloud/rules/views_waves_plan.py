"""A wave plan as a plain document: its waves, how it ends beside the bound, what is scarce, open, moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from govcloud.model.wave import Wave
from govcloud.rules import waves_problem as words
from govcloud.rules.views_waves import freezes, moment, soft, split, wave_view, where
from govcloud.rules.waves_diff import Moved, finish, moved
from govcloud.rules.waves_explain import Explaining
from govcloud.rules.waves_limits import HUNDREDTHS
from govcloud.rules.waves_plan import Plan, wave_of
from govcloud.rules.waves_problem import Problem
from govcloud.rules.waves_words import Words

View = dict[str, Any]


def plan(made: Plan, present: Sequence[Wave]) -> View:
    """A plan: its waves, how it ends beside the bound, what is scarce, what is left open, what was moved."""
    case, problem = made.case, made.problem
    changes = moved(present, made.waves)
    return {
        "changed": bool(changes) or not present,
        "synthetic": case.inventory.synthetic,
        "inventory": case.inventory.digest,
        "programme": case.programme.digest,
        "counted_from": str(case.since),
        "time_zone": case.programme.time_zone,
        "waves": [wave_view(case, wave) for wave in made.waves],
        "freezes": freezes(case, made.waves),
        **_ending(made),
        "scarcest": _scarcest(problem, made.found.at),
        "soft": soft(case.inventory, made.waves),
        "split_departments": split(case.inventory, made.waves),
        "kept": [
            {"id": kept.application, "wave": kept.wave, "reason": kept.reason}
            for _, kept in sorted(case.kept.items())
            if not kept.out
        ],
        "left_out": [
            {"id": kept.application, "reason": kept.reason}
            for _, kept in sorted(case.kept.items())
            if kept.out
        ],
        "moved": list(_moves(made, changes)) if present else [],
        "notes": [*problem.notes, *_notes(made), *_unkept(made)],
    }


def _ending(made: Plan) -> View:
    """When it ends, when it could at best, counted in windows that anybody may use."""
    problem, end = made.problem, made.found.worth.end
    usable = 0
    for group in problem.groups:
        usable |= group.allowed
    bound = made.found.bound
    taken, least = (
        (usable & words.below(window + 1)).bit_count() for window in (end, bound.window)
    )
    says = Words(made.case, problem, wave_of(made.waves))
    why = "; ".join(says.rule(rule) for rule in bound.rules) or bound.why
    last = finish(made.waves)
    return {
        "finish": moment(last),
        "windows_used": taken,
        "bound": moment(problem.windows[bound.window].starts) if problem.groups else moment(last),
        "bound_windows": least,
        "bound_because": why,
        "distance_windows": taken - least,
        "distance_percent": round(100 * (taken - least) / least, 1) if least else 0.0,
        "passes": made.found.passes,
    }


def _scarcest(problem: Problem, at: Sequence[int]) -> View | None:
    """The limit of which the greatest part is used up to the end."""
    end = max(at, default=-1)
    used: dict[int, int] = {}
    usable: dict[int, int] = {}
    for group in problem.groups:
        for index, amount in group.demand:
            used[index] = used.get(index, 0) + amount
            usable[index] = usable.get(index, 0) | group.allowed
    rows = []
    for number, limit in enumerate(problem.limits):
        room = sum(
            each
            for window, each in enumerate(limit.room[: end + 1])
            if usable.get(number, 0) >> window & 1
        )
        if limit.constraint.kind != words.PILOT_SIZE and room:
            rows.append((used[number] / room, number))
    if not rows:
        return None
    share, number = max(rows, key=lambda row: (row[0], -row[1]))
    rule = problem.limits[number].constraint
    scale = HUNDREDTHS if rule.subject in {"person_days", "data_gb"} else 1
    return {
        "kind": rule.kind,
        "subject": rule.subject,
        "used": used[number] / scale,
        "percent": round(100 * share, 1),
    }


def _moves(made: Plan, changes: Sequence[Moved]) -> Iterator[View]:
    """The applications that went elsewhere, and why they did not stay."""
    says = Words(made.case, made.problem, wave_of(made.waves))
    reasons = Explaining(made.problem, made.found.at)
    numbers = {window.starts: n for n, window in enumerate(made.problem.windows)}
    for item in changes:
        old = numbers.get(item.before.starts) if item.before and item.before.starts else None
        why = _WHY.get(item.how, "")
        if item.how == "later" and old is not None:
            group = made.problem.group_of(item.application)
            why = "; ".join(says.reason(each, old) for each in reasons.reasons(group, old))
        yield {
            "id": item.application,
            "how": item.how,
            "before": where(item.before),
            "after": where(item.after),
            "why": why,
        }


_WHY = {
    "added": "it is new to the plan",
    "earlier": "there is room earlier",
    "later": "its window is past, or no window of the programme any more",
    "removed": "it is not cut over any more",
}


def _unkept(made: Plan) -> Iterator[str]:
    """Wishes of the inventory that the plan could not keep."""
    wave, wishes = wave_of(made.waves), made.case.wishes
    for app in made.case.moving.values():
        if app.wave and app.id in wishes and wave[app.id].starts != wishes[app.id]:
            yield f"{app.id} is not in wave {app.wave}, as the inventory wishes: other rules forbid it"


def _notes(made: Plan) -> list[str]:
    case, longer = made.case, 0
    for wave in made.waves:
        minutes = (wave.ends - wave.starts).total_seconds() / 60 if wave.starts and wave.ends else 0
        if minutes:
            longer += sum(case.minutes(id_) > minutes for id_ in wave.applications)
    if not longer or case.programme.cutover_fits:
        return []
    return [
        f"{longer} applications are thought to need longer for their cut-over than their window"
    ]
