"""A plan of stacks as a plain document: printed as JSON, drawn as a table."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from govcloud.model.stack import StackResult
from govcloud.model.stack_left import Left
from govcloud.model.stack_plan import StackPlan
from govcloud.rules.stack_left import sentences

View = dict[str, Any]


def plan(found: StackPlan, results: Sequence[StackResult] = (), left: Sequence[Left] = ()) -> View:
    """What would change in each stack, under one digest; `results` tell how long each took to plan."""
    seconds = {str(result.ref): round(result.seconds, 2) for result in results}
    stacks = [_stack(one) for one in found.stacks]
    for stack in stacks:
        stack["seconds"] = seconds.get(stack["stack"], 0.0)
    return {
        "digest": found.digest,
        "scope": found.scope.plain(),
        "changed": found.changed,
        "cloud_read": any(stack["cloud"] for stack in stacks),
        "stacks": stacks,
        "sizes": [dict(one) for one in found.sizes],
        "interrupted": [_left(one) for one in left],
        **json.loads(found.checked),
    }


def _stack(stack: Mapping[str, Any]) -> View:
    return {**stack, "changes": [_change(one) for one in stack["changes"]]}


def _change(one: Mapping[str, Any]) -> View:
    properties = [
        {
            "path": each["path"],
            "before": json.loads(each["before"]) if each["before"] else None,
            "after": json.loads(each["after"]) if each["after"] else None,
            "replaces": each["replaces"],
        }
        for each in one["properties"]
    ]
    return {**one, "properties": properties}


def _left(one: Left) -> View:
    return {
        "stack": one.stack,
        "unfinished": one.unfinished,
        "imported": one.imported,
        "held_by": [
            {"what": each.what, "host": each.host, "pid": each.pid, "lives": each.lives}
            for each in one.holders
        ],
        "pending": [{"op": each.op, "urn": each.urn} for each in one.pending],
        "in_no_state": [
            {"urn": each.urn, "id": each.id, "reason": each.untold} for each in one.orphans
        ],
        "told": sentences(one),
        "heal": f"govcloud stack apply {one.stack}",
    }
