"""From connections that were seen to who needs whom: evidence for dependencies, which people confirm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from govcloud.model.discovery import HostAnswer
from govcloud.model.facts import Connection, HostFacts, NetworkMount
from govcloud.model.inventory import Inventory
from govcloud.model.terms import DependencyKind
from govcloud.rules.discovery_products import KINDS_BY_PORT, SSH_PORT

EPHEMERAL_PORT_MIN = 32_768
NFS_PORT, SMB_PORT = 2049, 445
PEERS_MAX = 2_000


@dataclass(frozen=True, slots=True, order=True)
class End:
    """One end of an edge: a server by name, with its application; or just an address that nobody knows."""

    name: str
    application: str = ""
    known: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """`user` was seen to use what `server` serves at `port`. `told`: the inventory has that dependency."""

    user: End
    server: End
    port: int
    kind: DependencyKind | None
    programs: tuple[str, ...]
    connections: int
    told_by: tuple[str, ...]
    told: bool

    @property
    def candidate(self) -> bool:
        """Whether it speaks for a dependency between two applications that the inventory does not have."""
        apart = self.user.application != self.server.application
        return bool(apart and self.user.application and self.server.application and not self.told)


@dataclass(frozen=True, slots=True)
class _Seen:
    user: str
    server: str
    port: int
    program: str
    told_by: str
    teller: str


def edges(inventory: Inventory, answers: Iterable[HostAnswer]) -> tuple[Edge, ...]:
    """Every use of one host by another that was seen, once for each port, known ends first.

    Of those who come from addresses that nobody knows only their number is told: most are users.
    """
    heard = list(answers)
    ends = known_ends(inventory, heard)
    found: dict[tuple[str, str, int], list[_Seen]] = {}
    for answer in heard:
        for seen in _of_host(answer, ends):
            found.setdefault((seen.user, seen.server, seen.port), []).append(seen)
    by_name = {end.name: end for end in ends.values()}
    joined = [_edge(inventory, by_name, seen) for seen in found.values()]
    ordered = sorted(
        joined, key=lambda e: (not e.candidate, not e.server.known, e.user, e.server, e.port)
    )
    return tuple(ordered[:PEERS_MAX])


def strangers(inventory: Inventory, answers: Iterable[HostAnswer]) -> dict[tuple[str, int], int]:
    """How many addresses that nobody knows were seen at each served port: (server, port) -> number."""
    heard = list(answers)
    ends = known_ends(inventory, heard)
    found: dict[tuple[str, int], set[str]] = {}
    for answer in heard:
        served = _served(answer.facts)
        for one in answer.facts.connections or ():
            if _comes_in(one, served) and one.peer not in ends and one.local_port != SSH_PORT:
                found.setdefault((answer.host.name, one.local_port), set()).add(one.peer)
    return {key: len(peers) for key, peers in sorted(found.items())}


def known_ends(inventory: Inventory, answers: Sequence[HostAnswer]) -> dict[str, End]:
    """Who is behind each address: the inventory's servers, and all addresses that asked hosts have.

    An address that several hosts have (a bridge of containers) stands for none of them.
    """
    ends: dict[str, End] = {}
    for application in inventory.applications:
        for server in application.servers:
            ends[server.address] = End(server.name, application.id, known=True)
    for server in inventory.servers:
        ends[server.address] = End(server.name, "", known=True)
    ends.pop("", None)
    claims = Counter(address for answer in answers for address in _addresses(answer))
    for answer in answers:
        end = End(answer.host.name, answer.host.application, known=True)
        for address in _addresses(answer):
            if claims[address] == 1:
                ends.setdefault(address, end)
    return ends


def _addresses(answer: HostAnswer) -> set[str]:
    own = answer.facts.interfaces.addresses if answer.facts.interfaces else ()
    return {answer.host.server.address, *own}


def _of_host(answer: HostAnswer, ends: Mapping[str, End]) -> Iterator[_Seen]:
    name, served, own = answer.host.name, _served(answer.facts), _addresses(answer)
    for one in answer.facts.connections or ():
        peer = ends[one.peer].name if one.peer in ends else one.peer
        if peer == name or one.peer in own:
            continue
        if not _comes_in(one, served):
            yield _Seen(name, peer, one.peer_port, one.program, "connections", name)
        elif one.peer in ends:
            yield _Seen(peer, name, one.local_port, "", "connections", name)
    for mount in answer.facts.mounts or ():
        if mount.server:
            peer = ends[mount.server].name if mount.server in ends else mount.server
            yield _Seen(name, peer, _mount_port(mount), mount.kind, "mounts", name)


def _mount_port(mount: NetworkMount) -> int:
    if "sshfs" in mount.kind:
        return SSH_PORT
    return NFS_PORT if mount.kind.startswith("nfs") else SMB_PORT


def _served(facts: HostFacts) -> set[int] | None:
    if facts.listeners is None:
        return None
    return {one.port for one in facts.listeners if one.protocol == "tcp"}


def _comes_in(connection: Connection, served: set[int] | None) -> bool:
    """Whether the peer opened it; where the host did not tell what it serves, the lower port is the served one."""
    if served is not None:
        return connection.local_port in served
    return (
        connection.local_port < EPHEMERAL_PORT_MIN and connection.local_port < connection.peer_port
    )


def _edge(inventory: Inventory, by_name: Mapping[str, End], seen: list[_Seen]) -> Edge:
    one = seen[0]
    user, server = (by_name.get(name, End(name)) for name in (one.user, one.server))
    return Edge(
        user=user,
        server=server,
        port=one.port,
        kind=KINDS_BY_PORT.get(one.port),
        programs=tuple(sorted({each.program for each in seen if each.program})),
        connections=max(Counter(each.teller for each in seen).values()),
        told_by=tuple(sorted({each.told_by for each in seen})),
        told=_is_told(inventory, user.application, server.application),
    )


def _is_told(inventory: Inventory, user: str, server: str) -> bool:
    if not user or not server:
        return False
    return any(need.app == server for need in inventory.application(user).depends_on)
