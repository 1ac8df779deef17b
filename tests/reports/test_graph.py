"""A drawn graph: boxes that never cover each other, names that fit, the same bytes for the same estate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govcloud.model.inventory import Inventory
from govcloud.reports.graph_boxes import PAD, Scene, broken, scene, text_width
from govcloud.reports.graph_html import graph_page
from govcloud.reports.graph_svg import svg
from govcloud.reports.graph_text import dot, markdown, mermaid, mermaid_warning
from govcloud.rules import picture, views_graph
from govcloud.rules.graph import Graph
from govcloud.rules.picture import BUNDLE_ABOVE, Arrow, Node, Picture
from tests.assess_estates import application, estate, province

PROVINCE = province(400, 20)
GRAPH = Graph(PROVINCE)
HUB = PROVINCE.applications[0].id
LONG = "广东省人民政府国有资产监督管理委员会所属企业财务快报数据采集汇总与统计分析综合管理信息系统（二期）"


def pictures() -> Iterator[Picture]:
    yield picture.neighbourhood(PROVINCE, GRAPH, HUB, 1)
    yield picture.neighbourhood(PROVINCE, GRAPH, PROVINCE.applications[300].id, 2)
    yield picture.groups(PROVINCE, GRAPH)
    yield picture.department(PROVINCE, GRAPH, PROVINCE.departments[0].id)
    yield picture.province(PROVINCE, GRAPH)


def overlapping(placed: Scene) -> list[tuple[str, str]]:
    found = []
    for one, other in combinations(placed.boxes, 2):
        (x, y), (w, h) = one.corner, one.size
        (other_x, other_y), (other_w, other_h) = other.corner, other.size
        apart = (
            x + w <= other_x + 0.01
            or other_x + other_w <= x + 0.01
            or y + h <= other_y + 0.01
            or other_y + other_h <= y + 0.01
        )
        if not apart:
            found.append((one.node.id, other.node.id))
    return found


@pytest.mark.parametrize("drawn", list(pictures()), ids=lambda p: str(p.title))
def test_no_box_covers_another_and_every_name_fits(drawn: Picture) -> None:
    placed = scene(drawn)
    assert overlapping(placed) == []
    for box in placed.boxes:
        for line in box.lines:
            assert text_width(line) + 2 * PAD <= box.size[0]
        assert box.corner[0] + box.size[0] <= placed.size[0] + 0.01
        assert box.corner[1] + box.size[1] <= placed.size[1] + 0.01


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=40))
def test_any_graph_is_laid_out_without_overlaps_circles_too(pairs: list[tuple[int, int]]) -> None:
    nodes = tuple(Node(f"n{n}", "名" * (n * 3), "GD-GSD") for n in range(12))
    arrows = tuple(Arrow(f"n{a}", f"n{b}") for a, b in sorted(set(pairs)) if a != b)
    assert overlapping(scene(Picture("", nodes, arrows))) == []


@pytest.mark.parametrize("drawn", list(pictures()), ids=lambda p: str(p.title))
def test_a_drawing_is_sound_xml_that_fetches_nothing(drawn: Picture) -> None:
    root = ET.fromstring(svg(drawn))
    assert root.tag.endswith("svg")
    text = svg(drawn)
    assert not re.search(r"(href|src|url\((?!#head\)))", text)
    drawn_ids = re.findall(r'data-id="([^"]+)"', text)
    assert len(drawn_ids) == len(drawn.nodes) == len(set(drawn_ids))


def test_the_same_estate_in_another_order_is_the_same_drawing() -> None:
    turned = Inventory(
        PROVINCE.departments, PROVINCE.applications[::-1], synthetic=PROVINCE.synthetic
    )
    one = picture.neighbourhood(PROVINCE, GRAPH, HUB, 1)
    other = picture.neighbourhood(turned, Graph(turned), HUB, 1)
    assert svg(one) == svg(other)


def test_a_hub_is_drawn_by_department_and_says_so() -> None:
    drawn = picture.neighbourhood(PROVINCE, GRAPH, HUB, 1)
    (frame,) = drawn.frames
    assert len(drawn.nodes) <= 1 + len(PROVINCE.departments)
    assert sum(node.count for node in drawn.nodes if not node.centre) == GRAPH.fan_in(HUB)
    (arrow,) = drawn.arrows
    assert (arrow.source, arrow.target, arrow.weight) == (frame.id, HUB, GRAPH.fan_in(HUB))
    assert f"more than {BUNDLE_ABOVE}" in drawn.notes[0]


def test_what_is_left_out_of_the_overview_is_counted() -> None:
    drawn = picture.province(PROVINCE, GRAPH)
    across = sum(edge.crosses for edge in GRAPH.edges)
    (left,) = (note for note in drawn.notes if "lighter" in note)
    told = int(re.findall(r"with ([\d,]+) dependencies", left)[0].replace(",", ""))
    assert sum(arrow.weight for arrow in drawn.arrows) + told == across
    assert {node.department for node in drawn.nodes} == {d.id for d in PROVINCE.departments}


def test_a_long_name_is_broken_and_cut_and_stays_whole_in_its_tip() -> None:
    lines = broken(LONG)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    app = application("GD-GSD-001", name_zh=LONG)
    inventory = estate(app)
    text = svg(picture.neighbourhood(inventory, Graph(inventory), app.id, 1))
    assert LONG in text


HOSTILE = 'a"b<script>alert(1)</script>&amp; href=javascript:x `c` #1 ] | end'


def hostile() -> tuple[Picture, dict[str, object]]:
    inventory = estate(application("GD-GSD-001", name_zh=HOSTILE))
    graph = Graph(inventory)
    view = views_graph.application(inventory, graph, "GD-GSD-001", 1)
    return picture.neighbourhood(inventory, graph, "GD-GSD-001", 1), view


def test_a_hostile_name_is_only_a_name() -> None:
    drawn, view = hostile()
    ET.fromstring(svg(drawn))
    whole = graph_page(drawn, view)
    assert "<script>alert" not in whole
    assert "<script>alert" not in svg(drawn)
    label = mermaid(drawn).splitlines()[2]
    assert re.fullmatch(r'  n0\["GD-GSD-001<br/>[^"<>`]*"\]', label), label
    assert '\\"b' in dot(drawn)
    assert "<script" not in markdown(drawn, view).split("```")[0]


def test_mermaid_has_one_line_for_each_box_and_arrow() -> None:
    drawn = picture.groups(PROVINCE, GRAPH)
    lines = mermaid(drawn).splitlines()
    assert lines[0] == "flowchart LR"
    assert sum(" --> " in line or " -.-> " in line for line in lines) == len(drawn.arrows)
    assert sum(bool(re.match(r'\s+n\d+\["', line)) for line in lines) == len(drawn.nodes)
    assert sum(line.strip() == "end" for line in lines) == len(drawn.frames)


def test_a_flowchart_that_mermaid_would_refuse_says_so() -> None:
    arrows = tuple(Arrow(f"n{a}", f"n{b}") for a, b in combinations(range(40), 2))
    nodes = tuple(Node(f"n{n}", "", "GD-GSD") for n in range(40))
    drawn = Picture("", nodes, arrows)
    assert "780" in mermaid_warning(drawn)
    assert "--groups" in mermaid(drawn)
    assert mermaid_warning(Picture("", nodes, arrows[:500])) == ""


def test_a_page_carries_its_drawing_its_figures_and_its_list() -> None:
    view = views_graph.application(PROVINCE, GRAPH, HUB, 1)
    drawn = picture.neighbourhood(PROVINCE, GRAPH, HUB, 1)
    whole = graph_page(drawn, view)
    assert "default-src &#39;none&#39;" in whole
    assert "合成数据" in whole
    assert f"needed by {GRAPH.fan_in(HUB):,}" in whole
    assert whole.count("<tr>") == 1 + len(drawn.arrows)


def test_a_graph_of_nothing_is_a_drawing_too() -> None:
    inventory = estate(application("GD-GSD-001"))
    graph = Graph(inventory)
    for drawn in (picture.groups(inventory, graph), picture.province(inventory, graph)):
        ET.fromstring(svg(drawn))
        assert mermaid(drawn)
