"""What a killed engine had begun: closed by the next run, whether or not anybody still asks for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pulumi.automation.errors import CommandError, StackNotFoundError

from govcloud.adapters.pulumi_command import Engine
from govcloud.adapters.pulumi_errors import translated
from govcloud.adapters.pulumi_left import Export, StackStates
from govcloud.adapters.pulumi_settings import ORGANIZATION, StackSettings
from govcloud.model.stack import StackRef
from govcloud.model.stack_left import PendingOperation

Remove = Callable[[str, Mapping[str, Any]], None]
"""Deletes what was made for a URN with these inputs and is in no state, if anything was."""


@dataclass(frozen=True, slots=True)
class Begun:
    """The operations of an environment's stacks that have no end on record."""

    settings: StackSettings
    export: Export
    deletes: Remove | None

    def is_broken(self, ref: StackRef) -> bool:
        """Whether there may be what the state does not know. Raises InputError."""
        if self._states.unfinished(ref):
            return True
        # To ask another backend than files takes an engine.
        return self.settings.state_root is not None and bool(self.operations(ref))

    def operations(self, ref: StackRef) -> tuple[PendingOperation, ...]:
        """What they are. Raises InputError, CloudError."""
        return self._states.pending(ref)

    def remove(self, begun: Sequence[PendingOperation]) -> None:
        """Delete what these made. Raises CloudError."""
        for one in begun:
            if one.op == "creating" and self.deletes:
                self.deletes(one.urn, one.inputs)

    def remove_unasked(self, ref: StackRef, begun: Sequence[PendingOperation]) -> None:
        """Delete what these made and an apply since then took no notice of. Raises CloudError."""
        if begun:
            recorded = self._states.recorded(ref)
            self.remove([one for one in begun if one.urn not in recorded])

    @property
    def _states(self) -> StackStates:
        return StackStates(self.settings, self.export)


def exported(engine: Engine, ref: StackRef, work_dir: str) -> bytes:
    """The stack's state with its secrets sealed, from any backend; b"" if there is no such stack."""
    words = ["stack", "export", "--stack", f"{ORGANIZATION}/{ref}"]
    try:
        return engine.run(words, work_dir, {}).stdout.encode()
    except StackNotFoundError:
        return b""
    except CommandError as error:
        raise translated(ref, "export", error, {}) from error
