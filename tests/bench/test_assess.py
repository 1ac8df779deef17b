"""What an assessment and the graph of a province take, beside nothing: no peer assesses or draws an estate offline."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest

from govcloud.reports.graph_svg import svg
from govcloud.rules import picture, views_assess, views_graph
from govcloud.rules.graph import Graph
from govcloud.rules.survey import Survey
from tests.assess_estates import PROFILES, TODAY, province

ROUNDS = 5


def spent(work: Callable[[], Any]) -> str:
    """CPU seconds of some rounds."""
    found = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        found.append(time.process_time() - begun)
    return f"{statistics.median(found):6.2f} s ({min(found):.2f}-{max(found):.2f})"


@pytest.mark.bench
@pytest.mark.parametrize("count", [1_132, 10_000])
def test_assessment_and_graph(count: int) -> None:
    inventory = province(count)

    def assess() -> None:
        look = Survey(inventory, PROFILES, TODAY)
        found = views_assess.assessed(look, inventory.applications)
        for make in views_assess.views().values():
            make(look, found)

    def figures() -> None:
        views_graph.estate(inventory, Graph(inventory))

    def draw() -> None:
        graph = Graph(inventory)
        svg(picture.province(inventory, graph))
        svg(picture.neighbourhood(inventory, graph, inventory.applications[0].id, 2))

    for name, work in (
        ("assess, all views", assess),
        ("graph, figures", figures),
        ("drawings", draw),
    ):
        sys.stdout.write(f"{count:>7,} applications  {name:<18} {spent(work)} CPU\n")
