"""A drawn graph as text for other tools: Mermaid, Graphviz, Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from govcloud.reports.graph_boxes import head_of
from govcloud.rules.picture import Arrow, Node, Picture

MERMAID_EDGES_MAX = 500
"""Mermaid draws no flowchart with more edges, unless it is told to (its setting `maxEdges`)."""

_ENTITIES = {
    "#": "#35;",
    '"': "#quot;",
    "<": "#lt;",
    ">": "#gt;",
    "&": "#amp;",
    "`": "#96;",
    "\\": "#92;",
}


def mermaid(picture: Picture) -> str:
    """A Mermaid flowchart: ids of our own, labels in quotes, soft dependencies dotted."""
    ids = _ids(picture)
    lines = ["flowchart LR", f"  %% {_comment(picture.title)}"]
    lines += [f"  %% {_comment(note)}" for note in picture.notes]
    if (warning := mermaid_warning(picture)) != "":
        lines.append(f"  %% {_comment(warning)}")
    lines += _grouped(picture, lambda node: f'{ids[node.id]}["{_label(node)}"]', _subgraph)
    for arrow in picture.arrows:
        line = "-->" if arrow.hard else "-.->"
        count = f"|{arrow.weight}|" if arrow.weight > 1 else ""
        lines.append(f"  {ids[arrow.source]} {line}{count} {ids[arrow.target]}")
    centre = [ids[node.id] for node in picture.nodes if node.centre]
    lines += [f"  style {name} stroke-width:3px" for name in centre]
    return "\n".join(lines) + "\n"


def mermaid_warning(picture: Picture) -> str:
    """What to say of a picture that Mermaid would not draw; "" of one that it does."""
    count = len(picture.arrows)
    if count <= MERMAID_EDGES_MAX:
        return ""
    return (
        f"Mermaid draws {MERMAID_EDGES_MAX} edges at most, and this has {count:,}: take a smaller --depth, "
        "--groups, or .svg"
    )


def dot(picture: Picture) -> str:
    """A digraph for Graphviz; frames are clusters."""
    lines = [
        "digraph estate {",
        "  rankdir=LR;",
        '  node [shape=box, style=rounded, fontname="sans-serif"];',
    ]
    lines.append(f"  label={_quoted(picture.title)};")

    def box(node: Node) -> str:
        bold = ", penwidth=3" if node.centre else ""
        return f"{_quoted(node.id)} [label={_quoted(head_of(node), node.name)}{bold}];"

    def cluster(number: int, title: str) -> tuple[str, str]:
        return f"subgraph cluster_{number} {{ label={_quoted(title)};", "}"

    lines += _grouped(picture, box, cluster)
    ends = {frame.id: frame.members[0] for frame in picture.frames if frame.members}
    for arrow in picture.arrows:
        source, target = ends.get(arrow.source, arrow.source), ends.get(arrow.target, arrow.target)
        lines.append(f"  {_quoted(source)} -> {_quoted(target)}{_edge_style(arrow)};")
    return "\n".join([*lines, "}"]) + "\n"


def markdown(picture: Picture, view: Mapping[str, Any]) -> str:
    """A page for a wiki: figures, the Mermaid drawing, and every arrow as a row."""
    rows = [f"| {_cell(key)} | {_cell(value)} |" for key, value in _figures(view).items()]
    arrows = [
        f"| {_cell(a.source)} | {_cell(a.target)} | {'hard' if a.hard else 'soft'} | {a.weight} |"
        for a in picture.arrows
    ]
    label = ["合成数据 / SYNTHETIC", ""] if view["synthetic"] else []
    parts = [
        f"# {_cell(picture.title)}",
        "",
        *label,
        *[f"- {_cell(note)}" for note in picture.notes],
        "" if picture.notes else None,
        "| figure | value |",
        "|---|---|",
        *rows,
        "",
        "```mermaid",
        mermaid(picture).rstrip("\n"),
        "```",
        "",
        "| needs 依赖方 | needed 被依赖方 | kind | dependencies |",
        "|---|---|---|---|",
        *arrows,
    ]
    return "\n".join(part for part in parts if part is not None) + "\n"


def _figures(view: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: value for key, value in view["totals"].items() if not isinstance(value, list | dict)
    }


def _grouped(
    picture: Picture, box: Callable[[Node], str], frame: Callable[[int, str], tuple[str, str]]
) -> Iterator[str]:
    """Lines for each node, those of a frame inside it."""
    nodes = {node.id: node for node in picture.nodes}
    framed = {name for each in picture.frames for name in each.members}
    for number, each in enumerate(picture.frames):
        opening, closing = frame(number, each.title)
        yield f"  {opening}"
        yield from (f"    {box(nodes[name])}" for name in each.members)
        yield f"  {closing}"
    yield from (f"  {box(node)}" for node in picture.nodes if node.id not in framed)


def _ids(picture: Picture) -> dict[str, str]:
    """Names that every tool takes: n0, n1, …; f0, f1, … for frames."""
    nodes = {node.id: f"n{number}" for number, node in enumerate(picture.nodes)}
    return nodes | {frame.id: f"f{number}" for number, frame in enumerate(picture.frames)}


def _subgraph(number: int, title: str) -> tuple[str, str]:
    return f'subgraph f{number}["{_entities(title)}"]', "end"


def _label(node: Node) -> str:
    return f"{_entities(head_of(node))}<br/>{_entities(node.name)}"


def _entities(text: str) -> str:
    return "".join(_ENTITIES.get(character, character) for character in " ".join(text.split()))


def _comment(text: str) -> str:
    """Words of a comment: Mermaid takes braces in one for a directive."""
    return " ".join(text.split()).replace("{", "(").replace("}", ")")


def _quoted(*lines: str) -> str:
    plain = (" ".join(line.split()).replace("\\", "\\\\").replace('"', '\\"') for line in lines)
    return '"' + "\\n".join(plain) + '"'


def _edge_style(arrow: Arrow) -> str:
    styles = [] if arrow.hard else ["style=dashed"]
    if arrow.weight > 1:
        styles.append(f'label="{arrow.weight}"')
    return f" [{', '.join(styles)}]" if styles else ""


def _cell(value: object) -> str:
    return " ".join(str(value).split()).replace("|", "\\|").replace("<", "&lt;")
