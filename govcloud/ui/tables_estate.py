"""Views of the whole estate drawn for people: chimneys, data walls, fragility, software, effort."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from govcloud.ui.clean import clean
from govcloud.ui.grid import filled, grid

View = Mapping[str, Any]
ROWS_SHOWN = 20


def more(left: int) -> Text:
    """How many rows are not shown."""
    return Text(f"… and {left:,} more: --all" if left > 0 else "", style="dim")


def _cut(rows: Sequence[Any], every: bool) -> Sequence[Any]:
    return rows if every else rows[:ROWS_SHOWN]


def chimneys(view: View, every: bool) -> RenderableType:
    """Sets of similar systems, then the shared platforms."""
    totals = view["totals"]
    table = grid("about", "application", "名称", "department", ">users", ">likeness", "")
    rows = []
    shown = _cut(view["chimneys"], every)
    for chimney in shown:
        for number, member in enumerate(chimney["members"]):
            mark = "← successor" if member["id"] == chimney["successor"] else ""
            about = chimney["about"] if number == 0 else ""
            users = "" if member["users"] is None else f"{member['users']:,}"
            rows.append(
                (
                    about,
                    member["id"],
                    member["name_zh"],
                    member["department"],
                    users,
                    f"{member['similarity']:.2f}",
                    mark,
                )
            )
    words = (
        f"{totals['chimneys']:,} sets of similar systems (业务烟囱) of several departments, "
        f"{totals['systems_in_chimneys']:,} systems; likeness from {view['similarity_min']:.2f} on, "
        "1 is the same name and function. Candidates: people decide.\n"
    )
    return Group(
        Text(words),
        filled(table, rows),
        more(len(view["chimneys"]) - len(shown)),
        _platforms(view),
    )


def _platforms(view: View) -> RenderableType:
    totals = view["totals"]
    share = totals["share_on_shared_platforms"]
    words = (
        f"\nShared platforms (公共支撑): {totals['on_shared_platforms']:,} of {totals['living']:,} "
        f"applications that stay use one ({share or 0:.0%})"
    )
    table = grid("service", "服务", "platform", "名称", ">used by", "built by others too")
    rows = [
        (p["en"], p["zh"], p["application"], p["name_zh"], f"{p['users']:,}", ", ".join(p["own"]))
        for p in view["platforms"]
    ]
    return Group(Text(words), filled(table, rows))


def walls(view: View, every: bool) -> RenderableType:
    """How many exchanges go through the platform, and between whom most do not."""
    totals = view["totals"]
    words = (
        f"{totals['exchanges']:,} exchanges of data between departments (数据壁垒): "
        f"{totals['through_platform']:,} through the sharing platform "
        f"({totals['share_through_platform'] or 0:.0%}), {totals['direct']:,} past it, "
        f"{totals['untold']:,} where the inventory does not tell (via_exchange).\n"
    )
    kinds = grid("kind", ">exchanges", ">through", ">past it", ">untold")
    by_kind = [
        (k["kind"], k["exchanges"], k["through_platform"], k["direct"], k["untold"])
        for k in view["kinds"]
    ]
    pairs = grid("between", "部门", ">not through", ">database links", "applications")
    shown = _cut(view["pairs"], every)
    rows = [
        (
            " – ".join(p["departments"]),
            " – ".join(p["names_zh"]),
            p["direct"],
            p["database_links"],
            _listed(p["applications"]),
        )
        for p in shown
    ]
    return Group(
        Text(words),
        filled(kinds, by_kind),
        Text("\nWorst pairs"),
        filled(pairs, rows),
        more(len(view["pairs"]) - len(shown)),
    )


def _listed(names: Sequence[str], shown: int = 4) -> str:
    left = len(names) - shown
    return ", ".join(names[:shown]) + (f" and {left} more" if left > 0 else "")


def fragility(view: View, every: bool) -> RenderableType:
    """Hubs, what stops with each, and what makes it weak."""
    totals = view["totals"]
    words = (
        f"{totals['hubs']:,} hubs that {totals['hub_fan_in']} or more need (脆弱性), {totals['weak_hubs']:,} of them "
        f"weak; {totals['on_one_server']:,} applications run on one server, {totals['with_single_database']:,} have a "
        "single-node database. Stops: all that hard needs it, directly or through others; touches: soft needs too.\n"
    )
    table = grid("application", "名称", ">needed by", ">stops", ">touches", "weak because")
    shown = _cut(view["hubs"], every)
    rows = [
        (
            h["id"],
            h["name_zh"],
            h["fan_in"],
            h["blast"],
            h["touched"],
            Text(clean("; ".join(w["en"] for w in h["weaknesses"])), style="yellow"),
        )
        for h in shown
    ]
    return Group(Text(words), filled(table, rows), more(len(view["hubs"]) - len(shown)))


def software(view: View, every: bool) -> RenderableType:
    """Software by the day its maker stops caring for it."""
    totals = view["totals"]
    words = (
        f"{totals['applications_on_ended_software']:,} applications run on software that nobody cares for, "
        f"{totals['applications_on_ending_software']:,} on such that ends within {view['ending_within_days']} days; "
        f"no date is known for {totals['without_date']:,} products. Dates marked ? were not compared with a source.\n"
    )
    table = grid(
        "layer", "product", "version", "origin", "ended on", "sold care until", ">applications"
    )
    dated = [row for row in view["software"] if row["ends_on"] or every]
    shown = _cut(dated, every)
    rows = [
        (
            r["layer"],
            r["product"],
            r["version"],
            r["origin"].lower().replace("_", " "),
            Text(
                r["ends_on"] + ("" if r["verified"] or not r["ends_on"] else " ?"),
                style="red" if r["ended"] else "",
            ),
            r["extended_on"],
            f"{r['count']:,}",
        )
        for r in shown
    ]
    return Group(Text(words), filled(table, rows), more(len(view["software"]) - len(shown)))


def effort(view: View, every: bool) -> RenderableType:
    """Work and time by department and strategy, then the constants they rest on."""
    by_department = [
        (d["department"], d["name_zh"], *_figures(d)) for d in _cut(view["departments"], every)
    ]
    by_strategy = [(s["strategy"], s["zh"], *_figures(s)) for s in view["strategies"]]
    heads = (">apps", ">hosts", ">TB", ">person-days", ">cut-over h", ">assumed")
    longest = [
        (a["id"], a["name_zh"], f"{a['cutover_minutes']:,}", f"{a['size_gb']:,}")
        for a in view["longest"]
    ]
    constants = [
        (
            c["name"],
            _shown(c["value"]),
            c["unit"],
            c["why"] if c["default"] else f"changed here; {c['why']}",
        )
        for c in view["constants"]
    ]
    return Group(
        filled(
            grid("strategy", "上云方式", *heads),
            [*by_strategy, ("total", "合计", *_figures(view["totals"]))],
        ),
        Text(""),
        filled(grid("department", "部门", *heads), by_department),
        more(len(view["departments"]) - len(by_department)),
        Text("Longest cut-overs", style="bold"),
        filled(grid("application", "名称", ">minutes", ">GB"), longest),
        Text("\nHow it is worked out", style="bold"),
        *[Text(f"  {line}") for line in view["formulas"]],
        Text(_measured(view), style="dim"),
        filled(grid("constant", "value", "unit", "reason"), constants),
    )


def _figures(row: View) -> tuple[str, ...]:
    return (
        f"{row['applications']:,}",
        f"{row['hosts']:,}",
        f"{row['size_gb'] / 1024:,.1f}",
        f"{row['person_days']:,.0f}",
        f"{row['cutover_hours']:,.0f}",
        f"{row['estimated']:,}",
    )


def _measured(view: View) -> str:
    rate = view["measured_mbps"]
    return f"  measured by the ledger: {rate:,.0f} Mbit/s" if rate else "  nothing measured yet"


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {number:g}" for key, number in value.items())
    return f"{value:g}" if isinstance(value, float) else str(value)
