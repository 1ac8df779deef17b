"""Views drawn for people: each function takes the very document that JSON output prints."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from govcloud.ui.clean import clean

View = Mapping[str, Any]
_STYLE = {"create": "green", "update": "yellow", "replace": "magenta", "delete": "red"}
_SIGN = {"create": "+", "update": "~", "replace": "±", "delete": "-", "same": "="}


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _rows(table: Table, rows: Sequence[Sequence[object]]) -> Table:
    for row in rows:
        table.add_row(*[item if isinstance(item, Text) else Text(clean(str(item))) for item in row])
    return table


def _mark(ok: bool) -> Text:
    return Text("ok", style="green") if ok else Text("no", style="red")


def doctor(view: View) -> RenderableType:
    """What is on this machine, and the command that gets what is missing."""
    table = _table("", "program", "found", "wanted", "for")
    rows = [
        (_mark(c["ok"]), c["name"], c["found"] or "missing", c["wanted"], c["needed_for"])
        for c in view["checks"]
    ]
    missing = [f"{c['name']}: {c['remedy']}" for c in view["checks"] if not c["ok"]]
    tail = [Text(""), *[Text(clean(line), style="cyan") for line in missing]] if missing else []
    return Group(_rows(table, rows), *tail)


def inventory(view: View) -> RenderableType:
    """Departments with the number of their applications, and what was checked."""
    table = _table("department", "名称", "name", "network", "applications", "to move")
    rows = [
        (d["id"], d["name_zh"], d["name_en"], d["network"], d["applications"], d["moving"])
        for d in view["departments"]
    ]
    label = "合成数据 (synthetic)  " if view["synthetic"] else ""
    words = (
        f"\n{label}{view['applications']} applications, {view['servers']} servers, "
        f"{view['datastores']} datastores, {view['trees']} file trees, {view['waves']} waves\n"
        f"digest {view['digest'][:16]}"
    )
    warnings = [Text(clean(f"warning: {w}"), style="yellow") for w in view["warnings"]]
    return Group(_rows(table, rows), Text(words), *warnings)


def stacks(view: View) -> RenderableType:
    """What a plan would do to each stack, or an apply did."""
    parts: list[RenderableType] = []
    for stack in view["stacks"]:
        for change in stack["changes"]:
            sign = Text(f"  {_SIGN.get(change['op'], '?')} ", style=_STYLE.get(change["op"], ""))
            parts.append(sign + Text(clean(f"{change['type']}  {change['name']}")))
        counts = ", ".join(f"{n} {op}" for op, n in stack["counts"].items() if n) or "nothing"
        said = "no changes" if not stack["changed"] else counts
        parts.append(Text(f"{stack['stack']}: {said} ({stack['seconds']:.1f} s)", style="bold"))
    return Group(*parts)


def plan(view: View) -> RenderableType:
    """A wave's plan: every step of every application, what the hosts say of it, and the digest."""
    parts: list[RenderableType] = []
    for app in view["applications"]:
        parts.append(
            Text(clean(f"\n{app['id']}  {app['name_zh']}  {app['name_en']}"), style="bold")
        )
        table = _table("phase", "change", "on", "seen now")
        rows = [
            (
                s["phase"],
                Text(clean(s["summary"]), style="red" if s["destructive"] else ""),
                s["on"],
                s["seen"],
            )
            for s in app["steps"]
        ]
        parts.append(_rows(table, rows))
    gates = [f"\ngates that bind: {'; '.join(view['gates'])}"]
    gates.append(f"not bound yet: {'; '.join(view['gates_not_bound'])}")
    digest = f"\nplan {view['wave']}  digest {view['digest']}"
    return Group(*parts, Text("\n".join(gates), style="dim"), Text(digest, style="bold"))


def status(view: View) -> RenderableType:
    """Where each application stands."""
    table = _table("application", "名称", "stage", "阶段", "serves from", "steps", "since")
    styles = {95: "green", 1: "red", 0: "yellow"}
    rows = [
        (
            a["id"],
            a["name_zh"],
            Text(a["stage_en"], style=styles.get(a["stage"], "")),
            a["stage_zh"],
            a["side"],
            f"{a['steps_done']}/{a['steps']}" if a["steps"] else "",
            a["last_at"][5:16].replace("T", " "),
        )
        for a in view["applications"]
    ]
    blocked = [
        Text(clean(f"{a['id']}: {a['complaint']}"), style="red")
        for a in view["applications"]
        if a["complaint"]
    ]
    total = view["totals"]
    words = (
        f"\n{total['applications']} serve from the cloud; verified: {total['files']} files, "
        f"{total['bytes']} bytes, {total['tables']} tables, {total['rows']} rows"
    )
    return Group(_rows(table, rows), *blocked, Text(words))


def application_status(view: View) -> RenderableType:
    """One application, step by step."""
    table = _table("step", "state", "evidence")
    rows = [(s["key"], s["state"], s["evidence"]) for s in view["steps"]]
    head = Text(
        clean(f"{view['id']}  {view['name_zh']}  {view['stage_en']} {view['stage_zh']}\n"),
        style="bold",
    )
    return Group(head, _rows(table, rows))


def ledger(view: View) -> RenderableType:
    """Rows of the ledger."""
    table = _table("seq", "at", "who", "event", "application", "what", "hash")
    rows = [
        (
            e["seq"],
            e["at"][:19],
            e["actor"],
            e["event"],
            e["application_id"],
            e["what"],
            e["hash"][:12],
        )
        for e in view["events"]
    ]
    return _rows(table, rows)


def approvals(view: View) -> RenderableType:
    """Who decided what on which plan."""
    table = _table("plan", "subject", "author", "decision", "by", "at", "until")
    rows = [
        (
            a["plan"][:12],
            a["subject"],
            a["author"],
            a["decision"],
            a["actor"],
            a["at"][:19],
            a["expires_at"][:10],
        )
        for a in view["approvals"]
    ]
    return _rows(table, rows)


def local(view: View) -> RenderableType:
    """The embedded cloud and the lab's hosts."""
    table = _table("host", "role", "private address", "reached at", "running")
    rows = [
        (h["name"], h["role"], h["address"], h["loopback"], _mark(h["running"]))
        for h in view["hosts"]
    ]
    cloud = view["cloud"]
    words = f"embedded cloud: {cloud['endpoint'] if cloud['running'] else 'not running'}"
    entries = [
        Text(clean(f"{e['application']}  {e['url']}  leads to {e['side']}"))
        for e in view["entries"]
    ]
    return Group(Text(words), _rows(table, rows), *entries)


def pairs(view: View) -> RenderableType:
    """A view of names and values."""
    table = _table("", "")
    table.show_header = False
    return _rows(table, [(key, _plain(value)) for key, value in view.items()])


def _plain(value: object) -> object:
    """A list a line each, a mapping as JSON: nothing of ours is shown in Python's own notation."""
    if isinstance(value, list | tuple):
        return "\n".join(str(_plain(item)) for item in value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value


def settings(view: View) -> RenderableType:
    """Each setting, its value and where that came from."""
    table = _table("setting", "value", "from")
    return _rows(table, [(s["name"], s["value"], s["origin"]) for s in view["settings"]])


def ended(view: View) -> RenderableType:
    """How a run ended."""
    total = view["totals"]
    lines = [Text(clean(f"{name}: was moved already")) for name in view["already"]]
    lines += [
        Text(clean(f"{name}: serves from the cloud"), style="green") for name in view["cut_over"]
    ]
    words = (
        f"verified on both sides: {total['files']} files, {total['bytes']} bytes, "
        f"{total['tables']} tables, {total['rows']} rows"
    )
    return Group(*lines, Text(words, style="bold"))
