"""Who needs whom, what stops with what, and what lies around an application."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from govcloud.model.application import Application, Dependency
from govcloud.model.machine import Datastore, Server
from govcloud.model.technical_terms import Topology
from govcloud.model.terms import Engine
from govcloud.rules.fragility import hub, hubs
from govcloud.rules.graph import Graph, between_departments
from tests.assess_estates import application, estate


def app(number: int, *needs: int, department: str = "GD-GSD", hard: bool = True) -> Application:
    rows = tuple(Dependency(f"GD-GSD-{n:03}", hard=hard) for n in needs)
    return application(f"GD-GSD-{number:03}", department=department, depends_on=rows)


def name(number: int) -> str:
    return f"GD-GSD-{number:03}"


def test_rows_between_two_applications_are_one_edge() -> None:
    rows = (
        Dependency(name(1), hard=False),
        Dependency(name(1), bridge="同步"),
        Dependency(name(9)),
    )
    graph = Graph(estate(app(1), application(name(2), depends_on=rows)))
    (edge,) = graph.edges
    assert (edge.hard, edge.binds) == (True, False)
    assert (graph.fan_in(name(1)), graph.fan_out(name(2))) == (1, 1)


def test_levels_count_the_longest_chain_and_a_circle_is_one_level() -> None:
    graph = Graph(estate(app(1), app(2, 1), app(3, 1, 2, 4), app(4, 3), app(5, 4)))
    assert graph.levels == {name(1): 0, name(2): 1, name(3): 2, name(4): 2, name(5): 3}
    assert graph.move_groups == ((name(3), name(4)),)


def test_an_outage_stops_what_hard_needs_it_through_others_too() -> None:
    soft = application(name(4), depends_on=(Dependency(name(1), hard=False),))
    graph = Graph(estate(app(1), app(2, 1), app(3, 2), soft, app(5)))
    assert graph.dependants(name(1)) == {name(2), name(3)}


def test_a_neighbourhood_reaches_in_both_directions_as_far_as_asked() -> None:
    graph = Graph(estate(app(1), app(2, 1), app(3, 2), app(4, 3), app(5, 4)))
    near = graph.neighbourhood(name(3), 1)
    assert near.steps == {name(2): -1, name(3): 0, name(4): 1}
    assert [(e.source, e.target) for e in near.edges] == [(name(3), name(2)), (name(4), name(3))]
    assert set(graph.neighbourhood(name(3), 9).steps) == {name(n) for n in range(1, 6)}
    assert set(graph.neighbourhood(name(3), 0).steps) == {name(3)}


def test_edges_between_departments_are_counted_by_their_direction() -> None:
    inventory = estate(
        application("GD-EDU-001"),
        application("GD-HRS-001", depends_on=(Dependency("GD-EDU-001"),)),
        application("GD-HRS-002", depends_on=(Dependency("GD-EDU-001"), Dependency("GD-HRS-001"))),
    )
    graph = Graph(inventory)
    assert between_departments(graph.edges, graph.departments) == {("GD-HRS", "GD-EDU"): 2}


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=30))
def test_a_level_is_above_all_that_binds_outside_its_circle(pairs: list[tuple[int, int]]) -> None:
    needs: dict[int, set[int]] = {n: set() for n in range(10)}
    for source, target in pairs:
        needs[source].add(target)
    graph = Graph(estate(*[app(n, *sorted(needs[n])) for n in range(10)]))
    circles = {member: group for group in graph.move_groups for member in group}
    for edge in graph.edges:
        together = edge.target in circles.get(edge.source, ())
        above, below = graph.levels[edge.source], graph.levels[edge.target]
        assert above == below if together else above > below


def test_a_hub_on_one_server_with_a_slow_recovery_is_weak_and_says_why() -> None:
    server = Server("s", site="机房一")
    store = Datastore("d", Engine.MYSQL, "s")
    center = application(name(1), servers=(server,), datastores=(store,), rto_minutes=480)
    consumers = [
        application(name(n), depends_on=(Dependency(name(1)),), rto_minutes=60 * n) for n in (2, 3)
    ]
    inventory = estate(center, *consumers)
    found = hub(inventory, Graph(inventory), center)
    assert [w.code for w in found.weaknesses] == ["ONE_SERVER", "ONE_DATABASE_NODE", "RTO_TOO_LONG"]
    assert (found.fan_in, found.blast, found.strictest) == (2, 2, name(2))


def test_a_hub_that_is_doubled_and_quick_is_not_weak() -> None:
    servers = (Server("a", site="机房一"), Server("b", site="机房二"))
    store = Datastore("d", Engine.MYSQL, "a", topology=Topology.PRIMARY_STANDBY)
    center = application(name(1), servers=servers, datastores=(store,), rto_minutes=15)
    consumer = application(name(2), depends_on=(Dependency(name(1)),), rto_minutes=60)
    inventory = estate(center, consumer)
    assert hub(inventory, Graph(inventory), center).weaknesses == ()
    assert [h.application for h in hubs(inventory, Graph(inventory), 1)] == [name(1)]
    assert hubs(inventory, Graph(inventory), 2) == ()
