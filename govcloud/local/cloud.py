"""The embedded cloud as a command sees it: up, down, status, reset of one workspace's loopback daemon."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from govcloud.errors import (
    FailedError,
    GovcloudError,
    InputError,
    IntegrityError,
    LockedError,
    UnreachableError,
)
from govcloud.local import cloud_seal
from govcloud.local.pidfile import Pidfile

ACCOUNT = "123456789012"
"""The account that the embedded cloud takes every caller to be in."""

_FIRST_PORT, _PORTS = 20_000, 12_000
_START_S, _STOP_S, _ANSWER_S, _LOCK_S = 60.0, 20.0, 5.0, 90.0
_RELEASE_S, _POLL_S = 1.5, 0.05
_STATE_FILES = ("cloud.snapshot", "cloud.snapshot.new")
_SENTENCE_AND_HINT = 2


@dataclass(frozen=True, slots=True)
class CloudStatus:
    """How the embedded cloud is. `resources` counts what it holds by plain nouns, `services` by service.

    `snapshot` is its kept state: `bytes`, `age_s`, and `fault`, "" if it can be read; empty if nothing was kept.
    `mended` says, a sentence each, what it does beyond moto.
    """

    running: bool
    endpoint: str
    pid: int = 0
    uptime_s: float = 0.0
    resources: Mapping[str, int] = field(default_factory=dict)
    services: Mapping[str, int] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    snapshot: Mapping[str, Any] = field(default_factory=dict)
    mended: tuple[str, ...] = ()


class EmbeddedCloud:
    """One workspace's embedded cloud; `home` is its `.govcloud/local`."""

    def __init__(self, home: Path, *, lab: bool = False) -> None:
        """`lab`: instances of applications in waves come alive as hosts of the lab of the same home."""
        self.home = home.absolute()
        self._lab = lab
        self._pidfile = Pidfile(self.home / "cloud.pid")

    @property
    def endpoint(self) -> str:
        """Its URL, the same for the workspace's whole life. Raises UnreachableError if it never was up."""
        port = self._kept_port()
        if not port:
            raise UnreachableError(
                "the embedded cloud was never started here", hint="govcloud local up"
            )
        return f"http://127.0.0.1:{port}"

    def up(self) -> str:
        """Start it unless it runs; gives the endpoint. Its state is what it was when it last ran.

        Raises InputError (its port is taken), IntegrityError or FailedError (it cannot start), LockedError.
        """
        self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        with self._alone():
            health = self._health()
            if health and bool(health["lab"]) != self._lab:
                self._pidfile.end(_STOP_S)
                health = {}
            if not health:
                self._start(self._kept_port() or self._choose_port())
            elif self._lab:
                self._ask("POST", "look")
        return self.endpoint

    def down(self) -> None:
        """End it, its state saved. Does nothing if it does not run."""
        if self.home.exists():
            with self._alone():
                self._pidfile.end(_STOP_S)

    def reset(self) -> None:
        """Forget all that is in it; it runs afterwards if it ran before."""
        ran = bool(self._pidfile.pid())
        self.down()
        for name in _STATE_FILES:
            (self.home / name).unlink(missing_ok=True)
        if ran:
            self.up()

    def status(self) -> CloudStatus:
        """Whether it runs, and what is in it."""
        port = self._kept_port()
        endpoint = f"http://127.0.0.1:{port}" if port else ""
        health = self._health()
        snapshot = cloud_seal.told(self.home / _STATE_FILES[0])
        if not health:
            return CloudStatus(False, endpoint, snapshot=snapshot)
        told = self._ask("GET", "status")
        return CloudStatus(
            True,
            endpoint,
            int(health["pid"]),
            float(told.get("uptime_s", 0)),
            told.get("resources", {}),
            told.get("services", {}),
            told.get("versions", {}),
            snapshot,
            tuple(told.get("mended", ())),
        )

    def save(self) -> None:
        """Have the state written now, not when it has been quiet for a moment. Raises UnreachableError."""
        if not self._ask("POST", "snapshot").get("bytes"):
            raise FailedError(
                "the embedded cloud could not save its state",
                hint=f"see {self.home / 'cloud.log'}",
            )

    def _alone(self) -> FileLock:
        lock = FileLock(self.home / "cloud.lock", timeout=_LOCK_S, mode=0o600)
        try:
            lock.acquire()
        except Timeout as error:
            raise LockedError(
                "another command is starting or stopping the embedded cloud"
            ) from error
        return lock

    def _kept_port(self) -> int:
        try:
            kept = json.loads((self.home / "cloud.json").read_text(encoding="utf-8"))
            return int(kept["port"])
        except FileNotFoundError:
            return 0
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"{self.home / 'cloud.json'} does not name a port",
                hint="remove it and run `govcloud local up`",
            ) from error

    def _choose_port(self) -> int:
        """A free port below those that the kernel gives to clients, so that it stays free while we are down."""
        first = zlib.crc32(os.fsencode(self.home)) % _PORTS
        for step in range(_PORTS):
            port = _FIRST_PORT + (first + step) % _PORTS
            if _is_free(port):
                draft = self.home / "cloud.json.new"
                draft.write_text(json.dumps({"port": port}), encoding="utf-8")
                draft.replace(self.home / "cloud.json")
                return port
        raise FailedError("no loopback port is free for the embedded cloud")

    def _start(self, port: int) -> None:
        deadline = time.monotonic() + _RELEASE_S
        while not _is_free(port) and time.monotonic() < deadline:
            # The threads of a killed daemon may hold its port a moment longer than it seems to live.
            time.sleep(_POLL_S)
        if not _is_free(port):
            raise InputError(
                f"port {port}, which this workspace's embedded cloud keeps, is taken by another program",
                hint=f"end that program, or remove {self.home / 'cloud.json'} to have another port chosen",
            )
        words = [sys.executable, "-m", "govcloud.local.cloud_daemon"]
        words += ["--home", str(self.home), "--port", str(port), *(["--lab"] if self._lab else [])]
        try:
            done = subprocess.run(
                words, env=_environment(port), cwd=self.home, capture_output=True, text=True,
                stdin=subprocess.DEVNULL, timeout=_START_S, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise FailedError(
                f"the embedded cloud did not listen within {_START_S:.0f} s",
                hint=f"see {self.home / 'cloud.log'}",
            ) from error
        if done.returncode != 0:
            raise self._failure(done.returncode, done.stderr)

    def _failure(self, code: int, said: str) -> GovcloudError:
        lines = said.strip().splitlines()
        known = len(lines) == _SENTENCE_AND_HINT
        message = lines[0] if known else (lines[-1] if lines else "it said nothing")
        hint = lines[1] if known else f"see {self.home / 'cloud.log'}"
        kind = IntegrityError if known and code == IntegrityError.exit_code else FailedError
        return kind(f"the embedded cloud did not start: {message}", hint=hint)

    def _health(self) -> dict[str, Any]:
        """What the daemon says of itself; {} if it does not run, or if something else answers at its port."""
        pid = self._pidfile.pid()
        if not pid:
            return {}
        health = self._ask("GET", "health")
        if health.get("pid") != pid or health.get("home") != str(self.home):
            raise InputError(
                f"something else than this workspace's embedded cloud answers at {self.endpoint}",
                hint="govcloud local down, then govcloud local up",
            )
        return health

    def _ask(self, method: str, page: str) -> dict[str, Any]:
        connection = http.client.HTTPConnection("127.0.0.1", self._kept_port(), timeout=_ANSWER_S)
        try:
            connection.request(method, f"/_govcloud/{page}")
            told = json.loads(connection.getresponse().read(1 << 20))
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise UnreachableError(
                f"the embedded cloud does not answer: {error}", hint="govcloud local up"
            ) from error
        finally:
            connection.close()
        return dict(told)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _environment(port: int) -> dict[str, str]:
    """The daemon's environment: ours, without anybody's cloud settings, and moto's as we want it."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("AWS_", "MOTO_", "PYTHON"))}
    source = str(Path(__file__).resolve().parents[2])
    return kept | {
        "PYTHONPATH": source,
        "PYTHONUNBUFFERED": "1",
        "MOTO_PORT": str(port),
        "MOTO_ACCOUNT_ID": ACCOUNT,
        "MOTO_EC2_LOAD_DEFAULT_AMIS": "false",
        "MOTO_IAM_LOAD_MANAGED_POLICIES": "false",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    }
