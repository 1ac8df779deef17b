"""States of stacks taken out, put in, freed and told of: what `govcloud stack export|import|unlock|history` need."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pulumi.automation.errors import CommandError, StackNotFoundError

from govcloud.adapters.pulumi_errors import translated
from govcloud.adapters.pulumi_fresh import created
from govcloud.adapters.pulumi_healing import HealingStacks
from govcloud.adapters.pulumi_lease import leased
from govcloud.adapters.pulumi_left import LOCK, StackStates
from govcloud.adapters.pulumi_settings import ORGANIZATION
from govcloud.errors import LockedError, RefusedError
from govcloud.model.stack import StackRef, StackResult
from govcloud.model.stack_left import Holder
from govcloud.ports import Progress
from govcloud.rules.stack_adopt import must_be_as_wanted


class MovingStacks(HealingStacks):
    """The stacks of one environment, whose states can be moved."""

    def put_in(self, ref: StackRef, content: bytes, draft: Path) -> Path | None:
        """Take `content` as the stack's state; where its former state was kept, None if there was none.

        The next apply looks in the cloud for what this state does not know. Raises CloudError, LockedError.
        """
        words = ["stack", "import", "--stack", f"{ORGANIZATION}/{ref}", "--file", str(draft)]
        with leased(self._locks, ref, "stack import"):
            self._free(ref)
            before = self.export(ref)
            kept = self._kept(ref, before) if before else None
            workspace = self._workspace(ref)
            self._files.write_stack(ref, {})
            draft.touch(mode=0o600)
            draft.write_bytes(content)
            self._unfinished(ref).begin()
            try:
                if not before:
                    created(self._command, self._settings, ref, workspace.work_dir)
                self._command.run(words, workspace.work_dir, {})
                self._unfinished(ref).imported(datetime.now(UTC))
            except CommandError as error:
                raise translated(ref, "import", error, {}) from error
            finally:
                draft.unlink(missing_ok=True)
        return kept

    def runs(self, ref: StackRef) -> list[Mapping[str, Any]]:
        """The engine's own history of the stack, newest first; [] if there is no such stack."""
        words = ["stack", "history", "--stack", f"{ORGANIZATION}/{ref}", "--json"]
        try:
            said = self._command.run(words, self._workspace(ref).work_dir, {}).stdout
        except StackNotFoundError:
            return []
        except CommandError as error:
            raise translated(ref, "history", error, {}) from error
        found: list[Mapping[str, Any]] = json.loads(said)
        return found

    def unlock(self, ref: StackRef) -> list[Holder]:
        """Take away what dead runs hold; gives it. Raises LockedError where one lives: it is named, nothing is done.

        Raises RefusedError where the engine's locks are no files: to see none would not mean that there is none.
        """
        if self._settings.state_root is None:
            scheme = self._settings.backend_url.partition(":")[0]
            raise RefusedError(
                f"{ref}: the engine's locks in a state backend {scheme}: cannot be seen from here; nothing was done",
                hint="see that no run is under way anywhere; what killed runs of this machine hold, the next "
                "govcloud stack apply takes away",
            )
        states = StackStates(self._settings, self.export)
        found = states.holders(ref)
        _demand_dead(ref, found)
        if found:
            with leased(self._locks, ref, "stack unlock"):
                self._free(ref)
        return found

    def adopt(self, ref: StackRef, urn: str, identity: str, progress: Progress) -> StackResult:
        """Record what stands in the cloud under `identity` as the stack's resource `urn`, and do nothing else.

        Raises CloudError where it is not there, RefusedError where it is not as the program wants it: then nothing
        is recorded.
        """
        key = "::".join(urn.split("::")[2:]).rpartition("$")[2]
        wanted, adoptions = {key: identity}, self._files.adoptions
        self._only[str(ref)] = [urn]
        try:
            with self._opened(ref, "stack adopt", {f"{ref.project}:adopt": wanted}) as opened:
                must_be_as_wanted(self._run(ref, "plan", opened, progress), urn, identity)
                # Kept from here on only: what was not looked at, the next apply must not take over.
                adoptions.order(ref, wanted)
                result = self._run(ref, "apply", opened, progress)
        finally:
            del self._only[str(ref)]
            adoptions.done(ref)
        return result

    def _free(self, ref: StackRef) -> None:
        """Take the engine's locks of dead runs away, under the lease. Raises LockedError where one lives."""
        states = StackStates(self._settings, self.export)
        # An engine on another machine may have begun since somebody looked.
        _demand_dead(ref, [one for one in states.holders(ref) if one.what == LOCK])
        for path in states.lock_files(ref):
            path.with_name(f"{path.name}.attrs").unlink(missing_ok=True)
            path.unlink(missing_ok=True)

    def _kept(self, ref: StackRef, content: bytes) -> Path:
        folder = self._settings.home / "replaced" / ref.project
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / f"{ref.stack}-{datetime.now(UTC):%Y%m%dT%H%M%S%f}.json"
        path.touch(mode=0o600)
        path.write_bytes(content)
        return path


def _demand_dead(ref: StackRef, holders: Iterable[Holder]) -> None:
    for one in holders:
        if one.lives:
            raise LockedError(
                f"{ref}: {one.what} is held by process {one.pid} on {one.host}, which lives",
                hint="wait for it to end, or end it",
            )
