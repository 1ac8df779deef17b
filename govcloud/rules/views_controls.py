"""What was found of controls, as views: by control, and finding by finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from govcloud.model.cloud_resource import UNKNOWN
from govcloud.rules.controls import WORDING, WORDING_ZH, ControlProfile, Status
from govcloud.rules.controls_judging import Answer, Failure
from govcloud.rules.controls_results import Result

MANDATORY, ADVISORY = "mandatory", "advisory"
View = dict[str, Any]
Places = Mapping[str, tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Looked:
    """What was looked at: on which day, in which environment, how much of it, and what could not be.

    `basis` is `plan` or `running`; `untold` are stacks that could not be rehearsed, with the reason; `places`
    tell where in the inventory an application stands.
    """

    on: str
    env: str
    region: str
    basis: str
    figures: Mapping[str, int]
    digest: str = ""
    synthetic: bool = False
    untold: Mapping[str, str] = field(default_factory=dict)
    places: Places = field(default_factory=dict)


def findings(
    profile: ControlProfile, level: str, found: Iterable[Answer], places: Places
) -> list[View]:
    """Every failure as a finding, the mandatory ones first."""
    binding = profile.binding(level)
    made = [
        _finding(failure, profile, level, places) for answer in found for failure in answer.failures
    ]
    for row in made:
        row["binding"] = MANDATORY if row["rule"] in binding else ADVISORY
    return sorted(made, key=lambda row: row["binding"] != MANDATORY)


def _finding(failure: Failure, profile: ControlProfile, level: str, places: Places) -> View:
    check, subject = failure.check, failure.subject
    one, app = subject.resource, subject.application
    file, line = (one.file, one.line) if one else places.get(subject.label, ("", 0))
    return {
        "rule": check.name,
        "binding": "",
        "clauses": list(profile.clauses_of(check.name, subject.level or level)),
        "of": check.of,
        "type": one.type if one else "",
        "subject": subject.label,
        "stack": one.stack if one else "",
        "id": one.identity if one and not one.identity.startswith("~") else "",
        "application": app.id if app else str(one.tags.get("gov:app", "")) if one else "",
        "file": file,
        "line": line,
        "en": check.en,
        "zh": check.zh,
        "because": {name: _plain(value) for name, value in failure.because.items()},
        "fix": check.fix,
        "fix_zh": check.fix_zh,
    }


def _plain(value: Any) -> Any:
    if value is UNKNOWN:
        return "(not known yet)"
    return list(value) if isinstance(value, tuple) else value


def controls(
    profile: ControlProfile,
    level: str,
    told: tuple[Sequence[Result], Mapping[str, Answer]],
    looked: Looked,
) -> View:
    """All controls of a profile at one level, and what was found."""
    judged, found = told
    rows = findings(profile, level, found.values(), looked.places)
    totals = Counter(result.status for result in judged)
    return {
        **_head(profile, level, looked),
        "totals": {status.value: totals[status] for status in Status},
        "totals_zh": {status.zh: totals[status] for status in Status},
        "controls": [_control(result, profile, level, found) for result in judged],
        "findings": rows,
    }


def stack_check(profile: ControlProfile, level: str, rows: Sequence[View], looked: Looked) -> View:
    """What checks found in what stacks would make."""
    counts = Counter(row["binding"] for row in rows)
    return {
        **_head(profile, level, looked),
        "mandatory": counts[MANDATORY],
        "advisory": counts[ADVISORY],
        "findings": list(rows),
    }


def _head(profile: ControlProfile, level: str, looked: Looked) -> View:
    held = next(each for each in profile.levels if each.id == level)
    return {
        "wording": WORDING,
        "wording_zh": WORDING_ZH,
        "profile": profile.name,
        "profile_en": profile.en,
        "profile_zh": profile.zh,
        "origin": profile.origin,
        "numbering": profile.numbering,
        "source": profile.source,
        "level": level,
        "level_en": held.en,
        "level_zh": held.zh,
        "on": looked.on,
        "env": looked.env,
        "region": looked.region,
        "basis": looked.basis,
        "inventory": looked.digest,
        "synthetic": looked.synthetic,
        "looked_at": dict(looked.figures),
        "untold": [{"stack": name, "reason": why} for name, why in looked.untold.items()],
    }


def _control(
    result: Result, profile: ControlProfile, level: str, found: Mapping[str, Answer]
) -> View:
    control, counted = result.control, {"", *result.control.clauses}
    return {
        "id": control.id,
        "clause": result.clause,
        "zh": control.zh,
        "en": control.en,
        "demand": control.demand,
        "demand_zh": control.demand_zh,
        "status": result.status.value,
        "status_zh": result.status.zh,
        "complete": not (control.unseen or result.reasons or result.untold),
        "nist": list(control.nist),
        "sources": list(control.sources),
        "verified": control.verified,
        "passed": result.passed,
        "failed": len(result.failures),
        "not_known": result.untold,
        "checks": [
            _check(found[name], name in control.mandatory, counted) for name in control.checks
        ],
        "subjects": [
            {
                "rule": failure.check.name,
                "subject": failure.subject.label,
                "stack": failure.subject.resource.stack if failure.subject.resource else "",
            }
            for failure in result.failures
        ],
        "unseen": control.unseen,
        "unseen_zh": control.unseen_zh,
    }


def _check(answer: Answer, binding: bool, counted: set[str]) -> View:
    return {
        "name": answer.check.name,
        "binding": MANDATORY if binding else ADVISORY,
        "en": answer.check.en,
        "zh": answer.check.zh,
        "passed": sum(answer.passed[each] for each in counted),
        "failed": sum(failure.subject.level in counted for failure in answer.failures),
        "not_known": sum(answer.untold[each] for each in counted),
        "reason": answer.reason[0],
        "reason_zh": answer.reason[1],
    }
