"""The graph's views tell of the same edges that the inventory has."""

from __future__ import annotations

from govcloud.model.application import Application, Dependency
from govcloud.model.terms import Strategy
from govcloud.rules import views_graph
from govcloud.rules.graph import Graph
from tests.assess_estates import application, estate, province

PROVINCE = province(300, 12)
GRAPH = Graph(PROVINCE)


def test_the_estate_counts_every_edge_once() -> None:
    view = views_graph.estate(PROVINCE, GRAPH)
    assert view["totals"]["dependencies"] == len(view["edges"])
    across = sum(row["dependencies"] for row in view["departments"])
    assert across == view["totals"]["across_departments"]
    assert sum(row["applications"] for row in view["levels"]) == len(PROVINCE.applications)
    assert view["hubs"][0]["id"] == PROVINCE.applications[0].id


def test_the_longest_chain_goes_down_one_level_at_a_time() -> None:
    chain = views_graph.longest_chain(GRAPH)
    assert [GRAPH.levels[name] for name in chain] == list(range(len(chain) - 1, -1, -1))


def test_a_chain_passes_through_a_circle_even_of_systems_that_end() -> None:
    def app(number: int, *needs: int) -> Application:
        rows = tuple(Dependency(f"GD-GSD-{n:03}") for n in needs)
        strategy = Strategy.RETIRE if number in {2, 3} else Strategy.REHOST
        return application(f"GD-GSD-{number:03}", depends_on=rows, strategy=strategy)

    graph = Graph(estate(*[app(*row) for row in ((1,), (2, 3), (3, 2, 1), (4, 2))]))
    chain = views_graph.longest_chain(graph)
    assert (chain[0], chain[-1], len(chain)) == ("GD-GSD-004", "GD-GSD-001", 3)


def test_a_department_tells_what_it_needs_and_who_needs_it() -> None:
    code = PROVINCE.departments[0].id
    view = views_graph.department(PROVINCE, GRAPH, code)
    needs = sum(row["dependencies"] for row in view["needs_departments"])
    assert needs == view["totals"]["to_other_departments"]
    by = sum(row["dependencies"] for row in view["needed_by_departments"])
    assert by == view["totals"]["from_other_departments"]


def test_an_estate_of_nothing_has_no_chain() -> None:
    assert views_graph.longest_chain(Graph(estate())) == []


def test_move_groups_are_told_with_the_edges_inside() -> None:
    view = views_graph.groups(PROVINCE, GRAPH)
    for group in view["groups"]:
        names = {node["id"] for node in group["members"]}
        assert {edge["source"] for edge in group["edges"]} == names
        assert {edge["target"] for edge in group["edges"]} == names
