"""What stacks have recorded of the cloud, read from their states; nothing secret is written anywhere."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from govcloud.adapters.pulumi_secrets import Opener, holds_secret, opened
from govcloud.adapters.pulumi_settings import StackSettings, StateFiles
from govcloud.adapters.pulumi_unfinished import unfinished
from govcloud.errors import InputError
from govcloud.model.drift import Record, Recorded
from govcloud.model.stack import StackRef
from govcloud.rules.stack_left import UNFINISHED, said_of_import

PROVIDERS = "pulumi:providers:"
_ENGINES_OWN = "pulumi:"
_OURS = "govcloud:"
_VERSION = 3

Export = Callable[[StackRef], bytes]
"""A stack's state as the engine exports it, secrets sealed; b"" if there is no such stack."""


@dataclass(frozen=True, slots=True)
class StackRecords:
    """The records of an environment's stacks. Files of a file backend are read; others the engine exports."""

    settings: StackSettings
    export: Export
    opener: Opener

    def every(self, refs: Iterable[StackRef]) -> list[Record]:
        """Those of `refs`, and of all other stacks that are there: what these made is not foreign either."""
        known = {str(ref): ref for ref in refs}
        root = self.settings.state_root
        for path in sorted((root / ".pulumi" / "stacks").glob("*/*.json")) if root else ():
            ref = StackRef(path.parent.name, path.stem)
            known.setdefault(str(ref), ref)
        return [record for ref in known.values() if (record := self.read(ref))]

    def read(self, ref: StackRef) -> Record | None:
        """A stack's record; None if it was never applied. Raises InputError if its state cannot be read."""
        content = self._content(ref)
        if not content:
            return None
        try:
            deployment = _deployment(json.loads(content))
            return self._record(ref, deployment, hashlib.sha256(content).hexdigest())
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise InputError(
                f"the state of {ref} cannot be read: {type(error).__name__}: {error}",
                hint="restore it from its last export (govcloud stack import) or from .pulumi/backups",
            ) from error

    def _content(self, ref: StackRef) -> bytes:
        root = self.settings.state_root
        if root is None:
            return self.export(ref)
        try:
            return StateFiles(root).path(ref).read_bytes()
        except FileNotFoundError:
            return b""

    def _record(self, ref: StackRef, deployment: Mapping[str, Any], mark: str) -> Record:
        resources = deployment.get("resources") or []
        regions = {
            f"{one['urn']}::{one.get('id')}": str(one.get("inputs", {}).get("region", ""))
            for one in resources
            if one["type"].startswith(PROVIDERS)
        }
        custom = [
            one
            for one in resources
            if one.get("custom") and one.get("id") and not one["type"].startswith(_ENGINES_OWN)
        ]
        standing = [one for one in custom if not (one.get("delete") or one.get("external"))]
        unseal = opened(deployment.get("secrets_providers"), self.opener)
        return Record(
            str(ref),
            tuple(
                _recorded(ref, one, regions.get(one.get("provider", ""), ""), unseal)
                for one in standing
            ),
            tuple((one["type"], one["id"]) for one in custom if one not in standing),
            self._unfinished(ref, deployment),
            mark,
        )

    def _unfinished(self, ref: StackRef, deployment: Mapping[str, Any]) -> str:
        settings, root = self.settings, self.settings.state_root
        if deployment.get("pending_operations"):
            return "an interrupted run left operations open"
        mark = unfinished(settings.home / "locks" / settings.env_name, ref)
        if mark.stands():
            return said_of_import(mark.since_import()) or UNFINISHED
        if root is not None and StateFiles(root).locks(ref):
            return "an engine holds a lock on it"
        return ""


def _deployment(told: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a state file and an export have in common. Raises ValueError for another version's."""
    version = told.get("version")
    if version != _VERSION:
        raise ValueError(f"version {version}, not {_VERSION}")
    checkpoint = told.get("checkpoint")
    found = checkpoint.get("latest") if checkpoint is not None else told.get("deployment")
    return found or {}


def _recorded(
    ref: StackRef, one: Mapping[str, Any], region: str, unseal: Callable[[Any], Any]
) -> Recorded:
    given = one.get("inputs") or {}
    return Recorded(
        stack=str(ref),
        urn=one["urn"],
        type=one["type"],
        id=one["id"],
        inputs=unseal(given),
        outputs=unseal(one.get("outputs") or {}),
        ignored=tuple(one.get("ignoreChanges") or ()),
        imported=bool(one.get("importID")),
        region=region if one["type"].startswith(_OURS) else "",
        secrets=frozenset(name for name, value in given.items() if holds_secret(value)),
    )
