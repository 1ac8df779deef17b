"""Finds other programs on this machine and asks them for their version, within a limit."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

VERSION_LIMIT_S = 10.0
_SYSTEM_FOLDERS = ("/usr/local/sbin", "/usr/sbin", "/sbin")
_VERSION = re.compile(r"\d+\.\d+(?:\.\d+)*")


@dataclass(frozen=True, slots=True)
class Said:
    """What a program said, both streams together; `exit_code` is None if it did not end in time."""

    exit_code: int | None
    text: str


def locate(name: str) -> Path | None:
    """The program `name` on PATH or in the system's own folders; None if it is in neither."""
    for path in (None, os.pathsep.join(_SYSTEM_FOLDERS)):
        if found := shutil.which(name, path=path):
            return Path(found)
    return None


def hear(words: Sequence[str], *, limit_s: float) -> Said:
    """Run `words` without input and hear them out; the whole group is ended after `limit_s`.

    Never raises for what the program does, nor for a program that cannot be started.
    """
    try:
        child = subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=os.environ | {"PULUMI_SKIP_UPDATE_CHECK": "true", "LC_ALL": "C.UTF-8"},
            start_new_session=True,
        )
    except OSError as error:
        return Said(127, str(error))
    with child:
        try:
            said, _ = child.communicate(timeout=limit_s)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            return Said(None, "")
    return Said(child.returncode, said.decode(errors="replace"))


def version_in(text: str) -> str:
    """The first thing in `text` that looks like a version, "" if nothing does."""
    found = _VERSION.search(text)
    return found.group() if found else ""


def numbers(version: str) -> tuple[int, ...]:
    """A version as numbers that compare as versions do: "3.10.0" is newer than "3.9"."""
    return tuple(int(part) for part in re.findall(r"\d+", version))
