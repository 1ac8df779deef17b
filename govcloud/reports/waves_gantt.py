"""A Gantt chart as SVG: a line for each wave, from approval over rehearsal to its window, freezes behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from govcloud.reports.page import text

View = Mapping[str, Any]
WIDTH, LEFT, ROW, TOP = 1400, 210, 20, 46
LABEL_MIN = 34
_MONTHS_ROOM = 44


def gantt(view: View) -> str:
    """The chart; a sentence where no wave has a date."""
    waves = [wave for wave in view["waves"] if wave["starts"]]
    if not waves:
        return "<p>没有带日期的批次 No wave has a date.</p>"
    scale = _Scale(waves)
    height = TOP + ROW * len(waves) + 8
    parts = [
        f'<svg class="gantt" role="img" aria-label="Gantt" viewBox="0 0 {WIDTH} {height}" '
        f'preserveAspectRatio="xMinYMin meet">',
        *_months(scale, height),
        *_freezes(view, scale, height),
    ]
    biggest = max(wave["totals"]["applications"] for wave in waves)
    for number, wave in enumerate(waves):
        parts += _row(wave, TOP + ROW * number, scale, biggest)
    return "\n".join([*parts, "</svg>"])


class _Scale:
    """Days as places from left to right."""

    def __init__(self, waves: list[View]) -> None:
        days = [day(wave[key]) for wave in waves for key in ("starts", "approval_by") if wave[key]]
        self.first = min(days) - timedelta(days=3)
        self.last = max(days) + timedelta(days=10)
        self.pixels = (WIDTH - LEFT - 10) / max((self.last - self.first).days, 1)

    def at(self, when: date) -> float:
        """Where a day begins."""
        return LEFT + (when - self.first).days * self.pixels


def day(moment: str) -> date:
    """The date of a time that is written out."""
    return date.fromisoformat(moment[:10])


def _months(scale: _Scale, height: int) -> Iterator[str]:
    when = scale.first.replace(day=1)
    written = -WIDTH * 1.0
    while when <= scale.last:
        x = scale.at(when)
        if x >= LEFT:
            yield f'<line class="grid" x1="{x:.1f}" y1="{TOP - 18}" x2="{x:.1f}" y2="{height}"/>'
        if max(x, LEFT) - written >= _MONTHS_ROOM:
            written = max(x, LEFT)
            yield f'<text class="dim" x="{written + 2:.1f}" y="{TOP - 8}">{when:%Y-%m}</text>'
        when = (when + timedelta(days=32)).replace(day=1)


def _freezes(view: View, scale: _Scale, height: int) -> Iterator[str]:
    """Stretches that are frozen: for all dark, for some light; a name where there is room for it."""
    written = -WIDTH * 1.0
    for freeze in view["freezes"]:
        first, last = max(day(freeze["from"]), scale.first), min(day(freeze["to"]), scale.last)
        if first > last:
            continue
        x, width = scale.at(first), ((last - first).days + 1) * scale.pixels
        kind = "freeze some" if freeze["scope"] else "freeze"
        told = text(f"{freeze['name']} {freeze['from']} – {freeze['to']}{freeze['scope']}")
        yield (
            f'<rect class="{kind}" x="{x:.1f}" y="{TOP - 4}" width="{width:.1f}" '
            f'height="{height - TOP}"><title>{told}</title></rect>'
        )
        if not freeze["scope"] and x - written >= LABEL_MIN:
            written = x
            yield f'<text class="dim" x="{x:.1f}" y="{TOP - 24}">{text(freeze["name"])}</text>'


def _row(wave: View, y: int, scale: _Scale, biggest: int) -> Iterator[str]:
    told, starts = wave["totals"], day(wave["starts"])
    share = told["applications"] / max(biggest, 1)
    yield f'<rect class="bar" x="130" y="{y + 3}" width="{share * 70:.1f}" height="{ROW - 6}"/>'
    yield f'<text x="2" y="{y + 14}">{text(wave["id"])}</text>'
    yield f'<text class="dim" x="44" y="{y + 14}">{starts}</text>'
    yield f'<text x="134" y="{y + 14}">{told["applications"]}</text>'
    if wave["approval_by"]:
        yield _bar("lead", scale, (day(wave["approval_by"]), day(wave["rehearsal_on"])), y)
        yield _bar("rehearsal", scale, (day(wave["rehearsal_on"]), starts), y)
    kind = {"PILOT": "window pilot", "CLEANUP": "window cleanup"}.get(wave["kind"], "window")
    label = text(
        f"{wave['id']} {wave['name']} {wave['starts'].replace('T', ' ')}: {told['applications']} 个系统, "
        f"{told['hosts']} 台主机, {told['users']} 用户"
    )
    width = max(scale.pixels, 5)
    yield (
        f'<rect class="{kind}" x="{scale.at(starts):.1f}" y="{y + 2}" width="{width:.1f}" '
        f'height="{ROW - 4}" rx="1.5"><title>{label}</title></rect>'
    )


def _bar(kind: str, scale: _Scale, span: tuple[date, date], y: int) -> str:
    first, last = map(scale.at, span)
    return (
        f'<rect class="{kind}" x="{first:.1f}" y="{y + 6}" width="{max(last - first, 0):.1f}" '
        f'height="{ROW - 12}"/>'
    )
