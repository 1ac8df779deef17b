"""What an interrupted run of a stack may have made, and how that is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from govcloud.model.stack import UNKNOWN, StackResult
from govcloud.model.stack_left import Left
from govcloud.rules.property_paths import holds

UNFINISHED = "its last run did not come to its end"
_NAMES_SHOWN = 6
_DOING = {
    "creating": "making",
    "updating": "changing",
    "deleting": "deleting",
    "importing": "taking over",
    "reading": "reading",
}


def suspects(left: Left, results: Sequence[StackResult]) -> dict[str, Mapping[str, Any]]:
    """The resources that may stand in the cloud unrecorded, by URN with their inputs.

    Those that were being made, and those that the plan would make from what is known already: the rest could
    not have been begun.
    """
    found = {one.urn: one.inputs for one in left.pending if one.op in {"creating", "importing"}}
    for result in results:
        if str(result.ref) == left.stack:
            standing = {one.urn for one in result.standing}
            for one in result.wanted:
                if one.urn not in standing and not holds(one.inputs, UNKNOWN):
                    found.setdefault(one.urn, one.inputs)
    return found


def sentences(left: Left) -> list[str]:
    """What was left, in words."""
    said = []
    if left.unfinished:
        said.append(UNFINISHED)
    if left.imported:
        said.append(said_of_import(left.imported))
    for holder in left.holders:
        state = "still lives" if holder.lives else "is dead"
        whose = f"process {holder.pid} on {holder.host}" if holder.pid else "a process"
        said.append(f"{holder.what}: {whose} {state}")
    if left.pending:
        told = [f"{_DOING.get(one.op, one.op)} {_named(one.urn)}" for one in left.pending]
        said.append(f"{len(told)} operations have no end on record: {_listed(told)}")
    made = [f"{_named(one.urn)} {one.id}" for one in left.orphans if one.id]
    if made:
        said.append(f"made, and in no state: {_listed(made)}")
    unseen = [f"{_named(one.urn)}: {one.untold}" for one in left.orphans if one.untold]
    if unseen:
        said.append(f"could not be looked for: {_listed(unseen)}")
    return said


def said_of_import(moment: str) -> str:
    """What an import means that no apply has followed yet; "" where there was none."""
    if not moment:
        return ""
    return f"its state was imported at {moment}; the next apply looks over the cloud for what it does not know"


def _listed(items: Sequence[str]) -> str:
    more = len(items) - _NAMES_SHOWN
    return ", ".join(items[:_NAMES_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _named(urn: str) -> str:
    """`ec2:Vpc hub` of a resource's URN."""
    kinds, _, name = urn.partition("::")[2].partition("::")[2].partition("::")
    return f"{kinds.rpartition('$')[2].partition(':')[2]} {name}"
