"""What an inventory says of servers, databases, trees, services and probes: can hosts be told so."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv4Network
from itertools import combinations
from pathlib import PurePosixPath

from govcloud.model.inventory import Application, Inventory, Server
from govcloud.rules import names
from govcloud.rules.finding import Finding, Path, twice


def host_findings(inventory: Inventory) -> Iterator[Finding]:
    """All that is wrong with where applications run and keep what they know."""
    yield from _across(inventory)
    networks = _networks(inventory)
    for index, app in enumerate(inventory.applications):
        at: Path = ("applications", index)
        for place, server in enumerate(app.servers):
            yield from _server(app, server, (*at, "servers", place), networks)
        yield from _datastores(app, at)
        yield from _trees(app, at)
        yield from _services(app, at)
        yield from _probe(app, at)


def _across(inventory: Inventory) -> Iterator[Finding]:
    """Names and addresses are the only link from a server to its target: each stands once in the estate."""
    servers = [
        (app.id, ("applications", index, "servers", place), server)
        for index, app in enumerate(inventory.applications)
        for place, server in enumerate(app.servers)
    ]
    yield from twice("E-SRV-008", [(app, (*at, "name"), s.name) for app, at, s in servers])
    yield from twice("E-SRV-002", [(app, (*at, "address"), s.address) for app, at, s in servers])


def _networks(inventory: Inventory) -> list[tuple[str, IPv4Network]]:
    found = []
    for department in inventory.departments:
        try:
            found.append((department.id, IPv4Network(department.network)))
        except ValueError:
            continue
    return found


def _server(
    app: Application, server: Server, at: Path, networks: list[tuple[str, IPv4Network]]
) -> Iterator[Finding]:
    words = (
        ("name", server.name, names.SERVER, "E-SRV-003"),
        ("user", server.user, names.LOGIN, "E-SRV-004"),
        ("reach", server.reach or "-none", names.REACH, "E-SRV-006"),
        ("host_key", server.host_key, names.HOST_KEY, "E-SRV-007"),
    )
    for field, word, pattern, code in words:
        if word not in {"", "-none"} and pattern.fullmatch(word) is None:
            message = f"{field} `{word}` of server {server.name} is not well formed"
            yield Finding(code, app.id, (*at, field), message, _FORMS[field])
    try:
        address = IPv4Address(server.address)
    except ValueError:
        message = f"address `{server.address}` is no IPv4 address"
        yield Finding("E-SRV-005", app.id, (*at, "address"), message, "such as 10.250.0.8")
        return
    for department, network in networks:
        if address in network:
            message = f"address {address} lies in {network}, the cloud network of {department}"
            hint = "a source keeps its own address; the network is for targets"
            yield Finding("E-NET-005", app.id, (*at, "address"), message, hint)


_FORMS = {
    "name": "small letters, digits and hyphens, such as gsd-web",
    "user": "a login name, such as root",
    "reach": "HOST or HOST:PORT",
    "host_key": "such as `ssh-ed25519 AAAA…`, without a comment",
}


def _datastores(app: Application, at: Path) -> Iterator[Finding]:
    yield from twice(
        "E-DB-001",
        [
            (
                app.id,
                (*at, "datastores", place, "name"),
                f"{store.server}/{store.engine}/{store.name}",
            )
            for place, store in enumerate(app.datastores)
        ],
    )
    for place, store in enumerate(app.datastores):
        path = (*at, "datastores", place)
        if names.DATABASE.fullmatch(store.name) is None:
            message = f"database name `{store.name}` is not well formed"
            hint = "small letters, digits and underscores"
            yield Finding("E-DB-002", app.id, (*path, "name"), message, hint)
        yield from _on(app, store.server, (*path, "server"))


def _trees(app: Application, at: Path) -> Iterator[Finding]:
    for place, tree in enumerate(app.trees):
        path = (*at, "trees", place)
        if what := names.path_fault(tree.path):
            message = f"tree `{tree.path}` {what}"
            yield Finding("E-TREE-001", app.id, (*path, "path"), message, "such as /srv/uploads")
        yield from _on(app, tree.server, (*path, "server"))
    for (_, one), (place, other) in combinations(enumerate(app.trees), 2):
        first, second = PurePosixPath(one.path), PurePosixPath(other.path)
        nested = first.is_relative_to(second) or second.is_relative_to(first)
        if one.server == other.server and nested:
            message = f"tree {other.path} overlaps {one.path}"
            path = (*at, "trees", place, "path")
            yield Finding("E-TREE-002", app.id, path, message, "keep the upper one alone")


def _services(app: Application, at: Path) -> Iterator[Finding]:
    services = list(enumerate(app.services))
    yield from twice("E-SVC-002", [(app.id, (*at, "services", i), name) for i, name in services])
    for place, name in services:
        if names.SERVICE.fullmatch(name) is None:
            message = f"service name `{name}` is not well formed"
            hint = "small letters, digits, `-` and `_`"
            yield Finding("E-SVC-001", app.id, (*at, "services", place), message, hint)
    if services and not app.servers:
        message = "has services, and no server to run them"
        yield Finding("E-SVC-003", app.id, (*at, "services"), message, "add `servers`")


def _probe(app: Application, at: Path) -> Iterator[Finding]:
    if app.probe is None:
        return
    if not app.probe.http.startswith("/") or not app.probe.http.isprintable():
        message = f"probe `{app.probe.http}` is no path"
        yield Finding("E-PRB-001", app.id, (*at, "probe", "http"), message, "such as /health")
    if not any(server.ports for server in app.servers[:1]):
        message = "is probed, and its first server names no port"
        yield Finding("E-PRB-002", app.id, (*at, "probe"), message, "add `ports: [80]` to it")


def _on(app: Application, server: str, path: Path) -> Iterator[Finding]:
    servers = [known.name for known in app.servers]
    if server not in servers:
        message = f"server `{server}` is not one of {app.id}'s servers"
        hint = names.did_you_mean(server, servers)
        yield Finding("E-SRV-001", app.id, path, message, hint)
