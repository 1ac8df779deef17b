"""Is the estate fit to be planned? Every fault and warning of an inventory by itself."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from ipaddress import IPv4Network
from itertools import combinations

from govcloud.model.inventory import Department, Inventory
from govcloud.rules import names
from govcloud.rules.checks_hosts import host_findings
from govcloud.rules.circumstances import Circumstances
from govcloud.rules.finding import Finding, Path, misnamed, twice

PREFIX_MIN, PREFIX_MAX = 16, 24
_PRIVATE = tuple(map(IPv4Network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")))


def inventory_faults(inventory: Inventory) -> tuple[Finding, ...]:
    """All that is wrong with the inventory by itself, on whatever day (docs/codes.md)."""
    return (
        *_department_findings(inventory),
        *_application_findings(inventory),
        *_dependency_findings(inventory),
        *host_findings(inventory),
    )


def inventory_warnings(inventory: Inventory, around: Circumstances) -> tuple[Finding, ...]:
    """All that deserves a look in an inventory without faults, on the day of `around`; nothing here stops anybody."""
    del around
    return (*_needs_that_end(inventory), *_cycles(inventory))


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
            yield misnamed(department.id, (*at, "id"), "GD-GSD")
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
            yield misnamed(app.id, (*at, "id"), "GD-GSD-008")
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


def _dependency_findings(inventory: Inventory) -> Iterator[Finding]:
    apps = {app.id: app for app in inventory.applications}
    for index, app in enumerate(inventory.applications):
        for place, need in enumerate(app.depends_on):
            path: Path = ("applications", index, "depends_on", place, "app")
            if not need.app:
                continue
            if need.app == app.id:
                yield Finding("E-DEP-003", app.id, path, "depends on itself", "delete the row")
            elif need.app not in apps:
                message = f"depends on `{need.app}`, which is not in the inventory"
                hint = names.did_you_mean(need.app, apps)
                hint = "" if app.id in hint else hint
                yield Finding("E-DEP-001", app.id, path, message, hint, refers_to=need.app)


def _needs_that_end(inventory: Inventory) -> Iterator[Finding]:
    apps = {app.id: app for app in inventory.applications}
    for index, app in enumerate(inventory.applications):
        for place, need in enumerate(app.depends_on):
            if need.binds and app.strategy.cuts_over and apps[need.app].strategy.ends:
                path: Path = ("applications", index, "depends_on", place, "app")
                message = f"needs {need.app}, which is {apps[need.app].strategy.value}"
                yield Finding("W-DEP-001", app.id, path, message, "who takes its place?")


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
