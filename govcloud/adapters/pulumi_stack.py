"""The Pulumi engine, driven through the Automation API: plan, apply, outputs and destroy of one stack."""

from __future__ import annotations

import threading
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pulumi import automation as auto
from pulumi.automation.errors import CommandError, ConcurrentUpdateError, StackNotFoundError

from govcloud.adapters.halves import in_halves
from govcloud.adapters.pulumi_basis import basis
from govcloud.adapters.pulumi_begun import Begun, Remove, exported
from govcloud.adapters.pulumi_command import Engine, QuietStack
from govcloud.adapters.pulumi_errors import lock_holder, no_plugin, translated
from govcloud.adapters.pulumi_events import Events, unheard
from govcloud.adapters.pulumi_foreseen import Foresight, Judge
from govcloud.adapters.pulumi_fresh import created
from govcloud.adapters.pulumi_lease import is_dead, leased
from govcloud.adapters.pulumi_own import engine_program
from govcloud.adapters.pulumi_plugins import link_plugins
from govcloud.adapters.pulumi_proven import Proven
from govcloud.adapters.pulumi_provider import SharedProvider
from govcloud.adapters.pulumi_settings import (
    ORGANIZATION,
    ProjectFiles,
    StackSettings,
    StateFiles,
    masked,
)
from govcloud.adapters.pulumi_unfinished import Unfinished, unfinished
from govcloud.errors import GovcloudError, InputError
from govcloud.model.stack import StackRef, StackResult
from govcloud.model.stack_left import PendingOperation
from govcloud.ports import Progress

__all__ = ["PulumiStacks", "StackSettings"]

_RUN_LIMIT_S, _SETTLE_S = 3600.0, 5.0
_PARALLEL = 16
_RECOVERY = "govcloud:recovery"

# A program that fails leaves half-built values behind; that is no news beside its failure.
warnings.filterwarnings("ignore", r"coroutine 'Output\.", RuntimeWarning)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A stack ready to run."""

    stack: QuietStack
    fresh: bool


class PulumiStacks:
    """The stacks of one environment. May be used from several threads, each stack by one at a time."""

    def __init__(
        self,
        settings: StackSettings,
        install_plugin: Callable[[Path], Path],
        judge: Judge | None = None,
        remove: Remove | None = None,
    ) -> None:
        """`install_plugin` puts our provider below a Pulumi home and gives its launcher.

        With a `judge`, plans that are empty are told without the engine where that is sure. `remove` deletes
        what a killed run made and nobody asks for any more.
        """
        self._settings = settings
        self._files = ProjectFiles(settings)
        self._foresight = Foresight(settings, self._files, judge)
        self._state = StateFiles(settings.state_root) if settings.state_root else None
        self._begun = Begun(settings, self.export, remove)
        self._install_plugin = install_plugin
        self._provider: SharedProvider | None = None
        self._lock = threading.Lock()
        self._engine: Engine | None = None
        self._ahead: dict[str, Proven | None] = {}
        self._proven: dict[str, Proven] = {}
        self._only: dict[str, list[str]] = {}

    def foresee(self, refs: Sequence[StackRef]) -> None:
        """See ports.Stacks: what the engine need not be asked is worked out by two processes at once."""
        found = in_halves(self._unasked, refs)
        self._ahead = {str(ref): one for ref, one in zip(refs, found, strict=True)}

    def plan(self, ref: StackRef, progress: Progress) -> StackResult:
        """What apply would do; see ports.Stacks. The program is told which stacks it refers to in vain."""
        key, more = str(ref), self._unbuilt(ref)
        foreseen = self._ahead.pop(key) if key in self._ahead else self._foreseen(ref, more)
        if foreseen:
            self._proven[key] = foreseen
            return foreseen.result
        with self._opened(ref, "stack plan", more) as opened:
            found = self._run(ref, "plan", opened, progress)
        program = self._settings.workspace / "stacks" / ref.project
        return replace(found, basis=basis(program, self._files.config(ref, more), found.wanted))

    def apply(self, ref: StackRef, progress: Progress) -> StackResult:
        """Make the cloud as the program says; see ports.Stacks. Heals what an interrupted run left."""
        foreseen = self._foreseen(ref, {}, self._proven.pop(str(ref), None))
        if foreseen and not foreseen.is_stale:
            return foreseen.result
        # What an earlier run made may be in the cloud and not in the state: then creating looks first, and adopts.
        more = {_RECOVERY: "true"} if self._begun.is_broken(ref) else {}
        with self._opened(ref, "stack apply", more) as opened, self._ending(ref, opened) as begun:
            if any(one.op == "deleting" for one in begun):
                self._run(ref, "refresh", opened, unheard)
            result = self._run(ref, "apply", opened, progress)
            self._begun.remove_unasked(ref, begun)
            self._files.adoptions.done(ref)
        return result

    def outputs(self, ref: StackRef) -> Mapping[str, Any]:
        """The outputs as last applied, secrets as "[secret]"; {} if it never was. A file is read, no engine runs."""
        if self._state:
            recorded = self._state.read(ref)
            return recorded.outputs if recorded else {}
        workspace = self._workspace(ref)
        try:
            told = workspace.stack_outputs(_full_name(ref))
        except StackNotFoundError:
            return {}
        except CommandError as error:
            raise translated(ref, "outputs", error, {}) from error
        return {name: "[secret]" if one.secret else masked(one.value) for name, one in told.items()}

    def destroy(self, ref: StackRef, progress: Progress) -> StackResult:
        """Delete all that the stack made, recorded or not; see ports.Stacks."""
        with self._opened(ref, "stack destroy", {}) as opened, self._ending(ref, opened) as begun:
            self._begun.remove(begun)
            return self._run(ref, "destroy", opened, progress)

    def close(self) -> None:
        """End the provider that the runs shared. Not needed where the process ends anyway."""
        with self._lock:
            if self._provider:
                self._provider.close()
            self._engine = self._provider = None

    def _unbuilt(self, ref: StackRef) -> dict[str, Any]:
        unbuilt = [name for name in ref.spec.get("references", ()) if not self._is_built(name)]
        return {f"{ref.project}:unbuilt": unbuilt} if unbuilt else {}

    def _unasked(self, ref: StackRef) -> Proven | None:
        """Raises nothing: who is asked next says it."""
        try:
            return self._foreseen(ref, self._unbuilt(ref))
        except (GovcloudError, OSError):
            return None

    def _foreseen(
        self, ref: StackRef, more: Mapping[str, Any], before: Proven | None = None
    ) -> Proven | None:
        if self._unfinished(ref).stands():
            return None
        with leased(self._locks, ref, "stack plan"):
            return self._foresight.still(ref, before) or self._foresight.empty_plan(ref, more)

    @property
    def _locks(self) -> Path:
        return self._settings.home / "locks" / self._settings.env_name

    def _unfinished(self, ref: StackRef) -> Unfinished:
        return unfinished(self._locks, ref)

    @contextmanager
    def _ending(self, ref: StackRef, opened: _Opened) -> Iterator[Sequence[PendingOperation]]:
        """Gives what an earlier run had begun; at the good end nothing of it is open any more."""
        begun = self._begun.operations(ref) if self._begun.is_broken(ref) else ()
        self._unfinished(ref).begin()
        yield begun
        if begun:
            self._run(ref, "refresh", opened, unheard)
        self._unfinished(ref).end()

    def _is_built(self, name: str) -> bool:
        _, project, stack = name.split("/")
        return bool(self.outputs(StackRef(project, stack)))

    @contextmanager
    def _opened(self, ref: StackRef, operation: str, more: Mapping[str, Any]) -> Iterator[_Opened]:
        self._settings.demand_loopback()
        with leased(self._locks, ref, operation) as lease:
            if self._state:
                self._state.mend(ref)
            workspace = self._workspace(ref)
            self._files.write_stack(ref, more)
            self._command.watched_by(lease.engine_is)
            fresh = self._state is None or self._state.read(ref) is None
            try:
                yield _Opened(QuietStack(_full_name(ref), workspace), fresh)
            finally:
                self._command.watched_by(None)

    def _run(self, ref: StackRef, verb: str, opened: _Opened, progress: Progress) -> StackResult:
        began = time.monotonic()
        events = Events(ref, progress)
        if opened.fresh:
            self._create(ref, verb, opened.stack)
        try:
            self._once(ref, verb, opened.stack, events)
        except ConcurrentUpdateError as error:
            if not is_dead(*lock_holder(error)):
                raise translated(ref, verb, error, {}) from error
            self._cancel_and_repeat(ref, verb, opened.stack, events)
        except CommandError as error:
            events.settle(_SETTLE_S)
            raise translated(ref, verb, error, events.failures) from error
        events.settle(_SETTLE_S)
        if events.raised:
            raise events.raised
        return events.result(time.monotonic() - began)

    def _cancel_and_repeat(
        self, ref: StackRef, verb: str, stack: QuietStack, events: Events
    ) -> None:
        """The engine's lock is a dead run's: nobody else will take it away."""
        try:
            stack.cancel()
            self._once(ref, verb, stack, events)
        except CommandError as error:
            events.settle(_SETTLE_S)
            raise translated(ref, verb, error, events.failures) from error

    def _once(self, ref: StackRef, verb: str, stack: QuietStack, events: Events) -> None:
        only = self._only.get(str(ref))
        quiet: dict[str, Any] = {
            "suppress_outputs": True,
            "suppress_progress": True,
            "color": "never",
        }
        chosen = self._settings
        program = engine_program(chosen.workspace, ref.project, chosen.engine_root)
        match verb:
            case "plan":
                stack.preview(
                    parallel=_PARALLEL, program=program, on_event=events, target=only, **quiet
                )
            case "apply":
                stack.up(parallel=_PARALLEL, program=program, on_event=events, target=only, **quiet)
            case "refresh":
                stack.refresh(
                    parallel=_PARALLEL, clear_pending_creates=True, on_event=events, **quiet
                )
            case _:
                stack.destroy(parallel=_PARALLEL, on_event=events, **quiet)

    def _create(self, ref: StackRef, verb: str, stack: QuietStack) -> None:
        try:
            created(self._command, self._settings, ref, stack.workspace.work_dir)
        except CommandError as error:
            raise translated(ref, verb, error, {}) from error

    @property
    def _command(self) -> Engine:
        """The engine, found and checked once, our plugin in its place."""
        with self._lock:
            if self._engine is None:
                home = self._settings.home.absolute()
                home.mkdir(parents=True, exist_ok=True, mode=0o700)
                environment = self._settings.environment()
                link_plugins(home, self._settings.plugin_dir)
                engine = Engine(self._settings.engine_root, environment, _RUN_LIMIT_S)
                try:
                    launcher = self._install_plugin(home)
                except OSError as error:
                    raise no_plugin(home, error) from error
                self._provider = SharedProvider(launcher, environment, home / "provider.log")
                engine.attach(self._provider.port)
                self._engine = engine
            return self._engine

    def export(self, ref: StackRef) -> bytes:
        """The stack's state with its secrets sealed, from any backend; b"" if there is no such stack."""
        return exported(self._command, ref, self._workspace(ref).work_dir)

    def _workspace(self, ref: StackRef) -> auto.LocalWorkspace:
        if not (self._settings.workspace / "stacks" / ref.project).is_dir():
            raise InputError(
                f"there is no stack project stacks/{ref.project} in {self._settings.workspace}"
            )
        return auto.LocalWorkspace(
            work_dir=str(self._files.work_dir(ref.project)),
            pulumi_home=str(self._settings.home.absolute()),
            pulumi_command=self._command,
            secrets_provider=self._settings.secrets_url,
        )


def _full_name(ref: StackRef) -> str:
    return f"{ORGANIZATION}/{ref.project}/{ref.stack}"
