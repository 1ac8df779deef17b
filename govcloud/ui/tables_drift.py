"""Drift drawn for people: a table for each stack, and the command that heals it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from govcloud.ui.clean import clean

View = Mapping[str, Any]
_STYLE = {"changed": "yellow", "missing": "red", "added": "magenta"}
_LONGEST = 400


def drift(view: View) -> RenderableType:
    """What is not as recorded, stack by stack."""
    parts: list[RenderableType] = []
    for stack in view["stacks"]:
        if stack["drift"]:
            parts += _stack(stack)
    for one in view["not_compared"]:
        what = f" {one['what']}" if one["what"] else ""
        told = f"not compared: {one['stack']} {one['resource']}{what}: {one['reason']}"
        parts.append(Text(clean(told), style="yellow"))
    for stack, reason in view["unfinished"].items():
        told = f"{stack}: {reason}: what it made may look as if it were added by hand"
        parts.append(Text(clean(told), style="yellow"))
    if view["never_applied"]:
        told = f"never applied: {', '.join(view['never_applied'])}"
        parts.append(Text(clean(told), style="dim"))
    parts += _healed(view["healed"]) if "healed" in view else []
    return Group(*parts, Text(_summary(view), style="bold"))


def sentence(one: View) -> str:
    """One addition in a line."""
    where = f"{_short(one['in'])} {one['resource']}" if one["in"] else one["resource"]
    what = one["property"] or f"{_short(one['type'])} {one['id']}"
    anew = " (made anew)" if one["replaces"] else ""
    return f"  {what} in {where}: {_said(one['is'])}{anew}"


def _stack(stack: View) -> list[RenderableType]:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("", "resource", "what", "is", "should be"):
        table.add_column(column, overflow="fold")
    for one in stack["deviations"]:
        table.add_row(
            Text(one["kind"], style=_STYLE.get(one["kind"], "")),
            Text(clean(f"{_short(one['in'] or one['type'])} {one['resource']}")),
            Text(clean(_what(one))),
            Text(clean(_said(one["is"]))),
            Text(clean(_should(one))),
        )
    heal = Text(clean(f"  {stack['deviations'][0]['heal']}"), style="cyan")
    return [Text(clean(stack["stack"]), style="bold"), table, heal, Text("")]


def _should(one: View) -> str:
    if one["kind"] == "missing":
        return "there"
    return _said(one["should_be"]) + (" (made anew to heal it)" if one["replaces"] else "")


def _what(one: View) -> str:
    if one["in"]:
        return f"{_short(one['type'])} {one['id']}"
    return one["property"] or str(one["id"])


def _healed(healed: View) -> list[RenderableType]:
    lines = [f"healed: {sentence(one).strip()}" for one in healed["by_hand"]]
    lines += [f"healed: {stack['stack']} by the engine" for stack in healed["stacks"]]
    return [Text(clean(line), style="green") for line in lines]


def _summary(view: View) -> str:
    counts = ", ".join(f"{number} {kind}" for kind, number in view["counts"].items() if number)
    looked = f"{view['resources']} resources of {len(view['stacks'])} stacks"
    left = view.get("healed", {}).get("left")
    after = "" if left is None else f"; {left} left after healing"
    return f"{counts or 'no drift'}: {looked} looked at in {view['calls']} calls{after}"


def _short(type_: str) -> str:
    """A type without our package's name."""
    return type_.removeprefix("govcloud:")


def _said(value: Any) -> str:
    """A value on a line, cut where it is too long to be read."""
    if value is None:
        return "nothing"
    if isinstance(value, Mapping):
        text = ", ".join(f"{key} {_inner(item)}" for key, item in value.items())
    else:
        text = _inner(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _inner(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
