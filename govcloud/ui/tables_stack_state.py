"""What is recorded of stacks, drawn for people: runs, what was moved, what was freed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from govcloud.ui.clean import clean
from govcloud.ui.grid import filled, grid

View = Mapping[str, Any]
_STYLE = {"succeeded": "green", "failed": "red"}


def history(view: View) -> RenderableType:
    """Runs, newest first."""
    rows = [
        (
            run["ended_at"] or run["began_at"],
            run["kind"],
            Text(clean(run["result"]), style=_STYLE.get(run["result"], "yellow")),
            ", ".join(f"{number} {op}" for op, number in sorted(run["changes"].items()))
            or "nothing",
        )
        for run in view["runs"]
    ]
    said = "" if rows else " was never run"
    table = filled(grid("ended", "kind", "result", "done"), rows)
    return Group(Text(clean(f"{view['stack']}{said}"), style="bold"), *([table] if rows else []))


def facts(view: View) -> RenderableType:
    """What was taken out or put in."""
    lines = [f"{view['stack']}: {view['resources']} resources, {view['file']}"]
    if view["pending"]:
        lines.append(
            f"  {view['pending']} operations have no end on record: govcloud stack apply closes them"
        )
    if view.get("former"):
        lines.append(f"  the former state is kept: {view['former']}")
    return Text(clean("\n".join(lines)))


def freed(view: View) -> RenderableType:
    """What was taken away."""
    if not view["freed"]:
        return Text(clean(f"{view['stack']}: nobody holds it"))
    told = [f"  {one['what']}: process {one['pid']} on {one['host']}" for one in view["freed"]]
    return Text(clean("\n".join([f"{view['stack']} is free; taken away:", *told])))


def adopted(view: View) -> RenderableType:
    """What was taken over."""
    said = "nothing is left to change" if view["same"] else "the next apply would change it"
    return Text(clean(f"{view['id']} is {view['resource']} of {view['stack']} now: {said}"))
