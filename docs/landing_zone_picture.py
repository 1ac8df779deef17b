"""Draws the landing zone and its tenants from the facts that the stacks' programs hold."""

from __future__ import annotations

import ipaddress
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from importlib import import_module
from pathlib import Path

from govcloud.cli.wiring.networks import Networks, networks

ROOT = Path(__file__).resolve().parents[1]
Network = ipaddress.IPv4Network

_WIDTH, _HEIGHT = 1040, 760
_STYLE = """
text { font: 13px system-ui, "Noto Sans CJK SC", sans-serif; fill: #1b2733 }
.small { font-size: 11px; fill: #4a5a6a } .strong { font-weight: 600 }
.frame { fill: none; stroke: #4a5a6a; stroke-width: 1.5 }
.zone { fill: #e8f0f8; stroke: #7d98b3 } .core { fill: #fbe9dc; stroke: #c08457 }
.shared { fill: #e9f3e6; stroke: #7fa577 } .way { stroke: #4a5a6a; stroke-width: 1.5; fill: none }
.none { stroke: #b3382c; stroke-width: 1.5; stroke-dasharray: 5 4; fill: none } .stop { fill: #b3382c }
@media (prefers-color-scheme: dark) {
  svg { background: #11181f } text { fill: #e6edf3 } .small { fill: #9fb0c0 }
  .frame, .way { stroke: #9fb0c0 } .zone { fill: #1b2a3a; stroke: #54718f }
  .core { fill: #3a281b; stroke: #a8713f } .shared { fill: #1d2f1c; stroke: #5f8a57 }
  .none { stroke: #f0857a } .stop { fill: #f0857a }
}
"""
_SAYS = {
    "internet": "the only way in and out: internet gateway, NAT",
    "extranet": "services on the government extranet",
    "exchange": "data between departments; may speak to the core",
    "core": "no route outside; hears exchange and management only",
    "management": "administrators, transit; may speak to the core",
}
_PLATFORMS = (
    (
        "大数据 data platform",
        ("lake: raw, curated, shared", "catalogue", "exchange topic and queue"),
    ),
    (
        "公共支撑平台 support platform",
        (
            "identity and seal keys",
            "certificates (locked)",
            "messages, payment callbacks, registry",
        ),
    ),
    (
        "审计 the record",
        (
            "log archive: object lock, TLS",
            "trail, flow logs, configuration",
            "threats, alarms, backup",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the picture shows: the sample's networks, the hub's zones, and a tenant's tiers with their ranges."""

    told: Networks
    zones: Mapping[str, str]
    ranges: Mapping[str, Network]
    tenants: Mapping[str, Mapping[str, list[Network]]]


def landing_zone_picture() -> str:
    """The SVG: zones of the hub, what all share, the transit gateway, and the sample's tenants."""
    facts = _facts()
    parts = [*_hub(facts), *_shared(), *_gateway(), *_tenants(facts)]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        'aria-label="Zones of the landing zone, and the tenants of departments">'
    )
    return "\n".join([head, f"<style>{_STYLE}</style>", *parts, "</svg>", ""])


def _facts() -> _Facts:
    for stack in ("landing-zone", "department"):
        sys.path.append(str(ROOT / "stacks" / stack))
    hub = import_module("landing_zone_stack.network")
    tenant = import_module("department_stack.network")
    told = networks(ROOT)
    numbers = {
        "app 应用, level 3 三级": 3,
        "data 数据": tenant.DATA,
        "management 管理": tenant.MANAGEMENT,
    }
    tenants = {
        name: {tier: tenant.tier_ranges(network, number) for tier, number in numbers.items()}
        for name, network in told.tenants.items()
    }
    return _Facts(told, hub.ZONES, hub.zone_ranges(told.hub), tenants)


def _hub(facts: _Facts) -> Iterator[str]:
    yield _text(330, 24, "Internet 互联网", "strong", "middle")
    yield _way("way", 330, 32, 330, 78)
    yield _box("frame", 20, 50, 640, 350)
    yield _text(34, 70, f"landing zone, hub network {facts.told.hub}", "strong")
    for row, (name, network) in enumerate(facts.ranges.items()):
        y = 80 + row * 62
        code = facts.zones[name]
        yield _box("core" if name == "core" else "zone", 34, y, 612, 54)
        yield _text(46, y + 21, f"{name} {facts.told.zones[code]}", "strong")
        yield _text(46, y + 41, _SAYS[name], "small")
        yield _text(634, y + 21, f"{code}  {network}", "small", "end")
        halves = ", ".join(str(half) for half in network.subnets(prefixlen_diff=1))
        yield _text(634, y + 41, f"{halves}", "small", "end")


def _shared() -> Iterator[str]:
    for row, (title, lines) in enumerate(_PLATFORMS):
        y = 50 + row * 120
        yield _box("shared", 690, y, 330, 108)
        yield _text(704, y + 24, title, "strong")
        for place, line in enumerate(lines):
            yield _text(704, y + 48 + 20 * place, line, "small")


def _gateway() -> Iterator[str]:
    yield _way("way", 340, 400, 340, 436)
    yield _box("shared", 20, 436, 1000, 56)
    yield _text(34, 459, "transit gateway", "strong")
    yield _text(34, 479, "the table `shared` (of the hub) knows each tenant", "small")
    told = "the table `tenants` knows the hub alone; ranges of tenants end in a black hole"
    yield _text(1006, 479, told, "small", "end")


def _tenants(facts: _Facts) -> Iterator[str]:
    width = (1000 - 12 * (len(facts.tenants) - 1)) / len(facts.tenants)
    for place, (name, tiers) in enumerate(facts.tenants.items()):
        x = 20 + place * (width + 12)
        yield _way("way", x + width / 2, 492, x + width / 2, 530)
        yield _box("frame", x, 530, width, 218)
        yield _text(x + 12, 551, name, "strong")
        yield _text(x + 12, 568, facts.told.tenants[name], "small")
        yield from _tiers(x, width, tiers)
        if place:
            middle = x - 6
            yield _way("none", middle - 16, 512, middle + 16, 512)
            yield _text(middle, 509, "✕", "stop", "middle")


def _tiers(x: float, width: float, tiers: Mapping[str, list[Network]]) -> Iterator[str]:
    for row, (title, ranges) in enumerate(tiers.items()):
        y = 578 + row * 56
        yield _box("core" if title.startswith("data") else "zone", x + 8, y, width - 16, 50)
        yield _text(x + 16, y + 20, title, "strong")
        yield _text(x + 16, y + 38, f"{ranges[0]}, {ranges[1]}", "small")


def _box(kind: str, x: float, y: float, width: float, height: float) -> str:
    return (
        f'<rect class="{kind}" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="6"/>'
    )


def _text(x: float, y: float, words: str, kind: str, anchor: str = "start") -> str:
    return f'<text class="{kind}" x="{x:g}" y="{y:g}" text-anchor="{anchor}">{escape(words)}</text>'


def _way(kind: str, *ends: float) -> str:
    x1, y1, x2, y2 = ends
    return f'<path class="{kind}" d="M{x1:g} {y1:g} L{x2:g} {y2:g}"/>'
