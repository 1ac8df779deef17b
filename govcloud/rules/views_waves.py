"""Waves, reasons and differences, as plain documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from govcloud.model.inventory import Inventory
from govcloud.model.wave import Wave, WaveFile
from govcloud.rules.waves_calendar import stretches
from govcloud.rules.waves_case import Case
from govcloud.rules.waves_check import Violation
from govcloud.rules.waves_diff import by_department, finish, moved
from govcloud.rules.waves_explain import Explained
from govcloud.rules.waves_plan import Plan, totals_of, wave_of
from govcloud.rules.waves_words import Words, decision_at

View = dict[str, Any]
_AROUND_DAYS = 31
_AGREED = "nothing forbids it: it stays with the window that was agreed (waves plan --afresh)"


def waves(case: Case, found: Sequence[Wave]) -> View:
    """Waves as a file has them."""
    return {
        "synthetic": case.inventory.synthetic,
        "time_zone": case.programme.time_zone,
        "waves": [wave_view(case, wave) for wave in found],
        "freezes": freezes(case, found),
        "soft": soft(case.inventory, found),
        "split_departments": split(case.inventory, found),
    }


def freezes(case: Case, found: Iterable[Wave]) -> list[View]:
    """The stretches of the blackout calendar from the first wave's lead time to the last wave's window."""
    moments = [wave.starts for wave in found if wave.starts is not None]
    if not moments:
        return []
    first, last = min(moments).date() - timedelta(days=_AROUND_DAYS), max(moments).date()
    rows = []
    for freeze in case.programme.freezes:
        scope = [*freeze.departments, *(item.value for item in freeze.types)]
        scope += [f"level {freeze.level_from}+"] if freeze.level_from else []
        told = f" ({', '.join(scope)})" if scope else ""
        for start, end in stretches(freeze, first, last + timedelta(days=_AROUND_DAYS)):
            names = {"name": freeze.name, "name_en": freeze.name_en, "scope": told}
            rows.append({**names, "from": str(start), "to": str(end)})
    return sorted(rows, key=lambda row: (row["from"], row["name"]))


def wave_view(case: Case, wave: Wave) -> View:
    """One wave with its applications; what the file says of totals is counted anew."""
    apps = [case.inventory.application(id_) for id_ in wave.applications]
    totals = totals_of(case, wave.applications)
    return {
        "id": wave.id,
        "name": wave.name,
        "kind": wave.kind.value if wave.kind else "",
        "kind_zh": wave.kind.zh if wave.kind else "",
        "starts": wave.starts.isoformat(timespec="minutes") if wave.starts else "",
        "ends": wave.ends.isoformat(timespec="minutes") if wave.ends else "",
        "decide_by": decision_at(wave),
        "approval_by": str(wave.approval_by or ""),
        "rehearsal_on": str(wave.rehearsal_on or ""),
        "totals": {
            "applications": totals.applications,
            "hosts": totals.hosts,
            "data_gb": totals.data_gb,
            "person_days": totals.person_days,
            "users": totals.users,
            "departments": totals.departments,
        },
        "applications": [
            {
                "id": app.id,
                "name_zh": app.name_zh,
                "name_en": app.name_en,
                "department": app.department,
                "strategy": app.strategy.value,
                "mlps_level": app.mlps_level,
                "partners": sorted({item.id for item in app.partners}),
                "kept": app.id in case.kept,
            }
            for app in apps
        ],
    }


def explained(made: Plan, found: Explained) -> View:
    """Why an application goes when it goes."""
    case, says = made.case, Words(made.case, made.problem, wave_of(made.waves))
    app, wave = (
        case.inventory.application(found.application),
        wave_of(made.waves)[found.application],
    )
    windows = made.problem.windows
    return {
        "id": app.id,
        "name_zh": app.name_zh,
        "name_en": app.name_en,
        "wave": wave.id,
        "starts": windows[found.window].starts.isoformat(timespec="minutes"),
        "move_group": list(found.members),
        "earlier": [
            {
                "from": str(windows[item.first].starts.date()),
                "to": str(windows[item.last].starts.date()),
                "windows": item.last - item.first + 1,
                "reasons": [
                    {
                        "kind": reason.constraint.kind,
                        "subject": reason.constraint.subject,
                        "text": says.reason(reason, item.last),
                    }
                    for reason in item.reasons
                ]
                or [{"kind": "", "subject": "", "text": _AGREED}],
            }
            for item in found.stretches
        ],
        "would_help": [
            {"window": str(windows[window].starts.date()), "text": says.remedy(reason)}
            for window, reason in found.easiest
        ],
        "soft": [row for row in soft(case.inventory, made.waves) if row["id"] == app.id],
        "needed_by": needed_by(case.inventory, found.members, made.waves),
    }


def difference(before: Sequence[Wave], after: Sequence[Wave], inventory: Inventory) -> View:
    """What two plans differ in."""
    found = moved(before, after)
    names = {app.id: app for app in inventory.applications}
    return {
        "changed": bool(found),
        "finish_before": moment(finish(before)),
        "finish_after": moment(finish(after)),
        "departments": by_department(found, inventory),
        "applications": [
            {
                "id": item.application,
                "name_zh": names[item.application].name_zh if item.application in names else "",
                "how": item.how,
                "before": where(item.before),
                "after": where(item.after),
            }
            for item in found
        ],
    }


def checked(file: WaveFile, broken: Sequence[Violation], absent: Sequence[str]) -> View:
    """What the checker says of a file."""
    lines = {wave.id: line for wave, line in zip(file.waves, file.lines, strict=False)}
    undated = len(file.waves) - len(file.dated)
    if broken:
        said = f"{len(broken)} rules are broken"
    elif not file.dated:
        said = "no wave has a window: only who needs whom was looked at, and it is in order"
    else:
        said = f"every rule is kept in {len(file.dated)} dated waves"
    said += f"; {len(absent)} applications that are cut over stand in no wave" if absent else ""
    return {
        "waves": len(file.waves),
        "undated": undated,
        "said": said,
        "in_no_wave": list(absent),
        "violations": [
            {
                "code": item.code,
                "kind": item.kind,
                "subject": item.subject,
                "wave": item.wave,
                "line": lines.get(item.wave, 0),
                "application": item.application,
                "message": item.message,
            }
            for item in broken
        ],
    }


def soft(inventory: Inventory, found: Iterable[Wave]) -> list[View]:
    """Soft and bridged dependencies on what goes later, or in the same window: they are open for that time."""
    wave = wave_of(found)
    rows = []
    for app in inventory.applications:
        here = wave.get(app.id)
        for need in app.depends_on:
            there = wave.get(need.app)
            if need.binds or here is None or there is None or here is there:
                continue
            if here.starts is not None and there.starts is not None and here.starts < there.starts:
                row = {"id": app.id, "needs": need.app, "wave": here.id, "needs_wave": there.id}
                rows.append(
                    {**row, "days": (there.starts - here.starts).days, "bridge": need.bridge}
                )
    return rows


def split(inventory: Inventory, found: Iterable[Wave]) -> list[View]:
    """Departments whose applications are cut over in more than one wave."""
    waves_of: dict[str, set[str]] = {}
    for id_, wave in wave_of(found).items():
        waves_of.setdefault(inventory.application(id_).department, set()).add(wave.id)
    return [
        {"id": name, "waves": len(ids)} for name, ids in sorted(waves_of.items()) if len(ids) > 1
    ]


def needed_by(inventory: Inventory, members: Sequence[str], found: Iterable[Wave]) -> list[View]:
    """Who waits for these applications, with their waves."""
    wave, own = wave_of(found), set(members)
    return [
        {"id": app.id, "name_zh": app.name_zh, "wave": wave[app.id].id}
        for app in inventory.applications
        if app.id in wave and app.id not in own and own & set(app.needs)
    ]


def where(wave: Wave | None) -> Mapping[str, str] | None:
    """A wave and its date, None for none."""
    return None if wave is None else {"wave": wave.id, "starts": moment(wave.starts)}


def moment(found: datetime | None) -> str:
    """A time as text, "" for none."""
    return found.isoformat(timespec="minutes") if found is not None else ""
