"""What destroying, importing and adopting would do, as values that can be approved; and what protects from deletion."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

from govcloud.errors import Fault, RefusedError, UsageError
from govcloud.model.canonical import Json
from govcloud.model.drift import Record, Recorded
from govcloud.model.stack_deed import Deed
from govcloud.model.stack_plan import Scope


def destroying(scope: Scope, records: Sequence[Record], lifted: Sequence[Recorded]) -> Deed:
    """Deleting all that these stacks recorded, as they recorded it, with the protection of `lifted` taken away."""
    ordered = sorted(records, key=lambda one: one.stack)
    stacks: list[Json] = [_stack(record) for record in ordered]
    body: dict[str, Json] = {"stacks": stacks, "unprotected": sorted(one.id for one in lifted)}
    count = sum(len(record.resources) for record in records)
    names = ", ".join(record.stack for record in ordered) or "no stack"
    protected = ", ".join(sorted(one.name for one in lifted))
    lifting = f", and lift the deletion protection of {protected}" if protected else ""
    details = [(record.stack, _counts(record)) for record in ordered]
    said = f"delete the {count} resources of {names}{lifting}"
    return Deed(scope, "destroy", body, said, details)


def importing(scope: Scope, stack: str, content: bytes, former: str) -> Deed:
    """Putting `content` in as the state of a stack, in place of the one that `former` names."""
    found = hashlib.sha256(content).hexdigest()
    body: dict[str, Json] = {"stack": stack, "content": found, "former": former}
    said = f"replace what is recorded of {stack} by the file with SHA-256 {found}"
    return Deed(scope, "import", body, said)


def adopting(scope: Scope, told: Mapping[str, Json]) -> Deed:
    """Recording a thing in the cloud as a stack's own; `told` names stack, urn and id."""
    said = f"record {told['id']} as {str(told['urn']).rpartition('::')[2]} of {told['stack']}"
    return Deed(scope, "adopt", dict(told), said)


def to_lift(protected: Sequence[Recorded], named: Sequence[str]) -> list[Recorded]:
    """Those of `protected` that are named: all of them, or nothing is deleted.

    Raises RefusedError (E-STK-018) where one is not named, UsageError where a name is none of theirs.
    """
    left = [one for one in protected if one.name not in named and one.id not in named]
    if left:
        options = " ".join(f"--unprotect {one.name}" for one in left)
        raise RefusedError(
            f"E-STK-018: {len(left)} resources are protected from deletion: nothing was deleted",
            hint=f"if they are to go, say so: {options} (a database leaves a last snapshot; "
            "its stack's key waits some days before it goes)",
            faults=[
                Fault(one.stack, 0, "E-STK-018", f"{one.name} ({one.id}) is protected")
                for one in left
            ],
        )
    known = {word for one in protected for word in (one.name, one.id)}
    strange = [name for name in named if name not in known]
    if strange:
        raise UsageError(
            f"{', '.join(strange)}: no protected resource of these stacks is called so",
            hint="leave out --unprotect; nothing was deleted",
        )
    return list(protected)


def _stack(record: Record) -> dict[str, Json]:
    resources: list[Json] = [[one.type, one.name, one.id] for one in record.resources]
    return {"stack": record.stack, "state": record.mark, "resources": resources}


def _counts(record: Record) -> str:
    counts = Counter(one.type.partition(":")[2] for one in record.resources)
    return ", ".join(f"{count} {type_}" for type_, count in sorted(counts.items())) or "empty"
