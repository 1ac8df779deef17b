"""Interleaved rounds of rivals in one run: the ratio of their medians is what we publish."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

LIMIT_S = 600


def interleaved(rivals: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Seconds of each rival, round by round; one round before that is not counted."""
    seconds: dict[str, list[float]] = {name: [] for name in rivals}
    for number in range(rounds + 1):
        for name, rival in rivals.items():
            began = time.perf_counter()
            rival()
            if number:
                seconds[name].append(time.perf_counter() - began)
    return seconds


def told(title: str, seconds: Mapping[str, Sequence[float]], peer: str) -> dict[str, float]:
    """Print medians and the ratio to `peer`; gives the ratios."""
    base = statistics.median(seconds[peer])
    ratios = {name: statistics.median(values) / base for name, values in seconds.items()}
    lines = [
        f"  {name:<28} median {statistics.median(v):8.3f} s  min {min(v):8.3f}  max {max(v):8.3f}"
        f"  {ratios[name]:5.2f} x {peer}  n={len(v)}"
        for name, v in seconds.items()
    ]
    sys.stdout.write(f"\n{title}\n" + "\n".join(lines) + "\n")
    return ratios


def command(words: Sequence[str], cwd: Path) -> Callable[[], object]:
    """A whole process, its output thrown away; it must end with 0."""

    def run() -> object:
        return subprocess.run(words, cwd=cwd, check=True, capture_output=True, timeout=LIMIT_S)

    return run
