"""Is the estate fit to be planned? Every fault and warning of an inventory and of its waves."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from ipaddress import IPv4Network
from itertools import combinations

from govcloud.model.inventory import Application, Department, Inventory, Strategy
from govcloud.model.wave import Wave
from govcloud.rules import names
from govcloud.rules.checks_hosts import host_findings
from govcloud.rules.finding import Finding, Path, twice

PREFIX_MIN, PREFIX_MAX = 16, 24
_PRIVATE = tuple(map(IPv4Network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")))


def inventory_findings(inventory: Inventory) -> tuple[Finding, ...]:
    """All that is wrong with the inventory by itself, and all that deserves a look (docs/codes.md)."""
    return (
        *_department_findings(inventory),
        *_application_findings(inventory),
        *_dependency_findings(inventory),
        *_cycles(inventory),
        *host_findings(inventory),
    )


def wave_findings(waves: tuple[Wave, ...], inventory: Inventory) -> tuple[Finding, ...]:
    """All that is wrong with the wave plan; the inventory itself is in order."""
    return (*_wave_names(waves), *_members(waves, inventory), *_order(waves, inventory))


def network(text: str) -> IPv4Network | None:
    """The IPv4 network that `text` writes in CIDR form, without host bits; None for anything else."""
    try:
        return IPv4Network(text) if "/" in text else None
    except ValueError:
        return None


def _department_findings(inventory: Inventory) -> Iterator[Finding]:
    departments = inventory.departments
    yield from twice(
        "E-ID-001", [(d.id, ("departments", i, "id"), d.id) for i, d in enumerate(departments)]
    )
    for index, department in enumerate(departments):
        at: Path = ("departments", index)
        if names.DEPARTMENT.fullmatch(department.id) is None:
            yield _misnamed(department.id, (*at, "id"), "GD-GSD")
        code, what = _network_fault(department)
        if code:
            message = f"network `{department.network}` {what}"
            yield Finding(code, department.id, (*at, "network"), message, "such as 10.1.0.0/16")
    for (_, first), (index, second) in combinations(enumerate(departments), 2):
        one, other = network(first.network), network(second.network)
        if one is not None and other is not None and one.overlaps(other):
            message = f"network {other} overlaps {one} of {first.id}"
            path: Path = ("departments", index, "network")
            yield Finding("E-NET-004", second.id, path, message, "each address is allocated once")


def _network_fault(department: Department) -> tuple[str, str]:
    found = network(department.network)
    if found is None:
        return "E-NET-001", "is no IPv4 network"
    if not any(found.subnet_of(private) for private in _PRIVATE):
        return "E-NET-002", "is not private (RFC 1918)"
    if not PREFIX_MIN <= found.prefixlen <= PREFIX_MAX:
        return "E-NET-003", f"is not between /{PREFIX_MIN} and /{PREFIX_MAX}"
    return "", ""


def _application_findings(inventory: Inventory) -> Iterator[Finding]:
    apps = inventory.applications
    yield from twice(
        "E-ID-001", [(a.id, ("applications", i, "id"), a.id) for i, a in enumerate(apps)]
    )
    departments = {department.id for department in inventory.departments}
    for index, app in enumerate(apps):
        at: Path = ("applications", index)
        if names.APPLICATION.fullmatch(app.id) is None:
            yield _misnamed(app.id, (*at, "id"), "GD-GSD-008")
        if app.classified:
            message = "is classified: 涉密系统不得纳入"
            hint = "take it out of the inventory"
            yield Finding("E-SCOPE-001", app.id, (*at, "classified"), message, hint)
        if app.department not in departments:
            message = f"department `{app.department}` is not in the inventory"
            hint = names.did_you_mean(app.department, departments)
            path = (*at, "department")
            yield Finding("E-ID-002", app.id, path, message, hint, refers_to=app.department)
        if app.strategy.moves and not app.servers:
            message = "is moved, and has no server"
            hint = "add `servers`, or choose RETIRE or RETAIN"
            yield Finding("E-STR-004", app.id, (*at, "servers"), message, hint)


def _misnamed(name: str, path: Path, example: str) -> Finding:
    return Finding("E-ID-003", name, path, f"id `{name}` is not formed like {example}")


def _dependency_findings(inventory: Inventory) -> Iterator[Finding]:
    apps = {app.id: app for app in inventory.applications}
    for index, app in enumerate(inventory.applications):
        for place, need in enumerate(app.depends_on):
            path: Path = ("applications", index, "depends_on", place, "app")
            if need.app == app.id:
                yield Finding("E-DEP-003", app.id, path, "depends on itself", "delete the row")
            elif need.app not in apps:
                message = f"depends on `{need.app}`, which is not in the inventory"
                hint = names.did_you_mean(need.app, apps)
                hint = "" if app.id in hint else hint
                yield Finding("E-DEP-001", app.id, path, message, hint, refers_to=need.app)
            elif need.hard and app.strategy.moves and _ends(apps[need.app]):
                message = f"needs {need.app}, which is {apps[need.app].strategy.value}"
                yield Finding("W-DEP-001", app.id, path, message, "who takes its place?")


def _ends(app: Application) -> bool:
    return app.strategy in {Strategy.RETIRE, Strategy.CONSOLIDATE}


def _cycles(inventory: Inventory) -> Iterator[Finding]:
    """W-CYC-001: one hard circle, if there is any; its members can only be cut over together."""
    graph = {a.id: {d.app for d in a.depends_on if d.hard} for a in inventory.applications}
    for id_, needs in graph.items():
        needs.discard(id_)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle: list[str] = list(reversed(error.args[1]))
        index = [app.id for app in inventory.applications].index(circle[0])
        message = f"depends on itself in a circle: {' → '.join(circle)}"
        path: Path = ("applications", index, "depends_on")
        yield Finding("W-CYC-001", circle[0], path, message, "they can only move in one wave")


def _wave_names(waves: tuple[Wave, ...]) -> Iterator[Finding]:
    yield from twice("E-ID-001", [(w.id, ("waves", i, "id"), w.id) for i, w in enumerate(waves)])
    for index, wave in enumerate(waves):
        if names.WAVE.fullmatch(wave.id) is None:
            yield _misnamed(wave.id, ("waves", index, "id"), "W01")


def _members(waves: tuple[Wave, ...], inventory: Inventory) -> Iterator[Finding]:
    apps = {app.id: app for app in inventory.applications}
    seen: dict[str, str] = {}
    for index, wave in enumerate(waves):
        for place, id_ in enumerate(wave.applications):
            path: Path = ("waves", index, "applications", place)
            if id_ not in apps:
                message = f"application `{id_}` is not in the inventory"
                hint = names.did_you_mean(id_, apps)
                yield Finding("E-APP-001", wave.id, path, message, hint, refers_to=id_)
            elif id_ in seen:
                message = f"{id_} is in wave {seen[id_]} already"
                yield Finding("E-WAV-002", wave.id, path, message, "one application, one wave")
            elif not apps[id_].strategy.moves:
                code = "E-STR-002" if _ends(apps[id_]) else "E-STR-003"
                message = f"{id_} is {apps[id_].strategy.value} and is not moved"
                yield Finding(code, wave.id, path, message, "take it out of the wave")
            seen.setdefault(id_, wave.id)


def _order(waves: tuple[Wave, ...], inventory: Inventory) -> Iterator[Finding]:
    apps = {app.id: app for app in inventory.applications}
    when: dict[str, int] = {}
    for index, wave in enumerate(waves):
        for id_ in wave.applications:
            when.setdefault(id_, index)
    for index, wave in enumerate(waves):
        for place, id_ in enumerate(wave.applications):
            for need in apps[id_].depends_on if id_ in apps else ():
                other = apps.get(need.app)
                late = (
                    other is not None
                    and other.strategy.moves
                    and when.get(need.app, len(waves)) > index
                )
                if need.hard and late:
                    where = f"wave {waves[when[need.app]].id}" if need.app in when else "no wave"
                    message = f"{id_} needs {need.app}, which is in {where}"
                    hint = f"put {need.app} into {wave.id} or an earlier wave"
                    path: Path = ("waves", index, "applications", place)
                    yield Finding("E-DEP-002", wave.id, path, message, hint)
