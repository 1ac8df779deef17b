"""Work done by two processes at once: some of it here, the rest in a child that only computes and hands back."""

from __future__ import annotations

import os
import pickle
import threading
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def in_halves(work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    """Each item's result, in order. `work` may not raise, and its results can be pickled.

    Where a second process is of no use all is done here; so is what a child could not do.
    """
    if len(items) <= 1 or not may_fork():
        return [work(item) for item in items]
    half = len(items) // 2
    child = Child(lambda: [work(item) for item in items[half:]])
    mine = [work(item) for item in items[:half]]
    theirs = child.result()
    return mine + (theirs if theirs is not None else [work(item) for item in items[half:]])


def may_fork() -> bool:
    """Whether a child is of use: not with one processor, nor beside threads, of which it would have only the locks."""
    return threading.active_count() == 1 and len(os.sched_getaffinity(0)) > 1


class Child(Generic[Result]):
    """A process that computes something, and leaves it in a file without a name."""

    def __init__(self, compute: Callable[[], Result]) -> None:
        """It begins at once."""
        self._handle = os.memfd_create("govcloud-half")
        self._pid = os.fork()
        if not self._pid:
            _leave(compute, self._handle)

    def result(self) -> Result | None:
        """What it computed, once it is there; None where it could not."""
        _, status = os.waitpid(self._pid, 0)
        with os.fdopen(self._handle, "rb") as file:
            if status or not file.seek(0, os.SEEK_END):
                return None
            file.seek(0)
            found: Result = pickle.load(file)  # noqa: S301 - our own child wrote it
            return found


def _leave(compute: Callable[[], Result], handle: int) -> None:
    """In the child: never comes back, says nothing, runs no one else's clean-up."""
    code = 1
    try:
        with os.fdopen(handle, "wb") as file:
            pickle.dump(compute(), file, protocol=5)
        code = 0
    finally:
        os._exit(code)
