"""Which of the lab's processes still run, and their end; each is known by pid and start time."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from dataclasses import dataclass

from govcloud.local.pidfile import started

_END_S_MAX = 15.0
_POLL_S = 0.005


@dataclass(frozen=True, slots=True)
class Pid:
    """One process. `start_time` is in clock ticks since the machine started; NOBODY is none."""

    pid: int = 0
    start_time: int = 0

    @classmethod
    def of(cls, pid: int) -> Pid:
        """The process that has this pid now; NOBODY if there is none."""
        since = started(pid)
        return cls(pid, since) if since else cls()

    @property
    def alive(self) -> bool:
        """Whether this very process still runs."""
        return self.pid > 0 and started(self.pid) == self.start_time


NOBODY = Pid()


def end(*ended: Pid) -> list[Pid]:
    """Kill these processes and wait until they are gone; gives those that would not go in 15 s."""
    for one in ended:
        if one.alive:
            with suppress(ProcessLookupError):
                os.kill(one.pid, signal.SIGKILL)
    limit = time.monotonic() + _END_S_MAX
    left = [one for one in ended if one.alive]
    while left and time.monotonic() < limit:
        time.sleep(_POLL_S)
        left = [one for one in left if one.alive]
    return left
