"""What a rival spent in each of its rounds: wall seconds, and CPU seconds of ours, its and the cloud's processes."""

from __future__ import annotations

import os
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_UTIME = 11
Meter = Callable[[], float]


@dataclass
class Spent:
    """One round: wall seconds, and CPU seconds by whose they are."""

    wall_s: float = 0.0
    cpu_s: dict[str, float] = field(default_factory=dict)


@contextmanager
def spending(meters: Mapping[str, Meter]) -> Iterator[Spent]:
    """Fill a Spent with what the block took, CPU by each of the meters."""
    spent = Spent()
    before = {name: meter() for name, meter in meters.items()}
    began = time.perf_counter()
    yield spent
    spent.wall_s = time.perf_counter() - began
    spent.cpu_s = {name: meter() - before[name] for name, meter in meters.items()}


def say(text: str) -> None:
    """A line for who runs the benchmark."""
    sys.stdout.write(f"{text}\n")


def ours() -> float:
    """CPU seconds of this process and of all that it waited for (and they, in their turn)."""
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def process(pid: int) -> float:
    """CPU seconds of one process and of those that it waited for; 0 if it is gone."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
    except OSError:
        return 0.0
    fields = stat.rpartition(")")[2].split()
    return sum(int(number) for number in fields[_UTIME : _UTIME + 4]) / _TICKS


def namespace(pid_namespace: str) -> float:
    """CPU seconds of a whole host of the lab, named by its pid namespace: `pid:[4026532201]`."""
    return sum(process(pid) for pid in _pids() if _namespace_of(pid) == pid_namespace)


def _pids() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _namespace_of(pid: int) -> str:
    try:
        return str(Path(f"/proc/{pid}/ns/pid").readlink())
    except OSError:
        return ""


def shown(title: str, rounds: Mapping[str, Sequence[Spent]], peer: str) -> None:
    """Print medians of wall and CPU seconds, and the ratio of the medians to the peer's."""
    say(f"\n{title}")
    base = statistics.median(one.wall_s for one in rounds[peer])
    for name, values in rounds.items():
        walls = [one.wall_s for one in values]
        cpu = {
            whose: statistics.median(one.cpu_s[whose] for one in values)
            for whose in values[0].cpu_s
        }
        told = "  ".join(f"{whose} {seconds:.2f}" for whose, seconds in cpu.items())
        median = statistics.median(walls)
        say(
            f"  {name:<30} {median:7.2f} s  ({min(walls):.2f} to {max(walls):.2f}, n={len(walls)})"
            f"  {median / base:5.2f} x {peer};  CPU s: {told}"
        )
