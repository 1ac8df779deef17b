"""Plans of stacks drawn for people: each change with its properties, sizes, findings, and the digest."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from govcloud.ui import tables_controls
from govcloud.ui.clean import clean

View = Mapping[str, Any]
_STYLE = {"create": "green", "update": "yellow", "replace": "magenta", "delete": "red"}
_SIGN = {"create": "+", "update": "~", "replace": "±", "delete": "-"}
_LONGEST = 160


def plan(view: View) -> RenderableType:
    """What would change, stack by stack."""
    lines: list[RenderableType] = []
    for one in view["interrupted"]:
        became = "was imported" if one["imported"] else "was interrupted"
        lines.append(Text(clean(f"{one['stack']} {became}:"), style="yellow"))
        lines += [Text(clean(f"  {said}"), style="yellow") for said in one["told"]]
        lines.append(Text(clean(f"  it goes on from there: {one['heal']}"), style="cyan"))
    for stack in view["stacks"]:
        lines += _stack(stack)
    lines += _sizes(view["sizes"])
    lines += tables_controls.planned(view)
    return Group(*lines, Text(_last(view), style="bold"))


def _stack(stack: View) -> Iterator[Text]:
    for change in stack["changes"]:
        sign = Text(f"  {_SIGN.get(change['op'], '?')} ", style=_STYLE.get(change["op"], ""))
        yield sign + Text(clean(f"{_short(change['type'])}  {change['name']}"))
        for one in change["properties"] if change["op"] != "create" else ():
            replaces = Text("  (forces replacement)" if one["replaces"] else "", style="magenta")
            said = f"      {one['path']}: {_said(one['before'])} → {_said(one['after'])}"
            yield Text(clean(said)) + replaces
    counts = ", ".join(f"{n} {op}" for op, n in stack["counts"].items() if n) or "nothing"
    said = counts if stack["changed"] else "no changes"
    yield Text(clean(f"{stack['stack']}: {said} ({stack['seconds']:.1f} s)"), style="bold")
    if stack["deviations"]:
        told = (
            f"  the cloud is not as recorded in {stack['deviations']} things: govcloud stack drift"
        )
        yield Text(clean(told), style="yellow")


def _sizes(sizes: Sequence[View]) -> Iterator[Text]:
    told = [f"{one['kind']}{_size(one)} {_number(one)}" for one in sizes]
    if told:
        yield Text(clean(f"to pay for: {', '.join(told)}"), style="dim")


def _size(one: View) -> str:
    return f" {one['size']}" if one["size"] else ""


def _number(one: View) -> str:
    before, after = one["before"], one["after"]
    return f"× {after}" if before == after else f"× {before} → {after}"


def _last(view: View) -> str:
    changed = sum(stack["changed"] for stack in view["stacks"])
    said = f"{changed} of {len(view['stacks'])} stacks change" if changed else "no changes"
    read = "" if view["cloud_read"] else "  (the cloud was not read; --save FILE reads it)"
    return f"{said}  digest {view['digest']}{read}"


def _short(type_: str) -> str:
    """A type without our package's name."""
    return type_.removeprefix("govcloud:")


def _said(value: Any) -> str:
    if value is None:
        return "nothing"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
