"""What a plan of stacks says, whether it still fits, and whether it is for this place."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from govcloud.errors import ApprovalError, Fault, RefusedError
from govcloud.model.canonical import Json
from govcloud.model.drift import Deviation, Drift
from govcloud.model.stack import PropertyChange, ResourceChange, StackResult
from govcloud.model.stack_plan import Marks, Scope, StackPlan
from govcloud.rules.stack_sizes import sizes

MadeNames = Callable[[str, Mapping[str, Any]], Mapping[str, str]]
"""Of a resource by URN and inputs, the physical names that were made up for it, by property."""

REQUIRED = "required"
AGAIN = "plan again: govcloud stack plan --save FILE"
_MOVED = {
    "wanted": "what its program wants is not what was planned",
    "state": "its recorded state was written since",
    "cloud": "the cloud is not as it was read",
}


def planned(
    scope: Scope,
    results: Sequence[StackResult],
    marks: Mapping[str, Marks],
    checked: Mapping[str, Any],
) -> StackPlan:
    """The plan that these results amount to. `checked` is what controls found in it."""
    standing = (one for result in results for one in result.standing)
    wanted = (one for result in results for one in result.wanted)
    stacks = [_stack(result, marks[str(result.ref)]) for result in results]
    return StackPlan(scope, stacks, sizes(standing, wanted), _text(checked))


def wanted_mark(result: StackResult, made: MadeNames) -> str:
    """Names what a stack's program wants: all its resources' inputs, completed, and its outputs.

    A physical name that is drawn anew in each plan, until something bears it, is not what the program wants.
    """
    resources = {one.urn: one.inputs for one in result.wanted}
    text = _text([resources, dict(result.outputs), result.basis])
    standing = {one.urn: one.inputs for one in result.standing}
    for one in result.wanted:
        for prop, name in made(one.urn, one.inputs).items():
            if standing.get(one.urn, {}).get(prop) != name:
                text = text.replace(name, f"[{prop} of {one.urn}]")
    return _digest(text)


def cloud_mark(stack: str, found: Drift) -> tuple[str, int]:
    """Names the cloud as it was read, by in what it is not as recorded, and says in how many things.

    With the same state recorded, the same mark is the same cloud.
    """
    rows = sorted(_row(one) for one in found.survey.deviations if one.where.stack == stack)
    untold = sorted(
        [one.where.urn, one.what, one.reason]
        for one in found.survey.untold
        if one.where.stack == stack
    )
    return _digest(_text([rows, untold])), len(rows)


def must_fit(plan: StackPlan, now: Mapping[str, Marks]) -> None:
    """Raise RefusedError (E-STK-004) unless everything is as when it was planned; names the stack and what moved."""
    faults = [
        Fault(stack, 0, "E-STK-004", said)
        for stack, then in plan.marks().items()
        for said in _moved(then, now.get(stack))
    ]
    if faults:
        stacks = len({fault.file for fault in faults})
        raise RefusedError(
            f"plan {plan.digest[:12]} does not fit any more: {stacks} of {len(plan.stacks)} stacks moved",
            hint=AGAIN,
            faults=faults,
        )


def must_be_here(plan: StackPlan, here: Scope) -> None:
    """Raise RefusedError (E-STK-005) for a plan of another workspace, environment, account or region."""
    there, own = plan.scope.plain(), here.plain()
    wrong = [f"{key} is {there[key]}, here {own[key]}" for key in own if there[key] != own[key]]
    if wrong:
        raise RefusedError(
            f"E-STK-005: the plan is for another place: {'; '.join(wrong)}",
            hint="apply it where it was made, or plan anew here",
        )


def may_apply_unplanned(environment: str, approvals: str) -> None:
    """Raise ApprovalError (E-STK-007) where every apply needs an approved plan."""
    if approvals == REQUIRED:
        raise ApprovalError(
            f"E-STK-007: `{environment}` is applied by approved plans only",
            hint="govcloud stack plan --save FILE; another operator: govcloud approve DIGEST; "
            "then: govcloud stack apply --plan FILE",
        )


def may_heal_unplanned(environment: str, approvals: str, results: Sequence[StackResult]) -> None:
    """Raise ApprovalError (E-STK-007) where healing would also make changes that nobody approved.

    `results` are the plans of what is to be healed: empty ones bring back only what was applied.
    """
    changing = [str(result.ref) for result in results if result.changed]
    if approvals == REQUIRED and changing:
        raise ApprovalError(
            f"E-STK-007: `{environment}` is applied by approved plans only, and healing would also make what the "
            f"programs of {', '.join(changing)} ask for since",
            hint="have that approved and applied first (govcloud stack plan --save FILE), then heal",
        )


def _moved(then: Marks, now: Marks | None) -> Iterable[str]:
    if now is None:
        return ["it is not asked for any more"]
    return [said for key, said in _MOVED.items() if getattr(then, key) != getattr(now, key)]


def _stack(result: StackResult, marks: Marks) -> dict[str, Json]:
    return {
        "stack": str(result.ref),
        "changed": result.changed,
        "counts": dict(result.counts),
        "changes": [_change(one) for one in result.changes],
        "wanted": marks.wanted,
        "state": marks.state,
        "cloud": marks.cloud,
        "deviations": marks.deviations,
    }


def _change(one: ResourceChange) -> dict[str, Json]:
    properties: list[Json] = [_property(each) for each in one.properties]
    return {"op": one.op, "type": one.type, "name": one.name, "properties": properties}


def _property(one: PropertyChange) -> dict[str, Json]:
    """Values as JSON text: a digest takes no fractions; "" is nothing."""
    return {
        "path": one.path,
        "before": "" if one.before is None else _text(one.before),
        "after": "" if one.after is None else _text(one.after),
        "replaces": one.replaces,
    }


def _row(one: Deviation) -> list[str]:
    return [one.where.urn, one.kind, one.type, one.id, one.what, _text([one.found, one.wanted])]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _text(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
