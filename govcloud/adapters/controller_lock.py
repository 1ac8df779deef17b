"""One writing controller for each workspace: a lock file that names its holder."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from govcloud.errors import InputError, LockedError


@contextmanager
def controller(path: Path, operator: str, since: str) -> Iterator[None]:
    """Hold the workspace for as long as the block runs. The kernel lets go of it when this process dies.

    Raises LockedError naming holder, host, process and time; InputError where the lock's file is not ours to write.
    """
    holder = path.with_suffix(".holder")
    lock = FileLock(str(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout as error:
        raise LockedError(
            f"another run is under way in this workspace: {_told(holder)}",
            hint="wait for it to end; to see where it stands: govcloud status",
        ) from error
    except OSError as error:
        raise InputError(
            f"the workspace's lock {path} cannot be taken: {error.strerror}",
            hint="work as the owner of the workspace's .govcloud/ (root, where the lab was started)",
        ) from error
    try:
        place = {
            "operator": operator,
            "host": socket.gethostname(),
            "pid": os.getpid(),
            "since": since,
        }
        holder.write_text(json.dumps(place), "utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _told(holder: Path) -> str:
    try:
        held = json.loads(holder.read_text("utf-8"))
        return f"{held['operator']} on {held['host']}, process {held['pid']}, since {held['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "its holder has not yet given a name"
