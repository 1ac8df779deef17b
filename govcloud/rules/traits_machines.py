"""What rules may ask of the machines, the software and the size of an application."""

from __future__ import annotations

from collections.abc import Callable

from govcloud.model.application import Application
from govcloud.model.technical_terms import Origin, ServerKind
from govcloud.rules.conditions import Kind, Trait
from govcloud.rules.fragility import single_databases
from govcloud.rules.software import Installed
from govcloud.rules.survey import Survey

Asked = Callable[[Application, Survey], Trait]


def _software(app: Application, survey: Survey, wanted: Callable[[Installed], bool]) -> Trait:
    found = [row for row in survey.installed[app.id] if wanted(row)]
    return tuple(dict.fromkeys(f"{row.product} {row.version}".strip() for row in found))


def _foreign(layer: str) -> Asked:
    return lambda app, survey: _software(
        app, survey, lambda row: row.layer == layer and row.origin is Origin.FOREIGN
    )


def _ended(layer: str) -> Asked:
    def asked(app: Application, survey: Survey) -> Trait:
        today = survey.today
        return _software(app, survey, lambda r: layer in {"", r.layer} and r.ended(today))

    return asked


def _ending(app: Application, survey: Survey) -> Trait:
    within = survey.profiles.assessment.ending_within_days

    def soon(row: Installed) -> bool:
        return row.ends_on is not None and 0 <= (row.ends_on - survey.today).days <= within

    return _software(app, survey, soon)


def _arches(app: Application, _survey: Survey) -> Trait:
    return tuple(sorted({s.arch.value for s in app.servers if s.arch is not None}))


def _arch_changes(app: Application, _survey: Survey) -> bool | None:
    wanted = app.target.arch if app.target else None
    if wanted is None:
        return None
    return any(server.arch not in {None, wanted} for server in app.servers)


def _all_virtual(app: Application, _survey: Survey) -> bool | None:
    kinds = {server.kind for server in app.servers}
    return kinds == {ServerKind.VM} if kinds and None not in kinds else None


def _window(app: Application, _survey: Survey) -> int | None:
    hours = [window.hours for window in app.maintenance_windows]
    return max(hours) * 60 if hours else None


def _too_long(app: Application, survey: Survey) -> bool | None:
    window = _window(app, survey)
    return None if window is None else survey.efforts[app.id].cutover_minutes > window


def _servers(app: Application, kind: ServerKind) -> int:
    return sum(server.kind is kind for server in app.servers)


MACHINES: dict[str, tuple[Kind, str, Asked]] = {
    "hosts": (Kind.NUMBER, "number of servers", lambda a, _: len(a.servers)),
    "physical_hosts": (
        Kind.NUMBER,
        "physical servers",
        lambda a, _: _servers(a, ServerKind.PHYSICAL),
    ),
    "appliances": (Kind.NUMBER, "appliances", lambda a, _: _servers(a, ServerKind.APPLIANCE)),
    "all_virtual": (Kind.FLAG, "every server is a virtual machine", _all_virtual),
    "hypervisors": (
        Kind.LIST,
        "hypervisors of its servers",
        lambda a, _: tuple(sorted({s.hypervisor for s in a.servers if s.hypervisor})),
    ),
    "hosts_without_address": (
        Kind.NUMBER,
        "servers whose address nobody told",
        lambda a, _: sum(not s.address for s in a.servers),
    ),
    "hosts_without_os": (
        Kind.NUMBER,
        "servers whose system nobody told",
        lambda a, _: sum(not s.os for s in a.servers),
    ),
    "architectures": (Kind.LIST, "processors of its servers", _arches),
    "arch_changes": (Kind.FLAG, "the target's processor differs from a server's", _arch_changes),
    "engines": (
        Kind.LIST,
        "engines of its databases",
        lambda a, _: tuple(sorted({d.engine.value for d in a.datastores})),
    ),
    "unmovable_engines": (
        Kind.LIST,
        "engines that govcloud has no steps for",
        lambda a, _: tuple(sorted({d.engine.value for d in a.datastores if not d.engine.movable})),
    ),
    "charsets": (
        Kind.LIST,
        "character sets of its databases",
        lambda a, _: tuple(sorted({d.charset.casefold() for d in a.datastores if d.charset})),
    ),
    "single_databases": (
        Kind.LIST,
        "databases on one node",
        lambda a, _: single_databases(a),
    ),
    "foreign_databases": (Kind.LIST, "databases of foreign make", _foreign("database")),
    "foreign_middleware": (Kind.LIST, "middleware of foreign make", _foreign("middleware")),
    "foreign_os": (Kind.LIST, "operating systems of foreign make", _foreign("os")),
    "ended_os": (Kind.LIST, "operating systems nobody cares for", _ended("os")),
    "ended_database": (Kind.LIST, "databases nobody cares for", _ended("database")),
    "ended_middleware": (Kind.LIST, "middleware nobody cares for", _ended("middleware")),
    "ended_runtime": (Kind.LIST, "languages nobody cares for", _ended("runtime")),
    "ended_software": (Kind.LIST, "any software nobody cares for", _ended("")),
    "ending_software": (Kind.LIST, "software that nobody will soon care for", _ending),
    "size_gb": (Kind.NUMBER, "GB to move", lambda a, s: s.efforts[a.id].size_gb),
    "assumed_sizes": (
        Kind.LIST,
        "what has no size in the inventory",
        lambda a, s: s.efforts[a.id].assumed,
    ),
    "cutover_minutes": (
        Kind.NUMBER,
        "estimated minutes of cut-over",
        lambda a, s: s.efforts[a.id].cutover_minutes,
    ),
    "window_minutes": (Kind.NUMBER, "its longest maintenance window", _window),
    "window_too_short": (Kind.FLAG, "the cut-over is longer than the window", _too_long),
}
"""Traits of machines, software and size, by name: kind, meaning, and how to find it."""
