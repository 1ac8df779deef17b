"""The book of codes, drawn for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from govcloud.ui.clean import clean
from govcloud.ui.grid import filled, grid

View = Mapping[str, Any]


def codes(view: View) -> RenderableType:
    """One code with all that is known of it, or a table for each family."""
    return _entry(view) if "code" in view else _book(view)


def _book(view: View) -> RenderableType:
    parts: list[RenderableType] = []
    for family in view["families"]:
        title = f"{family['title_en']} {family['title_zh']}"
        parts.append(Text(clean(f"\n{title}" if parts else title), style="bold cyan"))
        rows = [(_code(c["code"]), c["en"], c["zh"]) for c in family["codes"]]
        table = grid("code", "meaning", "含义")
        table.columns[0].no_wrap = True
        parts.append(filled(table, rows))
    parts.append(Text("\nE stops, W warns. One of them: govcloud explain CODE"))
    return Group(*parts)


def _entry(view: View) -> RenderableType:
    ends = str(view["exit_code"]) if view["stops"] else "0; 5 with --strict"
    kind = "stops 阻断" if view["stops"] else "warns 提示"
    parts: list[RenderableType] = [
        _code(view["code"]) + Text(clean(f"  {view['en']}"), style="bold"),
        Text(clean(view["zh"]), style="bold"),
        Text(
            clean(f"{view['family_en']} {view['family_zh']}; {kind}; exit code 退出码 {ends}"),
            style="dim",
        ),
    ]
    for heading, words in (
        ("Why it matters 原因", (view["why_en"], view["why_zh"])),
        ("Not so 错误示例", (view["bad"],)),
        ("But so 正确示例", (view["good"],)),
        ("What to do 处理", (view["remedy_en"], view["remedy_zh"])),
    ):
        told = [word for word in words if word]
        if told:
            parts.append(Text(f"\n{heading}", style="bold cyan"))
            parts += [Text(_indented(word)) for word in told]
    return Group(*parts)


def _indented(words: str) -> str:
    return "\n".join(f"  {clean(line)}" for line in words.splitlines())


def _code(code: str) -> Text:
    return Text(clean(code), style="red" if code.startswith("E-") else "yellow")
