"""Drift as a plain document: printed as JSON, drawn as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from govcloud.model.drift import Deviation, Drift, Kind, Record, Remedy, Survey, Untold
from govcloud.model.stack import StackResult
from govcloud.rules import views

View = dict[str, Any]


def drift(found: Drift) -> View:
    """Everything that is not as recorded, stack by stack, and what could not be compared."""
    records, survey = found.records, found.survey
    counts = Counter(one.kind for one in survey.deviations)
    return {
        "drift": bool(survey.deviations),
        "counts": {str(kind): counts[kind] for kind in Kind},
        "stacks": [_stack(record, survey.deviations) for record in records],
        "not_compared": [_untold(one) for one in survey.untold],
        "never_applied": list(found.absent),
        "unfinished": dict(found.unfinished),
        "resources": sum(len(record.resources) for record in records),
        "calls": survey.calls,
    }


def healed(by_hand: Iterable[Deviation], results: Sequence[StackResult], after: Survey) -> View:
    """What was taken away or put back by calls of our own, what the engine did, and what is left."""
    return {
        "by_hand": [deviation(one) for one in by_hand],
        "stacks": views.stacks(results)["stacks"],
        "left": len(after.deviations),
    }


def deviation(one: Deviation) -> View:
    """One thing, and how it is healed."""
    within = one.remedy is Remedy.REMOVE
    return {
        "kind": str(one.kind),
        "resource": one.where.name,
        "type": one.type,
        "id": one.id,
        "in": one.where.type if within else "",
        "in_id": one.where.id if within else "",
        "property": one.what,
        "is": one.found,
        "should_be": one.wanted,
        "healed_by": str(one.remedy),
        "replaces": one.replaces,
        "heal": f"govcloud stack drift {one.where.stack} --heal",
    }


def _stack(record: Record, deviations: Iterable[Deviation]) -> View:
    own = [deviation(one) for one in deviations if one.where.stack == record.stack]
    return {
        "stack": record.stack,
        "drift": bool(own),
        "resources": len(record.resources),
        "deviations": own,
    }


def _untold(one: Untold) -> View:
    return {
        "stack": one.where.stack,
        "resource": one.where.name,
        "type": one.where.type,
        "what": one.what,
        "reason": one.reason,
    }
