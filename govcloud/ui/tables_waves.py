"""Wave plans drawn for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from govcloud.ui.clean import clean
from govcloud.ui.grid import filled, grid

View = Mapping[str, Any]
SHOWN_MAX = 12
_HOW = {"added": "green", "removed": "red", "later": "yellow", "earlier": "cyan", "moved": ""}


def plan(view: View) -> RenderableType:
    """A plan: a line for each wave, then how it ends and what is worth a look."""
    parts: list[RenderableType] = [_waves(view), Text("")]
    last = f"finish {_day(view['finish'])}: {view['windows_used']} windows"
    best = f"bound {_day(view['bound'])}: {view['bound_windows']} windows ({view['bound_because']})"
    distance = f"distance {view['distance_windows']} windows, {view['distance_percent']} %"
    parts.append(_line(f"{last}; {best}; {distance}", "bold"))
    scarce = view["scarcest"]
    if scarce is not None:
        name = f"{scarce['kind']} {scarce['subject']}".strip()
        parts.append(_line(f"scarcest: {name}, {scarce['percent']} % of its room used"))
    parts += [*_soft(view["soft"]), *_split(view["split_departments"])]
    if view["kept"]:
        parts.append(_line(f"kept where they are: {len(view['kept'])} applications have started"))
    if view["left_out"]:
        count = len(view["left_out"])
        parts.append(_line(f"left out: {count} applications are exempted, retired or merged"))
    parts += _moves(view["moved"])
    parts += [_line(f"note: {note}", "yellow") for note in view["notes"]]
    return Group(*parts)


def waves(view: View) -> RenderableType:
    """Waves of the file; one alone is shown with its applications."""
    if len(view["waves"]) == 1:
        return _one(view["waves"][0])
    return Group(_waves(view), Text(""), *_soft(view["soft"]), *_split(view["split_departments"]))


def explained(view: View) -> RenderableType:
    """Why there and not earlier."""
    head = f"{view['id']}  {view['name_zh']}  {view['name_en']}"
    parts: list[RenderableType] = [_line(head, "bold")]
    parts.append(_line(f"{view['wave']}, {view['starts'].replace('T', ' ')}"))
    if len(view["move_group"]) > 1:
        parts.append(_line(f"it moves together with {_listed(view['move_group'], view['id'])}"))
    if not view["earlier"]:
        parts.append(_line("no window is earlier: it goes as soon as anything can", "green"))
    else:
        parts.append(_line("\nwhy not earlier:"))
    table = grid("from", "to", ">windows", "because")
    rows = [
        (
            item["from"],
            item["to"] if item["windows"] > 1 else "",
            item["windows"],
            "\n".join(reason["text"] for reason in item["reasons"]),
        )
        for item in view["earlier"]
    ]
    parts.append(filled(table, rows))
    if view["would_help"]:
        parts.append(_line("\nwhat would let it go earlier:"))
        parts += [_line(f"  {item['window']}: {item['text']}") for item in view["would_help"]]
    parts += _soft(view["soft"])
    if view["needed_by"]:
        waiting = _listed([f"{item['id']} ({item['wave']})" for item in view["needed_by"]])
        parts.append(_line(f"\nneeded by: {waiting}"))
    return Group(*parts)


def difference(view: View) -> RenderableType:
    """What is different between two plans."""
    if not view["changed"]:
        return _line("no application goes at another time", "green")
    table = grid("application", "名称", "", "before", "after")
    rows = [
        (
            item["id"],
            item["name_zh"],
            Text(item["how"], style=_HOW[item["how"]]),
            _at(item["before"]),
            _at(item["after"]),
        )
        for item in view["applications"]
    ]
    counts = [
        f"{name or 'not in the inventory'}: {', '.join(f'{n} {how}' for how, n in row.items())}"
        for name, row in view["departments"].items()
    ]
    ends = f"\nfinish {_day(view['finish_before'])} → {_day(view['finish_after'])}"
    return Group(
        filled(table, rows), Text(""), *[_line(each) for each in counts], _line(ends, "bold")
    )


def checked(view: View) -> RenderableType:
    """What a check found."""
    if not view["violations"]:
        return _line(view["said"], "green")
    table = grid("code", "wave", "application", "what")
    rows = [
        (item["code"], item["wave"], item["application"], item["message"])
        for item in view["violations"]
    ]
    return Group(filled(table, rows), _line(f"\n{view['said']}", "bold"))


def _waves(view: View) -> RenderableType:
    label = "合成数据 (synthetic)" if view["synthetic"] else ""
    table = grid("wave", "名称", "window", ">apps", ">hosts", ">GB", ">days", ">users", ">depts")
    rows = []
    for wave in view["waves"]:
        told = wave["totals"]
        figures = (f"{told[name]:,.0f}" for name in ("hosts", "data_gb", "person_days", "users"))
        name = wave["name"].partition(" / ")[0] if wave["kind"] else wave["name"]
        at = wave["starts"].replace("T", " ") or "no date"
        rows.append((wave["id"], name, at, told["applications"], *figures, told["departments"]))
    return Group(*([_line(label, "dim")] if label else []), filled(table, rows))


def _one(wave: View) -> RenderableType:
    parts: list[RenderableType] = [_line(f"{wave['id']}  {wave['name']}", "bold")]
    if wave["starts"]:
        window = f"{wave['starts']} to {wave['ends']}, rollback decided by {wave['decide_by'][-5:]}"
        parts.append(_line(window.replace("T", " ")))
        dates = f"approval asked for by {wave['approval_by']}, rehearsal begins on {wave['rehearsal_on']}"
        parts.append(_line(dates if wave["approval_by"] else "no lead times on record"))
    table = grid("application", "名称", "name", "department", "strategy", ">level", "")
    rows = [
        (
            app["id"],
            app["name_zh"],
            app["name_en"],
            app["department"],
            app["strategy"],
            app["mlps_level"],
            "started" if app["kept"] else "",
        )
        for app in wave["applications"]
    ]
    told = wave["totals"]
    sums = (
        f"\n{told['applications']} applications of {told['departments']} departments, "
        f"{told['hosts']:,} hosts, {told['data_gb']:,.0f} GB, {told['person_days']:,.0f} person-days, "
        f"{told['users']:,} users"
    )
    return Group(*parts, filled(table, rows), _line(sums))


def _soft(rows: Sequence[View]) -> list[RenderableType]:
    if not rows:
        return []
    shown = [
        f"  {row['id']} ({row['wave']}) uses {row['needs']} ({row['needs_wave']}), {row['days']} days later"
        + (f"; bridge: {row['bridge']}" if row["bridge"] else "")
        for row in rows[:SHOWN_MAX]
    ]
    head = f"soft or bridged dependencies open for a time: {len(rows)}"
    return [_line(head), *map(_line, shown), *_rest(len(rows))]


def _split(rows: Sequence[View]) -> list[RenderableType]:
    if not rows:
        return []
    shown = ", ".join(f"{row['id']} {row['waves']}" for row in rows[:SHOWN_MAX])
    more = f" … {len(rows) - SHOWN_MAX} more" if len(rows) > SHOWN_MAX else ""
    return [_line(f"departments in more than one wave: {len(rows)} ({shown}{more})")]


def _moves(rows: Sequence[View]) -> list[RenderableType]:
    if not rows:
        return []
    shown = [
        _line(
            f"  {row['id']} {row['how']}: {_at(row['before'])} → {_at(row['after'])}  {row['why']}",
            _HOW[row["how"]],
        )
        for row in rows[:SHOWN_MAX]
    ]
    head = f"against the present file: {len(rows)} applications go at another time"
    return [_line(head), *shown, *_rest(len(rows))]


def _rest(count: int) -> list[RenderableType]:
    return [_line(f"  … {count - SHOWN_MAX} more: -o json", "dim")] if count > SHOWN_MAX else []


def _at(place: Mapping[str, str] | None) -> str:
    return "–" if place is None else f"{place['wave']} {_day(place['starts'])}".strip()


def _day(moment: str) -> str:
    return moment[:10] or "no date"


def _listed(items: Sequence[str], without: str = "") -> str:
    found = [item for item in items if item != without]
    more = f" and {len(found) - SHOWN_MAX} more" if len(found) > SHOWN_MAX else ""
    return ", ".join(found[:SHOWN_MAX]) + more


def _line(text: str, style: str = "") -> Text:
    return Text(clean(text), style=style)
