"""A check of the inventory, drawn for people: thousands of warnings stay a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from govcloud.ui import tables
from govcloud.ui.clean import clean
from govcloud.ui.grid import filled, grid

View = Mapping[str, Any]
EXAMPLES_SHOWN = 3


def check(view: View, *, every: bool = False) -> RenderableType:
    """Departments and figures, then warnings by code with the first few of each, or with `every` all of them."""
    parts: list[RenderableType] = [tables.inventory({**view, "warnings": []})]
    if not view["by_code"]:
        return Group(*parts)
    rows = [
        (Text(row["code"], style="yellow"), f"{row['count']:,}", row["zh"], row["en"])
        for row in view["by_code"]
    ]
    count = len(view["findings"])
    parts.append(
        Text(f"\n{count:,} {'warning' if count == 1 else 'warnings'}", style="bold yellow")
    )
    table = grid("code", ">count", "含义", "meaning")
    table.columns[0].no_wrap = True
    parts.append(filled(table, rows))
    for row in view["by_code"]:
        parts.append(Text(""))
        parts += _examples(view, row["code"], every=every)
    parts.append(Text("\nOne code: govcloud explain CODE", style="dim"))
    return Group(*parts)


def _examples(view: View, code: str, *, every: bool) -> list[RenderableType]:
    found = [each for each in view["findings"] if each["code"] == code]
    shown = found if every else found[:EXAMPLES_SHOWN]
    lines: list[RenderableType] = [_line(each) for each in shown]
    if len(shown) < len(found):
        more = f"  … and {len(found) - len(shown):,} more {code}: --all"
        lines.append(Text(more, style="dim"))
    return lines


def _line(each: View) -> Text:
    place = f"{each['file']}:{each['line']}" if each["line"] else each["file"]
    hint = f" ({each['hint']})" if each["hint"] else ""
    return Text(clean(f"{place}  {each['code']}  {each['message']}{hint}"), style="yellow")
