"""The embedded cloud's daemon: `python -m govcloud.local.cloud_daemon --home DIR --port N [--lab]`.

It detaches itself, and the command that started it ends when the cloud listens (0) or cannot (with a sentence, and
the exit code of its kind).
"""

from __future__ import annotations

import argparse
import importlib
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from moto import __version__ as moto_version

from govcloud import __version__
from govcloud.errors import FailedError, GovcloudError
from govcloud.local import cloud_counts, cloud_snapshot
from govcloud.local.cloud_app import CloudApp
from govcloud.local.cloud_instances import Hosts, Reconciler
from govcloud.local.cloud_mends import mended
from govcloud.local.cloud_server import CloudServer
from govcloud.local.pidfile import Pidfile

_QUIET_S = 0.4
_LONGEST_S = 4.0
_STACK_BYTES = 256 << 20
_PRELOADED = ("ec2", "kms", "s3", "iam", "logs", "cloudtrail", "sts")


class Daemon:
    """The server, its saver and its reconciler, for one home directory."""

    def __init__(self, home: Path, port: int, lab: Hosts | None) -> None:
        self._home = home
        self._began = time.monotonic()
        self._snapshot = home / "cloud.snapshot"
        self._dirty = threading.Event()
        self._ended = threading.Event()
        self._app = CloudApp(self._changed, self._console)
        self._saving = threading.Lock()
        self._pidfile = Pidfile(home / "cloud.pid")
        self._server = CloudServer(port, self._app, home)
        self._reconciler = Reconciler(lab, home, self._app.lock) if lab else None
        self._app.pages = {
            ("GET", "health"): self._health,
            ("GET", "status"): self._status,
            ("POST", "snapshot"): self._save_now,
            ("POST", "look"): self._look,
        }

    def run(self, ready: Callable[[], None]) -> None:
        """Serve until SIGTERM or SIGINT, then save."""
        in_deep_thread(lambda: cloud_snapshot.read(self._snapshot))
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        saver = _deep_thread(self._keep_saving)
        threading.Thread(target=_preload, name="preload", daemon=True).start()
        if self._reconciler:
            self._reconciler.start()
        serving = threading.Thread(target=_serve, args=(self._server,), name="server", daemon=True)
        serving.start()
        self._pidfile.write({"port": self._server.port})
        ready()
        self._ended.wait()
        self._server.shutdown()
        self._dirty.set()
        saver.join()
        self._pidfile.remove()

    def _stop(self, _signal: int, _frame: object) -> None:
        if self._reconciler:
            self._reconciler.end()
        self._ended.set()

    def _changed(self, _action: str) -> None:
        self._dirty.set()
        if self._reconciler:
            self._reconciler.wake()

    def _console(self, instance: str) -> str:
        return self._reconciler.console(instance) if self._reconciler else ""

    def _keep_saving(self) -> None:
        """Save when nothing was written for a moment, or when the last snapshot is too old."""
        while not self._ended.is_set():
            self._dirty.wait()
            first = time.monotonic()
            while self._dirty.is_set() and time.monotonic() - first < _LONGEST_S:
                self._dirty.clear()
                if self._ended.wait(_QUIET_S):
                    break
            if not self._ended.is_set():
                self._save()
        self._save()

    def _save(self) -> int:
        try:
            with self._app.lock, self._saving:
                return cloud_snapshot.write(self._snapshot)
        except Exception as error:  # noqa: BLE001 - the saver must outlive whatever it meets
            sys.stderr.write(f"snapshot: {type(error).__name__}: {error}\n")
            sys.stderr.flush()
            return 0

    def _save_now(self) -> dict[str, Any]:
        return {"bytes": in_deep_thread(self._save)}

    def _look(self) -> dict[str, Any]:
        if self._reconciler:
            self._reconciler.look_again()
        return {}

    def _health(self) -> dict[str, Any]:
        return {"home": str(self._home), "pid": os.getpid(), "lab": self._reconciler is not None}

    def _status(self) -> dict[str, Any]:
        with self._app.lock:
            counts, services = cloud_counts.by_noun(), cloud_counts.by_service()
            wanted = self._reconciler.wanted() if self._reconciler else 0
        if self._reconciler:
            alive, failed = self._reconciler.alive(), len(self._reconciler.failed())
            counts |= {"hosts alive": alive, "hosts failed": failed}
            counts["hosts starting"] = max(0, wanted - alive - failed)
        return {
            "resources": counts,
            "services": services,
            "versions": {"govcloud": __version__, "moto": moto_version},
            "uptime_s": round(time.monotonic() - self._began, 1),
            "mended": list(mended()),
        }


def in_deep_thread(work: Callable[[], Any]) -> Any:
    """Do `work` where the stack is deep enough for a cloud full of things that refer to each other."""
    results: list[Any] = []
    errors: list[BaseException] = []

    def body() -> None:
        try:
            results.append(work())
        except BaseException as error:  # noqa: BLE001 - raised again in the caller's thread
            errors.append(error)

    _deep_thread(body).join()
    if errors:
        raise errors[0]
    return results[0]


def _deep_thread(body: Callable[[], None]) -> threading.Thread:
    """Start a thread with a deep stack; other threads keep theirs, or each request would map so much."""
    usual = threading.stack_size(_STACK_BYTES)
    try:
        thread = threading.Thread(target=body, name="deep")
        thread.start()
    finally:
        threading.stack_size(usual)
    return thread


def _serve(server: CloudServer) -> None:
    server.serve_forever(poll_interval=0.1)


def _preload() -> None:
    """Import the services that every landing zone needs before somebody waits for them."""
    for service in _PRELOADED:
        importlib.import_module(f"moto.{service}.responses")


def main() -> int:
    """Detach and serve; the parent's exit code says whether the cloud listens."""
    parser = argparse.ArgumentParser(prog="govcloud.local.cloud_daemon")
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--lab", action="store_true")
    options = parser.parse_args()
    read_end, write_end = os.pipe()
    if os.fork() != 0:
        os.close(write_end)
        with open(read_end, encoding="utf-8") as told:  # noqa: PTH123 - a pipe
            said = told.read()
        code, _, sentences = said.partition("\n")
        sys.stderr.write(sentences)
        return int(code or FailedError.exit_code)
    os.close(read_end)
    _detach(options.home)
    _run(options, write_end)
    return 0


def _detach(home: Path) -> None:
    os.setsid()
    os.umask(0o077)
    log = os.open(home / "cloud.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for source, target in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(source, target)


def _run(options: argparse.Namespace, write_end: int) -> None:
    def tell(text: str) -> None:
        os.write(write_end, text.encode())
        os.close(write_end)

    try:
        lab = (
            importlib.import_module("govcloud.local.lab").Lab(options.home) if options.lab else None
        )
        Daemon(options.home, options.port, lab).run(lambda: tell("0\n"))
    except GovcloudError as error:
        tell(f"{error.exit_code}\n{error.message}\n{error.hint}\n")
        sys.exit(error.exit_code)
    except OSError as error:
        tell(f"{FailedError.exit_code}\n127.0.0.1:{options.port}: {error}\n\n")
        sys.exit(FailedError.exit_code)


if __name__ == "__main__":
    sys.exit(main())
