"""Runs a stack's program in this process, under a monitor that answers as the engine would if nothing changes."""

# ruff: noqa: N802 - the protocol names the methods
from __future__ import annotations

import asyncio
import contextlib
import contextvars
import gc
import io
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NoReturn, TypeVar

from pulumi.runtime import Settings, configure, run_in_stack, set_all_config
from pulumi.runtime import settings as runtime
from pulumi.runtime.proto import engine_pb2, resource_pb2

from govcloud.adapters.pulumi_foreseen_state import NotSureError
from govcloud.adapters.pulumi_quiet import Trace, trace

_PARALLEL = 16
_one_at_a_time = threading.Lock()
_FEATURES = resource_pb2.ResourceMonitorFeature.values()


_Answer = TypeVar("_Answer")


class Monitor:
    """What a program speaks to in place of the engine's monitor; subclasses answer registrations."""

    failed: BaseException | None = None
    wants_places = False
    """Whether registrations are to tell where in the program they stand."""

    def RegisterResource(self, request: Any) -> resource_pb2.RegisterResourceResponse:
        """Answer for a resource that the program registers."""
        return self._kept(lambda: self.registered(request))

    def ReadResource(self, request: Any) -> resource_pb2.ReadResourceResponse:
        """Answer for a resource that the program only reads."""
        return self._kept(lambda: self.read(request))

    def RegisterResourceOutputs(self, request: Any) -> None:
        """Hear the outputs of a component, or of the stack."""
        self._kept(lambda: self.done(request))

    def GetDeploymentInfo(self, request: Any) -> resource_pb2.DeploymentInfo:
        """What the engine of this version supports."""
        return resource_pb2.DeploymentInfo(supportedFeatures=_FEATURES)

    def SignalAndWaitForShutdown(self, request: Any) -> None:
        """The program is done."""

    def Log(self, request: Any) -> None:
        """What the program says is for an engine run to show."""
        if request.severity >= engine_pb2.WARNING:
            self.failed = NotSureError("the program warns")

    def __getattr__(self, name: str) -> Callable[..., NoReturn]:
        def no(*_: Any, **__: Any) -> NoReturn:
            self.failed = NotSureError(f"the program asks the engine for {name}")
            raise self.failed

        return no

    def registered(self, request: Any) -> resource_pb2.RegisterResourceResponse:
        """See RegisterResource."""
        raise NotImplementedError

    def read(self, request: Any) -> resource_pb2.ReadResourceResponse:
        """See ReadResource."""
        raise NotImplementedError

    def done(self, request: Any) -> None:
        """See RegisterResourceOutputs."""
        raise NotImplementedError

    def _kept(self, work: Callable[[], _Answer]) -> _Answer:
        """A program may catch what we raise: it still counts."""
        if self.failed:
            raise self.failed
        try:
            return work()
        except BaseException as error:
            self.failed = self.failed or error
            raise


class _Loop(asyncio.SelectorEventLoop):
    """Its executor is this thread: the monitor answers at once."""

    def run_in_executor(  # type: ignore[override]  # the SDK passes functions only
        self, _executor: Any, func: Callable[..., Any], *args: Any
    ) -> asyncio.Future[Any]:
        future = self.create_future()
        try:
            future.set_result(func(*args))
        except Exception as error:  # noqa: BLE001 - as the executor would hand it on
            future.set_exception(error)
        return future


def run(
    program: Callable[[], None],
    monitor: Monitor,
    names: tuple[str, str, str],
    config: Mapping[str, str],
) -> None:
    """Run the program as a preview would. `names`: organization, project, stack.

    Raises NotSureError for whatever did not end as a run without a change does.
    """
    if rehearsed(program, monitor, names, config):
        raise NotSureError("the program prints")


def rehearsed(
    program: Callable[[], None],
    monitor: Monitor,
    names: tuple[str, str, str],
    config: Mapping[str, str],
) -> str:
    """As `run`, of a program that may print; gives what it printed. Programs are run one at a time."""
    spoken = io.StringIO()
    inside = contextvars.copy_context()
    inside.run(trace.set, Trace.WHOLE if monitor.wants_places else Trace.NONE)
    with _one_at_a_time, contextlib.redirect_stdout(spoken), uncollected():
        inside.run(_inside, program, monitor, names, dict(config))
    if monitor.failed:
        raise NotSureError(str(monitor.failed)) from monitor.failed
    return spoken.getvalue()


def _inside(
    program: Callable[[], None],
    monitor: Monitor,
    names: tuple[str, str, str],
    config: dict[str, str],
) -> None:
    organization, project, stack = names
    runtime.ROOT.set(None)
    chosen = Settings(
        project=project,
        stack=stack,
        monitor=monitor,
        engine=monitor,
        parallel=_PARALLEL,
        dry_run=True,
        organization=organization,
    )
    configure(chosen)
    set_all_config(config)
    loop = _Loop()
    loop.set_exception_handler(lambda *_: None)  # what failed is kept by the monitor
    try:
        loop.run_until_complete(run_in_stack(program))
    except Exception as error:
        raise NotSureError(f"{type(error).__name__}: {error}") from error
    finally:
        for task in asyncio.all_tasks(loop):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError, Exception):
                loop.run_until_complete(task)
        loop.close()


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Collecting garbage takes a third of a program's time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
