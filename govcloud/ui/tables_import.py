"""Imports drawn for people: what is new, what changed, where sources disagree, what was left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from govcloud.rules.finding import listed
from govcloud.ui.clean import clean
from govcloud.ui.grid import filled, grid

View = Mapping[str, Any]
_SHOWN_MAX = 40


def summary(view: View) -> str:
    """One line before the question."""
    parts = [f"{len(view['added'])} new", f"{len(view['changed'])} changed"]
    parts += [f"{len(view['conflicts'])} in conflict", f"{len(view['skipped'])} left out"]
    return "; ".join([*view["read"], ", ".join(parts)])


def proposal(view: View) -> RenderableType:
    """A whole import, and what came of it."""
    return Group(preview(view), Text(clean(f"\n{outcome(view)}"), style="bold"))


def preview(view: View) -> RenderableType:
    """What an import would do."""
    parts: list[RenderableType] = [Text(clean(line), style="dim") for line in view["read"]]
    added = [[one["kind"], one["subject"], one["name"]] for one in view["added"]]
    parts += _listed("new", added, "green")
    changed = [[c["kind"], c["subject"], _fields(c["fields"])] for c in view["changed"]]
    parts += _listed("told", changed, "")
    parts += _listed("one thing", [[one] for one in view["merges"]], "cyan")
    parts += _conflicts(view["conflicts"])
    skipped = [
        [f"{s['file']} row {s['row']}", s["code"], s["message"], s["hint"]] for s in view["skipped"]
    ]
    parts += _listed("left out", skipped, "yellow")
    parts += _listed("assumed", [[one] for one in view["assumed"]], "yellow")
    return Group(*parts)


def outcome(view: View) -> str:
    """What came of it, in a line."""
    if view["written"]:
        return f"written: {listed(view['written'])}"
    return "nothing was written" if view["changes"] else "nothing new"


def _fields(fields: Sequence[str]) -> str:
    """The fields of the model by name, what was kept beside them by number."""
    beside = sum(one.startswith(("attributes.", "ids.")) for one in fields)
    named = [one for one in fields if not one.startswith(("attributes.", "ids."))]
    return ", ".join([*named, f"{beside} ids and attributes"] if beside else named)


def _conflicts(conflicts: Sequence[View]) -> list[RenderableType]:
    rows = [
        [
            c["subject"],
            c["field"],
            c["stands"],
            c["stands_from"],
            c["told"],
            c["told_from"],
            c["why"],
        ]
        for c in conflicts
    ]
    return _listed("in conflict", rows, "magenta")


def _listed(title: str, rows: Sequence[Sequence[object]], style: str) -> list[RenderableType]:
    if not rows:
        return []
    table = grid(*["" for _ in rows[0]])
    table.show_header = False
    shown: list[RenderableType] = [
        Text(f"\n{title} ({len(rows):,})", style=f"bold {style}".strip())
    ]
    shown.append(filled(table, rows[:_SHOWN_MAX]))
    if len(rows) > _SHOWN_MAX:
        shown.append(
            Text(f"… and {len(rows) - _SHOWN_MAX:,} more (all of them: -o json)", style="dim")
        )
    return shown


def formats(view: View) -> RenderableType:
    """The forms that are known."""
    rows = [(f["name"], f["title"], f["rows"], "; ".join(f["needs"])) for f in view["formats"]]
    return filled(grid("format", "table", "rows are", "needs the headings"), rows)


def sources(view: View) -> RenderableType:
    """Where values came from."""
    rows = [
        (
            s["field"],
            s["value"],
            s["format"],
            s["file"],
            s["sheet"],
            s["row"],
            s["column"],
            s["raw"],
        )
        for s in view["sources"]
    ]
    return filled(grid("field", "value", "format", "file", "sheet", "row", "column", "cell"), rows)


def difference(view: View) -> RenderableType:
    """What two inventories say differently."""
    signs = {"added": ("+", "green"), "removed": ("-", "red"), "changed": ("~", "yellow")}
    rows = [
        (
            Text(signs[row["how"]][0], style=signs[row["how"]][1]),
            row["kind"],
            row["id"],
            row["field"],
            "" if row["before"] is None else row["before"],
            "" if row["after"] is None else row["after"],
        )
        for row in view["differences"]
    ]
    counts = ", ".join(f"{count:,} {how}" for how, count in view["counts"].items())
    words = Text(f"\n{counts if view['changed'] else 'they say the same'}", style="bold")
    return Group(filled(grid("", "kind", "id", "field", "before", "after"), rows), words)
