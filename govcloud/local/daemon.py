"""Starts the lab's lasting processes, and cuts them loose from whoever started them."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from govcloud.errors import FailedError

_ROOT = Path(__file__).resolve().parents[2]
_LINE_BYTES_MAX = 4096
_START_S_MAX = 30


def words(module: str, *arguments: str) -> list[str]:
    """The words that run one of our modules, whatever directory it is run in."""
    return [sys.executable, "-m", module, *arguments]


def environment() -> dict[str, str]:
    """All that a lasting process inherits: nothing of the operator's session."""
    return {
        "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "PYTHONPATH": str(_ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "LANG": "C.UTF-8",
    }


def launch(log: Path, module: str, arguments: Sequence[str]) -> str:
    """Start a module that lasts, its errors going to `log`; gives the first line it says.

    Raises FailedError if it says nothing within 30 s; it is ended then.
    """
    with log.open("ab") as errors:
        child = subprocess.Popen(
            words(module, *arguments),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            cwd="/",
            env=environment(),
            start_new_session=True,
        )
    if child.stdout is None:
        raise AssertionError("a pipe was asked for")
    with child.stdout as said:
        readable, _, _ = select.select([said], [], [], _START_S_MAX)
        line = os.read(said.fileno(), _LINE_BYTES_MAX).decode() if readable else ""
    if not line:
        child.kill()
        child.wait()
        raise FailedError(f"{module} did not start", hint=f"see {log}")
    # It lasts; whether it still runs is asked of the kernel, never of this object.
    child.returncode = 0
    return line.strip()


def quiet(log: Path | None = None) -> None:
    """Hold nothing of whoever started us: no terminal and no pipe of theirs. Errors go to `log`, if one is named."""
    nothing = os.open("/dev/null", os.O_RDWR)
    errors = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600) if log else 2
    os.dup2(errors, 2)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)
    if errors != 2:  # noqa: PLR2004 - standard error's number
        os.close(errors)
