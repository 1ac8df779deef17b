"""A file written whole or not at all, and never in the place of something that is no file."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from govcloud.errors import FailedError


def write_whole(path: Path, content: bytes, mode: int = 0o666) -> None:
    """Put `content` at `path` in one step, with that mode under the umask. A link is followed to the file it names.

    Raises FailedError for a device or pipe, for a folder that is not there, and where the disk refuses. Nothing
    half-written stays behind, even where somebody interrupts.
    """
    target = refuse_unwritable(path)
    partial = target.with_name(f".{secrets.token_hex(6)}.part")
    try:
        _put(partial, content, mode)
        partial.replace(target)
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        partial.unlink(missing_ok=True)


def refuse_unwritable(path: Path) -> Path:
    """The file that `path` stands for, links followed. Raises FailedError where no file could be put."""
    try:
        target = path.resolve()
        there, file, folder = target.exists(), target.is_file(), target.parent.is_dir()
    except (
        OSError,
        RuntimeError,
        ValueError,
    ) as error:  # too long a name, links in a circle, a NUL
        raise _refused(path, error) from error
    if there and not file:
        raise FailedError(
            f"E-EXP-002: {path} is no regular file: it would be replaced", hint="name another file"
        )
    if not folder:
        raise FailedError(
            f"E-EXP-003: {path} cannot be written: no folder {target.parent}", hint="make it first"
        )
    return target


def _put(partial: Path, content: bytes, mode: int) -> None:
    """A new file, durable before it takes another's place; what stands at its name already is not touched."""
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with open(handle, "wb") as file:  # noqa: PTH123 - mode at birth
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _refused(path: Path, error: Exception) -> FailedError:
    said = getattr(error, "strerror", None) or str(error)
    return FailedError(f"{path} cannot be written: {said}")
