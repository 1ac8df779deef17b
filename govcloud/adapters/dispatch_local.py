"""The embedded dispatcher: threads of this controller."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LocalDispatcher:
    """Implements ports.Dispatcher. `workers` at a time, at least 1."""

    workers: int

    def each(self, work: Sequence[Callable[[], None]]) -> list[BaseException | None]:
        """As ports.Dispatcher."""
        if len(work) <= 1:
            return [_raised(item) for item in work]
        with ThreadPoolExecutor(self.workers, thread_name_prefix="worker") as pool:
            return list(pool.map(_raised, work))


def _raised(work: Callable[[], None]) -> BaseException | None:
    try:
        work()
    except Exception as error:  # noqa: BLE001 - it is the caller who judges it, in order
        return error
    return None
