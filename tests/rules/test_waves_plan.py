"""Whatever the estate and the programme: a plan breaks no rule, beats no bound, and hangs on no order of the input."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govcloud.model.programme import (
    Capacity,
    Pilot,
    Programme,
    Quota,
    SingleWindow,
    WeeklyWindow,
)
from govcloud.model.technical_terms import Lifecycle, Weekday
from govcloud.model.wave import Wave, WaveKind
from govcloud.rules.waves_calendar import windows
from govcloud.rules.waves_case import Case
from govcloud.rules.waves_check import CODES, missing, violations
from govcloud.rules.waves_explain import Explaining
from govcloud.rules.waves_keep import Progress, kept
from govcloud.rules.waves_plan import Plan, plan_waves
from tests.wave_estates import MONDAY, drawn_estate, efforts
from tests.wave_programmes import app, case, cases, judged, subject

T = TypeVar("T")
PLAIN = Programme(start=MONDAY, pilot=None)


@settings(max_examples=40, deadline=None)
@given(cases())
def test_no_plan_breaks_a_rule(given_case: Case) -> None:
    plan = plan_waves(given_case)
    if plan.found.complete:
        assert judged(plan) == ()
        assert missing(given_case.inventory, plan.waves, frozenset()) == ()


@settings(max_examples=40, deadline=None)
@given(cases(), st.randoms(use_true_random=False))
def test_a_plan_does_not_hang_on_the_order_of_the_input(
    given_case: Case, shuffled: random.Random
) -> None:
    def mixed(items: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(shuffled.sample(items, len(items)))

    estate, rules = given_case.inventory, given_case.programme
    apps = [
        replace(a, depends_on=mixed(a.depends_on), partners=mixed(a.partners))
        for a in estate.applications
    ]
    other = replace(
        given_case,
        inventory=replace(estate, applications=mixed(tuple(apps))),
        programme=replace(rules, freezes=mixed(rules.freezes), weekly=mixed(rules.weekly)),
    )
    assert plan_waves(other).waves == plan_waves(given_case).waves


@settings(max_examples=40, deadline=None)
@given(cases())
def test_no_plan_ends_before_its_bound(given_case: Case) -> None:
    plan = plan_waves(given_case)
    if plan.found.complete:
        assert 0 <= plan.found.bound.window <= max(plan.found.worth.end, 0)


@settings(max_examples=40, deadline=None)
@given(cases(most=8), st.data())
def test_each_reason_that_is_told_is_one_and_no_other_is(
    given_case: Case, data: st.DataObject
) -> None:
    plan = plan_waves(given_case)
    if not plan.found.complete or not plan.problem.groups:
        return
    number = data.draw(st.integers(0, len(plan.problem.groups) - 1))
    at = plan.found.at[number]
    for window in range(at):
        told = Explaining(plan.problem, plan.found.at).reasons(number, window)
        assert told, "the plan could be better"
        broken = violations(subject(given_case, moved(plan, number, window)))
        assert {(r.constraint.kind, r.constraint.subject) for r in told} == {
            (v.kind, v.subject) for v in broken
        }


def moved(plan: Plan, number: int, window: int) -> tuple[Wave, ...]:
    """The plan's waves with one group in another window."""
    group, span = plan.problem.groups[number].members, plan.problem.windows[window]
    waves = [
        replace(w, applications=tuple(i for i in w.applications if i not in group))
        for w in plan.waves
    ]
    there = [w for w in waves if w.starts == span.starts]
    joined = replace(
        there[0] if there else Wave("W99", "", (), WaveKind.BATCH, span.starts, span.ends),
        applications=(*(there[0].applications if there else ()), *group),
    )
    return (*[w for w in waves if w.starts != span.starts], joined)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_province_is_planned_without_breaking_a_rule(seed: int) -> None:
    estate = drawn_estate(300, 12, seed)
    rules = replace(PLAIN, capacity=Capacity(12, hosts=90), pilot=Pilot(), departments=Quota(3))
    found = Case(estate, rules, efforts(estate), MONDAY)
    plan = plan_waves(found)
    assert plan.found.complete
    assert judged(plan) == ()
    assert plan.waves[0].kind is WaveKind.PILOT


def test_what_is_needed_goes_in_an_earlier_window() -> None:
    plan = plan_waves(case(app("GD-AA-001", "GD-AA-002"), app("GD-AA-002"), programme=PLAIN))
    assert [w.applications for w in plan.waves] == [("GD-AA-002",), ("GD-AA-001",)]
    assert [w.id for w in plan.waves] == ["W01", "W02"]
    assert plan.waves[0].starts == datetime(2027, 1, 16)


def test_a_circle_goes_together() -> None:
    plan = plan_waves(case(app("GD-AA-001", "GD-AA-002"), app("GD-AA-002", "GD-AA-001")))
    assert [w.applications for w in plan.waves] == [("GD-AA-001", "GD-AA-002")]


def test_many_users_go_first_where_nothing_else_decides() -> None:
    one = Programme(start=MONDAY, pilot=None, capacity=Capacity(1))
    few, many = app("GD-AA-001", users_daily=5), app("GD-AA-002", users_daily=500)
    assert plan_waves(case(few, many, programme=one)).waves[0].applications == ("GD-AA-002",)


def test_every_kind_of_violation_has_a_code() -> None:
    assert len(set(CODES.values())) == len(CODES)


def replanned(before: Plan, today: date, **changes: Any) -> Plan:
    """The case planned again on another day, beside its own plan."""
    held = kept(before.case.inventory, before.waves, Progress(**changes), today)
    return plan_waves(replace(before.case, counted_from=today, present=before.waves, kept=held))


@settings(max_examples=40, deadline=None)
@given(cases(), st.integers(0, 120))
def test_planning_anew_keeps_what_has_started_and_breaks_no_rule(
    given_case: Case, days: int
) -> None:
    before = plan_waves(given_case)
    if not before.found.complete:
        return
    today = MONDAY + timedelta(days=days)
    after = replanned(before, today)
    if not after.found.complete:
        return
    assert judged(after) == ()
    where = {id_: wave for wave in after.waves for id_ in wave.applications}
    for wave in before.waves:
        assert wave.ends is not None
        if wave.ends.date() < today:
            assert [where[id_].id for id_ in wave.applications] == [wave.id] * len(
                wave.applications
            )


@settings(max_examples=40, deadline=None)
@given(cases())
def test_planning_anew_on_the_same_day_changes_nothing(given_case: Case) -> None:
    before = plan_waves(given_case)
    if before.found.complete:
        assert replanned(before, MONDAY).waves == before.waves


def test_what_was_brought_home_is_planned_again() -> None:
    before = plan_waves(case(app("GD-AA-001"), app("GD-BB-002"), programme=PLAIN))
    after = replanned(before, date(2027, 2, 1), rolled_back=frozenset({"GD-AA-001"}))
    assert [w.applications for w in after.waves] == [("GD-BB-002",), ("GD-AA-001",)]
    assert [w.id for w in after.waves] == ["W01", "W02"]


def test_what_serves_from_the_cloud_stays_in_its_wave() -> None:
    before = plan_waves(case(app("GD-AA-001"), app("GD-BB-002"), programme=PLAIN))
    held = kept(before.case.inventory, before.waves, Progress(frozenset({"GD-AA-001"})), MONDAY)
    assert held["GD-AA-001"].reason == "it serves from the cloud"
    assert "GD-BB-002" not in held


def test_an_agreed_window_is_kept_while_it_costs_nothing() -> None:
    both = case(app("GD-AA-001"), app("GD-BB-002"), programme=replace(PLAIN, capacity=Capacity(1)))
    before = plan_waves(both)
    swapped = tuple(
        replace(w, applications=other.applications)
        for w, other in zip(before.waves, reversed(before.waves), strict=True)
    )
    after = plan_waves(replace(both, present=swapped))
    assert [w.applications for w in after.waves] == [w.applications for w in swapped]
    assert plan_waves(replace(both, present=swapped), afresh=True).waves == before.waves


def test_a_wish_of_the_inventory_is_kept_where_it_can_be() -> None:
    apps = app("GD-AA-001", wave="W02"), app("GD-BB-002", "GD-CC-003"), app("GD-CC-003")
    first = plan_waves(case(*apps, programme=PLAIN))
    assert [w.id for w in first.waves] == ["W01", "W02"]
    wished = plan_waves(replace(first.case, present=first.waves))
    assert "GD-AA-001" in wished.waves[1].applications


def test_a_wish_that_no_plan_can_keep_is_given_up() -> None:
    apps = app("GD-BB-002", "GD-CC-003", wave="W01"), app("GD-CC-003")
    first = plan_waves(case(*apps, programme=PLAIN))
    again = plan_waves(replace(first.case, present=first.waves))
    assert again.waves == first.waves


def test_what_is_exempted_does_not_go_and_nobody_waits_for_it() -> None:
    out = app("GD-AA-001", stage=Lifecycle.EXEMPTED)
    both = case(app("GD-BB-002", "GD-AA-001"), out, programme=replace(PLAIN, pilot=Pilot()))
    held = kept(both.inventory, (), Progress(), MONDAY)
    plan = plan_waves(replace(both, kept=held))
    assert [(w.kind, w.applications) for w in plan.waves] == [(WaveKind.PILOT, ("GD-BB-002",))]
    assert judged(plan) == ()


def test_a_window_that_began_yesterday_still_takes_the_place_of_this_mornings() -> None:
    night = SingleWindow(date(2027, 1, 15), time(23), 5)
    morning = WeeklyWindow(Weekday.SAT, time(0), 6)
    programme = replace(PLAIN, weekly=(morning,), single=(night,))
    assert windows(programme, date(2027, 1, 16))[0].starts == datetime(2027, 1, 23)
