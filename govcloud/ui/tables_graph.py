"""The graph as text: trees of what an application needs and what needs it, and the estate in figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from govcloud.ui.clean import clean
from govcloud.ui.grid import filled, grid

View = Mapping[str, Any]
BRANCHES_MAX = 24
ROWS_SHOWN = 15


def graph(view: View) -> RenderableType:
    """Any scope of the graph."""
    draw = {
        "application": _application,
        "department": _department,
        "groups": _groups,
        "estate": _estate,
    }[view["scope"]]
    label = [Text("合成数据 (synthetic)", style="dim")] if view["synthetic"] else []
    return Group(*label, draw(view))


def _application(view: View) -> RenderableType:
    totals, nodes = view["totals"], {node["id"]: node for node in view["nodes"]}
    needs: dict[str, list[tuple[str, bool]]] = {}
    needed_by: dict[str, list[tuple[str, bool]]] = {}
    for edge in view["edges"]:
        needs.setdefault(edge["source"], []).append((edge["target"], edge["hard"]))
        needed_by.setdefault(edge["target"], []).append((edge["source"], edge["hard"]))
    group = view["move_group"]
    head = [
        f"needed by {totals['needed_by']:,}, needs {totals['needs']:,}; level {totals['level']} "
        "(0: nothing must be cut over before it)",
        f"an outage stops {totals['stops_with_it']:,} applications of {totals['departments_that_stop']} departments "
        f"(hard, through others too), and may touch {totals['touched_by_it']:,} (soft as well)",
    ]
    if group:
        head.append(
            f"is cut over together with {', '.join(n for n in group if n != view['application'])}"
        )
    tree = _Tree(nodes, view["depth"])
    return Group(
        Text(clean(_named(nodes[view["application"]])), style="bold"),
        *[Text(clean(line)) for line in head],
        Text("\nneeds 依赖", style="bold"),
        *tree.below(view["application"], needs),
        Text("\nneeded by 被依赖", style="bold"),
        *tree.below(view["application"], needed_by),
        Text(
            "\ndashed: soft, does not order cut-overs. A picture: --export FILE.svg or FILE.html",
            style="dim",
        ),
    )


class _Tree:
    """Branches to a depth; what was shown before is named, not opened again."""

    def __init__(self, nodes: Mapping[str, View], depth: int) -> None:
        self._nodes = nodes
        self._depth = depth

    def below(self, root: str, onward: Mapping[str, list[tuple[str, bool]]]) -> list[Text]:
        lines: list[Text] = []
        self._grow(root, onward, "", {root}, lines)
        return lines or [Text("  nothing", style="dim")]

    def _grow(
        self,
        at: str,
        onward: Mapping[str, list[tuple[str, bool]]],
        indent: str,
        seen: set[str],
        lines: list[Text],
    ) -> None:
        rows = onward.get(at, [])
        level = len(indent) // 3
        if level >= self._depth:
            return
        if len(rows) > BRANCHES_MAX:
            lines += [Text(clean(indent + line)) for line in self._by_department(rows)]
            return
        for number, (name, hard) in enumerate(rows, 1):
            last = number == len(rows)
            line = ("└" if last else "├") + ("─ " if hard else "╌ ")
            again = "" if name not in seen else "  (above)" if onward.get(name) else ""
            lines.append(Text(clean(f"{indent}{line}{_named(self._nodes[name])}{again}")))
            if name not in seen:
                seen.add(name)
                self._grow(name, onward, indent + ("   " if last else "│  "), seen, lines)

    def _by_department(self, rows: list[tuple[str, bool]]) -> list[str]:
        """More than a page of branches: how many of each department."""
        counts: dict[str, int] = {}
        for name, _ in rows:
            code = self._nodes[name]["department"]
            counts[code] = counts.get(code, 0) + 1
        ordered = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
        listed = [f"{code} × {count}" for code, count in ordered]
        lines = [f"{len(rows):,} applications of {len(counts)} departments:"]
        return lines + ["  " + ", ".join(listed[at : at + 6]) for at in range(0, len(listed), 6)]


def _named(node: View) -> str:
    name = f"  {node['name_en']}" if node["name_en"] else ""
    return f"{node['id']}  {node['name_zh']}{name}"


def _department(view: View) -> RenderableType:
    totals = view["totals"]
    words = (
        f"{view['department']}: {totals['applications']:,} applications, {totals['dependencies']:,} dependencies, "
        f"{totals['to_other_departments']:,} of them on other departments; "
        f"{totals['from_other_departments']:,} come from others\n"
    )
    table = grid("application", "名称", "name", ">needed by", ">needs", ">level")
    rows = [
        (n["id"], n["name_zh"], n["name_en"], n["needed_by"], n["needs"], n["level"])
        for n in sorted(view["nodes"], key=lambda node: (-node["needed_by"], node["id"]))
    ]
    return Group(
        Text(clean(words), style="bold"),
        filled(table, rows),
        Text(clean("\nneeds        " + _counted(view["needs_departments"]))),
        Text(clean("needed by    " + _counted(view["needed_by_departments"]))),
    )


def _counted(rows: list[View]) -> str:
    shown = ", ".join(f"{r['department']} × {r['dependencies']}" for r in rows[:ROWS_SHOWN])
    left = len(rows) - ROWS_SHOWN
    return (shown or "no other department") + (f" and {left} more" if left > 0 else "")


def _groups(view: View) -> RenderableType:
    totals = view["totals"]
    parts: list[RenderableType] = [
        Text(
            f"{totals['move_groups']} move groups (联动迁移组) of several, {totals['applications']} applications\n"
        )
    ]
    for number, group in enumerate(view["groups"], 1):
        parts.append(Text(f"{number}. {len(group['members'])} applications", style="bold"))
        parts += [Text(clean(f"   {_named(node)}")) for node in group["members"]]
        pairs = ", ".join(f"{e['source']} → {e['target']}" for e in group["edges"] if e["binds"])
        parts.append(Text(clean(f"   because {pairs}\n"), style="dim"))
    return Group(*parts)


def _estate(view: View) -> RenderableType:
    t = view["totals"]
    levels = [f"{row['level']}: {row['applications']:,}" for row in view["levels"]]
    words = [
        f"{t['applications']:,} applications, {t['dependencies']:,} dependencies: each needs {t['mean_needs']} on "
        f"average, {t['share_across_departments']:.0%} across departments, {t['alone']:,} stand alone",
        f"{t['move_groups']:,} move groups of several, the largest of {t['largest_move_group']}; "
        f"the longest chain has {t['longest_chain']}",
        "applications by level: " + ", ".join(levels),
    ]
    table = grid("hub", "名称", "name", ">needed by", ">needs", ">level")
    hubs = [
        (n["id"], n["name_zh"], n["name_en"], n["needed_by"], n["needs"], n["level"])
        for n in view["hubs"]
    ]
    pairs = grid("department", "needs", ">dependencies")
    rows = [(r["source"], r["target"], r["dependencies"]) for r in view["departments"][:ROWS_SHOWN]]
    chain = [f"  {n['level']}  {_named(n)}" for n in view["chain"]]
    return Group(
        *[Text(line) for line in words],
        Text(""),
        filled(table, hubs),
        Text("\nlongest chain, the last is cut over first", style="bold"),
        *[Text(clean(line)) for line in chain],
        Text("\ndepartments that need each other most", style="bold"),
        filled(pairs, rows),
    )
