"""The embedded environment drawn for people: what the cloud is, keeps and holds, then the lab's hosts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from govcloud.ui import tables
from govcloud.ui.clean import clean

View = Mapping[str, Any]
_MINUTE_S, _HOUR_S, _DAY_S = 60, 3600, 86_400
_KILO = 1000


def status(view: View) -> RenderableType:
    """What is known of the cloud, a line each, below its address; then hosts and entries."""
    lines = [Text(clean(f"  {line}"), style="dim") for line in _lines(view["cloud"])]
    return Group(tables.local(view), *lines)


def _lines(cloud: View) -> Iterator[str]:
    if cloud["running"]:
        versions = ", ".join(f"{name} {version}" for name, version in cloud["versions"].items())
        yield f"cloud: pid {cloud['pid']}, up {_span(cloud['uptime_s'])}, {versions}"
        yield f"TLS at the same port: https{cloud['endpoint'].removeprefix('http')}, trust {cloud['ca_file']}"
    yield f"kept state: {_kept(cloud['snapshot'])}"
    if cloud["services"]:
        yield "holds: " + ", ".join(
            f"{name} {number}" for name, number in cloud["services"].items()
        )
    if cloud["mended"]:
        yield f"mended beyond moto: {len(cloud['mended'])} things (-o json lists them)"


def _kept(snapshot: View) -> str:
    if not snapshot:
        return "none yet"
    if snapshot["fault"]:
        return f"{snapshot['fault']} (govcloud local reset)"
    return f"{_size(snapshot['bytes'])}, written {_span(snapshot['age_s'])} ago"


def _size(number: int) -> str:
    for unit in ("B", "kB"):
        if number < _KILO:
            return f"{number:.0f} {unit}"
        number = round(number / _KILO)
    return f"{number} MB"


def _span(seconds: float) -> str:
    for length, unit in ((_DAY_S, "d"), (_HOUR_S, "h"), (_MINUTE_S, "min")):
        if seconds >= 2 * length:
            return f"{seconds / length:.0f} {unit}"
    return f"{seconds:.0f} s"
