"""What discovery found, drawn for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from govcloud.ui.clean import clean

View = Mapping[str, Any]
_STYLE = {"answered": "green", "partly": "yellow", "stopped": "yellow", "failed": "red"}
_FIGURES = {"kind", "arch", "cpu_cores", "mem_gb", "disks", "os", "os_version", "hypervisor"}
ROWS_SHOWN_MAX = 200


def discovery(view: View) -> RenderableType:
    """Hosts in a line each, then how they differ from the inventory, then who uses whom."""
    parts: list[RenderableType] = [_hosts(view["hosts"])]
    if view["differences"]:
        parts += [Text("\nbeside the inventory", style="bold"), _differences(view["differences"])]
    if view["dependencies"]:
        parts += [Text("\nwho uses whom", style="bold"), _edges(view["dependencies"])]
    parts += [
        Text(
            clean(f"{row['server']}:{row['port']} is used from {row['addresses']} other addresses")
        )
        for row in view["strangers"][:ROWS_SHOWN_MAX]
    ]
    parts += [
        Text(
            clean(f"{row['name']} was asked as {row['user']}, not as root: {row['less_told']}"),
            style="yellow",
        )
        for row in view["hosts"]
        if row["less_told"]
    ]
    counts = ", ".join(f"{number} {name}" for name, number in view["outcomes"].items() if number)
    contradictions = sum(row["contradicts"] for row in view["differences"])
    words = f"\n{view['asked']} hosts asked: {counts}; {len(view['differences'])} differences"
    parts.append(Text(f"{words}, {contradictions} of them against the inventory", style="bold"))
    if view["proposal"]:
        parts.append(Text(clean(f"proposal: {view['proposal']}"), style="cyan"))
    return Group(*parts)


def _hosts(rows: Sequence[View]) -> Table:
    table = _table("host", "outcome", "system", "machine", "ports", "databases", "s")
    for row in rows[:ROWS_SHOWN_MAX]:
        facts = row["facts"]
        system = facts.get("system", {})
        found = [d["name"] for d in (*facts.get("postgresql", ()), *facts.get("mysql", ()))]
        _row(
            table,
            _end(row["name"], row["application"]),
            Text(row["kind"] or row["outcome"], style=_STYLE[row["outcome"]]),
            f"{system.get('os', '')} {system.get('os_version', '')}",
            _machine(facts),
            " ".join(map(str, row["ports"])),
            " ".join(found or [engine["engine"] for engine in row["engines"]]),
            f"{row['seconds']:.1f}",
        )
    return _more(table, len(rows))


def _machine(facts: View) -> str:
    processor, disks = facts.get("processor", {}), facts.get("disks", ())
    parts = [
        f"{processor['cores']} cores" if processor else "",
        f"{processor['mem_gb']:.0f} GB" if processor.get("mem_gb") else "",
        f"{sum(disk['size_gb'] for disk in disks):.0f} GB disk" if disks else "",
    ]
    return ", ".join(part for part in parts if part)


def _differences(rows: Sequence[View]) -> Table:
    """A line for each, but one for all figures of a machine that the inventory merely lacks."""
    table = _table("server", "what", "inventory", "host", "asked by")
    shown: list[tuple[object, ...]] = []
    lacking: dict[str, list[View]] = {}
    for row in rows:
        if row["told"] == "-" and row["subject"] in _FIGURES:
            lacking.setdefault(row["server"], []).append(row)
            continue
        found = Text(clean(row["found"]), style="yellow" if row["contradicts"] else "")
        shown.append((row["server"], row["subject"], row["told"], found, row["asked_by"]))
    for server, figures in lacking.items():
        told = ", ".join(f"{row['subject']} {row['found']}" for row in figures)
        asked = ", ".join(dict.fromkeys(row["asked_by"] for row in figures))
        shown.append((server, "machine", "-", told, asked))
    for items in shown[:ROWS_SHOWN_MAX]:
        _row(table, *items)
    return _more(table, len(shown))


def _edges(rows: Sequence[View]) -> Table:
    table = _table("from", "to", "port", "kind", "program", "seen", "inventory")
    for row in rows[:ROWS_SHOWN_MAX]:
        known = "has it" if row["in_inventory"] else "candidate" if row["candidate"] else ""
        _row(
            table,
            _end(row["from"], row["from_application"]),
            _end(row["to"], row["to_application"] or ("" if row["to_known"] else "unknown")),
            row["port"],
            row["kind"],
            " ".join(row["programs"]),
            row["connections"],
            known,
        )
    return _more(table, len(rows))


def _end(name: str, application: str) -> str:
    return f"{name} ({application})" if application else name


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _row(table: Table, *items: object) -> None:
    table.add_row(*[i if isinstance(i, Text) else Text(clean(str(i))) for i in items])


def _more(table: Table, rows: int) -> Table:
    if rows > ROWS_SHOWN_MAX:
        table.add_row(Text(f"… {rows - ROWS_SHOWN_MAX} more: -o json has them all", style="dim"))
    return table
