"""Controls and findings drawn for people: what is met, what is not and why, and what nobody can tell from here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from govcloud.ui.clean import clean
from govcloud.ui.grid import filled, grid

View = Mapping[str, Any]
SUBJECTS_SHOWN = 3
_STYLE = {
    "MET": "green",
    "PARTLY_MET": "yellow",
    "NOT_MET": "bold red",
    "NOT_APPLICABLE": "dim",
    "NOT_DECIDED": "dim",
}
_SHORT = ("PARTLY_MET", "NOT_MET")


def controls(view: View, *, every: bool = False) -> RenderableType:
    """Every control, or those that are not met; then the findings behind them."""
    rows = [row for row in view["controls"] if every or row["status"] in _SHORT]
    table = grid("clause", "控制点", "结论", "status", ">passed", ">failed", "what is asked")
    shown = filled(table, [_control(row) for row in rows])
    totals = ", ".join(f"{zh} {count}" for zh, count in view["totals_zh"].items())
    legend = "* not all that the clause asks for was looked at: -o json says what\n"
    hint = "" if every else "every control: --all    "
    return Group(
        _head(view),
        shown if rows else Text("no control is short of what was looked at", style="green"),
        Text(f"\n{legend}", style="dim"),
        *_findings(view["findings"], every),
        Text(f"\n{totals}", style="bold"),
        Text(f"{hint}files: --export controls.xlsx, .html, .oscal.json, .sarif", style="dim"),
    )


def stack_check(view: View, *, every: bool = False) -> RenderableType:
    """What checks found in what stacks would make."""
    words = f"{view['mandatory']} mandatory findings, {view['advisory']} advisory"
    style = "bold red" if view["mandatory"] else "bold green"
    return Group(_head(view), *_findings(view["findings"], every), Text(f"\n{words}", style=style))


def planned(view: View) -> list[RenderableType]:
    """What controls find in a plan of stacks: the mandatory findings in full, the others counted."""
    told = view["controls"]
    stopping = [row for row in view["findings"] if row["binding"] == "mandatory"]
    rest = len(view["findings"]) - len(stopping)
    words = f"{told['profile']}: {len(stopping)} mandatory findings, {rest} advisory (govcloud stack check)"
    untold = [f"not checked: {name}: {why}" for name, why in told["untold"].items()]
    return [
        *_findings(stopping, every=True),
        *[Text(clean(line), style="yellow") for line in untold],
        *([Text(words, style="bold red" if stopping else "dim")] if told["profile"] else []),
    ]


def policy(view: View) -> RenderableType:
    """The path alone, for a shell to take."""
    return Text(view["path"])


def _head(view: View) -> RenderableType:
    seen = view["looked_at"]
    label = "合成数据 (synthetic)  " if view["synthetic"] else ""
    what = "the running cloud" if view["basis"] == "running" else "the plan"
    lines = [
        f"{view['profile']} {view['level_en']} {view['level_zh']}: {view['profile_zh']}",
        f"{label}{what} of {view['env']} in {view['region']} on {view['on']}: {seen['resources']:,} resources "
        f"in {seen['stacks']:,} stacks, {seen['applications']:,} applications",
        f"{view['wording']} / {view['wording_zh']}",
    ]
    untold = [f"not looked at: {row['stack']}: {row['reason']}" for row in view["untold"]]
    return Group(
        *[Text(clean(line), style="dim") for line in lines],
        *[Text(clean(line), style="yellow") for line in untold],
        Text(""),
    )


def _control(row: View) -> tuple[object, ...]:
    mark = "" if row["complete"] else "*"
    style = _STYLE[row["status"]]
    return (
        row["clause"],
        row["zh"],
        Text(f"{row['status_zh']}{mark}", style=style),
        Text(row["status"].lower().replace("_", " "), style=style),
        row["passed"],
        row["failed"],
        row["demand"],
    )


def _findings(rows: Sequence[View], every: bool) -> Iterator[Text]:
    by_rule: dict[str, list[View]] = {}
    for row in rows:
        by_rule.setdefault(row["rule"], []).append(row)
    for name, held in by_rule.items():
        yield from _rule(name, held, every)


def _rule(name: str, held: Sequence[View], every: bool) -> Iterator[Text]:
    first = held[0]
    style = "bold red" if first["binding"] == "mandatory" else "yellow"
    clauses = ", ".join(first["clauses"])
    title = f"{name}  {first['binding']}  {len(held):,} ×  [{clauses}]"
    yield Text(clean(title), style=style)
    yield Text(clean(f"  should be: {first['en']} / {first['zh']}"))
    for row in held if every else held[:SUBJECTS_SHOWN]:
        yield Text(clean(f"  {_where(row)}{_because(row)}"))
    if not every and len(held) > SUBJECTS_SHOWN:
        yield Text(f"  … and {len(held) - SUBJECTS_SHOWN:,} more (--all)", style="dim")
    yield Text(clean(f"  → {first['fix']} / {first['fix_zh']}"), style="cyan")


def _where(row: View) -> str:
    place = f"  {row['file']}:{row['line']}" if row["line"] else ""
    kind = f"{row['type']} " if row["type"] else ""
    stack = f"{row['stack']}  " if row["stack"] else ""
    return f"{stack}{kind}{row['subject']}{place}"


def _because(row: View) -> str:
    told = ", ".join(f"{name} = {_said(value)}" for name, value in row["because"].items())
    return f"  [{told}]" if told else ""


def _said(value: object) -> str:
    if value is None or value in ("", []):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
