"""Which resource of a program an existing thing in the cloud is taken for."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from govcloud.errors import Fault, InputError, RefusedError, UsageError
from govcloud.model.drift import Record
from govcloud.model.stack import StackResult

OURS = "govcloud:"
_LISTED = 12
_CHANGING = {"update", "replace"}


def token_of(type_: str, known: Collection[str]) -> str:
    """The type's whole name, given with our package's name or without. Raises InputError (E-STK-011)."""
    token = type_ if type_.startswith(OURS) else f"{OURS}{type_}"
    if token not in known:
        near = get_close_matches(token, known, 3, 0.4)
        hint = ", ".join(name.removeprefix(OURS) for name in near) or "docs/landing-zone.md"
        raise InputError(f"E-STK-011: there is no type `{type_}`", hint=f"near: {hint}")
    return token


def waiting(planned: StackResult, token: str) -> dict[str, str]:
    """What the program asks for of that type and nobody has made yet: URN by name."""
    standing = {one.urn for one in planned.standing}
    return {
        one.urn.rpartition("::")[2]: one.urn
        for one in planned.wanted
        if one.type == token and one.urn not in standing
    }


def chosen(found: Mapping[str, str], type_: str, name: str) -> str:
    """The URN of the resource that is meant; `name` "" where there is only one.

    Raises InputError (E-STK-012) where the program asks for none, UsageError where a name is needed.
    """
    if not found or (name and name not in found):
        listed = ", ".join(sorted(found)[:_LISTED])
        raise InputError(
            f"E-STK-012: the program asks for no {type_}{f' `{name}`' if name else ''} that is not made yet",
            hint=f"waiting: {listed}" if listed else "write it into the program first",
        )
    if not name and len(found) > 1:
        raise UsageError(
            f"the program asks for {len(found)} of {type_}: say which, --as NAME",
            hint=f"waiting: {', '.join(sorted(found)[:_LISTED])}",
        )
    return found[name] if name else next(iter(found.values()))


def still_free(records: Iterable[Record], token: str, identity: str) -> None:
    """Raise RefusedError (E-STK-013) where a stack has recorded it already."""
    for record in records:
        for one in record.resources:
            if (one.type, one.id) == (token, identity):
                raise RefusedError(
                    f"E-STK-013: {identity} is {one.name} of {record.stack} already",
                    hint="what one stack made another does not take over",
                )


def must_be_as_wanted(planned: StackResult, urn: str, identity: str) -> None:
    """Raise RefusedError (E-STK-014) where taking it over would change it; says in what."""
    kind, name = urn.split("::")[2].rpartition("$")[2], urn.rpartition("::")[2]
    faults = [
        Fault(
            name,
            0,
            "E-STK-014",
            f"{one.path}: {_said(one.before)} there, {_said(one.after)} wanted",
        )
        for change in planned.changes
        if (change.type, change.name) == (kind, name) and change.op in _CHANGING
        for one in change.properties
    ]
    if faults:
        raise RefusedError(
            f"E-STK-014: {identity} is not as the program wants {name}: nothing was recorded",
            hint="change the program, or what stands there, until they agree",
            faults=faults,
        )


def _said(value: Any) -> str:
    return "nothing" if value is None else json.dumps(value, ensure_ascii=False)
