"""Ending a daemon: it is gone when we say so, whatever it did to its own record on the way out."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from govcloud.local.pidfile import Pidfile, started

FORGETFUL = """
import pathlib, signal, sys, time
def ended(*_):
    pathlib.Path(sys.argv[1]).unlink()
    time.sleep(0.5)
    sys.exit(0)
signal.signal(signal.SIGTERM, ended)
print("ready", flush=True)
signal.pause()
"""
STUBBORN = """
import signal
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("ready", flush=True)
while True:
    signal.pause()
"""


@contextmanager
def daemon(script: str, path: Path) -> Iterator[int]:
    words = [sys.executable, "-c", script, str(path)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        told = {"pid": process.pid, "started": started(process.pid)}
        path.write_text(json.dumps(told), encoding="utf-8")
        yield process.pid
        process.kill()


def test_a_daemon_that_forgets_its_record_first_is_waited_for_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "cloud.pid"
    with daemon(FORGETFUL, path) as pid:
        assert Pidfile(path).end(20.0)
        assert not started(pid)


def test_a_daemon_that_will_not_end_is_killed_and_its_record_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "cloud.pid"
    with daemon(STUBBORN, path) as pid:
        assert not Pidfile(path).end(0.1)
        assert not started(pid)
    assert not path.exists()


def test_ending_what_does_not_run_is_nothing_to_do(tmp_path: Path) -> None:
    assert Pidfile(tmp_path / "cloud.pid").end(1.0)
