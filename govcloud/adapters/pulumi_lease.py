"""Our own lease on a stack: the engine's lock has no holder that could be asked whether it lives."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from govcloud.errors import LockedError
from govcloud.model.stack import StackRef

_ORPHAN_S, _POLL_S = 20.0, 0.05


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lease: a process by pid and start time, and the engine that it runs."""

    host: str
    pid: int
    started: int
    operation: str
    engine_pid: int = 0
    engine_started: int = 0

    def lives(self) -> bool:
        """Whether the process is still there. That of another machine is taken to be."""
        return self.host != socket.gethostname() or _alive(self.pid, self.started)


class Lease:
    """A held lease."""

    def __init__(self, path: Path, holder: Holder) -> None:
        self._path = path
        self._holder = holder

    def engine_is(self, pid: int) -> None:
        """Record the engine, so that an heir can wait for its end."""
        self._holder = replace(self._holder, engine_pid=pid, engine_started=started(pid))
        _write(self._path, self._holder)


@contextmanager
def leased(directory: Path, ref: StackRef, operation: str) -> Iterator[Lease]:
    """Hold the lease on `ref`. Raises LockedError naming a live holder.

    It is given back at the end, well or not: only a killed process leaves one behind.
    """
    path = _path(directory, ref)
    path.parent.mkdir(parents=True, exist_ok=True)
    me = Holder(socket.gethostname(), os.getpid(), started(os.getpid()), operation)
    with _guard(path):
        before = _read(path)
        if before and before.lives():
            raise LockedError(
                f"{ref}: `{before.operation}` is under way, process {before.pid} on {before.host}",
                hint="wait for it to end",
            )
        _write(path, me)
    try:
        if before:
            _outlive(before)
        yield Lease(path, me)
    finally:
        path.unlink(missing_ok=True)


def holder(directory: Path, ref: StackRef) -> Holder | None:
    """Who holds the lease, alive or dead; None if nobody does."""
    return _read(_path(directory, ref))


def started(pid: int) -> int:
    """When a process began, in clock ticks since boot; 0 if it is gone or only waits to be reaped."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0
    fields = stat.rpartition(")")[2].split()
    return 0 if fields[0] in {"Z", "X"} else int(fields[19])


def is_dead(host: str, pid: int) -> bool:
    """Whether the engine that made a lock ended without taking it away."""
    return host == socket.gethostname() and pid not in {0, os.getpid()} and started(pid) == 0


def _path(directory: Path, ref: StackRef) -> Path:
    return directory / ref.project / f"{ref.stack}.json"


def _alive(pid: int, since: int) -> bool:
    return bool(since) and started(pid) == since


def _outlive(dead: Holder) -> None:
    """An engine may outlive the process that started it, for a while: without its program it soon ends."""
    for order in (0, signal.SIGINT, signal.SIGKILL):
        if order and _alive(dead.engine_pid, dead.engine_started):
            os.kill(dead.engine_pid, order)
        deadline = time.monotonic() + _ORPHAN_S
        while _alive(dead.engine_pid, dead.engine_started) and time.monotonic() < deadline:
            time.sleep(_POLL_S)


@contextmanager
def _guard(path: Path) -> Iterator[None]:
    with path.with_suffix(".guard").open("w", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _read(path: Path) -> Holder | None:
    try:
        return Holder(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError):
        # Torn by a crash in mid-write: its writer is dead.
        return Holder(socket.gethostname(), 0, 0, "")


def _write(path: Path, holder: Holder) -> None:
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps(asdict(holder)), encoding="utf-8")
    draft.replace(path)
