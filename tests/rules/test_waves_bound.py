"""The bound is true and the plan is good: both are held against every plan there could be, on small problems."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from hypothesis import example, given, settings
from hypothesis import strategies as st

from govcloud.model.programme import Capacity, Pilot, Programme, Quota
from govcloud.model.wave import Wave, WaveKind
from govcloud.rules.waves_bound import Bounding
from govcloud.rules.waves_build import build
from govcloud.rules.waves_case import Case
from govcloud.rules.waves_check import violations
from govcloud.rules.waves_place import Board
from govcloud.rules.waves_plan import plan_waves
from govcloud.rules.waves_problem import Problem
from tests.wave_estates import MONDAY, drawn_estate, efforts
from tests.wave_programmes import app, case, cases, subject

WINDOWS = 6


def every_end(of: Case, problem: Problem) -> Iterator[int]:
    """Where each plan ends that the checker finds nothing wrong with, over the first windows that matter."""
    ids = sorted(of.moving)
    first = min((at for at in Board(problem).earliest(full(problem)) if at >= 0), default=0)
    numbers = range(first, first + WINDOWS)
    for chosen in product(numbers, repeat=len(ids)):
        if problem.pilot >= 0 and problem.pilot not in chosen:
            continue
        waves = tuple(
            Wave(
                f"W{n}",
                "",
                tuple(id_ for id_, at in zip(ids, chosen, strict=True) if at == n),
                WaveKind.PILOT if n == problem.pilot else WaveKind.BATCH,
                problem.windows[n].starts,
                problem.windows[n].ends,
            )
            for n in sorted(set(chosen))
        )
        if not violations(subject(of, waves)):
            yield max(chosen)


def full(problem: Problem) -> list[int]:
    return [group.allowed for group in problem.groups]


@settings(max_examples=40, deadline=None)
@given(cases(most=4))
def test_no_plan_at_all_ends_before_the_bound(given_case: Case) -> None:
    problem = build(given_case)
    if not problem.groups or len(given_case.moving) > 4:
        return
    bound = Bounding(Board(problem)).bound()
    plan = plan_waves(given_case)
    ends = list(every_end(given_case, problem))
    if bound.window < 0:
        assert ends == []
    elif ends:
        assert bound.window <= min(ends)
        assert plan.found.complete
        assert plan.found.worth.end <= min(ends), "there is a better plan"


@settings(max_examples=40, deadline=None)
@example(sizes=[5, 5, 5], hosts=9, most=2)
@given(st.lists(st.integers(1, 9), min_size=1, max_size=7), st.integers(9, 14), st.integers(2, 4))
def test_pieces_that_cannot_share_a_window_are_counted(
    sizes: list[int], hosts: int, most: int
) -> None:
    apps = [app(f"GD-AA-{n:03}") for n in range(len(sizes))]
    base = case(
        *apps, programme=Programme(start=MONDAY, pilot=None, capacity=Capacity(most, hosts=hosts))
    )
    told = {a.id: replace(base.efforts[a.id], hosts=n) for a, n in zip(apps, sizes, strict=True)}
    plan = plan_waves(replace(base, efforts=told))
    first = min(plan.found.at)
    big = sum(size * 2 > hosts for size in sizes)
    assert plan.found.bound.window >= first + max(big, 1) - 1
    assert plan.found.bound.window <= plan.found.worth.end


def test_a_province_ends_within_5_per_cent_of_its_bound() -> None:
    estate = drawn_estate(1132)
    told = efforts(estate)
    for rules in (
        Programme(start=MONDAY, pilot=Pilot()),
        Programme(
            start=MONDAY, pilot=Pilot(), capacity=Capacity(60, hosts=200), departments=Quota(4)
        ),
    ):
        plan = plan_waves(Case(estate, rules, told, MONDAY))
        assert plan.found.complete
        used = plan.found.worth.end - min(plan.found.at) + 1
        assert plan.found.worth.end - plan.found.bound.window <= used * 0.05
