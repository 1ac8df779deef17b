"""An estate in figures: how large, how bound together, on whom it hangs; counted department by department."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from govcloud.model.application import Application
from govcloud.model.inventory import Inventory
from govcloud.rules.move_groups import strong_components

CLASSES = (("XS", 2), ("S", 4), ("M", 10), ("L", 30))
HUBS_SHOWN, TOP_PARTNERS = 8, 20


class EstateFigures:
    """Counts what it is shown; holds ids and who needs whom, nothing else."""

    def __init__(self) -> None:
        """Nothing is counted yet."""
        self._counts: Counter[str] = Counter()
        self._tables: dict[str, Counter[str]] = {name: Counter() for name in _TABLES}
        self._needs: dict[str, list[str]] = {}
        self._binding: dict[str, list[str]] = {}
        self._names: dict[str, str] = {}
        self._department: dict[str, str] = {}
        self._engaged: Counter[str] = Counter()

    def add(self, part: Inventory) -> None:
        """Count a part of the estate: some of its departments with their applications, or its partners."""
        self._counts["departments"] += len(part.departments)
        self._counts["partners"] += len(part.partners)
        self._counts["servers"] += len(part.servers)
        for app in part.applications:
            self._application(app)

    def _application(self, app: Application) -> None:
        self._names[app.id], self._department[app.id] = app.name_zh, app.department
        self._needs[app.id] = list(dict.fromkeys(row.app for row in app.depends_on if row.app))
        self._binding[app.id] = list(dict.fromkeys(app.needs))
        self._engaged.update(row.id for row in app.partners)
        self._counts["servers"] += len(app.servers)
        self._counts["datastores"] += len(app.datastores)
        self._counts["trees"] += len(app.trees)
        self._counts["cut_over"] += app.strategy.cuts_over
        for name, read in _TABLES.items():
            self._tables[name].update(read(app))

    def view(self) -> dict[str, Any]:
        """All figures, as plain values."""
        engagements = self._engaged.total()
        top = sum(count for _, count in self._engaged.most_common(TOP_PARTNERS))
        return {
            "departments": self._counts["departments"],
            "applications": len(self._needs),
            "cut_over": self._counts["cut_over"],
            "servers": self._counts["servers"],
            "datastores": self._counts["datastores"],
            "trees": self._counts["trees"],
            "partners": {
                "distinct": self._counts["partners"],
                "engagements": engagements,
                "top_20_share": round(top / engagements, 4) if engagements else 0.0,
            },
            **{name: _sorted(table) for name, table in self._tables.items()},
            "dependencies": self._dependencies(),
        }

    def _dependencies(self) -> dict[str, Any]:
        known = self._needs.keys()
        edges = [(one, other) for one, others in self._needs.items() for other in others]
        inside = [(one, other) for one, other in edges if other in known]
        fan_in = Counter(other for _, other in inside)
        across = sum(self._department[one] != self._department[other] for one, other in inside)
        groups = strong_components(_within(self._needs))
        circles = sorted((len(group) for group in groups if len(group) > 1), reverse=True)
        binding = strong_components(_within(self._binding))
        hubs = sorted(fan_in.items(), key=lambda pair: (-pair[1], pair[0]))[:HUBS_SHOWN]
        return {
            "edges": len(edges),
            "binding": sum(map(len, self._binding.values())),
            "per_application": round(len(edges) / max(1, len(known)), 2),
            "across_departments_share": round(across / max(1, len(inside)), 4),
            "alone": sum(1 for id_ in known if not self._needs[id_] and not fan_in[id_]),
            "cyclic_groups": circles,
            "binding_cyclic_groups": sorted(
                (len(group) for group in binding if len(group) > 1), reverse=True
            ),
            "longest_chain": _longest(groups, _within(self._needs)),
            "longest_binding_chain": _longest(binding, _within(self._binding)),
            "most_needed": [
                {"id": id_, "name_zh": self._names[id_], "fan_in": count} for id_, count in hubs
            ],
        }


def size_class(hosts: int) -> str:
    """XS to XL, by the number of hosts (DOMAIN §5.3)."""
    return next((name for name, most in CLASSES if hosts <= most), "XL")


def _engines(app: Application) -> list[str]:
    return list(dict.fromkeys(store.engine.value for store in app.datastores)) or ["none"]


_TABLES: Mapping[str, Any] = {
    "sizes": lambda app: [size_class(len(app.servers))],
    "levels": lambda app: [str(app.mlps_level)],
    "zones": lambda app: [app.zone_source.value] if app.zone_source else [],
    "strategies": lambda app: [app.strategy.value],
    "engines": _engines,
    "middleware": lambda app: [p.product for p in app.components if p.tier.value != "DB"][:1],
    "stages": lambda app: [app.stage.value] if app.stage else [],
}


def _sorted(table: Counter[str]) -> dict[str, int]:
    return dict(sorted(table.items(), key=lambda pair: (-pair[1], pair[0])))


def _within(needs: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    return {id_: [other for other in others if other in needs] for id_, others in needs.items()}


def _longest(groups: Iterable[tuple[str, ...]], needs: Mapping[str, Iterable[str]]) -> int:
    """The most groups one behind the other; what a group needs stands before it."""
    depth: dict[str, int] = {}
    for group in groups:
        members = set(group)
        below = [depth[o] for id_ in group for o in needs[id_] if o not in members]
        for id_ in group:
            depth[id_] = 1 + max(below, default=0)
    return max(depth.values(), default=0)
