"""An assessment drawn for people: what the rules suggest, why, and how ready each application is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from govcloud.ui import tables_estate
from govcloud.ui.clean import clean
from govcloud.ui.grid import filled, grid

View = Mapping[str, Any]
ROWS_SHOWN = 30
_SEVERITY = {"blocker": "bold red", "major": "yellow", "minor": ""}


def assessment(view: View, *, every: bool = False) -> RenderableType:
    """Any view of an assessment; long lists are cut to a page unless `every` is asked for."""
    draw = _DRAWN[view["view"]]
    return Group(_head(view), draw(view, every))


def _head(view: View) -> Text:
    own = [name for name, source in view["profiles"].items() if source != "built in"]
    rules = f"rules of the workspace: {', '.join(own)}" if own else "built-in rules"
    label = "合成数据 (synthetic)  " if view["synthetic"] else ""
    words = f"{label}{view['assessed']:,} applications assessed on {view['on']}, {rules}\n"
    return Text(clean(words), style="dim")


def _summary(view: View, every: bool) -> RenderableType:
    totals, sharing, fragility = view["totals"], view["sharing"], view["fragility"]
    software, effort = view["software"], view["effort"]
    lines = [
        f"strategy    {totals['agree']:,} as declared, {totals['differ']:,} differ  (--view strategy)",
        f"readiness   {totals['readiness_mean']} of 100 on average; {totals['ready']:,} without a finding, "
        f"{totals['blocked']:,} blocked",
        f"chimneys    {sharing['chimneys']:,} sets of similar systems, {sharing['systems_in_chimneys']:,} systems; "
        f"{_percent(sharing['share_on_shared_platforms'])} use shared platforms  (--view chimneys)",
        f"data walls  {sharing['exchanges']:,} exchanges between departments, "
        f"{_percent(sharing['share_through_platform'])} through the sharing platform, {sharing['direct']:,} past it, "
        f"{sharing['untold']:,} untold  (--view walls)",
        f"fragility   {fragility['weak_hubs']:,} of {fragility['hubs']:,} hubs are weak; one outage stops up to "
        f"{fragility['largest_blast']:,}  (--view fragility)",
        f"software    {software['applications_on_ended_software']:,} on software that ended "
        f"({_percent(software['share_on_ended_software'])}), "
        f"{software['applications_on_ending_software']:,} on such that ends soon  (--view eol)",
        f"effort      {effort['person_days']:,.0f} person-days, {effort['hosts']:,} hosts, "
        f"{effort['size_gb'] / 1024:,.1f} TB, {effort['cutover_hours']:,.0f} h of cut-overs; "
        f"{effort['estimated']:,} with sizes assumed  (--view effort)",
    ]
    return Group(
        *[Text(clean(line)) for line in lines],
        Text(""),
        _findings(view["findings"]),
        Text("\nOne application, with its reasons: govcloud inventory assess ID", style="dim"),
    )


def _findings(rows: list[View]) -> RenderableType:
    table = grid("finding", "severity", ">applications", "含义", "meaning")
    table.columns[0].no_wrap = True
    shown = [
        (
            r["code"],
            Text(r["severity"], style=_SEVERITY.get(r["severity"], "")),
            f"{r['applications']:,}",
            r["zh"],
            r["en"],
        )
        for r in rows
    ]
    return filled(table, shown)


def _strategy(view: View, every: bool) -> RenderableType:
    table = grid("strategy", "上云方式", ">declared", ">suggested")
    totals = [
        (r["strategy"], r["zh"], f"{r['declared']:,}", f"{r['suggested']:,}")
        for r in view["totals"]["strategies"]
    ]
    rows = view["applications"] if every else view["applications"][:ROWS_SHOWN]
    apps = grid("application", "名称", "declared", "suggested", "because", "readiness")
    shown = [
        (a["id"], a["name_zh"], a["declared"], a["suggested"], _why(a), a["readiness"])
        for a in rows
    ]
    left = len(view["applications"]) - len(rows)
    return Group(
        filled(table, totals),
        Text(f"\n{view['totals']['differ']:,} differ from what is declared:", style="bold"),
        filled(apps, shown),
        tables_estate.more(left),
    )


def _why(app: View) -> str:
    to = f" → {app['successor']}" if app["successor"] else ""
    return f"{app['reason']}{to}: {said(app['because'])}" if app["because"] else app["reason"] + to


def said(values: View) -> str:
    """Traits and their values, as one line."""
    return ", ".join(f"{name} = {_value(value)}" for name, value in values.items())


def _value(value: object) -> str:
    if value is None or value == "":
        return "not told"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _applications(view: View, every: bool) -> RenderableType:
    return Group(*[_application(app) for app in view["applications"]])


def _application(app: View) -> RenderableType:
    lines = [Text(clean(f"{app['id']}  {app['name_zh']}  {app['name_en']}"), style="bold")]
    verdict = "as declared" if app["agrees"] else f"declared is {app['declared']}"
    to = f" → {app['successor']}" if app["successor"] else ""
    line = f"suggested  {app['suggested']} {app['suggested_zh']}{to}  ({verdict})"
    lines.append(Text(clean(line), style="green" if app["agrees"] else "yellow"))
    for number, reason in enumerate(app["reasons"]):
        label = "because" if number == 0 else f"also {reason['strategy']}:"
        values = f"  [{said(reason['because'])}]" if reason["because"] else ""
        text = f"  {label} {reason['en']} / {reason['reason_zh']}{values}"
        lines.append(Text(clean(text), style="" if number == 0 else "dim"))
    lines.append(Text(clean(_effort_line(app))))
    if app["assumed"]:
        lines.append(Text(clean(f"  sizes assumed: {', '.join(app['assumed'])}"), style="dim"))
    if app["measured"]:
        lines.append(Text(clean(f"  measured: {', '.join(app['measured'])}"), style="dim"))
    lines.append(Text(f"readiness  {app['readiness']} of 100"))
    for finding in app["findings"]:
        text = f"  {finding['code']} {finding['severity']}: {finding['en']} / {finding['zh']}"
        values = f"  [{said(finding['because'])}]" if finding["because"] else ""
        lines.append(Text(clean(text + values), style=_SEVERITY.get(finding["severity"], "")))
        lines.append(
            Text(clean(f"    → {finding['remedy']} / {finding['remedy_zh']}"), style="cyan")
        )
    return Group(*lines, Text(""))


def _effort_line(app: View) -> str:
    waiting = (
        f"{app['cutover_minutes']:,} min of cut-over" if app["cutover_minutes"] else "no cut-over"
    )
    return (
        f"effort     {app['person_days']:,} person-days, {app['hosts']} hosts, {app['size_gb']:,} GB, "
        f"{app['transfer_hours']:,} h of transfer, {waiting}{' (estimated)' if app['estimated'] else ''}"
    )


def _percent(share: float | None) -> str:
    return "none" if share is None else f"{share:.0%}"


_DRAWN: dict[str, Callable[[View, bool], RenderableType]] = {
    "summary": _summary,
    "strategy": _strategy,
    "applications": _applications,
    "chimneys": tables_estate.chimneys,
    "walls": tables_estate.walls,
    "fragility": tables_estate.fragility,
    "eol": tables_estate.software,
    "effort": tables_estate.effort,
}
