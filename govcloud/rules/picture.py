"""What a drawing of the graph shows: nodes, arrows from who needs to who is needed, and frames round many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from govcloud.model.application import Application
from govcloud.model.inventory import Inventory
from govcloud.rules.graph import Edge, Graph, between_departments

BUNDLE_ABOVE = 24
"""More applications than this on one side of a neighbourhood are shown by department, with their number."""

PAIRS_MAX = 110
OUTSIDE_MAX = 12


@dataclass(frozen=True, slots=True)
class Node:
    """A box: `name` under its `id`; `count` applications where it stands for several; `tip` says all of it."""

    id: str
    name: str
    department: str
    count: int = 1
    centre: bool = False
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Arrow:
    """From the needy to the needed; `weight` dependencies together."""

    source: str
    target: str
    hard: bool = True
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Frame:
    """A box round nodes that belong together; arrows lead to and from it by its `id`."""

    id: str
    title: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """One drawing. `notes` say what was left out or put together."""

    title: str
    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    frames: tuple[Frame, ...] = ()
    notes: tuple[str, ...] = ()


def neighbourhood(inventory: Inventory, graph: Graph, name: str, depth: int) -> Picture:
    """An application with what needs it and what it needs; sides that are too wide are bundled by department."""
    near = graph.neighbourhood(name, depth)
    by_step: dict[int, list[str]] = {}
    for at, step in near.steps.items():
        by_step.setdefault(step, []).append(at)
    drawn = _Drawn(inventory)
    for step in sorted(by_step):
        drawn.add(by_step[step], step, centre=name)
    app = inventory.application(name)
    return Picture(
        title=f"{name} {app.name_zh} · depth {depth}",
        nodes=tuple(drawn.nodes),
        arrows=drawn.arrows(near.edges),
        frames=tuple(drawn.frames),
        notes=tuple(drawn.notes),
    )


def groups(inventory: Inventory, graph: Graph) -> Picture:
    """Every move group of several members, each in its frame, with the arrows inside it."""
    frames = []
    for number, members in enumerate(graph.move_groups, 1):
        departments = sorted({graph.departments[name] for name in members})
        title = f"{number}. {len(members)} applications of {', '.join(departments)}"
        frames.append(Frame(f"group-{number}", title, members))
    inside = {name: frame.id for frame in frames for name in frame.members}
    nodes = tuple(_node(inventory.application(name)) for name in inside)
    edges = (
        e for name in inside for e in graph.needs[name] if inside.get(e.target) == inside[name]
    )
    notes = () if frames else ("no applications need each other in a circle",)
    return Picture("move groups 联动迁移组", nodes, _arrows(edges), tuple(frames), notes)


def department(inventory: Inventory, graph: Graph, code: str) -> Picture:
    """A department's applications, and the other departments that they need, the heaviest of these by name."""
    own = inventory.of_department(code)
    edges = [edge for app in own for edge in graph.needs[app.id]]
    weights: dict[str, int] = {}
    for edge in edges:
        if edge.crosses:
            other = graph.departments[edge.target]
            weights[other] = weights.get(other, 0) + 1
    heaviest = sorted(weights, key=lambda name: (-weights[name], name))
    shown, left = heaviest[:OUTSIDE_MAX], heaviest[OUTSIDE_MAX:]
    nodes = [*map(_node, own), *(_department_node(inventory, name) for name in shown)]
    merged: dict[tuple[str, str], list[Edge]] = {}
    for edge in edges:
        target = graph.departments[edge.target] if edge.crosses else edge.target
        if target not in left:
            merged.setdefault((edge.source, target), []).append(edge)
    arrows = tuple(
        Arrow(source, target, any(e.hard for e in rows), len(rows))
        for (source, target), rows in sorted(merged.items())
    )
    notes = []
    if left:
        notes.append(
            f"{len(left)} departments that are needed less are not drawn: {', '.join(left)}"
        )
    return Picture(
        f"{code} {inventory.department(code).name_zh}", tuple(nodes), arrows, (), tuple(notes)
    )


def province(inventory: Inventory, graph: Graph) -> Picture:
    """All departments twice, as those who need and those who are needed, with the heaviest pairs between them."""
    pairs = between_departments(graph.edges, graph.departments)
    firsts: dict[str, tuple[str, str]] = {}
    for pair in pairs:
        firsts.setdefault(pair[0], pair)
    heavy = [pair for pair, weight in pairs.items() if weight > 1]
    kept = list(dict.fromkeys([*firsts.values(), *heavy]))[: max(PAIRS_MAX, len(firsts))]
    arrows = tuple(
        Arrow(f"needs/{source}", f"needed/{target}", weight=pairs[source, target])
        for source, target in sorted(kept)
    )
    ends = sorted({arrow.source for arrow in arrows} | {arrow.target for arrow in arrows})
    alone = [d.id for d in inventory.departments if f"needs/{d.id}" not in ends]
    nodes = [
        *(_department_node(inventory, name.partition("/")[2], name) for name in ends),
        *(_department_node(inventory, code, f"needs/{code}") for code in alone),
    ]
    notes = [
        "a department stands on the left as one that needs, on the right as one that is needed"
    ]
    if len(kept) < len(pairs):
        few = sum(pairs.values()) - sum(pairs[pair] for pair in kept)
        notes.append(
            f"the heaviest pairs, and of each department its heaviest; {len(pairs) - len(kept):,} lighter pairs with "
            f"{few:,} dependencies are not drawn"
        )
    title = (
        f"{len(inventory.departments)} departments, {len(inventory.applications):,} applications"
    )
    return Picture(title, tuple(nodes), arrows, (), tuple(notes))


class _Drawn:
    """A neighbourhood, step by step."""

    def __init__(self, inventory: Inventory) -> None:
        self._inventory = inventory
        self.nodes: list[Node] = []
        self.frames: list[Frame] = []
        self.notes: list[str] = []
        self._stands_in: dict[str, str] = {}

    def add(self, names: list[str], step: int, centre: str) -> None:
        """One step: each application by itself, or bundles of departments in a frame."""
        apps = [self._inventory.application(name) for name in names]
        if len(apps) <= BUNDLE_ABOVE:
            for app in apps:
                self.nodes.append(_node(app, centre=app.id == centre))
                self._stands_in[app.id] = app.id
            return
        by_department: dict[str, list[Application]] = {}
        for app in apps:
            by_department.setdefault(app.department, []).append(app)
        frame = f"step{step}"
        side = "need it" if step > 0 else "are needed"
        title = f"{len(apps):,} applications of {len(by_department)} departments {side}"
        members = []
        for code in sorted(by_department, key=lambda name: (-len(by_department[name]), name)):
            bundle = _bundle(self._inventory, code, by_department[code], frame)
            self.nodes.append(bundle)
            members.append(bundle.id)
        self.frames.append(Frame(frame, title, tuple(members)))
        self._stands_in.update({app.id: frame for app in apps})
        self.notes.append(
            f"{title} ({abs(step)} {'step' if abs(step) == 1 else 'steps'} away): more than {BUNDLE_ABOVE}, "
            "so they are drawn by department"
        )

    def arrows(self, edges: Iterable[Edge]) -> tuple[Arrow, ...]:
        """The edges between what is drawn; those from or to a frame are counted together."""
        merged: dict[tuple[str, str], list[Edge]] = {}
        for edge in edges:
            pair = (self._stands_in[edge.source], self._stands_in[edge.target])
            if pair[0] != pair[1]:
                merged.setdefault(pair, []).append(edge)
        return tuple(
            Arrow(source, target, any(e.hard for e in rows), len(rows))
            for (source, target), rows in sorted(merged.items())
        )


def _node(app: Application, *, centre: bool = False) -> Node:
    tip = f"{app.id} {app.name_zh} {app.name_en}".strip()
    return Node(app.id, app.name_zh, app.department, centre=centre, tip=tip)


def _department_node(inventory: Inventory, code: str, name: str = "") -> Node:
    found = inventory.department(code)
    count = len(inventory.of_department(code))
    tip = f"{code} {found.name_zh} {found.name_en} · {count}".strip()
    return Node(name or code, found.short_zh or found.name_zh, code, count, tip=tip)


def _bundle(inventory: Inventory, code: str, apps: list[Application], frame: str) -> Node:
    found = inventory.department(code)
    listed = ", ".join(app.id for app in apps[:20]) + (" …" if len(apps) > 20 else "")  # noqa: PLR2004 - a tip
    return Node(f"{frame}/{code}", found.short_zh or found.name_zh, code, len(apps), tip=listed)


def _arrows(edges: Iterable[Edge]) -> tuple[Arrow, ...]:
    return tuple(Arrow(edge.source, edge.target, edge.hard) for edge in edges)
