"""Work done by two processes at once: one half here, the other in a child that only computes and hands back."""

from __future__ import annotations

import os
import pickle
import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def in_halves(work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    """Each item's result, in order. `work` may not raise, and its results can be pickled.

    With one processor, or where other threads run (a child would not have them, only their locks), all is done
    here; so is what a child could not do.
    """
    if len(items) <= 1 or not _may_fork():
        return [work(item) for item in items]
    half = len(items) // 2
    handle = os.memfd_create("govcloud-half")
    pid = os.fork()
    if not pid:
        _compute(work, items[half:], handle)
    mine = [work(item) for item in items[:half]]
    theirs: list[Result] | None = _handed_back(pid, handle)
    return mine + (theirs if theirs is not None else [work(item) for item in items[half:]])


def _may_fork() -> bool:
    return threading.active_count() == 1 and len(os.sched_getaffinity(0)) > 1


def _compute(work: Callable[[Item], Result], items: Sequence[Item], handle: int) -> None:
    """In the child: never comes back, says nothing, runs no one else's clean-up."""
    code = 1
    try:
        body = pickle.dumps([work(item) for item in items], protocol=5)
        with os.fdopen(handle, "wb") as file:
            file.write(body)
        code = 0
    finally:
        os._exit(code)


def _handed_back(pid: int, handle: int) -> list[Result] | None:
    _, status = os.waitpid(pid, 0)
    with os.fdopen(handle, "rb") as file:
        file.seek(0)
        body = file.read()
    if status or not body:
        return None
    found: list[Result] = pickle.loads(body)  # noqa: S301 - our own child wrote it
    return found
