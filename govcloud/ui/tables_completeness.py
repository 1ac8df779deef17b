"""How complete an inventory is, drawn for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from govcloud.ui.clean import clean
from govcloud.ui.grid import filled, grid

View = Mapping[str, Any]
ROWS_SHOWN, IDS_SHOWN, FIELDS_SHOWN, LACKS_SHOWN = 10, 6, 10, 8
_GOOD, _FAIR = 90.0, 60.0


def completeness(view: View, *, every: bool = False) -> RenderableType:
    """The four practices, the league table, what is lacking most, and the applications that lack most."""
    parts: list[RenderableType] = [_practices(view["practices"], every=every), Text("")]
    parts += [_league(view), Text("")]
    fields = view["fields"] if every else view["fields"][:FIELDS_SHOWN]
    if fields:
        table = grid(">lacking", "field", "字段")
        parts += [filled(table, [(f["lacking"], f["field"], f["zh"]) for f in fields]), Text("")]
    rows = view["rows"] if every else view["rows"][:ROWS_SHOWN]
    if rows:
        parts.append(_rows(rows, every=every))
        if len(rows) < len(view["rows"]):
            more = (
                f"… and {len(view['rows']) - len(rows):,} more applications lack something: --all"
            )
            parts.append(Text(more, style="dim"))
    count = f"{view['applications']:,} applications"
    parts.append(
        Text(f"\n{view['score']:.1f} % of what must be known of {count} is told", style="bold")
    )
    return Group(*parts)


def _practices(practices: Sequence[View], *, every: bool) -> RenderableType:
    table = grid("GAO-16-511", "", "practice", "evidence")
    for each in practices:
        mark = Text("holds", style="green") if each["holds"] else Text("short", style="yellow")
        short = each["short"] if every else each["short"][:IDS_SHOWN]
        more = len(each["short"]) - len(short)
        named = ", ".join(short) + (f" and {more:,} more" if more else "")
        evidence = each["evidence"] + (f"; not {named}" if named else "")
        filled(table, [(each["number"], mark, f"{each['en']} {each['zh']}", evidence)])
    return table


def _league(view: View) -> RenderableType:
    sets = view["sets"]
    table = grid(">", "department", "名称", ">系统", ">全部", *(f">{s['zh']}" for s in sets))
    table.columns[1].no_wrap = True
    for row in view["departments"]:
        scores = [row["sets"].get(s["set"]) for s in sets]
        own = None if not row["applications"] else row["score"]
        cells = [_per_cent(score) for score in (own, *scores)]
        filled(table, [(row["rank"], row["id"], row["name_zh"], row["applications"], *cells)])
    cells = [_per_cent(score) for score in (view["score"], *(s["score"] for s in sets))]
    filled(table, [("", "all", "", view["applications"], *cells)])
    return table


def _rows(rows: Sequence[View], *, every: bool) -> RenderableType:
    table = grid("application", "名称", ">%", "lacks")
    table.columns[0].no_wrap = True
    for row in rows:
        lacks = row["lacks"] if every else row["lacks"][:LACKS_SHOWN]
        more = len(row["lacks"]) - len(lacks)
        named = ", ".join(lacks) + (f" and {more} more" if more else "")
        filled(table, [(row["id"], row["name_zh"], _per_cent(row["score"]), named)])
    return table


def _per_cent(score: float | None) -> Text:
    if score is None:
        return Text("–")
    style = "green" if score >= _GOOD else "yellow" if score >= _FAIR else "red"
    return Text(clean(f"{score:.0f}"), style=style)
