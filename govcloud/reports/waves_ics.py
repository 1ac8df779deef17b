"""A wave plan as a calendar that any program opens (RFC 5545): windows, rehearsals, approvals, freezes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from govcloud.reports.sheets import visible

View = Mapping[str, Any]
Line = tuple[str, str]
OCTETS_MAX = 75
NAMES_MAX = 60


def calendar(view: View, *, made_on: str, version: str) -> bytes:
    """The calendar's bytes. Times are UTC; an event keeps its UID as long as wave and kind stay the same."""
    head = [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", f"-//govcloud//govcloud {version}//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-WR-CALNAME", _text(_title(view))),
    ]
    stamp = f"{made_on.replace('-', '')}T000000Z"
    lines = [*head]
    for event in _events(view):
        lines += [("BEGIN", "VEVENT"), ("DTSTAMP", stamp), *event, ("END", "VEVENT")]
    lines.append(("END", "VCALENDAR"))
    return b"".join(_folded(f"{name}:{value}") for name, value in lines)


def _events(view: View) -> Iterator[Sequence[Line]]:
    zone = ZoneInfo(view["time_zone"])
    for wave in view["waves"]:
        if not wave["starts"]:
            continue
        yield _window(wave, zone)
        if wave["rehearsal_on"]:
            day = date.fromisoformat(wave["rehearsal_on"])
            yield _all_day(
                f"{wave['id']}-rehearsal", f"{wave['id']} 演练开始 / Rehearsal begins", day, day
            )
        if wave["approval_by"]:
            day = date.fromisoformat(wave["approval_by"])
            yield _all_day(
                f"{wave['id']}-approval", f"{wave['id']} 报批截止 / Approval asked for", day, day
            )
    for number, freeze in enumerate(view["freezes"]):
        first, last = (date.fromisoformat(freeze[key]) for key in ("from", "to"))
        name = f"封网 {freeze['name']} / Freeze {freeze['name_en']}".rstrip()
        yield _all_day(f"freeze-{number}-{first}", name + freeze["scope"], first, last)


def _window(wave: View, zone: ZoneInfo) -> list[Line]:
    told = wave["totals"]
    apps = wave["applications"]
    names = [f"{app['id']} {app['name_zh']}" for app in apps[:NAMES_MAX]]
    names += [f"… {len(apps) - NAMES_MAX} more"] if len(apps) > NAMES_MAX else []
    sums = f"{told['applications']} 个系统 applications, {told['hosts']} 台主机 hosts"
    decide = f"回退决策 rollback decided by {wave['decide_by'].replace('T', ' ')}"
    return [
        ("UID", f"{wave['id']}-window@govcloud"),
        ("DTSTART", _utc(wave["starts"], zone)),
        ("DTEND", _utc(wave["ends"], zone)),
        (
            "SUMMARY",
            _text(f"{wave['id']} 割接 / Cut-over: {wave['name']} ({told['applications']})"),
        ),
        ("DESCRIPTION", _text("\n".join([sums, decide, *names]))),
        ("CATEGORIES", "CUTOVER"),
        ("STATUS", "CONFIRMED"),
        ("TRANSP", "OPAQUE"),
    ]


def _all_day(uid: str, summary: str, first: date, last: date) -> list[Line]:
    """An event of whole days; the end that is written is the day after the last."""
    return [
        ("UID", f"{uid}@govcloud"),
        ("DTSTART;VALUE=DATE", f"{first:%Y%m%d}"),
        ("DTEND;VALUE=DATE", f"{last + timedelta(days=1):%Y%m%d}"),
        ("SUMMARY", _text(summary)),
        ("TRANSP", "TRANSPARENT"),
    ]


def _utc(moment: str, zone: ZoneInfo) -> str:
    local = datetime.fromisoformat(moment).replace(tzinfo=zone)
    return f"{local.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _title(view: View) -> str:
    label = "（合成数据 SYNTHETIC）" if view["synthetic"] else ""
    return f"迁移批次计划 / Migration waves{label}"


def _text(value: str) -> str:
    """A TEXT value (RFC 5545 §3.3.11): backslash, semicolon, comma and line feed are escaped."""
    shown = visible(value).replace("\r", "").replace("\t", " ")
    escaped = shown.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """A content line in parts of at most 75 octets, no character torn (RFC 5545 §3.1)."""
    parts: list[bytes] = [b""]
    for character in line:
        octets = character.encode("utf-8", "replace")
        room = OCTETS_MAX if len(parts) == 1 else OCTETS_MAX - 1
        if len(parts[-1]) + len(octets) > room:
            parts.append(b"")
        parts[-1] += octets
    return b"\r\n ".join(parts) + b"\r\n"
