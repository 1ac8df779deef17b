"""A file written whole or not at all, and never in the place of something that is no file."""

from __future__ import annotations

import os
from pathlib import Path

from govcloud.errors import FailedError


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` at `path` in one step. A link is followed to the file it names.

    Raises FailedError for a device or pipe, for a folder that is not there, and where the disk refuses. Nothing
    half-written stays behind.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        raise FailedError(
            f"E-EXP-002: {path} is no regular file: it would be replaced", hint="name another file"
        )
    if not target.parent.is_dir():
        raise FailedError(
            f"E-EXP-003: {path} cannot be written: no folder {target.parent}", hint="make it first"
        )
    partial = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        partial.write_bytes(content)
        partial.replace(target)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise FailedError(f"{path} cannot be written: {error.strerror}") from error
