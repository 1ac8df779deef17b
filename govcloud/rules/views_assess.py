"""What an assessment shows of applications: strategies with their reasons, readiness, effort."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from govcloud.model.inventory import Application
from govcloud.model.terms import Strategy
from govcloud.rules import views_fragility, views_sharing
from govcloud.rules.assessing import Assessment, assess
from govcloud.rules.conditions import Trait
from govcloud.rules.survey import Survey
from govcloud.rules.views_effort import effort_of, effort_totals

View = dict[str, Any]
TOP = 10


def assessed(survey: Survey, chosen: Sequence[Application]) -> list[Assessment]:
    """Each of the chosen applications against all rules, in their order."""
    return [assess(app, survey) for app in chosen]


def applications(survey: Survey, found: Sequence[Assessment]) -> View:
    """Some applications in full: every reason and finding with the values it used."""
    return {**_head(survey, found, "applications"), "applications": [_full(row) for row in found]}


def summary(survey: Survey, found: Sequence[Assessment]) -> View:
    """The estate at a glance: figures of every view, and one row for each application."""
    chosen = [row.application for row in found]
    return {
        **_head(survey, found, "summary"),
        "totals": _totals(found),
        "findings": _findings(found),
        "sharing": views_sharing.figures(survey, chosen),
        "fragility": views_fragility.figures(survey, chosen),
        "software": views_fragility.software_figures(survey, chosen),
        "effort": effort_totals(found),
        "applications": [_row(row) for row in found],
    }


def strategy(survey: Survey, found: Sequence[Assessment]) -> View:
    """Suggested beside declared strategies; the applications where they differ, with the reason."""
    pairs = Counter((row.application.strategy, row.suggested) for row in found)
    matrix = [
        {"declared": one.value, "suggested": other.value, "applications": count}
        for (one, other), count in sorted(pairs.items())
    ]
    return {
        **_head(survey, found, "strategy"),
        "totals": _totals(found),
        "matrix": matrix,
        "applications": [_row(row) for row in found if not row.agrees],
    }


def views() -> Mapping[str, Callable[[Survey, Sequence[Assessment]], View]]:
    """Every view of the estate, by the name that it is asked for."""
    return {
        "summary": summary,
        "strategy": strategy,
        "chimneys": _of_estate(views_sharing.chimneys, "chimneys"),
        "walls": _of_estate(views_sharing.walls, "walls"),
        "fragility": _of_estate(views_fragility.fragility, "fragility"),
        "eol": _of_estate(views_fragility.software, "eol"),
        "effort": _effort,
    }


def _of_estate(
    make: Callable[[Survey, Sequence[Application]], View], name: str
) -> Callable[[Survey, Sequence[Assessment]], View]:
    def view(survey: Survey, found: Sequence[Assessment]) -> View:
        chosen = [row.application for row in found]
        return {**_head(survey, found, name), **make(survey, chosen)}

    return view


def _effort(survey: Survey, found: Sequence[Assessment]) -> View:
    return {**_head(survey, found, "effort"), **effort_of(survey, found)}


def _head(survey: Survey, found: Sequence[Assessment], name: str) -> View:
    return {
        "view": name,
        "on": survey.today.isoformat(),
        "synthetic": survey.inventory.synthetic,
        "digest": survey.inventory.digest,
        "profiles": dict(survey.profiles.sources),
        "assessed": len(found),
    }


def _totals(found: Sequence[Assessment]) -> View:
    declared = Counter(row.application.strategy for row in found)
    suggested = Counter(row.suggested for row in found)
    return {
        "applications": len(found),
        "agree": sum(row.agrees for row in found),
        "differ": sum(not row.agrees for row in found),
        "readiness_mean": round(sum(row.readiness for row in found) / max(len(found), 1), 1),
        "ready": sum(not row.findings for row in found),
        "blocked": sum(any(f.rule.severity == "blocker" for f in row.findings) for row in found),
        "strategies": [
            {
                "strategy": one.value,
                "zh": one.zh,
                "declared": declared[one],
                "suggested": suggested[one],
            }
            for one in Strategy
        ],
    }


def _findings(found: Iterable[Assessment]) -> list[View]:
    counts: Counter[str] = Counter()
    rules = {}
    for row in found:
        for finding in row.findings:
            counts[finding.rule.code] += 1
            rules[finding.rule.code] = finding.rule
    return [
        {
            "code": code,
            "severity": rules[code].severity,
            "applications": count,
            "en": rules[code].en,
            "zh": rules[code].zh,
            "remedy": rules[code].remedy,
            "remedy_zh": rules[code].remedy_zh,
        }
        for code, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]


def _row(row: Assessment) -> View:
    app, reason = row.application, row.reasons[0]
    return {
        "id": app.id,
        "name_zh": app.name_zh,
        "name_en": app.name_en,
        "department": app.department,
        "declared": app.strategy.value,
        "suggested": row.suggested.value,
        "suggested_zh": row.suggested.zh,
        "agrees": row.agrees,
        "successor": row.successor,
        "reason": reason.en,
        "reason_zh": reason.zh,
        "because": _values(reason.values),
        "readiness": row.readiness,
        "findings": [finding.rule.code for finding in row.findings],
        "hosts": row.effort.hosts,
        "size_gb": row.effort.size_gb,
        "person_days": row.effort.person_days,
        "cutover_minutes": row.effort.cutover_minutes,
        "transfer_hours": row.effort.transfer_hours,
        "estimated": row.effort.estimated,
    }


def _full(row: Assessment) -> View:
    reasons = [
        {
            "strategy": r.strategy.value,
            "zh": r.strategy.zh,
            "en": r.en,
            "reason_zh": r.zh,
            "because": _values(r.values),
        }
        for r in row.reasons
    ]
    findings = [
        {
            "code": f.rule.code,
            "severity": f.rule.severity,
            "en": f.rule.en,
            "zh": f.rule.zh,
            "because": _values(f.values),
            "remedy": f.rule.remedy,
            "remedy_zh": f.rule.remedy_zh,
        }
        for f in row.findings
    ]
    told = {"assumed": list(row.effort.assumed), "measured": list(row.effort.measured)}
    return {**_row(row), "reasons": reasons, "findings": findings, **told}


def _values(values: Mapping[str, Trait]) -> View:
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in values.items()
    }
