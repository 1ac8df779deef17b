"""Stacks of 3 and 48 departments, applied and with nothing to do, beside bare boto3 with the same creates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from string import ascii_uppercase

import pytest

from tests.bench.counting import counted
from tests.bench.estates import REGION, Estate, fresh_estate
from tests.bench.memory import watched
from tests.bench.recorded_calls import Made, record, resources
from tests.bench.spent import Meter, Spent, ours, process, say, shown, spending

PEER = "bare boto3, 8 threads"
ROUNDS = {3: 3, 48: 2}
WORDS = {
    "stack apply": ("stack", "apply", "--yes"),
    "stack plan, nothing to do": ("stack", "plan"),
    "stack apply again, no-op": ("stack", "apply", "--yes"),
    "stack plan --engine, nothing to do": ("stack", "plan", "--engine"),
    "stack drift, nothing to tell": ("stack", "drift"),
    "stack destroy": ("stack", "destroy", "--confirm", "local"),
}
ONE_RETAINED = (
    "applications:\n  - {id: GD-DAA-001, name_zh: 留存应用, name_en: Retained, department: GD-DAA, "
    "classified: false, mlps_level: 3, strategy: RETAIN}\n"
)

pytestmark = [pytest.mark.bench, pytest.mark.timeout(1200)]


@pytest.mark.parametrize("number", ROUNDS)
def test_departments_without_servers(tmp_path: Path, number: int) -> None:
    calls_file = tmp_path / "calls.json"
    known = _counted(tmp_path / "counted", number)
    with fresh_estate(tmp_path / "recorded") as estate:
        summary = record(known, REGION, estate.cloud.endpoint, calls_file)
    say(f"\nthe bare peer: {summary}")
    rounds: dict[str, list[Spent]] = defaultdict(list)
    for turn in range(ROUNDS[number]):
        with fresh_estate(tmp_path / f"bare-{turn}") as estate:
            rounds[PEER].append(_timed(estate, partial(estate.bare_boto3, calls_file)))
        with _departments(tmp_path / f"ours-{turn}", number) as estate:
            for name, words in WORDS.items():
                rounds[name].append(_timed(estate, partial(estate.govcloud, *words)))
    shown(f"{number} departments, {len(known)} resources, whole processes", rounds, PEER)


@contextmanager
def _departments(folder: Path, number: int) -> Iterator[Estate]:
    """An estate of so many departments, each with a network, none with a server."""
    with fresh_estate(folder) as estate:
        rows = (
            f"  - {{id: GD-D{ascii_uppercase[n // 26]}{ascii_uppercase[n % 26]}, name_zh: 第{n + 1}厅局, "
            f"name_en: Department {n + 1}, network: 10.{n + 1}.0.0/16}}\n"
            for n in range(number)
        )
        inventory = "synthetic: true  # 合成数据\ndepartments:\n" + "".join(rows) + ONE_RETAINED
        (folder / "inventory.yaml").write_text(inventory, "utf-8")
        (folder / "migrations/waves.yaml").write_text("waves: []\n", "utf-8")
        yield estate


def _timed(estate: Estate, work: Callable[[], None]) -> Spent:
    meters: dict[str, Meter] = {"rival": ours, "cloud": partial(process, estate.cloud_pid)}
    with spending(meters) as spent:
        work()
    return spent


def _counted(folder: Path, number: int) -> list[Made]:
    """Apply through the counting relay; print the counts, give what stood there."""
    with (
        _departments(folder, number) as estate,
        counted(estate.cloud.endpoint) as (port, counts),
        estate.seen_through(port),
    ):
        with watched(estate.cloud_pid) as peak:
            estate.govcloud("stack", "apply", "--yes")
        known = resources(estate.pulumi_home)
        each = counts.calls.total() / len(known)
        say(f"\n{number} departments, {len(known)} resources: {counts.told}; {each:.2f} each")
        say(f"  peak memory of all processes, the cloud's too: {peak.mb} MB")
    return known
