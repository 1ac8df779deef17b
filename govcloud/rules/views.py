"""What commands show, as plain documents: the same one is printed as JSON and drawn as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from govcloud.model.event import Event
from govcloud.model.inventory import Application, Inventory
from govcloud.model.plan import WavePlan
from govcloud.model.record import Approval, StoredPlan
from govcloud.model.stack import StackResult
from govcloud.model.step import Observation
from govcloud.model.wave import Wave
from govcloud.rules import gates
from govcloud.rules.status import Fold, Folded, board, stage, totals

View = dict[str, Any]


def inventory(estate: Inventory, waves: Sequence[Wave], warnings: Sequence[str]) -> View:
    """Departments and figures of a sound inventory."""
    applications = estate.applications
    return {
        "digest": estate.digest,
        "synthetic": estate.synthetic,
        "departments": [
            {
                "id": department.id,
                "name_zh": department.name_zh,
                "name_en": department.name_en,
                "network": department.network,
                "applications": len(estate.of_department(department.id)),
                "moving": sum(a.strategy.moves for a in estate.of_department(department.id)),
            }
            for department in estate.departments
        ],
        "applications": len(applications),
        "servers": sum(len(a.servers) for a in applications),
        "datastores": sum(len(a.datastores) for a in applications),
        "trees": sum(len(a.trees) for a in applications),
        "waves": len(waves),
        "warnings": list(warnings),
    }


def stacks(results: Sequence[StackResult]) -> View:
    """What plan would do or apply did, stack by stack."""
    return {
        "changed": any(result.changed for result in results),
        "stacks": [
            {
                "stack": str(result.ref),
                "changed": result.changed,
                "counts": dict(result.counts),
                "changes": [{"op": c.op, "type": c.type, "name": c.name} for c in result.changes],
                "seconds": round(result.seconds, 2),
            }
            for result in results
        ],
    }


def plan(found: WavePlan, estate: Inventory, seen: Mapping[str, Mapping[str, Observation]]) -> View:
    """A wave's plan with what the hosts say beside it; what was seen is not part of the digest."""
    shown = []
    for item in found.plans:
        application = estate.application(item.application)
        looks = seen.get(item.application, {})
        steps = [{**step.plain(), "seen": str(looks.get(step.key, ""))} for step in item.steps]
        shown.append(
            {
                "id": application.id,
                "name_zh": application.name_zh,
                "name_en": application.name_en,
                "digest": item.digest,
                "host_keys": list(item.host_keys),
                "steps": steps,
            }
        )
    return {
        "wave": found.wave,
        "digest": found.digest,
        "applications": shown,
        "gates": list(gates.BINDING),
        "gates_not_bound": list(gates.NOT_YET_BINDING),
    }


def ended(cut_over: Sequence[str], already: Sequence[str], found: Fold) -> View:
    """How a run ended."""
    return {"cut_over": list(cut_over), "already": list(already), "totals": _totals(found)}


def status(estate: Inventory, found: Fold) -> View:
    """Where every application stands."""
    return {"applications": board(estate, found), "totals": _totals(found)}


def application(app: Application, found: Fold) -> View:
    """Where one application stands, step by step."""
    folded, at = found.applications.get(app.id, Folded()), stage(app, found)
    return {
        "id": app.id,
        "name_zh": app.name_zh,
        "name_en": app.name_en,
        "stage": at.code,
        "stage_en": at.en,
        "stage_zh": at.zh,
        "side": folded.side if folded.plan else "",
        "plan": folded.plan,
        "steps": [
            {"key": key, "state": state.value, "evidence": _told(folded.evidence.get(key, {}))}
            for key, state in folded.steps.items()
        ],
    }


def ledger(events: Sequence[Event]) -> View:
    """Rows of the ledger, each with a few words of what it says."""
    rows = [
        {
            "seq": e.seq,
            "at": e.at,
            "actor": e.actor,
            "event": e.event,
            "application_id": e.application_id,
            "step_id": e.step_id,
            "data": e.data,
            "what": e.step_id.partition("/")[2] or _told(e.data),
            "hash": e.hash,
        }
        for e in events
    ]
    return {"events": rows}


def approval(decision: Approval) -> View:
    """One decision."""
    return {
        "plan": decision.plan_digest,
        "decision": decision.decision,
        "actor": decision.actor,
        "at": decision.at,
        "expires_at": decision.expires_at,
        "reason": decision.reason,
    }


def approvals(found: Sequence[tuple[Approval, StoredPlan | None]]) -> View:
    """All decisions, with the plan that each is on."""
    rows = [
        {
            **approval(decision),
            "subject": known.subject if known else "",
            "author": known.author if known else "",
        }
        for decision, known in found
    ]
    return {"approvals": rows}


def _totals(found: Fold) -> View:
    sums = totals(found)
    return {
        "applications": sums.applications,
        "files": sums.files,
        "bytes": sums.bytes,
        "tables": sums.tables,
        "rows": sums.rows,
    }


def _told(values: Mapping[str, object]) -> str:
    shown = (
        f"{key} {value}" for key, value in values.items() if not isinstance(value, list | dict)
    )
    return ", ".join(shown)[:160]
