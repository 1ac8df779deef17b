"""What an assessment shows of fragility: hubs that nothing stands in for, and software that nobody cares for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from govcloud.model.inventory import Application
from govcloud.rules.fragility import Hub, hubs, single_databases
from govcloud.rules.software import Installed
from govcloud.rules.survey import Survey

View = dict[str, Any]


def figures(survey: Survey, chosen: Sequence[Application]) -> View:
    """Hubs and single points of failure in numbers."""
    found = _hubs(survey, chosen)
    weak = [hub for hub in found if hub.weaknesses]
    return {
        "hub_fan_in": survey.profiles.assessment.hub_fan_in,
        "hubs": len(found),
        "weak_hubs": len(weak),
        "largest_blast": max((hub.blast for hub in found), default=0),
        "on_one_server": sum(len(app.servers) == 1 for app in chosen),
        "with_single_database": sum(bool(single_databases(app)) for app in chosen),
        "move_groups": len(survey.graph.move_groups),
    }


def fragility(survey: Survey, chosen: Sequence[Application]) -> View:
    """Every hub, the weakest with the largest blast first."""
    return {
        "totals": figures(survey, chosen),
        "hubs": [_hub(survey, hub) for hub in _hubs(survey, chosen)],
    }


def software_figures(survey: Survey, chosen: Sequence[Application]) -> View:
    """How many applications run on software that ended, or ends soon."""
    today, soon = survey.today, survey.profiles.assessment.ending_within_days
    ended = sum(any(i.ended(today) for i in survey.installed[app.id]) for app in chosen)
    ending = sum(any(_soon(i, today, soon) for i in survey.installed[app.id]) for app in chosen)
    return {
        "applications_on_ended_software": ended,
        "applications_on_ending_software": ending,
        "share_on_ended_software": round(ended / len(chosen), 3) if chosen else None,
        "without_date": len({i.product for i in _all(survey, chosen) if i.ends_on is None}),
    }


def software(survey: Survey, chosen: Sequence[Application]) -> View:
    """Software with its end of support, the earliest first; what is not known has no date."""
    today, soon = survey.today, survey.profiles.assessment.ending_within_days
    rows: dict[Installed, set[str]] = {}
    for app in chosen:
        for item in survey.installed[app.id]:
            rows.setdefault(item._replace(where=""), set()).add(app.id)
    known = [item for item in rows if item.ends_on is not None]
    known.sort(key=lambda i: (i.ends_on or date.max, i.layer, i.product, i.version))
    unknown = sorted(
        (i for i in rows if i.ends_on is None), key=lambda i: (i.layer, i.product, i.version)
    )
    return {
        "totals": software_figures(survey, chosen),
        "ending_within_days": soon,
        "software": [_software(item, rows[item], today) for item in (*known, *unknown)],
    }


def _hubs(survey: Survey, chosen: Sequence[Application]) -> list[Hub]:
    wanted = {app.id for app in chosen}
    fan_in = survey.profiles.assessment.hub_fan_in
    found = hubs(survey.inventory, survey.graph, fan_in)
    return [hub for hub in found if hub.application in wanted]


def _hub(survey: Survey, hub: Hub) -> View:
    app = survey.inventory.application(hub.application)
    return {
        "id": app.id,
        "name_zh": app.name_zh,
        "name_en": app.name_en,
        "department": app.department,
        "fan_in": hub.fan_in,
        "blast": hub.blast,
        "touched": hub.touched,
        "departments": hub.departments,
        "hosts": len(app.servers),
        "rto_minutes": hub.rto_minutes,
        "strictest_rto_minutes": hub.strictest_rto_minutes,
        "strictest": hub.strictest,
        "weaknesses": [{"code": w.code, "en": w.en, "zh": w.zh} for w in hub.weaknesses],
    }


def _soon(item: Installed, today: date, within_days: int) -> bool:
    return item.ends_on is not None and 0 <= (item.ends_on - today).days <= within_days


def _all(survey: Survey, chosen: Sequence[Application]) -> Iterable[Installed]:
    return (item for app in chosen for item in survey.installed[app.id])


def _software(item: Installed, apps: set[str], today: date) -> View:
    return {
        "layer": item.layer,
        "product": item.product,
        "version": item.version,
        "origin": item.origin.value if item.origin else "",
        "ends_on": item.ends_on.isoformat() if item.ends_on else "",
        "extended_on": item.extended_on.isoformat() if item.extended_on else "",
        "ended": item.ended(today),
        "verified": item.verified,
        "source": item.source,
        "count": len(apps),
        "applications": sorted(apps),
    }
