"""Applications of the inventory, drawn for people: all in a list, or one with all that is told of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from govcloud.ui.clean import clean
from govcloud.ui.grid import filled, grid

View = Mapping[str, Any]
NAMED_MAX = 3


def applications(view: View) -> RenderableType:
    """A line for each application."""
    table = grid("application", "名称", "name", "strategy", ">level", "servers", "needs")
    rows = [
        (
            row["id"],
            row["name_zh"],
            row["name_en"],
            row["strategy"],
            row["mlps_level"],
            _few([each["name"] for each in row["servers"]]),
            _few([each["app"] or each["external"] for each in row["depends_on"]]),
        )
        for row in view["applications"]
    ]
    count = len(rows)
    words = f"\n{count:,} {'application' if count == 1 else 'applications'}"
    return Group(filled(table, rows), Text(words, style="dim"))


def application(view: View, words: Mapping[str, str]) -> RenderableType:
    """A line for each field that is told; `words` are the fields' Chinese names."""
    zh = view["zh"]
    rows = [
        (name, words.get(name, ""), _value(value, name, zh))
        for name, value in view.items()
        if name != "zh" and _told(value)
    ]
    head = f"{view['id']}  {view['name_zh']}  {view['name_en']}\n"
    return Group(Text(clean(head), style="bold"), filled(grid("field", "字段", "value"), rows))


def _few(names: list[str]) -> str:
    more = len(names) - NAMED_MAX
    return ", ".join(names[:NAMED_MAX]) + (f" +{more}" if more > 0 else "")


def _told(value: object) -> bool:
    return value not in ("", None, [], {})


def _value(value: Any, place: str, zh: Mapping[str, str]) -> str:
    """A list of mappings a line each; nothing is shown in Python's own notation."""
    if isinstance(value, list):
        shown = [_value(item, f"{place}[{number}]", zh) for number, item in enumerate(value)]
        return ("\n" if value and isinstance(value[0], dict) else ", ").join(shown)
    if isinstance(value, dict):
        return "; ".join(
            f"{name} {_inner(item, f'{place}.{name}', zh)}"
            for name, item in value.items()
            if _told(item)
        )
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value} {zh[place]}" if place in zh else str(value)


def _inner(value: Any, place: str, zh: Mapping[str, str]) -> str:
    """A value inside a line: mappings in round brackets."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        rows = (_value(item, f"{place}[{number}]", zh) for number, item in enumerate(value))
        return ", ".join(f"({row})" for row in rows)
    shown = _value(value, place, zh)
    return f"({shown})" if isinstance(value, dict) else shown
