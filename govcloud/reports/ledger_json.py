"""The ledger as one JSON file that an auditor can take away: rows, plans, approvals, and the head they end in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from govcloud.errors import InputError
from govcloud.model.event import Event, event_of
from govcloud.model.record import Approval, StoredPlan
from govcloud.reports.written import write_whole

SCHEMA = "govcloud.ledger-export/1"
HASHING = (
    "leaf = SHA-256(0x00 || canonical JSON of all columns but prev_hash and hash);"
    " hash = SHA-256(prev_hash || leaf); the first prev_hash is 32 zero bytes"
)
SIZE_BYTES_MAX = 1 << 30
_COLUMNS = (
    "seq",
    "at",
    "actor",
    "host",
    "event",
    "application_id",
    "wave",
    "step_id",
    "attempt_id",
)


def write(
    path: Path, events: Sequence[Event], plans: Sequence[StoredPlan], approvals: Sequence[Approval]
) -> dict[str, Any]:
    """Write the export whole or not at all; gives rows and head. Raises as `write_whole` does."""
    head = {"rows": len(events), "head": events[-1].hash if events else ""}
    document = {
        "schema": SCHEMA,
        **head,
        "hashing": HASHING,
        "ledger": [_row(event) for event in events],
        "plans": [_plan(plan) for plan in plans],
        "approvals": [_approval(approval) for approval in approvals],
    }
    write_whole(path, (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode())
    return head


def read(path: Path) -> list[Event]:
    """The rows of an export. Raises InputError where the file is none."""
    try:
        if path.stat().st_size > SIZE_BYTES_MAX:
            raise InputError(f"{path} is larger than {SIZE_BYTES_MAX} bytes")
        document = json.loads(path.read_text("utf-8"))
        rows = document["ledger"]
        return [
            event_of([row[c] for c in (*_COLUMNS, "data", "prev_hash", "hash")]) for row in rows
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{path} is no ledger export: {error}", hint="make one: govcloud audit export FILE.json"
        ) from error


def _row(event: Event) -> dict[str, Any]:
    columns = {name: getattr(event, name) for name in _COLUMNS}
    return {**columns, "data": event.data, "prev_hash": event.prev_hash, "hash": event.hash}


def _plan(plan: StoredPlan) -> dict[str, Any]:
    return {
        "digest": plan.digest,
        "subject": plan.subject,
        "author": plan.author,
        "at": plan.at,
        "body": plan.body,
    }


def _approval(approval: Approval) -> dict[str, Any]:
    return {
        "plan": approval.plan_digest,
        "decision": approval.decision,
        "actor": approval.actor,
        "at": approval.at,
        "expires_at": approval.expires_at,
        "reason": approval.reason,
    }
