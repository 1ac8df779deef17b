"""Says what setup does and how long it took, and runs long commands with a sign of life."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

TAIL_LINES = 40
QUIET_PAUSE_S = 30.0
GRACE_S = 10.0


class SetupError(Exception):
    """Setup cannot go on; the text says why and what to type."""


@dataclass(frozen=True, slots=True)
class Job:
    """A long command: what it is for, its words, where, in what environment, how long at most."""

    title: str
    words: Sequence[str]
    folder: Path
    log: Path
    limit_s: float
    environment: Mapping[str, str] | None = None


def say(text: str) -> None:
    """One line for whoever waits."""
    sys.stdout.write(f"setup: {text}\n")
    sys.stdout.flush()


def run(job: Job) -> None:
    """Run the job, its output in its log, elapsed seconds on the terminal.

    Raises SetupError with the end of the log if it fails or takes longer than its limit.
    """
    say(f"{job.title} …")
    job.log.parent.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    with job.log.open("wb") as log:
        exit_code = _watch(job, _start(job, log.fileno()), began)
    seconds = time.monotonic() - began
    if exit_code != 0:
        lines = job.log.read_text(errors="replace").splitlines()[-TAIL_LINES:]
        why = f"took longer than {job.limit_s:.0f} s" if exit_code is None else f"exit {exit_code}"
        raise SetupError("\n".join([f"{job.title}: {why}; {job.log} ends with", *lines]))
    say(f"{job.title}: done in {seconds:.1f} s")


def _start(job: Job, log: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        job.words,
        cwd=job.folder,
        env={**os.environ, **(job.environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def _watch(job: Job, child: subprocess.Popen[bytes], began: float) -> int | None:
    """Wait for the child; None if its time ran out. Whatever ends us ends its whole group too."""
    shown = began
    try:
        while time.monotonic() - began < job.limit_s:
            try:
                return child.wait(timeout=1.0)
            except subprocess.TimeoutExpired:
                shown = _sign_of_life(job, began, shown)
        return None
    finally:
        if sys.stdout.isatty():
            sys.stdout.write("\r\x1b[K")
        _end(child)


def _end(child: subprocess.Popen[bytes]) -> None:
    """End the child's group, gently first: apt and pip put their things in order."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        if child.poll() is not None:
            return
        os.killpg(child.pid, number)
        try:
            child.wait(timeout=GRACE_S)
        except subprocess.TimeoutExpired:
            continue


def _sign_of_life(job: Job, began: float, shown: float) -> float:
    """Show the elapsed seconds: each second on a terminal, now and then elsewhere."""
    now = time.monotonic()
    if sys.stdout.isatty():
        sys.stdout.write(f"\r\x1b[Ksetup: {job.title} … {now - began:.0f} s")
        sys.stdout.flush()
    elif now - shown >= QUIET_PAUSE_S:
        say(f"{job.title} … {now - began:.0f} s")
        return now
    return shown
