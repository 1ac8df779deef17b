"""The seal of the embedded cloud's kept state: a digest before the content, and nobody else's hand on the file."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from pathlib import Path
from typing import Any

from govcloud.errors import IntegrityError

RESET = "govcloud local reset starts an empty cloud, and forgets the stacks that stood in this one"


def write(path: Path, body: bytes) -> int:
    """Put `body` below its seal in place of `path`, mode 0600, whole or not at all; gives the size in bytes."""
    content = _digest(body) + b"\n" + body
    draft = path.with_name(path.name + ".new")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:  # noqa: PTH123 - mode at birth
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    _remember(path.parent)
    return len(content)


def read(path: Path) -> bytes:
    """What was sealed. Raises IntegrityError (E-LOC-002, E-LOC-003, E-LOC-004) unless it is whole and ours alone."""
    status = path.stat()
    if status.st_uid != os.getuid() or stat.S_IMODE(status.st_mode) & 0o077:
        raise IntegrityError(
            f"E-LOC-004: {path} can be changed by others, so it is not read", hint=RESET
        )
    digest, _, body = path.read_bytes().partition(b"\n")
    if digest.startswith(b"{"):
        raise IntegrityError(
            f"E-LOC-003: {path} was written by an earlier govcloud, without a digest", hint=RESET
        )
    if digest != _digest(body):
        raise IntegrityError(
            f"E-LOC-002: {path} is damaged: its digest is not that of its content", hint=RESET
        )
    return body


def told(path: Path) -> dict[str, Any]:
    """`bytes`, `age_s` and `fault` ("" for none) of a sealed file; {} if there is none."""
    try:
        status = path.stat()
        read(path)
        fault = ""
    except FileNotFoundError:
        return {}
    except IntegrityError as error:
        fault = error.message
    age_s = max(0.0, time.time() - status.st_mtime)
    return {"bytes": status.st_size, "age_s": round(age_s, 1), "fault": fault}


def _digest(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode()


def _remember(folder: Path) -> None:
    """Have the disk know the file's new name, too."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
