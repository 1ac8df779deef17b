"""A drawn graph as one SVG file that needs nothing else: same picture, same bytes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from govcloud.reports.graph_boxes import FONT, LINE, PAD, Box, head_of, scene, text_width
from govcloud.reports.graph_layout import Point, Size
from govcloud.reports.page import text as in_markup
from govcloud.rules.picture import Arrow, Frame, Picture

MARGIN = 24.0
TITLE_HEIGHT = 34.0
LEGEND_LINE = 20.0
LEGEND_MAX = 12
COLOURS = (
    "#2b6cb0",
    "#c05621",
    "#2f855a",
    "#b83280",
    "#6b46c1",
    "#b7791f",
    "#00838f",
    "#c53030",
    "#4a5568",
    "#5f8d00",
    "#1a365d",
    "#8c564b",
)
OTHER = "#718096"
_RULES = """
.g-page{fill:#fff}
.g-text{font-family:"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
.g-text,.g-count{fill:#1a202c} .g-id{font-weight:600} .g-dim{fill:#4a5568}
.g-box{fill:#f7fafc;stroke:#4a5568;stroke-width:1} .g-centre{fill:#fefcbf;stroke-width:2.5}
.g-frame{fill:none;stroke:#718096;stroke-dasharray:2 3}
.g-arrow{fill:none;stroke:#4a5568;stroke-opacity:.6} .g-soft{stroke-dasharray:6 4} .g-head{fill:#4a5568}
.g-count{stroke:#fff;stroke-width:3px;paint-order:stroke}
@media (prefers-color-scheme:dark){
.g-page{fill:#12161c} .g-text,.g-count{fill:#e6e9ee} .g-dim{fill:#a0aec0}
.g-box{fill:#1d2430;stroke:#a0aec0} .g-centre{fill:#4a4310} .g-frame{stroke:#a0aec0}
.g-arrow{stroke:#a0aec0} .g-head{fill:#a0aec0} .g-count{stroke:#12161c}}
"""
STYLE = "".join(_RULES.split("\n"))


def svg(picture: Picture, *, styled: bool = True, label: str = "") -> str:
    """The whole drawing; `styled` carries its own style, as a file needs it. `label` stands beside the title."""
    placed = scene(picture)
    colours = _colours(picture)
    inside = {name: frame.id for frame in picture.frames for name in frame.members}
    legend = list(_legend(picture, colours))
    notes = [f"· {note}" for note in picture.notes]
    heads = [picture.title + (f"  {label}" if label else ""), *notes]
    words = [text_width(head, FONT * 1.3) for head in heads] + [_legend_width(legend)]
    width = max(placed.size[0], min(max(words), 1400.0)) + 2 * MARGIN
    top = MARGIN + TITLE_HEIGHT
    below = top + placed.size[1] + MARGIN
    height = below + LEGEND_LINE * (_legend_rows(legend, width) + len(notes)) + MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(width)} {_n(height)}" '
        f'width="{_n(width)}" height="{_n(height)}" role="img" aria-label="{_escaped(picture.title)}">',
        f"<style>{STYLE}</style>" if styled else "",
        '<defs><marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" '
        'markerUnits="userSpaceOnUse" orient="auto"><path class="g-head" d="M0 0L8 4L0 8z"/></marker></defs>',
        f'<rect class="g-page" width="{_n(width)}" height="{_n(height)}"/>',
        _text((MARGIN, MARGIN + 8), heads[0], "g-text g-id", FONT * 1.3),
        f'<g transform="translate({_n(MARGIN)} {_n(top)})">',
        *(_frame(frame, corner, size) for frame, corner, size in placed.frames),
        *(_arrow(arrow, points) for arrow, points in placed.routes),
        *(
            _box(box, colours[box.node.department], inside.get(box.node.id, ""))
            for box in placed.boxes
        ),
        *(_count(arrow, points) for arrow, points in placed.routes if arrow.weight > 1),
        "</g>",
        *_drawn_legend(legend, width, below),
        *_drawn_notes(notes, below + LEGEND_LINE * _legend_rows(legend, width)),
        "</svg>\n",
    ]
    return "\n".join(part for part in parts if part)


def _colours(picture: Picture) -> dict[str, str]:
    """A colour for each of the departments that most boxes are of, one for all others."""
    counts: dict[str, int] = {}
    for node in picture.nodes:
        counts[node.department] = counts.get(node.department, 0) + 1
    ranked = sorted(counts, key=lambda code: (-counts[code], code))
    return {code: COLOURS[n] if n < len(COLOURS) else OTHER for n, code in enumerate(ranked)}


def _legend(picture: Picture, colours: dict[str, str]) -> Iterator[tuple[str, str]]:
    named = [(colour, code) for code, colour in colours.items() if colour != OTHER]
    yield from named[:LEGEND_MAX]
    others = len(colours) - len(named)
    if others:
        yield OTHER, f"other departments ({others})"
    if picture.arrows:
        yield "hard", "A → B: A needs B, hard"
        if any(not arrow.hard for arrow in picture.arrows):
            yield "soft", "soft"


def _legend_width(legend: Sequence[tuple[str, str]]) -> float:
    return sum(text_width(text) + 40 for _, text in legend)


def _legend_rows(legend: Sequence[tuple[str, str]], width: float) -> int:
    return len(list(_legend_places(legend, width)[1]))


def _legend_places(
    legend: Sequence[tuple[str, str]], width: float
) -> tuple[list[tuple[float, int]], range]:
    places, x, row = [], 0.0, 0
    for _, text in legend:
        wide = text_width(text) + 40
        if x and x + wide > width - 2 * MARGIN:
            x, row = 0.0, row + 1
        places.append((x, row))
        x += wide
    return places, range(row + 1 if legend else 0)


def _drawn_legend(legend: Sequence[tuple[str, str]], width: float, top: float) -> Iterator[str]:
    places, _ = _legend_places(legend, width)
    for (colour, text), (x, row) in zip(legend, places, strict=True):
        left, y = MARGIN + x, top + row * LEGEND_LINE
        if colour in {"hard", "soft"}:
            dashed = " g-soft" if colour == "soft" else ""
            yield (
                f'<path class="g-arrow{dashed}" stroke-width="1.5" marker-end="url(#head)" '
                f'd="M{_n(left)} {_n(y)}h24"/>'
            )
        else:
            yield f'<rect x="{_n(left)}" y="{_n(y - 6)}" width="12" height="12" rx="2" fill="{colour}"/>'
        yield _text(
            (left + (30 if colour in {"hard", "soft"} else 18), y + 4), text, "g-text", FONT
        )


def _drawn_notes(notes: Iterable[str], top: float) -> Iterator[str]:
    for number, note in enumerate(notes):
        yield _text((MARGIN, top + number * LEGEND_LINE + 4), note, "g-text g-dim", FONT)


def _frame(frame: Frame, corner: Point, size: Size) -> str:
    (x, y), (width, height) = corner, size
    rect = f'<rect class="g-frame" x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" rx="8"/>'
    return rect + _text((x + PAD, y + 18), frame.title, "g-text g-dim", FONT)


def _box(box: Box, colour: str, frame: str) -> str:
    (x, y), (width, height) = box.corner, box.size
    node = box.node
    kind = "g-box g-centre" if node.centre else "g-box"
    words = (1 + len(box.lines)) * LINE
    first = y + (height - words) / 2 + LINE - 4
    lines = [
        _text((x + PAD + 4, first + LINE * (n + 1)), line, "g-text", FONT)
        for n, line in enumerate(box.lines)
    ]
    return (
        f'<g class="g-node" data-id="{_escaped(node.id)}" data-frame="{_escaped(frame)}">'
        f"<title>{_escaped(node.tip or node.name)}</title>"
        f'<rect class="{kind}" x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" rx="5"/>'
        f'<rect x="{_n(x)}" y="{_n(y)}" width="5" height="{_n(height)}" rx="2" fill="{colour}"/>'
        + _text((x + PAD + 4, first), head_of(node), "g-text g-id", FONT)
        + "".join(lines)
        + "</g>"
    )


def _arrow(arrow: Arrow, points: Sequence[Point]) -> str:
    dashed = "" if arrow.hard else " g-soft"
    width = min(1 + 0.5 * math.log2(arrow.weight), 5.0)
    words = f"{arrow.source} → {arrow.target}" + (f" × {arrow.weight}" if arrow.weight > 1 else "")
    return (
        f'<path class="g-arrow{dashed}" data-from="{_escaped(arrow.source)}" data-to="{_escaped(arrow.target)}" '
        f'stroke-width="{_n(width)}" marker-end="url(#head)" d="{_curve(points)}">'
        f"<title>{_escaped(words)}</title></path>"
    )


def _curve(points: Sequence[Point]) -> str:
    """Level out of each point and into the next; a bow to the right between boxes of one column."""
    (x, y), (end_x, end_y) = points[0], points[-1]
    if len(points) == 2 and abs(x - end_x) < 1:  # noqa: PLR2004 - from box to box, without waypoints
        bow = x + 36
        return f"M{_n(x)} {_n(y)}C{_n(bow)} {_n(y)} {_n(bow)} {_n(end_y)} {_n(end_x)} {_n(end_y)}"
    steps = [f"M{_n(x)} {_n(y)}"]
    for (one_x, one_y), (two_x, two_y) in pairwise(points):
        if abs(one_y - two_y) < 1:
            steps.append(f"L{_n(two_x)} {_n(two_y)}")
        else:
            half = (one_x + two_x) / 2
            steps.append(f"C{_n(half)} {_n(one_y)} {_n(half)} {_n(two_y)} {_n(two_x)} {_n(two_y)}")
    return "".join(steps)


def _count(arrow: Arrow, points: Sequence[Point]) -> str:
    """The number of dependencies, near where the arrow leaves its source."""
    (x, y), (next_x, _) = points[0], points[1]
    left = x + 5 if next_x >= x else x - 5 - text_width(str(arrow.weight), FONT - 2)
    return _text((left, y - 2), f"{arrow.weight:,}", "g-text g-count", FONT - 2)


def _text(at: Point, words: str, classes: str, size: float) -> str:
    return f'<text class="{classes}" x="{_n(at[0])}" y="{_n(at[1])}" font-size="{_n(size)}">{_escaped(words)}</text>'


def _n(value: float) -> str:
    """A number as short as it may be, the same on every machine."""
    text = f"{value:.1f}"
    return text.removesuffix(".0")


def _escaped(words: str) -> str:
    """Words in markup; nothing in them can be taken for a link."""
    return in_markup(words).replace("=", "&#61;")
