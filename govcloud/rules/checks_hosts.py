"""What an inventory says of servers, databases, trees, services and probes: can hosts be told so."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from govcloud.model.inventory import Application, Inventory, Probe, Server
from govcloud.rules import names
from govcloud.rules.checks_organisations import network
from govcloud.rules.finding import Finding, Path, twice

SERVER_CHARS_MAX = 63
_OCTETS = {str(number): number for number in range(256)}
_OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
_DOTTED = re.compile(rf"(?:{_OCTET}\.{_OCTET}\.{_OCTET}\.{_OCTET}\n)++")


def host_faults(inventory: Inventory) -> Iterator[Finding]:
    """All that is wrong with where applications run and keep what they know."""
    networks = _Networks(inventory)
    if not _all_plain(inventory, networks):
        yield from _across(inventory)
        for subject, at, server in _all_servers(inventory):
            yield from _server(subject, server, at)
            yield from networks.trespass(subject, server, at)
    for index, app in enumerate(inventory.applications):
        here: Path = ("applications", index)
        if app.datastores or app.trees:
            known = {server.name for server in app.servers}
            yield from _datastores(app, here, known)
            yield from _trees(app, here, known)
        if app.services:
            yield from _services(app, here)
        if app.probe is not None:
            yield from _probe(app, here, app.probe)


def address_number(text: str) -> int | None:
    """An IPv4 address in dotted form as a number, None for anything else."""
    try:
        first, second, third, fourth = text.split(".")
        return _OCTETS[first] << 24 | _OCTETS[second] << 16 | _OCTETS[third] << 8 | _OCTETS[fourth]
    except (KeyError, ValueError):
        return None


def _all_plain(inventory: Inventory, networks: _Networks) -> bool:
    """Whether no server can be at fault, which is so in most estates; if not, each is looked at by itself."""
    servers = [server for app in inventory.applications for server in app.servers]
    servers += inventory.servers
    called = [server.name for server in servers]
    addresses = [server.address for server in servers if server.address]
    lines, dotted = _lines(called), _lines(addresses)
    return not servers or (
        lines.count("\n") == len(called) == len(set(called))
        and names.MANY_SERVERS.fullmatch(lines) is not None
        and max(map(len, called)) <= SERVER_CHARS_MAX
        and dotted.count("\n") == len(addresses) == len(set(addresses))
        and (not dotted or _DOTTED.fullmatch(dotted) is not None)
        and not networks.near(dotted)
        and {server.user for server in servers} <= {"root"}
        and not any(server.reach or server.host_key for server in servers)
    )


def _lines(words: list[str]) -> str:
    return "\n".join([*words, ""])


def _across(inventory: Inventory) -> Iterator[Finding]:
    """Names and addresses are the only link from a server to its target: each stands once in the estate."""
    for code, field in (("E-SRV-008", "name"), ("E-SRV-002", "address")):
        yield from twice(
            code,
            (
                (subject, (*at, field), word)
                for subject, at, server in _all_servers(inventory)
                if (word := getattr(server, field))
            ),
        )


def _all_servers(inventory: Inventory) -> Iterator[tuple[str, Path, Server]]:
    for index, app in enumerate(inventory.applications):
        for place, server in enumerate(app.servers):
            yield app.id, ("applications", index, "servers", place), server
    for place, server in enumerate(inventory.servers):
        yield server.name, ("servers", place), server


class _Networks:
    """The departments' cloud networks in order of address."""

    def __init__(self, inventory: Inventory) -> None:
        found = [(network(row.network), row.id) for row in inventory.departments]
        self._rows = sorted(
            (int(each.network_address), int(each.broadcast_address), str(each), owner)
            for each, owner in found
            if each is not None
        )
        self._starts = [row[0] for row in self._rows]
        # no network is wider than /16, so that its first two numbers tell who may be near
        near = sorted({row[2].rsplit(".", 2)[0] for row in self._rows})
        self._near = re.compile(rf"\n(?:{'|'.join(map(re.escape, near))})\.")

    def near(self, dotted: str) -> bool:
        """Whether one of these addresses, a line each, may lie in one of the networks."""
        return bool(self._rows) and self._near.search(f"\n{dotted}") is not None

    def _row(self, number: int) -> tuple[int, int, str, str] | None:
        place = bisect_right(self._starts, number) - 1
        return self._rows[place] if place >= 0 and number <= self._rows[place][1] else None

    def trespass(self, subject: str, server: Server, at: Path) -> Iterator[Finding]:
        """E-NET-005: a source whose address belongs to a target."""
        number = address_number(server.address)
        row = None if number is None else self._row(number)
        if row is not None:
            message = f"address {server.address} lies in {row[2]}, the cloud network of {row[3]}"
            hint = "a source keeps its own address; the network is for targets"
            yield Finding("E-NET-005", subject, (*at, "address"), message, hint)


def _server(subject: str, server: Server, at: Path) -> Iterator[Finding]:
    words = (
        ("name", server.name, names.SERVER, "E-SRV-003"),
        ("user", server.user, names.LOGIN, "E-SRV-004"),
        ("reach", server.reach, names.REACH, "E-SRV-006"),
        ("host_key", server.host_key, names.HOST_KEY, "E-SRV-007"),
    )
    for field, word, pattern, code in words:
        if word and pattern.fullmatch(word) is None:
            message = f"{field} `{word}` of server {server.name} is not well formed"
            yield Finding(code, subject, (*at, field), message, _FORMS[field])
    if server.address and address_number(server.address) is None:
        message = f"address `{server.address}` is no IPv4 address"
        yield Finding("E-SRV-005", subject, (*at, "address"), message, "such as 10.250.0.8")


_FORMS = {
    "name": "small letters, digits and hyphens, such as gsd-web",
    "user": "a login name, such as root",
    "reach": "HOST or HOST:PORT",
    "host_key": "such as `ssh-ed25519 AAAA…`, without a comment",
}


def _datastores(app: Application, at: Path, known: AbstractSet[str]) -> Iterator[Finding]:
    if len(app.datastores) > 1:
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
        if store.engine.movable and names.DATABASE.fullmatch(store.name) is None:
            message = f"database name `{store.name}` is not well formed"
            hint = "small letters, digits and underscores"
            yield Finding("E-DB-002", app.id, (*path, "name"), message, hint)
        if store.server not in known:
            yield _elsewhere(app, store.server, (*path, "server"))


def _trees(app: Application, at: Path, known: AbstractSet[str]) -> Iterator[Finding]:
    for place, tree in enumerate(app.trees):
        path = (*at, "trees", place)
        if what := names.path_fault(tree.path):
            message = f"tree `{tree.path}` {what}"
            yield Finding("E-TREE-001", app.id, (*path, "path"), message, "such as /srv/uploads")
        if tree.server not in known:
            yield _elsewhere(app, tree.server, (*path, "server"))
    if len(app.trees) > 1:
        yield from _nested(app, at)


def _nested(app: Application, at: Path) -> Iterator[Finding]:
    """In order of their names, a folder stands right before all that is below it."""
    ordered = sorted((f"{tree.server}:{tree.path}/", n) for n, tree in enumerate(app.trees))
    upper, upper_place = ordered[0]
    for name, place in ordered[1:]:
        if name.startswith(upper):
            first, second = sorted((upper_place, place))
            message = f"tree {app.trees[second].path} overlaps {app.trees[first].path}"
            path = (*at, "trees", second, "path")
            yield Finding("E-TREE-002", app.id, path, message, "keep the upper one alone")
        else:
            upper, upper_place = name, place


def _services(app: Application, at: Path) -> Iterator[Finding]:
    if len(app.services) > 1:
        rows = [(app.id, (*at, "services", i), name) for i, name in enumerate(app.services)]
        yield from twice("E-SVC-002", rows)
    for place, name in enumerate(app.services):
        if names.SERVICE.fullmatch(name) is None:
            message = f"service name `{name}` is not well formed"
            hint = "small letters, digits, `-` and `_`"
            yield Finding("E-SVC-001", app.id, (*at, "services", place), message, hint)
    if not app.servers:
        message = "has services, and no server to run them"
        yield Finding("E-SVC-003", app.id, (*at, "services"), message, "add `servers`")


def _probe(app: Application, at: Path, probe: Probe) -> Iterator[Finding]:
    if not probe.http.startswith("/") or not probe.http.isprintable():
        message = f"probe `{probe.http}` is no path"
        yield Finding("E-PRB-001", app.id, (*at, "probe", "http"), message, "such as /health")
    if not any(server.ports for server in app.servers[:1]):
        message = "is probed, and its first server names no port"
        yield Finding("E-PRB-002", app.id, (*at, "probe"), message, "add `ports: [80]` to it")


def _elsewhere(app: Application, server: str, path: Path) -> Finding:
    hint = names.did_you_mean(server, [known.name for known in app.servers])
    return Finding(
        "E-SRV-001", app.id, path, f"server `{server}` is not one of {app.id}'s servers", hint
    )
