"""Starts what lasts, and cuts it loose from whoever started it, in two steps: told and recorded, then let live.

Whatever is killed on the way, nothing runs of which there is no record: a process that is not told to stay ends.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from govcloud.errors import FailedError

_ROOT = Path(__file__).resolve().parents[2]
_STAY = "stay\n"
_LINE_BYTES_MAX = 64 * 1024
_END_S_MAX = 10
_STANDARD = (0, 1, 2)


def launch(
    words: Sequence[str],
    log: Path,
    record: Callable[[str], None],
    told: str = "",
    start_s_max: float = 30.0,
) -> None:
    """Run a module of ours; tell it one line ("": none), record the one line it answers, let it stay.

    Raises FailedError if it says nothing within `start_s_max`, and what `record` raises; it is ended then.
    """
    with log.open("ab") as errors:
        child = subprocess.Popen(
            [sys.executable, "-m", *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            cwd="/",
            env=_environment(),
            start_new_session=True,
        )
    try:
        _converse(child, record, told, start_s_max)
    except BaseException:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        raise
    finally:
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()
        child.wait(_END_S_MAX)


def loosen() -> None:
    """Go on in a child that belongs to nobody; to be called before anything else is done."""
    if os.fork() != 0:
        os._exit(0)


def tell(line: str) -> None:
    """Say one line to whoever launched us."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def may_stay() -> bool:
    """Wait until we are told to stay; False if whoever launched us is gone or gave up."""
    return sys.stdin.readline() == _STAY


def quiet(log: Path | None = None) -> None:
    """Hold nothing of whoever launched us: no terminal, no pipe of theirs. Errors go to `log`, if one is named."""
    nothing = os.open("/dev/null", os.O_RDWR)
    errors = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600) if log else os.dup(2)
    for end, there in zip(_STANDARD, (nothing, nothing, errors), strict=True):
        os.dup2(there, end)
    os.close(nothing)
    os.close(errors)


def _converse(
    child: subprocess.Popen[bytes], record: Callable[[str], None], told: str, start_s_max: float
) -> None:
    if child.stdin is None or child.stdout is None:
        raise AssertionError("pipes were asked for")
    if told:
        with suppress(BrokenPipeError):
            child.stdin.write(f"{told}\n".encode())
            child.stdin.flush()
    line = _line(child.stdout, start_s_max)
    if not line:
        module = " ".join(child.args[1:3]) if isinstance(child.args, list) else ""
        raise FailedError(f"python {module} did not start", hint="its log is in .govcloud/local")
    record(line)
    with suppress(BrokenPipeError):
        child.stdin.write(_STAY.encode())
        child.stdin.flush()


def _line(pipe: IO[bytes], timeout_s: float) -> str:
    """The first line said within `timeout_s`; "" if there is none."""
    limit = time.monotonic() + timeout_s
    said = b""
    while not said.endswith(b"\n") and len(said) < _LINE_BYTES_MAX:
        left_s = limit - time.monotonic()
        if left_s <= 0 or not select.select([pipe], [], [], left_s)[0]:
            return ""
        part = os.read(pipe.fileno(), _LINE_BYTES_MAX)
        if not part:
            return ""
        said += part
    return said.decode().strip()


def _environment() -> dict[str, str]:
    """All that a lasting process inherits: nothing of the operator's session."""
    return {
        "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "PYTHONPATH": str(_ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "LANG": "C.UTF-8",
    }
