"""How large the boxes of a drawn graph are: their words measured and broken, frames filled, ports dealt out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from govcloud.reports.graph_layout import (
    GAP_Y,
    Layout,
    Pair,
    Point,
    Size,
    columns_of,
    layered,
    packed,
)
from govcloud.rules.picture import Arrow, Frame, Node, Picture

FONT = 12.0
LINE = 16.0
PAD = 10.0
LABEL_MAX = 190.0
LINES_MAX = 3
ROW_MAX = 1500.0
TITLE = 26.0
PORT = 4.0
PORTS_MAX = 60
NUMBER = 13.0
NUMBERS_MAX = 12


@dataclass(frozen=True, slots=True)
class Box:
    """A node with its place, its size and the lines of its name."""

    node: Node
    corner: Point
    size: Size
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything placed: boxes, frames (with corner and size), the points of each arrow, and the whole size."""

    boxes: tuple[Box, ...]
    frames: tuple[tuple[Frame, Point, Size], ...]
    routes: tuple[tuple[Arrow, tuple[Point, ...]], ...]
    size: Size


def text_width(text: str, font: float = FONT) -> float:
    """How wide a text is drawn: a full-width character takes a whole em, others a good half."""
    wide = sum(unicodedata.east_asian_width(c) in "WFA" for c in text)
    return font * (wide + 0.6 * (len(text) - wide))


def broken(text: str, width: float = LABEL_MAX, lines: int = LINES_MAX) -> tuple[str, ...]:
    """A text in lines of at most this width; what does not fit ends with `…`."""
    found = [""]
    for character in text:
        if text_width(found[-1] + character) > width:
            found.append("")
        found[-1] += character
    if len(found) > lines:
        found = found[:lines]
        found[-1] = found[-1][:-1] + "…"
    return tuple(line.strip() for line in found)


def head_of(node: Node) -> str:
    """The first line of a box: its id, and how many it stands for."""
    name = node.id.partition("/")[2] or node.id
    return f"{name} × {node.count:,}" if node.count > 1 else name


def scene(picture: Picture) -> Scene:
    """The picture with every box in its place; the boxes of a column are of one width."""
    lines = {node.id: broken(node.name) for node in picture.nodes}
    degree = _degrees(picture.arrows)
    sizes = {
        node.id: _size(node, lines[node.id], degree.get(node.id, (0, 0))) for node in picture.nodes
    }
    inner = {frame.id: _inside(frame, picture, sizes) for frame in picture.frames}
    top = _top(picture, sizes, {name: layout[1] for name, layout in inner.items()})
    corners = dict(top.corners)
    for frame in picture.frames:
        left, above = corners[frame.id]
        for name, (x, y) in inner[frame.id][0].corners.items():
            corners[name] = (left + PAD + x, above + TITLE + PAD + y)
    boxes = tuple(
        Box(node, corners[node.id], sizes[node.id], lines[node.id]) for node in picture.nodes
    )
    frames = tuple((f, corners[f.id], inner[f.id][1]) for f in picture.frames)
    routes = dict(top.routes)
    for frame in picture.frames:
        left, above = corners[frame.id]
        for pair, points in inner[frame.id][0].routes.items():
            routes[pair] = tuple((left + PAD + x, above + TITLE + PAD + y) for x, y in points)
    dealt = _ports(routes, {**sizes, **{f.id: size for f, _, size in frames}}, corners)
    drawn = tuple((a, dealt[a.source, a.target]) for a in picture.arrows)
    return Scene(boxes, frames, drawn, (top.width, top.height))


def _degrees(arrows: Iterable[Arrow]) -> dict[str, tuple[int, int]]:
    """How many arrows come in, and how many with a number go out."""
    found: dict[str, tuple[int, int]] = {}
    for arrow in arrows:
        into, out = found.get(arrow.target, (0, 0))
        found[arrow.target] = (into + 1, out)
        into, out = found.get(arrow.source, (0, 0))
        found[arrow.source] = (into, out + (arrow.weight > 1))
    return found


def _size(node: Node, lines: Sequence[str], degree: tuple[int, int]) -> Size:
    """Wide enough for its words; tall enough for the arrows that come in, and the numbers at those that go out."""
    head = text_width(head_of(node), FONT)
    width = max([head, *(text_width(line) for line in lines)]) + 2 * PAD + 6
    height = LINE * (1 + len(lines)) + PAD
    ports = max(PORT * min(degree[0], PORTS_MAX), NUMBER * min(degree[1], NUMBERS_MAX))
    return width, max(height, ports + PAD)


def _inside(frame: Frame, picture: Picture, sizes: dict[str, Size]) -> tuple[Layout, Size]:
    """The layout inside a frame: by its arrows, or in rows where it has none."""
    members = {name: sizes[name] for name in frame.members}
    pairs = [(a.source, a.target) for a in picture.arrows if {a.source, a.target} <= set(members)]
    if pairs:
        layout = _in_columns(members, pairs, sizes)
    else:
        corners, (width, height) = packed(members, max(640.0, (len(members) ** 0.5) * 170))
        layout = Layout(corners, {}, width, height)
    width = max(layout.width, text_width(frame.title)) + 2 * PAD + 30
    return layout, (width, layout.height + TITLE + 2 * PAD)


def _top(picture: Picture, sizes: dict[str, Size], frames: Mapping[str, Size]) -> Layout:
    """The layout of frames and of nodes outside of them; what no arrow touches stands in rows below."""
    framed = {name for frame in picture.frames for name in frame.members}
    outer = {name: size for name, size in sizes.items() if name not in framed} | dict(frames)
    pairs = [(a.source, a.target) for a in picture.arrows if {a.source, a.target} <= set(outer)]
    touched = {name for pair in pairs for name in pair}
    bound = {name: size for name, size in outer.items() if name in touched}
    loose = {name: size for name, size in outer.items() if name not in touched}
    layout = _in_columns(bound, pairs, sizes) if bound else Layout({}, {}, 0.0, 0.0)
    corners, (width, height) = packed(loose, max(layout.width, ROW_MAX))
    shift = layout.height + 3 * GAP_Y if layout.height else 0.0
    moved = {name: (x, y + shift) for name, (x, y) in corners.items()}
    whole = layout.height + (shift - layout.height + height if loose else 0.0)
    return Layout({**layout.corners, **moved}, layout.routes, max(layout.width, width), whole)


def _in_columns(
    members: Mapping[str, Size], pairs: Sequence[Pair], sizes: dict[str, Size]
) -> Layout:
    """A layered layout; `sizes` learns the common width of each column."""
    columns = columns_of(members, pairs)
    widest: dict[int, float] = {}
    for name, (width, _) in members.items():
        widest[columns[name]] = max(widest.get(columns[name], 0.0), width)
    even = {
        name: (widest[columns[name]] if name in sizes else width, height)
        for name, (width, height) in members.items()
    }
    sizes.update({name: size for name, size in even.items() if name in sizes})
    return layered(even, pairs, columns)


def _ports(
    routes: Mapping[Pair, tuple[Point, ...]],
    sizes: Mapping[str, Size],
    corners: Mapping[str, Point],
) -> dict[Pair, tuple[Point, ...]]:
    """Arrows that share a side of a box leave and enter it one below the other, in the order of where they lead."""
    ends: dict[tuple[str, float], list[tuple[float, Pair, int]]] = {}
    for pair, points in routes.items():
        for name, at, other in ((pair[0], 0, 1), (pair[1], -1, -2)):
            ends.setdefault((name, points[at][0]), []).append((points[other][1], pair, at))
    moved = {pair: list(points) for pair, points in routes.items()}
    for (name, x), rows in ends.items():
        height, top = sizes[name][1], corners[name][1]
        for number, (_, pair, at) in enumerate(sorted(rows), 1):
            moved[pair][at] = (x, top + height * number / (len(rows) + 1))
    return {pair: tuple(points) for pair, points in moved.items()}
