"""How complete an inventory is, as a document: practices, sets, the departments' league table, and who lacks what."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from govcloud.model.inventory import Inventory
from govcloud.rules.completeness import DEMANDS, SETS, Practice, Tally, practices, tally

View = dict[str, Any]


def completeness(inventory: Inventory, today: date) -> View:
    """All of it; departments stand in the order of their scores, applications that lack most first."""
    tallies = {app.id: tally(app) for app in inventory.applications}
    every = _sum(list(tallies.values()))
    return {
        "on": str(today),
        "digest": inventory.digest,
        "score": every.score(),
        "applications": len(tallies),
        "practices": [_practice(each) for each in practices(inventory, today)],
        "sets": [
            {"set": name, "en": en, "zh": zh, "score": every.score(name)}
            for name, (en, zh) in SETS.items()
        ],
        "fields": _fields(tallies),
        "departments": _league(inventory, tallies),
        "rows": sorted(
            (
                {
                    "id": app.id,
                    "name_zh": app.name_zh,
                    "department": app.department,
                    "score": tallies[app.id].score(),
                    "lacks": tallies[app.id].lacks,
                }
                for app in inventory.applications
                if tallies[app.id].lacks
            ),
            key=lambda row: (row["score"], row["id"]),
        ),
    }


def _practice(practice: Practice) -> View:
    return {
        "number": practice.number,
        "en": practice.en,
        "zh": practice.zh,
        "holds": practice.holds,
        "evidence": practice.evidence,
        "short": list(practice.short),
    }


def _sum(tallies: list[Tally]) -> Tally:
    total = Tally()
    for each in tallies:
        total.add(each)
    return total


def _fields(tallies: dict[str, Tally]) -> list[View]:
    """Which fields are lacking, and how often; the most frequent first."""
    counts = Counter(name for each in tallies.values() for name in each.lacks)
    zh = {demand.name: demand.zh for demand in DEMANDS}
    return [
        {"field": name, "zh": zh[name], "lacking": count}
        for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


def _league(inventory: Inventory, tallies: dict[str, Tally]) -> list[View]:
    rows = []
    for department in inventory.departments:
        own = [tallies[app.id] for app in inventory.of_department(department.id)]
        total = _sum(own)
        rows.append(
            {
                "id": department.id,
                "name_zh": department.name_zh,
                "name_en": department.name_en,
                "applications": len(own),
                "complete": sum(not each.lacks for each in own),
                "score": total.score() if own else 0.0,
                "sets": {name: total.score(name) for name in SETS} if own else {},
            }
        )
    rows.sort(key=lambda row: (-float(str(row["score"])), str(row["id"])))
    return [{"rank": place, **row} for place, row in enumerate(rows, start=1)]
