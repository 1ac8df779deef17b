"""What stands of a stack's earlier runs: the recorded state by its name, and what an interrupted run left of itself."""

from __future__ import annotations

import hashlib
import json
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govcloud.adapters.pulumi_lease import holder, started
from govcloud.adapters.pulumi_settings import StackSettings, StateFiles, masked
from govcloud.adapters.pulumi_unfinished import unfinished
from govcloud.errors import InputError
from govcloud.model.stack import StackRef
from govcloud.model.stack_left import Holder, Left, PendingOperation

_RECORDED = (b'"resources"', b'"pending_operations"')
"""What the state of a stack holds that was ever applied; to parse each state would take longer than to name it."""
LEASE, LOCK = "lease", "lock of the engine"
Export = Callable[[StackRef], bytes]
"""A stack's state as the engine exports it, secrets sealed; b"" if there is no such stack."""


@dataclass(frozen=True, slots=True)
class StackStates:
    """The recorded states of an environment, and the locks on them. Nothing is changed."""

    settings: StackSettings
    export: Export

    def mark(self, ref: StackRef) -> str:
        """Names the recorded state; "" where nothing is recorded. Raises InputError, CloudError."""
        content = self.content(ref)
        recorded = any(word in content for word in _RECORDED)
        return hashlib.sha256(content).hexdigest() if recorded else ""

    def left(self, ref: StackRef) -> Left | None:
        """What an interrupted run left; None if nothing."""
        mark = unfinished(self.locks, ref)
        holders = tuple(self.holders(ref))
        # To ask another backend than files takes an engine.
        asked = mark.stands() or bool(holders) or self.settings.state_root is not None
        pending, imported = self.pending(ref) if asked else (), mark.since_import()
        broken = mark.stands() and not imported
        found = Left(str(ref), holders, pending, broken, imported=imported)
        return found if found else None

    def holders(self, ref: StackRef) -> list[Holder]:
        """Who holds the stack: our lease, and the engine's locks where they are files."""
        found = []
        if one := holder(self.locks, ref):
            found.append(Holder(f"{LEASE} ({one.operation})", one.host, one.pid, one.lives()))
        return found + [_locked(path) for path in self.lock_files(ref)]

    def lock_files(self, ref: StackRef) -> list[Path]:
        """The engine's locks of a file backend."""
        root = self.settings.state_root
        return StateFiles(root).locks(ref) if root else []

    def content(self, ref: StackRef) -> bytes:
        """The state as it is kept, secrets sealed; b"" if there is none."""
        root = self.settings.state_root
        if root is None:
            return self.export(ref)
        try:
            return StateFiles(root).path(ref).read_bytes()
        except FileNotFoundError:
            return b""

    def recorded(self, ref: StackRef) -> set[str]:
        """The URNs of what is recorded. Raises InputError, CloudError."""
        rows = _deployment(ref, self.content(ref)).get("resources") or []
        return {str(row["urn"]) for row in rows}

    @property
    def locks(self) -> Path:
        """Where our own leases are."""
        return self.settings.home / "locks" / self.settings.env_name

    def unfinished(self, ref: StackRef) -> bool:
        """Whether the last run that changes anything did not come to its end, or put a state in."""
        return unfinished(self.locks, ref).stands()

    def pending(self, ref: StackRef) -> tuple[PendingOperation, ...]:
        """What was begun and has no end on record. Raises InputError, CloudError."""
        rows = _deployment(ref, self.content(ref)).get("pending_operations") or []
        return tuple(
            PendingOperation(
                str(row["type"]),
                str(row["resource"]["urn"]),
                str(row["resource"]["type"]),
                masked(row["resource"].get("inputs") or {}),
            )
            for row in rows
        )


def _deployment(ref: StackRef, content: bytes) -> Mapping[str, Any]:
    """What is in a state file or an export; {} where nothing is recorded. Raises InputError if it cannot be read."""
    if not content:
        return {}
    try:
        told = json.loads(content)
        checkpoint = told.get("checkpoint")
        found = (told.get("deployment") if checkpoint is None else checkpoint.get("latest")) or {}
        kept: Mapping[str, Any] = found
        return kept if kept.get("resources") or kept.get("pending_operations") else {}
    except (ValueError, TypeError, AttributeError) as error:
        raise InputError(
            f"the state of {ref} cannot be read: {type(error).__name__}: {error}",
            hint="restore it from its last export (govcloud stack import) or from .pulumi/backups",
        ) from error


def _locked(path: Path) -> Holder:
    """Who made a lock. A torn one is a dead engine's: it is written before anything is done."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        host, pid = str(told["hostname"]), int(told["pid"])
    except (OSError, ValueError, TypeError, KeyError):
        return Holder(LOCK, "", 0, lives=False)
    return Holder(LOCK, host, pid, lives=host != socket.gethostname() or started(pid) != 0)
