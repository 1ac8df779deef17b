"""Where there is no plan, the rules that are named do clash, and without any one of them there is a plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from govcloud.model.programme import (
    Capacity,
    DateSpan,
    FixedDate,
    Freeze,
    Pilot,
    Programme,
    Quota,
)
from govcloud.rules.effort import Effort
from govcloud.rules.waves_build import build, part
from govcloud.rules.waves_case import Case
from govcloud.rules.waves_clash import Clash, clash, refuted
from govcloud.rules.waves_exact import fits
from govcloud.rules.waves_plan import plan_waves
from govcloud.rules.waves_problem import Constraint
from tests.wave_programmes import MONDAY, app, case, tight_cases

PLAIN = Programme(start=MONDAY, pilot=None)
FIRST = date(2027, 1, 16)


def told(given_case: Case) -> Clash:
    plan = plan_waves(given_case)
    assert not plan.found.complete
    return clash(plan)


def names(found: Clash) -> list[str]:
    return [str(rule) for rule in found.constraints]


@settings(max_examples=40, deadline=None)
@given(tight_cases())
def test_the_rules_that_are_named_clash_and_none_of_them_is_idle(given_case: Case) -> None:
    plan = plan_waves(given_case)
    if plan.found.complete:
        return
    found = clash(plan)
    if not found.proved:
        return
    here, pilot = part(given_case, found.applications), plan.problem.pilot
    every = all_rules(here, pilot)
    named = frozenset(found.constraints)
    alone = build(here, every - named, pilot)
    assert refuted(alone) or fits(alone) is False
    assert found.minimal
    for rule in named:
        assert fits(build(here, every - named | {rule}, pilot)) is True


def all_rules(here: Case, pilot: int) -> frozenset[Constraint]:
    problem = build(here, pilot=pilot)
    bars = {bar.constraint for group in problem.groups for bar in group.bars}
    needs = {rule for g in problem.groups for need in g.needs for rule in need.constraints}
    inside = {rule for group in problem.groups for rule in group.inside}
    return frozenset(bars | needs | inside | {limit.constraint for limit in problem.limits})


def test_a_group_that_fits_no_window_names_the_capacity_and_the_circle() -> None:
    ring = [app(f"GD-AA-00{n}", f"GD-AA-00{n % 3 + 1}") for n in (1, 2, 3)]
    found = told(case(*ring, programme=replace(PLAIN, capacity=Capacity(2))))
    assert names(found) == [
        "capacity:applications",
        "need:GD-AA-001>GD-AA-002",
        "need:GD-AA-002>GD-AA-003",
        "need:GD-AA-003>GD-AA-001",
    ]
    assert (found.proved, found.minimal, found.smallest) == (True, True, True)


def test_two_on_one_day_where_one_may_go() -> None:
    day = FIRST + timedelta(days=14)
    dates = tuple(FixedDate(f"GD-AA-00{n}", on=day) for n in (1, 2))
    rules = replace(PLAIN, departments=Quota(1), dates=dates)
    found = told(case(app("GD-AA-001"), app("GD-AA-002"), app("GD-BB-003"), programme=rules))
    assert names(found) == ["date:GD-AA-001", "date:GD-AA-002", "department:GD-AA"]
    assert found.applications == ("GD-AA-001", "GD-AA-002")


def test_a_chain_that_is_longer_than_its_deadline() -> None:
    dates = (FixedDate("GD-AA-001", not_after=FIRST + timedelta(days=7)),)
    apps = (app("GD-AA-001", "GD-AA-002"), app("GD-AA-002", "GD-AA-003"), app("GD-AA-003"))
    found = told(case(*apps, programme=replace(PLAIN, dates=dates)))
    assert names(found) == [
        "date:GD-AA-001",
        "lead:2",
        "need:GD-AA-001>GD-AA-002",
        "need:GD-AA-002>GD-AA-003",
    ]
    assert found.smallest


def test_a_day_inside_a_freeze() -> None:
    freeze = Freeze("春节", (DateSpan(FIRST, FIRST + timedelta(days=30)),))
    dates = (FixedDate("GD-AA-001", on=FIRST + timedelta(days=7)),)
    found = told(case(app("GD-AA-001"), programme=replace(PLAIN, freezes=(freeze,), dates=dates)))
    assert names(found) == ["date:GD-AA-001", "freeze:春节"]


def test_too_many_before_the_end_of_the_programme() -> None:
    rules = replace(PLAIN, until=FIRST + timedelta(days=7), capacity=Capacity(2))
    found = told(case(*[app(f"GD-AA-00{n}") for n in range(1, 8)], programme=rules))
    assert names(found) == ["capacity:applications", "lead:2", "until"]
    assert len(found.applications) == 5


def test_a_pilot_for_which_nobody_qualifies() -> None:
    rules = replace(PLAIN, pilot=Pilot(level_max=1, required=True))
    found = told(case(app("GD-AA-001"), programme=rules))
    assert names(found) == ["pilot"]


def test_one_application_alone_that_is_too_big() -> None:
    big = {"GD-AA-001": Effort(90, 1.0, 1.0, 60, 1.0)}
    rules = replace(PLAIN, capacity=Capacity(hosts=60))
    found = told(case(app("GD-AA-001"), app("GD-AA-002"), programme=rules, efforts=big))
    assert names(found) == ["capacity:hosts"]
    assert found.applications == ("GD-AA-001",)


@pytest.mark.parametrize("count", [30])
def test_a_large_clash_is_still_told(count: int) -> None:
    rules = replace(PLAIN, until=FIRST + timedelta(days=60), departments=Quota(1))
    apps = [app(f"GD-AA-{n:03}") for n in range(count)] + [app(f"GD-BB-{n:03}") for n in range(3)]
    assert names(told(case(*apps, programme=rules))) == ["department:GD-AA", "lead:2", "until"]
