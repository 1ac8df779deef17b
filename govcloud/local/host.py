"""Starts one host of the lab: `python -m govcloud.local.host` reads a HostSpec as JSON from its standard input.

It answers with one line of JSON and, once told to, leaves behind one process: the host's pid 1.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from govcloud.local import boot, namespaces, root_tree, wires
from govcloud.local.daemon import may_stay, quiet, tell
from govcloud.local.pids import Pid
from govcloud.local.registry import HostRecord
from govcloud.local.relay import Relay, listen

_LINK_S_MAX = 20
_POLL_S = 0.02
_ANSWER_BYTES_MAX = 64 * 1024
_STAY = b"stay"


@dataclass(frozen=True, slots=True)
class HostSpec:
    """What a host is started from. `home` is its own directory; `seed` ("" for none) is copied in at birth.

    `switch_pid` runs in the switch's network namespace. `boot_s_max` bounds the whole start, seed included.
    """

    home: str
    name: str
    address: str
    loopback: str
    ports: tuple[int, ...]
    authorized_key: str
    switch_pid: int
    seed: str = ""
    srv_size_bytes: int = 0
    boot_s_max: float = 300.0

    @classmethod
    def of(cls, record: HostRecord, folder: Path, switch_pid: int) -> HostSpec:
        """What starts the host that is recorded, in its folder."""
        return cls(
            str(folder),
            record.name,
            record.address,
            record.loopback,
            record.ports,
            record.authorized_key,
            switch_pid,
            record.seed,
            record.srv_size_bytes,
        )

    @classmethod
    def read(cls, text: str) -> HostSpec:
        """The spec that `written` gave."""
        told = json.loads(text)
        return cls(**{**told, "ports": tuple(told["ports"])})

    def written(self) -> str:
        """The spec as JSON."""
        return json.dumps(asdict(self))


class _Pipe:
    """One way to speak between two processes; each closes the end that is not its own."""

    def __init__(self) -> None:
        self.out, self.into = os.pipe()

    def only_read(self) -> None:
        """From now on this process reads alone."""
        os.close(self.into)

    def only_write(self) -> None:
        """From now on this process writes alone."""
        os.close(self.out)


class _Pipes:
    """`steps` and `told` lead to the starter (from the outer process, from the host); `go` and `life` from it."""

    def __init__(self) -> None:
        self.steps, self.go, self.told, self.life = _Pipe(), _Pipe(), _Pipe(), _Pipe()

    def of_the_starter(self) -> None:
        """Close what is for others."""
        for mine in (self.steps, self.told):
            mine.only_read()
        for mine in (self.go, self.life):
            mine.only_write()

    def of_the_started(self) -> None:
        """Close what is for the starter."""
        for mine in (self.steps, self.told):
            mine.only_write()
        for mine in (self.go, self.life):
            mine.only_read()


def start(spec: HostSpec, confirmed: Callable[[Mapping[str, Any]], bool]) -> None:
    """Start the host and wait until it is up; `confirmed` is given pid, start_time, listens, link and console.

    It lives on if that says so. Raises OSError, or RuntimeError with what the host complained of; then nothing
    is left of it once this process ends.
    """
    _hold_alone(Path(spec.home))
    listeners = {port: listen(spec.loopback, port) for port in spec.ports}
    root_tree.make(Path(spec.home))
    pipes = _Pipes()
    outer = os.fork()
    if outer == 0:
        _in_child(lambda: _enter(spec, listeners, pipes))
    pipes.of_the_starter()
    _await(pipes.steps, _LINK_S_MAX)
    link = wires.join_switch(spec.switch_pid, spec.address, outer)
    os.write(pipes.go.into, b"go")
    first = Pid.of(int(_await(pipes.steps, _LINK_S_MAX)))
    os.waitpid(outer, 0)
    answer = json.loads(_await(pipes.told, spec.boot_s_max))
    if "error" in answer:
        raise RuntimeError(answer["error"])
    listens = {port: listener.getsockname()[1] for port, listener in listeners.items()}
    if confirmed({**asdict(first), "listens": listens, "link": link, **answer}):
        os.write(pipes.life.into, _STAY)


def _hold_alone(home: Path) -> None:
    """A lock that lives as long as the host does: two hosts on one directory would spoil it."""
    file = os.open(home / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    limit = time.monotonic() + _LINK_S_MAX
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > limit:
                raise RuntimeError(f"another host still runs on {home}") from None
            time.sleep(_POLL_S)
        else:
            return


def _in_child(work: Any) -> None:
    """Run `work` in a forked child, which ends with it whatever happens."""
    try:
        work()
        os._exit(0)
    except BaseException as error:  # noqa: BLE001 - a child may not return into its parent's code
        with suppress(OSError):
            sys.stderr.write(f"{type(error).__name__}: {error}\n")
            sys.stderr.flush()
        os._exit(1)


def _enter(spec: HostSpec, listeners: Mapping[int, socket.socket], pipes: _Pipes) -> None:
    """The outer process: leave the machine's namespaces, and bear the host's pid 1 into the new ones."""
    os.setsid()
    pipes.of_the_started()
    namespaces.unshare(namespaces.OF_A_HOST)
    os.write(pipes.steps.into, b"unshared")
    if not os.read(pipes.go.out, 16):
        return
    first = os.fork()
    if first == 0:
        _in_child(lambda: _live(spec, listeners, pipes))
    os.write(pipes.steps.into, str(first).encode())


def _live(spec: HostSpec, listeners: Mapping[int, socket.socket], pipes: _Pipes) -> None:
    """Pid 1: make the root, change into it, have the host booted, then relay and reap for ever."""
    os.setsid()
    os.umask(0o022)
    home = Path(spec.home)
    quiet(home / "log")
    for foreign in (pipes.steps.into, pipes.go.out):
        os.close(foreign)
    tell = pipes.told.into
    try:
        namespaces.make_mounts_private()
        wires.bring_up(spec.address)
        _skip_pids()
        socket.sethostname(spec.name)
        seed = boot.bring_seed(home, spec.seed)
        root = root_tree.mount(home, srv_size_bytes=spec.srv_size_bytes)
        namespaces.change_root(str(root))
        namespaces.drop_capabilities()
    except BaseException as error:
        os.write(tell, json.dumps({"error": f"{type(error).__name__}: {error}"}).encode())
        raise
    if os.fork() == 0:
        os.close(pipes.life.out)
        _in_child(lambda: boot.boot(spec.name, spec.address, spec.authorized_key, seed, tell))
    os.close(tell)
    _serve(listeners, pipes.life.out)


def _serve(listeners: Mapping[int, socket.socket], life: int) -> None:
    relay = Relay()
    for port, listener in listeners.items():
        relay.add(str(port), listener, partial(_inside, port))
    woken, wake = socket.socketpair()
    for end in (woken, wake):
        end.setblocking(False)
    signal.set_wakeup_fd(wake.fileno(), warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    for ignored in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM, signal.SIGPIPE):
        signal.signal(ignored, signal.SIG_IGN)
    relay.watch(woken.fileno(), lambda: _reap(woken))
    relay.watch(life, lambda: _stay_or_end(relay, life))
    while True:
        relay.turn(None)


def _inside(port: int) -> tuple[str, int]:
    return "127.0.0.1", port


def _reap(woken: socket.socket) -> None:
    with suppress(BlockingIOError):
        woken.recv(4096)
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _stay_or_end(relay: Relay, life: int) -> None:
    """The starter says once that all is well; if it ends without a word, so does the host."""
    if os.read(life, 16) != _STAY:
        os._exit(1)
    relay.forget(life)
    os.close(life)


def _skip_pids() -> None:
    """Let pids begin elsewhere at each start, so that a pid file left by a power cut names nobody's pid."""
    with suppress(OSError):
        Path("/proc/sys/kernel/ns_last_pid").write_text(str(500 + secrets.randbelow(20_000)))


def _await(pipe: _Pipe, timeout_s: float) -> bytes:
    """What is said in `pipe`. Nothing comes from whoever launched us meanwhile, unless that is gone."""
    readable, _, _ = select.select([pipe.out, sys.stdin], [], [], timeout_s)
    if sys.stdin in readable:
        raise RuntimeError("whoever launched it is gone")
    if not readable:
        raise TimeoutError(f"the host was not up after {timeout_s:.0f} s")
    answer = os.read(pipe.out, _ANSWER_BYTES_MAX)
    if not answer:
        raise RuntimeError("the host ended while it started")
    return answer


def _tell_and_wait(answer: Mapping[str, Any]) -> bool:
    tell(json.dumps(answer))
    return may_stay()


def main() -> int:
    """Start a host; say what came of it in one line of JSON."""
    spec = HostSpec.read(sys.stdin.readline())
    try:
        start(spec, _tell_and_wait)
    except (OSError, RuntimeError, subprocess.SubprocessError) as error:
        with suppress(BrokenPipeError):
            tell(json.dumps({"error": str(error) or type(error).__name__}))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
