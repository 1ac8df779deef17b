"""What the graph shows: an application among its neighbours, a department, the move groups, or the estate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from govcloud.model.inventory import Application, Inventory
from govcloud.rules.graph import Edge, Graph, between_departments

View = dict[str, Any]
HUBS_SHOWN = 15


def application(inventory: Inventory, graph: Graph, name: str, depth: int) -> View:
    """One application: what it needs and what needs it up to `depth` steps, and what stops with it."""
    near = graph.neighbourhood(name, depth)
    stopped = graph.dependants(name)
    group = next((g for g in graph.move_groups if name in g), ())
    nodes = [
        {**_node(inventory.application(at), graph), "steps": step}
        for at, step in near.steps.items()
    ]
    return {
        **_head(inventory, "application"),
        "application": name,
        "depth": depth,
        "totals": {
            "needed_by": graph.fan_in(name),
            "needs": graph.fan_out(name),
            "level": graph.levels[name],
            "stops_with_it": len(stopped),
            "touched_by_it": len(graph.touched(name)),
            "departments_that_stop": len({graph.departments[at] for at in stopped}),
            "around": len(near.steps) - 1,
        },
        "move_group": list(group),
        "nodes": nodes,
        "edges": _edges(near.edges),
    }


def department(inventory: Inventory, graph: Graph, code: str) -> View:
    """A department's applications, what they need, and the departments on the other side."""
    own = inventory.of_department(code)
    out = [edge for app in own for edge in graph.needs[app.id]]
    into = [edge for app in own for edge in graph.needed_by[app.id] if edge.crosses]
    return {
        **_head(inventory, "department"),
        "department": code,
        "totals": {
            "applications": len(own),
            "dependencies": len(out),
            "to_other_departments": sum(edge.crosses for edge in out),
            "from_other_departments": len(into),
        },
        "needs_departments": _counts(graph.departments[e.target] for e in out if e.crosses),
        "needed_by_departments": _counts(graph.departments[e.source] for e in into),
        "nodes": [_node(app, graph) for app in own],
        "edges": _edges(out),
    }


def groups(inventory: Inventory, graph: Graph) -> View:
    """The move groups of several members."""
    return {
        **_head(inventory, "groups"),
        "totals": {
            "move_groups": len(graph.move_groups),
            "applications": sum(map(len, graph.move_groups)),
            "largest": max(map(len, graph.move_groups), default=0),
        },
        "groups": [
            {
                "members": [_node(inventory.application(name), graph) for name in group],
                "edges": _edges(
                    e for name in group for e in graph.needs[name] if e.target in group
                ),
            }
            for group in graph.move_groups
        ],
    }


def estate(inventory: Inventory, graph: Graph) -> View:
    """The whole graph in figures, its hubs, its longest chain, and the traffic between departments."""
    edges, names = graph.edges, [app.id for app in inventory.applications]
    count = len(names)
    hubs = sorted(names, key=lambda name: (-graph.fan_in(name), name))[:HUBS_SHOWN]
    chain = longest_chain(graph)
    return {
        **_head(inventory, "estate"),
        "totals": {
            "applications": count,
            "dependencies": len(edges),
            "mean_needs": round(len(edges) / max(count, 1), 2),
            "across_departments": sum(edge.crosses for edge in edges),
            "share_across_departments": round(
                sum(edge.crosses for edge in edges) / max(len(edges), 1), 3
            ),
            "alone": sum(not graph.fan_in(name) and not graph.fan_out(name) for name in names),
            "move_groups": len(graph.move_groups),
            "largest_move_group": max(map(len, graph.move_groups), default=0),
            "longest_chain": len(chain),
        },
        "hubs": [_node(inventory.application(name), graph) for name in hubs if graph.fan_in(name)],
        "chain": [_node(inventory.application(name), graph) for name in chain],
        "levels": [
            {"level": level, "applications": number}
            for level, number in sorted(Counter(graph.levels.values()).items())
        ],
        "departments": [
            {"source": source, "target": target, "dependencies": weight}
            for (source, target), weight in between_departments(edges, graph.departments).items()
        ],
        "groups": [list(group) for group in graph.move_groups],
        "nodes": [_node(app, graph) for app in inventory.applications],
        "edges": _edges(edges),
    }


def longest_chain(graph: Graph) -> list[str]:
    """The longest row of applications each of which must be cut over after the next; a circle counts once."""
    if not graph.levels:
        return []
    at = min(graph.levels, key=lambda name: (-graph.levels[name], name))
    chain = [at]
    while graph.levels[at]:
        below = graph.levels[at] - 1
        at = min(
            edge.target
            for name in graph.circles[at]
            for edge in graph.needs[name]
            if edge.binds and graph.levels[edge.target] == below
        )
        chain.append(at)
    return chain


def _head(inventory: Inventory, scope: str) -> View:
    return {"scope": scope, "synthetic": inventory.synthetic, "digest": inventory.digest}


def _node(app: Application, graph: Graph) -> View:
    return {
        "id": app.id,
        "name_zh": app.name_zh,
        "name_en": app.name_en,
        "department": app.department,
        "strategy": app.strategy.value,
        "needed_by": graph.fan_in(app.id),
        "needs": graph.fan_out(app.id),
        "level": graph.levels[app.id],
    }


def _edges(edges: Iterable[Edge]) -> list[Mapping[str, Any]]:
    return [
        {
            "source": edge.source,
            "target": edge.target,
            "hard": edge.hard,
            "binds": edge.binds,
            "across_departments": edge.crosses,
            "kinds": list(edge.kinds),
        }
        for edge in edges
    ]


def _counts(names: Iterable[str]) -> list[View]:
    found = Counter(names)
    return [
        {"department": name, "dependencies": number}
        for name, number in sorted(found.items(), key=lambda row: (-row[1], row[0]))
    ]
