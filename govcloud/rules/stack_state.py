"""A stack's state as it is moved between places: whose it is, and whether it fits here."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from govcloud.errors import InputError, RefusedError
from govcloud.model.stack import StackRef

_VERSIONS = {3, 4}
_OUR_PROVIDER = "pulumi:providers:govcloud"
_SHOWN = 3


def read(content: bytes, name: str) -> Mapping[str, Any]:
    """The deployment in an exported state. Raises InputError (E-STK-008) for what is none."""
    try:
        told = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise _no_state(name, f"it is no JSON: {error}") from error
    deployment = told.get("deployment") if isinstance(told, dict) else None
    if not isinstance(deployment, dict) or told.get("version") not in _VERSIONS:
        raise _no_state(name, "it holds no deployment of version 3 or 4")
    resources = deployment.get("resources")
    if not isinstance(resources, list) or not all(_whole(row) for row in resources):
        raise _no_state(name, "its resources are not told, or torn")
    return deployment


def must_be_of(deployment: Mapping[str, Any], ref: StackRef, name: str) -> None:
    """Raise RefusedError (E-STK-009) unless every resource is of this stack."""
    own = f"urn:pulumi:{ref.stack}::{ref.project}::"
    foreign = [row["urn"] for row in deployment["resources"] if not row["urn"].startswith(own)]
    if foreign:
        whose = sorted({_stack_of(urn) for urn in foreign})[:_SHOWN]
        raise RefusedError(
            f"E-STK-009: {name} is the state of {', '.join(whose)}, not of {ref}",
            hint=f"name the stack that it is of: govcloud stack import {whose[0]} {name}",
        )


def must_fit(deployment: Mapping[str, Any], workspace: str, account: str, region: str) -> None:
    """Raise RefusedError (E-STK-010) where what is recorded bears the mark of another workspace, or is elsewhere."""
    here = {"workspaceId": workspace, "accountId": account, "region": region}
    for inputs in _providers(deployment):
        wrong = [
            f"{key} is {inputs[key]}, here {own}"
            for key, own in here.items()
            if key in inputs and inputs[key] != own
        ]
        if wrong:
            raise RefusedError(
                f"E-STK-010: the state is of another place: {'; '.join(wrong)}",
                hint="a workspace that takes over another's stacks takes over its .govcloud/workspace-id first",
            )


def facts(deployment: Mapping[str, Any]) -> dict[str, int]:
    """What is in it, counted: resources, and operations without an end."""
    return {
        "resources": sum(not row["type"].startswith("pulumi:") for row in deployment["resources"]),
        "pending": len(deployment.get("pending_operations") or []),
    }


def runs(told: list[Mapping[str, Any]], limit: int) -> list[dict[str, Any]]:
    """The newest runs of a stack as the engine tells them, newest first; nothing of its configuration."""
    return [
        {
            "kind": run.get("kind", ""),
            "result": run.get("result", ""),
            "began_at": run.get("startTime", ""),
            "ended_at": run.get("endTime", ""),
            "changes": dict(run.get("resourceChanges") or {}),
        }
        for run in told[:limit]
    ]


def _providers(deployment: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for row in deployment["resources"]:
        if row["type"] == _OUR_PROVIDER:
            yield row.get("inputs") or {}


def _whole(row: Any) -> bool:
    return isinstance(row, dict) and all(isinstance(row.get(key), str) for key in ("urn", "type"))


def _stack_of(urn: str) -> str:
    stack, _, rest = urn.removeprefix("urn:pulumi:").partition("::")
    return f"{rest.partition('::')[0]}/{stack}"


def _no_state(name: str, why: str) -> InputError:
    return InputError(
        f"E-STK-008: {name} is no state of a stack: {why}",
        hint="a state is written by: govcloud stack export NAME --file FILE",
    )
