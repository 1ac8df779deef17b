"""A folder that appears whole or not at all: written in a corner of itself, and moved into place at the end."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from govcloud.errors import FailedError, Fault, InputError

UNFINISHED = ".unfinished-"


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """A folder to write into; when the block ends, all that is in it stands in `target`.

    A target that holds anything is refused (E-WS-005) before anything is done. When the block fails,
    `target` is as it was. Raises InputError, FailedError.
    """
    _refuse_what_is_there(target)
    try:
        above = _highest_missing(target)
        target.mkdir(parents=True, exist_ok=True)
        corner = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=target))
    except OSError as error:
        raise _failed(target, error) from error
    try:
        yield corner
        for path in sorted(corner.iterdir()):
            path.rename(target / path.name)
        corner.rmdir()
    except BaseException as error:
        shutil.rmtree(corner, ignore_errors=True)
        if above is not None:
            shutil.rmtree(above, ignore_errors=True)
        if isinstance(error, OSError):
            raise _failed(target, error) from error
        raise


def _refuse_what_is_there(target: Path) -> None:
    try:
        here = sorted(path.name for path in target.iterdir()) if _exists(target) else []
    except OSError as error:
        what = f"E-WS-005: {target} is no folder that can be read: {error.strerror}"
        raise InputError(what, hint="choose another one") from error
    if here:
        faults = [Fault(name, 0, "E-WS-005", "is in the way") for name in here[:20]]
        raise InputError(f"{target} is not empty", hint="choose an empty folder", faults=faults)


def _exists(target: Path) -> bool:
    return target.exists() or target.is_symlink()


def _highest_missing(target: Path) -> Path | None:
    missing = [path for path in (target, *target.parents) if not _exists(path)]
    return missing[-1] if missing else None


def _failed(target: Path, error: OSError) -> FailedError:
    what = f"{error.filename or target} cannot be written: {error.strerror}"
    return FailedError(what, hint="nothing was left behind; mend it, then try again")
