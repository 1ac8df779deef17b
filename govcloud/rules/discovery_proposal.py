"""The inventory as it would be if everything that was found were taken over: a proposal, which a person merges."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from govcloud.model.discovery import HostAnswer, Outcome
from govcloud.model.facts import HostFacts
from govcloud.model.inventory import Application, Datastore, Dependency, Inventory, Server
from govcloud.rules import names
from govcloud.rules.discovery_compare import Difference, differences, match, topic
from govcloud.rules.discovery_edges import Edge, edges
from govcloud.rules.discovery_products import LESS_TOLD
from govcloud.rules.discovery_server import FoundServer, found_server, own_address

NOTES_MAX = 20_000
_ONLY_NOTED = {"service", "tree", "database"}


@dataclass(frozen=True, slots=True)
class Proposal:
    """The whole inventory with what was found in it, and lines that say of each value where it comes from."""

    inventory: Inventory
    notes: tuple[str, ...]


def proposal(inventory: Inventory, answers: Sequence[HostAnswer]) -> Proposal:
    """Take over what is certain: machines, ports, databases; soft dependencies. The rest stands in the notes."""
    heard = [a for a in answers if a.outcome is not Outcome.FAILED and a.facts != HostFacts()]
    found = {a.host.name: found_server(a.host.server, a.facts) for a in heard}
    seen = edges(inventory, heard)
    by_name = {answer.host.name: answer.facts for answer in heard}
    used: dict[str, list[Edge]] = {}
    for edge in seen:
        if edge.candidate:
            used.setdefault(edge.user.application, []).append(edge)
    applications = tuple(
        _taken(app, found, by_name, used.get(app.id, ())) for app in inventory.applications
    )
    servers = tuple(found[s.name].server if s.name in found else s for s in inventory.servers)
    added = tuple(_newcomers(inventory, heard, found))
    whole = replace(inventory, applications=applications, servers=(*servers, *added))
    notes = [line for a in heard for line in _notes(inventory, a, found[a.host.name])]
    notes += [f"{a.host.name} told nothing: {a.error.message}" for a in answers if a.error]
    notes += _edge_notes(seen)
    more = [f"and {len(notes) - NOTES_MAX} lines more"] if len(notes) > NOTES_MAX else []
    return Proposal(whole, (*notes[:NOTES_MAX], *more))


def _taken(
    app: Application,
    found: Mapping[str, FoundServer],
    facts: Mapping[str, HostFacts],
    seen: Iterable[Edge],
) -> Application:
    if not any(server.name in found for server in app.servers):
        return app
    servers = tuple(found[s.name].server if s.name in found else s for s in app.servers)
    stores = list(app.datastores)
    for server in servers:
        if server.name in facts:
            stores = _stores(stores, server.name, facts[server.name])
    needs: dict[str, Dependency] = {}
    for edge in seen:
        name = edge.server.application
        soft = Dependency(name, hard=False, kind=edge.kind, protocol="TCP", port=edge.port)
        needs.setdefault(name, soft)
    depends_on = (*app.depends_on, *(needs[name] for name in sorted(needs)))
    return replace(app, servers=servers, datastores=tuple(stores), depends_on=depends_on)


def _stores(told: list[Datastore], server: str, facts: HostFacts) -> list[Datastore]:
    stores = list(told)
    for database in facts.databases:
        here = [store for store in stores if store.server == server]
        known = match(here, database)
        size = None if database.size_gb is None else round(database.size_gb, 3)
        if known is not None:
            version = known.version or database.version
            charset = known.charset or database.charset
            newer = replace(known, version=version, size_gb=size or known.size_gb, charset=charset)
            stores[stores.index(known)] = newer
        elif names.DATABASE.fullmatch(database.name):
            new = Datastore(database.name, database.engine, server, database.version, size)
            stores.append(replace(new, charset=database.charset))
    return stores


def _newcomers(
    inventory: Inventory, answers: Iterable[HostAnswer], found: Mapping[str, FoundServer]
) -> Iterator[Server]:
    """Hosts that the inventory does not have, as servers that no application has claimed yet."""
    taken = {s.name for app in inventory.applications for s in app.servers}
    taken |= {s.name for s in inventory.servers}
    for answer in answers:
        if answer.host.known or _twin(inventory, answer):
            continue
        name = _free_name(answer, taken)
        taken.add(name)
        address = own_address(answer.host.server.address.partition(":")[0], answer.facts)
        yield replace(found[answer.host.name].server, name=name, address=address)


def _twin(inventory: Inventory, answer: HostAnswer) -> str:
    """The inventory's server that has one of this host's own addresses, "" if none has."""
    own = answer.facts.interfaces.addresses if answer.facts.interfaces else ()
    servers = [s for app in inventory.applications for s in app.servers]
    servers += inventory.servers
    return next((s.name for s in servers if s.address in own and s.address), "")


def _free_name(answer: HostAnswer, taken: set[str]) -> str:
    """The host's own name in the form of the inventory, with a number where that is taken."""
    told = answer.facts.system.hostname if answer.facts.system else ""
    words = re.sub(r"[^a-z0-9]+", "-", told.partition(".")[0].lower()).strip("-")
    if not names.SERVER.fullmatch(words):
        words = "found-" + re.sub(r"[^a-z0-9]+", "-", answer.host.name.lower()).strip("-")
    name, count = words[:56], 1
    while name in taken:
        count += 1
        name = f"{words[:56]}-{count}"
    return name


def _notes(inventory: Inventory, answer: HostAnswer, found: FoundServer) -> Iterator[str]:
    host, facts = answer.host, answer.facts
    yield f"{host.name} ({host.login})" + (f" of {host.application}" if host.application else "")
    yield from _caveats(inventory, answer)
    by_topic: dict[str, list[str]] = {}
    for field, told_by in found.told_by.items():
        by_topic.setdefault(told_by, []).append(field)
    for told_by, known in by_topic.items():
        yield f"  {', '.join(known)}: asked by `{told_by}`"
    for database in facts.databases:
        yield f"  datastore {database.name}: asked by `{topic(database.engine)}`"
    for each in differences(inventory, answer):
        if each.weighs or each.subject in _ONLY_NOTED:
            yield f"  {_said(each)}"
    yield from (f"  `{name}` was not told: {reason}" for name, reason in facts.untold.items())


def _caveats(inventory: Inventory, answer: HostAnswer) -> Iterator[str]:
    """What to know before its values are taken over."""
    twin = "" if answer.host.known else _twin(inventory, answer)
    if twin:
        yield f"  not added: it has an address of {twin}; ask it by that name"
    if answer.facts.system and not answer.facts.system.as_root:
        yield f"  asked as {answer.host.server.user}, not as root: {LESS_TOLD}"


def _said(each: Difference) -> str:
    by = f"(asked by `{each.told_by}`)"
    if each.subject in {"service", "tree"} and not each.weighs:
        return f"candidate, not taken over: {each.subject} {each.found} {by}"
    return f"{each.subject}: the inventory says {each.told}, the host {each.found} {by}"


def _edge_notes(seen: Iterable[Edge]) -> Iterator[str]:
    for edge in seen:
        if edge.candidate:
            yield (
                f"dependency taken over as soft: {edge.user.application} -> {edge.server.application}, "
                f"seen from {edge.user.name} to {edge.server.name} port {edge.port} "
                f"(asked by `{', '.join(edge.told_by)}`)"
            )
        elif not edge.server.known:
            yield (
                f"candidate, not taken over: {edge.user.name} uses {edge.server.name} port {edge.port}, "
                f"which the inventory does not know (asked by `{', '.join(edge.told_by)}`)"
            )
