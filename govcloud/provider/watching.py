"""Ends the plugin's process with the one that it works for."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

_INTERVAL_S = 1.0
_START_TIME_FIELD = 19


def started_at(pid: int) -> str:
    """When a process was started, in the kernel's ticks; "" if there is none. With the pid it is unique."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
    except OSError:
        return ""
    state, *rest = stat.rpartition(")")[2].split()
    return "" if state == "Z" else rest[_START_TIME_FIELD - 1]


def when_gone(pid: int, leave: Callable[[], None]) -> None:
    """Call `leave` from a thread of its own once the process is gone (or is another of the same pid)."""
    started = started_at(pid)

    def watch() -> None:
        while started and started_at(pid) == started:
            time.sleep(_INTERVAL_S)
        leave()

    threading.Thread(target=watch, name="watch", daemon=True).start()


def parent() -> int:
    """The process that started us: the engine."""
    return os.getppid()
