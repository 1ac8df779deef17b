"""A plan of stacks as a file: JSON with a version and the plan's digest; what does not hold is refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from govcloud.errors import InputError
from govcloud.model.stack_plan import Scope, StackPlan

KIND = "govcloud.stack-plan-file"
VERSION = 1
SIZE_BYTES_MAX = 256 * 1024 * 1024
_PARTS = {"scope", "stacks", "sizes", "checked"}
_SCOPE = {"workspace", "environment", "account", "region"}
_STACK = {"stack", "changed", "counts", "changes", "wanted", "state", "cloud", "deviations"}


def written(plan: StackPlan, author: str, at: str) -> bytes:
    """The file's content."""
    told = {
        "schema": f"{KIND}/{VERSION}",
        "digest": plan.digest,
        "author": author,
        "at": at,
        "plan": plan.plain(),
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def read(content: bytes, name: str) -> StackPlan:
    """The plan in a file's content. Raises InputError (E-STK-006): damaged, of another kind or version."""
    try:
        told = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise _damaged(name, f"it is no JSON: {error}") from error
    kind, _, version = str(told.get("schema") if isinstance(told, dict) else "").partition("/")
    if kind != KIND:
        raise _damaged(name, "it is no plan of stacks")
    if version != str(VERSION):
        raise InputError(
            f"E-STK-006: {name} is of version {version}; this govcloud reads version {VERSION}",
            hint="plan again with this govcloud: govcloud stack plan --save FILE",
        )
    plan = _plan(told.get("plan"), name)
    try:
        holds = plan.digest == told.get("digest")
    except TypeError:
        holds = False
    if not holds:
        raise _damaged(name, "its content is not what its digest says: it was changed")
    return plan


def _plan(body: Any, name: str) -> StackPlan:
    stacks = body.get("stacks") if isinstance(body, Mapping) and body.keys() == _PARTS else None
    if not isinstance(stacks, list) or not all(_whole(stack) for stack in stacks):
        raise _damaged(name, "parts of it are missing")
    scope = body["scope"]
    if not isinstance(scope, Mapping) or scope.keys() != _SCOPE:
        raise _damaged(name, "it does not say where it holds")
    texts = {key: str(value) for key, value in scope.items()}
    return StackPlan(Scope(**texts), stacks, body["sizes"], str(body["checked"]))


def _whole(stack: Any) -> bool:
    return isinstance(stack, Mapping) and stack.keys() == _STACK


def _damaged(name: str, why: str) -> InputError:
    return InputError(
        f"E-STK-006: {name} cannot be used: {why}", hint="plan again and save it anew"
    )
