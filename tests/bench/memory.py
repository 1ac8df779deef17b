"""The most memory that a command, all that it starts, and the cloud hold at a time."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_EVERY_S = 0.1
_KB_PER_MB = 1024


@dataclass
class Peak:
    """Resident memory in MB, summed: pages that processes share count for each of them."""

    mb: int = 0


@contextmanager
def watched(cloud: int) -> Iterator[Peak]:
    """The peak while the block runs, of this process's children and theirs, and of the process `cloud`."""
    peak, over = Peak(), threading.Event()

    def look() -> None:
        while not over.wait(_EVERY_S):
            held = sum(_resident(pid) for pid in {cloud, *_below(os.getpid())})
            peak.mb = max(peak.mb, held // _KB_PER_MB)

    looking = threading.Thread(target=look)
    looking.start()
    try:
        yield peak
    finally:
        over.set()
        looking.join()


def _below(root: int) -> Iterator[int]:
    for child in Path(f"/proc/{root}/task").glob("*/children"):
        try:
            found = child.read_text("utf-8").split()
        except OSError:
            continue
        for pid in found:
            yield int(pid)
            yield from _below(int(pid))


def _resident(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)
