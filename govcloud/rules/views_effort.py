"""What an assessment shows of work and time, with the constants that it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from typing import Any

from govcloud.rules.assessing import Assessment
from govcloud.rules.effort import EffortConstants
from govcloud.rules.survey import Survey

View = dict[str, Any]
FORMULAS = (
    "person_days = (person_days_by_size + Σ person_days_by_engine) × level_factor × strategy_factor",
    "transfer_hours = GB × 8 / (throughput_mbps / 1000) / 3600 × transfer_factor",
    "cutover_minutes = fixed + hosts / hosts_at_a_time × per_host + sending (databases that are dumped: whole; "
    "all else: changed_share) + comparing (GB / (compare_mbps × hosts side by side))",
    "GB: measured, else databases and trees as told, else what is used of the disks, else the defaults",
)


def effort_totals(found: Iterable[Assessment]) -> View:
    """Sums over some applications; `estimated` counts those with a size that nobody told."""
    rows = [row.effort for row in found]
    return {
        "applications": len(rows),
        "hosts": sum(row.hosts for row in rows),
        "size_gb": round(sum(row.size_gb for row in rows), 1),
        "person_days": round(sum(row.person_days for row in rows), 1),
        "transfer_hours": round(sum(row.transfer_hours for row in rows), 1),
        "cutover_hours": round(sum(row.cutover_minutes for row in rows) / 60, 1),
        "estimated": sum(row.estimated for row in rows),
        "measured": sum(bool(row.measured) for row in rows),
    }


def effort_of(survey: Survey, found: Sequence[Assessment]) -> View:
    """Totals by department and by declared strategy, the longest cut-overs, and every constant."""
    names = {d.id: d for d in survey.inventory.departments}
    departments = [
        {
            "department": key,
            "name_zh": names[key].name_zh if key in names else "",
            "name_en": names[key].name_en if key in names else "",
            **effort_totals(rows),
        }
        for key, rows in _by(found, lambda row: row.application.department)
    ]
    strategies = [
        {"strategy": key, "zh": rows[0].application.strategy.zh, **effort_totals(rows)}
        for key, rows in _by(found, lambda row: row.application.strategy.value)
    ]
    longest = sorted(found, key=lambda row: (-row.effort.cutover_minutes, row.application.id))
    return {
        "totals": effort_totals(found),
        "departments": departments,
        "strategies": strategies,
        "longest": [
            {
                "id": row.application.id,
                "name_zh": row.application.name_zh,
                "cutover_minutes": row.effort.cutover_minutes,
                "size_gb": row.effort.size_gb,
            }
            for row in longest[:10]
            if row.effort.cutover_minutes
        ],
        "formulas": list(FORMULAS),
        "constants": constants(survey.profiles.constants),
        "measured_mbps": survey.measured.throughput_mbps,
    }


def constants(values: EffortConstants) -> list[View]:
    """Every constant with its value, its unit and its reason; `default` where nobody changed it."""
    ours = EffortConstants()
    return [
        {
            "name": field.name,
            "value": getattr(values, field.name),
            "unit": field.metadata["unit"],
            "why": field.metadata["why"],
            "default": getattr(values, field.name) == getattr(ours, field.name),
        }
        for field in fields(EffortConstants)
    ]


def _by(
    found: Iterable[Assessment], key: Callable[[Assessment], str]
) -> list[tuple[str, list[Assessment]]]:
    groups: dict[str, list[Assessment]] = {}
    for row in found:
        groups.setdefault(key(row), []).append(row)
    return sorted(groups.items())
