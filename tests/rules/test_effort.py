"""Effort grows with what is to be moved, says what it assumed, and learns from what was measured."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcloud.model.application import Application
from govcloud.model.machine import Datastore, Disk, FileTree, Server
from govcloud.model.terms import Engine, Strategy
from govcloud.rules.effort import (
    DEFAULT_CONSTANTS,
    EffortConstants,
    effort,
    hours,
    size_class,
    volume,
)
from govcloud.rules.timings import Timing, Timings

SIZES = st.floats(0, 1e6, allow_nan=False)
COUNTS = st.integers(0, 60)


def application(**changes: Any) -> Application:
    plain = Application(
        id="GD-GSD-008",
        name_zh="政务服务网",
        name_en="",
        department="GD-GSD",
        classified=False,
        strategy=Strategy.REHOST,
        mlps_level=2,
    )
    return replace(plain, **changes)


def servers(count: int, used_gb: float | None = None) -> tuple[Server, ...]:
    disks = () if used_gb is None else (Disk("sda", used_gb * 2, used_gb),)
    return tuple(Server(f"s{n}", disks=disks) for n in range(count))


@st.composite
def estates(draw: st.DrawFn) -> Application:
    """Any application: with or without disks, sizes, databases and trees."""
    maybe = st.none() | SIZES
    hosts = servers(draw(COUNTS), draw(maybe))
    stores = draw(st.lists(st.tuples(st.sampled_from(Engine), maybe), max_size=4))
    trees = draw(st.lists(maybe, max_size=4))
    return application(
        strategy=draw(st.sampled_from(Strategy)),
        mlps_level=draw(st.integers(0, 5)),
        servers=hosts,
        datastores=tuple(
            Datastore(f"d{n}", engine, "s0", size_gb=size)
            for n, (engine, size) in enumerate(stores)
        ),
        trees=tuple(FileTree("s0", f"/t{n}", size_gb=size) for n, size in enumerate(trees)),
    )


@given(estates())
def test_no_figure_is_ever_negative(app: Application) -> None:
    found = effort(app)
    assert min(found.hosts, found.size_gb, found.person_days) >= 0
    assert min(found.cutover_minutes, found.transfer_hours) >= 0


@given(estates(), st.floats(0, 1e5), st.integers(0, 2))
def test_more_to_move_never_costs_less(app: Application, more_gb: float, which: int) -> None:
    larger = [
        replace(d, size_gb=None if d.size_gb is None else d.size_gb + more_gb)
        for d in app.datastores
    ]
    grown = replace(app, datastores=tuple(larger))
    if which == 1:
        trees = [
            replace(t, size_gb=None if t.size_gb is None else t.size_gb + more_gb)
            for t in app.trees
        ]
        grown = replace(app, trees=tuple(trees))
    elif which == 2:
        disks = [
            replace(s, disks=tuple(replace(d, used_gb=(d.used_gb or 0) + more_gb) for d in s.disks))
            for s in app.servers
        ]
        grown = replace(app, servers=tuple(disks))
    before, after = effort(app), effort(grown)
    assert after.size_gb >= before.size_gb - 0.1
    assert after.person_days >= before.person_days
    assert after.transfer_hours >= before.transfer_hours - 0.01
    assert after.cutover_minutes >= before.cutover_minutes - 1


@given(estates())
def test_one_more_server_never_costs_less_work(app: Application) -> None:
    grown = replace(app, servers=(*app.servers, Server("one-more")))
    assert effort(grown).person_days >= effort(app).person_days
    if app.servers:  # without any, the trees alone are estimated
        assert effort(grown).size_gb >= effort(app).size_gb - 0.1


def test_the_time_of_a_transfer_is_the_stated_formula() -> None:
    assert hours(500, 620, DEFAULT_CONSTANTS) == pytest.approx(500 * 8 / 0.62 / 3600 * 1.2)


def test_an_unknown_size_is_the_stated_default_and_marked_as_estimated() -> None:
    found = effort(application(servers=servers(2)))
    assert found.size_gb == 2 * DEFAULT_CONSTANTS.server_gb_default
    assert found.assumed == ("s0", "s1")
    assert found.estimated


def test_what_is_told_is_not_estimated() -> None:
    told = application(
        servers=servers(2, 40.0),
        trees=(FileTree("s0", "/srv", size_gb=10.0),),
        datastores=(Datastore("d", Engine.POSTGRESQL, "s1", size_gb=5.0),),
    )
    found = effort(told)
    assert (found.size_gb, found.estimated) == (15.0, False)


def test_disks_stand_for_trees_without_size_and_databases_count_once() -> None:
    told = application(
        servers=servers(1, 40.0),
        trees=(FileTree("s0", "/srv"),),
        datastores=(Datastore("d", Engine.POSTGRESQL, "s0", size_gb=5.0),),
    )
    found = volume(told)
    assert (found.databases_gb, found.files_gb, found.assumed) == (5.0, 35.0, ())


def test_nothing_is_cut_over_where_a_system_ends_or_stays() -> None:
    for strategy in (Strategy.RETIRE, Strategy.RETAIN, Strategy.CONSOLIDATE):
        found = effort(application(strategy=strategy, servers=servers(3, 10.0)))
        assert found.cutover_minutes == 0
        assert found.person_days > 0


def test_a_database_that_is_dumped_keeps_users_waiting_longer_than_a_replicated_one() -> None:
    def waiting(engine: Engine) -> int:
        store = Datastore("d", engine, "s0", size_gb=500.0)
        return effort(application(servers=servers(1, 10.0), datastores=(store,))).cutover_minutes

    assert waiting(Engine.POSTGRESQL) > waiting(Engine.ORACLE) + 60


def test_measured_figures_take_the_place_of_constants() -> None:
    app = application(servers=servers(1), trees=(FileTree("s0", "/srv"),))
    timing = Timing({"/srv@s0": 3 * 1024**3}, throughput_mbps=100.0, cutover_minutes=12.4)
    found = effort(app, measured=Timings({app.id: timing}, 900.0))
    assert (found.size_gb, found.cutover_minutes, found.estimated) == (3.0, 13, False)
    assert found.transfer_hours == pytest.approx(hours(3, 100, DEFAULT_CONSTANTS), abs=0.01)
    assert found.measured == ("/srv@s0", "throughput of the application", "cut-over")


def test_an_application_without_measurements_learns_from_the_others() -> None:
    app = application(servers=servers(1, 100.0))
    slow = effort(app, measured=Timings({}, 10.0))
    assert slow.transfer_hours > effort(app).transfer_hours
    assert slow.measured == ("throughput",)


@pytest.mark.parametrize(
    ("hosts", "name"), [(0, "XS"), (2, "XS"), (3, "S"), (5, "M"), (11, "L"), (30, "L"), (31, "XL")]
)
def test_the_number_of_hosts_makes_the_size_class(hosts: int, name: str) -> None:
    assert size_class(hosts) == name


def test_every_constant_gives_its_unit_and_its_reason() -> None:
    for constant in fields(EffortConstants):
        assert constant.metadata["unit"]
        assert len(constant.metadata["why"]) > 20, constant.name


def test_every_strategy_and_level_has_its_factor() -> None:
    assert set(DEFAULT_CONSTANTS.strategy_factor) == {s.value for s in Strategy}
    assert set(DEFAULT_CONSTANTS.level_factor) == {str(n) for n in range(6)}
