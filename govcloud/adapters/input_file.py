"""The bytes of a file that somebody wrote for us, whatever stands at its path."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import NoReturn

from govcloud.errors import Fault, InputError

BYTES_MAX = 64 * 1024 * 1024


def read_input(
    path: Path,
    hint: str = "",
    too_large: str = "is it the right file?",
    *,
    bytes_max: int = BYTES_MAX,
) -> bytes:
    """The content of a regular file of at most 64 MB, as it stood at one moment; `too_large` is that remedy.

    Never waits on a pipe. Raises InputError: E-FILE-001 missing, E-FILE-002 no regular file, E-FILE-003
    unreadable, E-FILE-004 too large, E-FILE-005 changed while it was read.
    """
    try:
        # without O_NONBLOCK a FIFO would hold us until somebody writes to it
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        _refuse(path, "E-FILE-001", "is not there", hint)
    except OSError as error:
        _refuse(path, "E-FILE-003", f"cannot be read: {error.strerror}", "")
    try:
        return _content(path, handle, (hint, too_large), bytes_max)
    except OSError as error:
        _refuse(path, "E-FILE-003", f"cannot be read: {error.strerror}", "")
    finally:
        os.close(handle)


def _content(path: Path, handle: int, hints: tuple[str, str], bytes_max: int) -> bytes:
    hint, too_large = hints
    before = os.fstat(handle)
    if not stat.S_ISREG(before.st_mode):
        _refuse(path, "E-FILE-002", "is no regular file", hint)
    if before.st_size > bytes_max:
        what = f"has {before.st_size:,} bytes; {bytes_max:,} is the most"
        _refuse(path, "E-FILE-004", what, too_large)
    with os.fdopen(handle, "rb", closefd=False) as file:
        content = file.read(bytes_max + 1)
    after = os.fstat(handle)
    if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, len(content)):
        _refuse(path, "E-FILE-005", "changed while it was read", "save it, then try again")
    return content


def _refuse(path: Path, code: str, what: str, hint: str) -> NoReturn:
    fault = Fault(path.name, 0, code, f"{path} {what}", hint)
    raise InputError(f"{path.name} cannot be read", hint=hint, faults=[fault])
