"""Reading an inventory, as whole processes of `govcloud inventory check`, beside PyYAML's CSafeLoader with pydantic."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.bench.reading_estates import inventory_bytes, lean
from tests.bench.spent import say

ROOT = Path(__file__).parents[2]
CHECK = ("inventory", "check", "--on", "2026-11-24")
PEER = """
import sys, yaml
from pathlib import Path
from pydantic import TypeAdapter
from govcloud.model.inventory import Application
adapter = TypeAdapter(tuple[Application, ...])
place = Path(sys.argv[1])
files = sorted(place.rglob("*.yaml")) if place.is_dir() else [place]
for file in files:
    value = yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader)
    adapter.validate_python(value.get("applications", []))
"""
"""What the peer does not do: places, rules, digest, warnings, duplicate keys, strict types, unknown keys."""


@dataclass(frozen=True, slots=True)
class Run:
    """One process: seconds on the wall and of processors, with its children's, and its most memory."""

    wall_s: float
    cpu_s: float
    peak_mb: float


@pytest.fixture(scope="module")
def environ(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """As an installed program: its bytecode is there."""
    kept = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path_factory.mktemp("bytecode"))}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return {**kept, "PYTHONPATH": str(ROOT)}


@dataclass(frozen=True, slots=True)
class Bench:
    """A workspace, and whoever reads it."""

    workspace: Path
    environ: Mapping[str, str]

    def _run(self, *words: str) -> Run:
        began = time.perf_counter()
        child = subprocess.Popen(
            [sys.executable, *words],
            cwd=self.workspace,
            env=self.environ,
            stdout=subprocess.DEVNULL,
        )
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - began
        child.returncode = os.waitstatus_to_exitcode(status)
        assert child.returncode == 0
        return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)

    def peer(self) -> Run:
        """CSafeLoader and pydantic."""
        folder = self.workspace / "inventory"
        return self._run(
            "-c", PEER, str(folder if folder.is_dir() else self.workspace / "inventory.yaml")
        )

    def cold(self) -> Run:
        """A check that finds nothing kept."""
        shutil.rmtree(self.workspace / ".govcloud", ignore_errors=True)
        return self._run("-m", "govcloud", *CHECK)

    def again(self) -> Run:
        """The same check once more."""
        return self._run("-m", "govcloud", *CHECK)

    def other(self) -> Run:
        """Another command: rows from the cache, nothing parsed."""
        return self._run("-m", "govcloud", "inventory", "list", "--level", "5")

    def empty(self) -> Run:
        """The least that a command of these libraries takes."""
        return self._run("-m", "govcloud", "config")


def told(title: str, rivals: Mapping[str, Callable[[], Run]], rounds: int) -> dict[str, float]:
    """Interleaved rounds after one that does not count; prints medians, gives those of the wall."""
    found: dict[str, list[Run]] = {name: [] for name in rivals}
    for number in range(rounds + 1):
        for name, rival in rivals.items():
            one = rival()
            if number:
                found[name].append(one)
    say(f"\n{title}  (load {os.getloadavg()[0]:.1f})")
    medians = {}
    for name, runs in found.items():
        walls = [run.wall_s for run in runs]
        medians[name] = statistics.median(walls)
        cpu = statistics.median(run.cpu_s for run in runs)
        say(
            f"  {name:<28} {medians[name]:7.2f} s ({min(walls):.2f} to {max(walls):.2f})  "
            f"CPU {cpu:6.2f} s  peak {max(run.peak_mb for run in runs):6.0f} MB  n={len(runs)}"
        )
    return medians


@pytest.mark.bench
@pytest.mark.parametrize("form", ["--folder", "--single"])
def test_the_generated_province(tmp_path: Path, environ: Mapping[str, str], form: str) -> None:
    place = tmp_path / "province"
    words = ("inventory", "generate", form, "--out", str(place))
    subprocess.run(
        [sys.executable, "-m", "govcloud", *words], env=environ, check=True, capture_output=True
    )
    bench = Bench(place, environ)
    size = inventory_bytes(place) / 1e6
    title = (
        f"1,132 applications, 7,466 servers, {size:.1f} MB, {form}: goals 0.6 s cold, 0.2 s again"
    )
    rivals = {
        "CSafeLoader + pydantic": bench.peer,
        "check, cold": bench.cold,
        "check, again": bench.again,
        "list, rows from the cache": bench.other,
        "config (reads no inventory)": bench.empty,
    }
    seconds = told(title, rivals, 7)
    assert seconds["check, cold"] <= seconds["CSafeLoader + pydantic"] / 2
    assert seconds["check, again"] <= seconds["config (reads no inventory)"]


@pytest.mark.bench
def test_ten_thousand_applications(tmp_path: Path, environ: Mapping[str, str]) -> None:
    bench = Bench(lean(tmp_path / "lean", 10_000), environ)
    size = inventory_bytes(bench.workspace) / 1e6
    rivals = {
        "CSafeLoader + pydantic": bench.peer,
        "check, cold": bench.cold,
        "check, again": bench.again,
        "list, rows from the cache": bench.other,
    }
    seconds = told(f"10,000 applications, {size:.1f} MB: goal 2 s cold", rivals, 3)
    assert seconds["check, cold"] <= seconds["CSafeLoader + pydantic"] / 2


@pytest.mark.bench
def test_a_hundred_thousand_applications(tmp_path: Path, environ: Mapping[str, str]) -> None:
    bench = Bench(lean(tmp_path / "lean", 100_000, needs=10, files=True), environ)
    size = inventory_bytes(bench.workspace) / 1e6
    cold, again, other = bench.cold(), bench.again(), bench.other()
    say(f"\n100,000 applications, 1,000,000 needs, {size:.0f} MB in 49 files: goals 25 s, 1,536 MB")
    for name, run in {"cold": cold, "again": again, "list": other}.items():
        say(f"  {name:<28} {run.wall_s:7.2f} s  CPU {run.cpu_s:6.2f} s  peak {run.peak_mb:6.0f} MB")
    assert cold.peak_mb <= 1_536


@pytest.mark.bench
@pytest.mark.timeout(1800)
def test_a_hundred_thousand_generated_applications(
    tmp_path: Path, environ: Mapping[str, str]
) -> None:
    """Told, not asserted: with 660,558 servers it is four times as large as the lean one. It takes several minutes."""
    place = tmp_path / "large"
    words = ("inventory", "generate", "--apps", "100000", "--out", str(place))
    subprocess.run(
        [sys.executable, "-m", "govcloud", *words], env=environ, check=True, capture_output=True
    )
    bench = Bench(place, environ)
    say(f"\n100,000 generated applications, {inventory_bytes(place) / 1e6:.0f} MB in 50 files")
    for name, run in {"cold": bench.cold(), "again": bench.again()}.items():
        say(f"  {name:<28} {run.wall_s:7.2f} s  CPU {run.cpu_s:6.2f} s  peak {run.peak_mb:6.0f} MB")
