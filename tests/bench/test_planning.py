"""Planning waves beside a greedy first-fit on the same estate: seconds, and the window in which each ends."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

import pytest

from govcloud.adapters.inventory_write import inventory_text
from govcloud.local.province.province import Province
from govcloud.local.province.wish import Wish
from govcloud.model.inventory import Inventory
from govcloud.model.programme import Capacity, DateSpan, Freeze, Pilot, Programme, Quota, YearlySpan
from govcloud.rules.waves_build import build
from govcloud.rules.waves_case import Case
from govcloud.rules.waves_place import Board
from govcloud.rules.waves_plan import plan_waves
from govcloud.rules.waves_problem import Problem, below
from tests.bench.spent import say
from tests.wave_estates import MONDAY, efforts

ROOT = Path(__file__).parents[2]
ROUNDS = 5
FREEZES = (
    Freeze("春节", (DateSpan(MONDAY.replace(day=30), MONDAY.replace(month=2, day=19)),)),
    Freeze("国庆", (YearlySpan((9, 30), (10, 9)),)),
    Freeze(
        "汛期", (YearlySpan((4, 15), (10, 15)),), departments=("GD-WAT", "GD-EMD"), level_from=3
    ),
)


def programmes(scale: float) -> dict[str, Programme]:
    """Kinds of scarcity; `scale` lets a window hold more of a larger estate."""

    def of(count: int) -> int:
        return int(count * scale)

    plain = Programme(start=MONDAY, pilot=Pilot(), freezes=FREEZES)
    return {
        "25 applications": replace(plain, capacity=Capacity(of(25))),
        "applications and hosts": replace(plain, capacity=Capacity(of(25), hosts=of(160))),
        "people, hosts, partners": replace(
            plain,
            capacity=Capacity(of(60), hosts=of(200), person_days=1_200 * scale),
            departments=Quota(max(of(4), 4)),
            partners=Quota(max(of(4), 4)),
        ),
        "a line of 2 Gbit/s": replace(plain, capacity=Capacity(of(25), bandwidth_mbps=of(2000))),
    }


def first_fit(problem: Problem) -> int:
    """A greedy planner: in the order of the needs, each group into the first window that takes it."""
    board = Board(problem)
    return max(board.forward(range(board.count), board.allowed))


def open_windows(problem: Problem, window: int) -> int:
    """How many windows up to this one anybody may use."""
    usable = 0
    for group in problem.groups:
        usable |= group.allowed
    return (usable & below(window + 1)).bit_count()


@pytest.mark.bench
@pytest.mark.parametrize("count", [1132, 10_000])
def test_waves_beside_a_greedy_first_fit(count: int) -> None:
    estate = province(count)
    told = efforts(estate)
    say(f"\nwaves of {count:,} applications, medians of {ROUNDS} rounds, windows that may be used")
    for name, rules in programmes(count / 1132).items():
        case = Case(estate, rules, told, MONDAY)
        problem = build(case)
        plan = plan_waves(case)
        assert plan.found.complete
        least = open_windows(problem, plan.found.bound.window)
        ends = [open_windows(problem, end) for end in (plan.found.worth.end, first_fit(problem))]
        seconds = [median_s(partial(plan_waves, case)), median_s(partial(first_fit, problem))]
        for who, end, spent in zip(("govcloud", "first fit"), ends, seconds, strict=True):
            percent = 100 * (end - least) / least
            say(
                f"  {name:<26}{who:<10} ends in {end:4}  bound {least:4}  +{percent:4.1f} %  {spent:6.2f} s"
            )


@pytest.mark.bench
@pytest.mark.parametrize("count", [1132, 10_000])
def test_the_whole_command_reading_included(tmp_path: Path, count: int) -> None:
    (tmp_path / "migrations").mkdir()
    (tmp_path / "inventory.yaml").write_text(inventory_text(province(count)), "utf-8")
    words = [sys.executable, "-m", "govcloud", "waves", "plan", "--from", str(MONDAY), "-o", "json"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}

    def again() -> object:
        return subprocess.run(
            words, cwd=tmp_path, env=environment, check=True, capture_output=True, timeout=600
        )

    def cold() -> object:
        shutil.rmtree(tmp_path / ".govcloud", ignore_errors=True)
        return again()

    say(f"\ngovcloud waves plan, {count:,} applications, whole process, medians of {ROUNDS}")
    say(
        f"  inventory read for the first time {median_s(cold):.2f} s, read before {median_s(again):.2f} s"
    )


@cache
def province(count: int) -> Inventory:
    """The generated estate, grown to this many applications."""
    return Province(Wish(applications=count)).inventory()


def median_s(work: Callable[[], object]) -> float:
    """The median time of some rounds; one before that is not counted."""
    spent = []
    for number in range(ROUNDS + 1):
        began = time.perf_counter()
        work()
        if number:
            spent.append(time.perf_counter() - began)
    return statistics.median(spent)
