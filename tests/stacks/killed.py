"""Kills one process of a running `stack apply` or `stack destroy` at a chosen moment, and judges what is left."""

from __future__ import annotations

import itertools
import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govcloud.local.pidfile import Pidfile
from tests.stack_place import Place

GOVCLOUD, ENGINE, PROVIDER = "govcloud", "pulumi", "govcloud.provider"
_ENGINE_ENDS_S, _LOOK_AGAIN_S = 30.0, 0.01


@dataclass(frozen=True, slots=True)
class Moment:
    """After so many lines of progress, this process is killed; `after_s` lets it begin the next thing first."""

    victim: str
    lines: int
    after_s: float = 0.0


def run_until(place: Place, moment: Moment, *words: str) -> bool:
    """Run the command until the moment, kill, and see it end; whether it was still running then."""
    run = subprocess.Popen(
        place.command(*words), cwd=place.folder, env=place.environment,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    with run:
        assert run.stderr is not None
        said = list(itertools.islice(run.stderr, moment.lines))
        time.sleep(moment.after_s)
        while (running := run.poll() is None) and not (found := _victims(run.pid, moment.victim)):
            time.sleep(_LOOK_AGAIN_S)
        for pid in found if running else ():
            os.kill(pid, signal.SIGKILL)
        said += run.stderr
    assert running or run.returncode == 0, "".join(said)
    return running


def _victims(root: int, victim: str) -> list[int]:
    """The processes of that kind below `root`, which we started."""
    if victim == GOVCLOUD:
        return [root]
    found = []
    for pid in _below(root):
        words = _words(pid)
        engine = Path(words[0]).name == ENGINE
        if (victim == ENGINE) == engine and (engine or PROVIDER in words):
            found.append(pid)
    return found


def _below(root: int) -> Iterator[int]:
    for children in Path(f"/proc/{root}/task").glob("*/children"):
        for pid in _text(children).split():
            yield int(pid)
            yield from _below(int(pid))


def _words(pid: int) -> list[str]:
    return _text(Path(f"/proc/{pid}/cmdline")).split("\0")


def _text(path: Path) -> str:
    """What the kernel tells there; nothing if the thread or process has just ended."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""


def demand_nothing_left(place: Place) -> None:
    """No process, lock, lease or pending operation of any run is left."""
    home = place.folder / ".govcloud/pulumi"
    assert _processes_in(place) == []
    assert list((home / ".pulumi/locks").rglob("*.json")) == []
    assert [
        path.name for path in (home / "locks").rglob("*") if path.suffix in {".json", ".unfinished"}
    ] == []
    for path in (home / ".pulumi/stacks").rglob("*.json"):
        latest = json.loads(path.read_text(encoding="utf-8"))["checkpoint"].get("latest") or {}
        assert not latest.get("pending_operations"), path.name


def _processes_in(place: Place) -> list[str]:
    """What still runs there, beside the cloud itself; an orphaned engine has some time to notice."""
    cloud = Pidfile(place.folder / ".govcloud/local/cloud.pid").pid()
    began = time.monotonic()
    while found := [p for p in _there(place.folder) if p != cloud]:
        if time.monotonic() - began > _ENGINE_ENDS_S:
            return [" ".join(_words(pid)) for pid in found]
        time.sleep(0.2)
    return []


def _there(folder: Path) -> Iterator[int]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal() and int(entry.name) != os.getpid():
            try:
                where = f"{(entry / 'cwd').readlink()} {(entry / 'environ').read_text(errors='replace')}"
            except OSError:
                continue
            if str(folder) in where and _words(int(entry.name)) != [""]:
                yield int(entry.name)


def held(place: Place) -> dict[str, int]:
    """Resources in the cloud, by service."""
    counts: dict[str, int] = place.told("local", "status")["cloud"]["services"]
    return counts


def interrupted(place: Place) -> list[dict[str, Any]]:
    """What a plan tells of runs that were killed."""
    told: list[dict[str, Any]] = place.told("stack", "plan")["interrupted"]
    return told
