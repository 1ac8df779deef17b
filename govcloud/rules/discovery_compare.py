"""What hosts told beside what the inventory says of them: each difference, and the question that told it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from govcloud.model.discovery import HostAnswer
from govcloud.model.facts import FoundDatabase, HostFacts
from govcloud.model.inventory import Application, Datastore, Inventory, plain
from govcloud.model.machine import Disk, Server
from govcloud.model.terms import Engine
from govcloud.rules.discovery_products import (
    application_ports,
    application_services,
    engines_at_work,
    tree_candidates,
)
from govcloud.rules.discovery_server import found_server, same

NOTHING = "-"
_ASKED_ALIKE = {Engine.MYSQL: Engine.MARIADB}
_BY_FIELD = ("kind", "arch", "cpu_cores", "mem_gb", "disks", "os", "os_version", "hypervisor")


@dataclass(frozen=True, slots=True)
class Difference:
    """`told`: the inventory's value, `found`: the host's; "-" for none. `weighs`: they contradict each other."""

    server: str
    subject: str
    told: str
    found: str
    told_by: str
    weighs: bool


def differences(inventory: Inventory, answer: HostAnswer) -> tuple[Difference, ...]:
    """All that the inventory lacks or says otherwise of a host that answered; nothing for another."""
    host = answer.host
    application = inventory.application(host.application) if host.application else None
    return tuple(
        Difference(host.name, *found) for found in _all(host.server, application, answer.facts)
    )


_Row = tuple[str, str, str, str, bool]


def _all(server: Server, application: Application | None, facts: HostFacts) -> Iterator[_Row]:
    yield from _fields(server, facts)
    yield from _ports(server, facts)
    yield from _databases(server, application, facts)
    yield from _services(server, application, facts)
    yield from _trees(server, application, facts)


def _fields(server: Server, facts: HostFacts) -> Iterator[_Row]:
    found = found_server(server, facts)
    assert set(_BY_FIELD) <= {field.name for field in fields(Server)}
    for name in _BY_FIELD:
        told, now = getattr(server, name), getattr(found.server, name)
        if name in found.told_by and not same(told, now):
            told_text = shown(told)
            yield name, told_text, shown(now), found.told_by[name], told_text != NOTHING
    own = facts.interfaces.addresses if facts.interfaces else ()
    if own and server.address[:1].isdigit() and server.address not in own:
        yield "address", server.address, ", ".join(own[:4]), "interfaces", True


def shown(value: Any) -> str:
    """A value of a server in a few words."""
    if value in (None, "", ()):
        return NOTHING
    if isinstance(value, tuple) and isinstance(value[0], Disk):
        return f"{sum(disk.size_gb for disk in value):.1f} GB on {len(value)}"
    return f"{value:.1f}" if isinstance(value, float) else str(plain(value))


def _ports(server: Server, facts: HostFacts) -> Iterator[_Row]:
    if facts.listeners is None:
        return
    programs = {one.port: one.program for one in facts.served if one.program}
    served = {one.port for one in facts.served}
    for port in application_ports(facts):
        if port not in server.ports:
            by = f" ({programs[port]})" if port in programs else ""
            yield "port", NOTHING, f"{port}{by}", "listeners", False
    for port in server.ports:
        if port not in served:
            yield "port", str(port), NOTHING, "listeners", True


def _databases(server: Server, application: Application | None, facts: HostFacts) -> Iterator[_Row]:
    told = [d for d in application.datastores if d.server == server.name] if application else []
    for database in facts.databases:
        known = match(told, database)
        if known is None:
            yield "database", NOTHING, database_shown(database), topic(database.engine), False
        elif known.version and not same(known.version, database.version):
            words = f"{known.name} {known.engine} {known.version}"
            yield "database", words, database_shown(database), topic(database.engine), True
    for store in told:
        if _missed(store, facts):
            yield "database", f"{store.name} {store.engine}", NOTHING, topic(store.engine), True
    yield from _other_engines(told, facts)


def _missed(store: Datastore, facts: HostFacts) -> bool:
    """Whether the store's own server was asked for its databases, and does not have it."""
    if store.engine not in {Engine.POSTGRESQL, Engine.MARIADB, Engine.MYSQL}:
        return False
    asked = facts.postgresql if store.engine is Engine.POSTGRESQL else facts.mysql
    return asked is not None and not any(match([store], database) for database in asked)


def _other_engines(told: list[Datastore], facts: HostFacts) -> Iterator[_Row]:
    """Database servers that run, and of which neither inventory nor their own answer tells a database."""
    spoken = {database.engine for database in facts.databases} | {store.engine for store in told}
    spoken |= {_ASKED_ALIKE.get(engine, engine) for engine in spoken}
    for engine in engines_at_work(facts):
        if engine.engine not in spoken:
            ports = f" at {', '.join(map(str, engine.ports))}" if engine.ports else ""
            instance = f" {engine.instance}" if engine.instance else ""
            yield "database", NOTHING, f"{engine.engine}{instance}{ports}", "programs", False


def match(told: list[Datastore], found: FoundDatabase) -> Datastore | None:
    """The datastore of the inventory that this database is; MariaDB and MySQL speak alike."""
    alike = _ASKED_ALIKE.get(found.engine, found.engine)
    for store in told:
        if store.name == found.name and _ASKED_ALIKE.get(store.engine, store.engine) is alike:
            return store
    return None


def topic(engine: Engine) -> str:
    """The question that tells of an engine's databases."""
    return "postgresql" if engine is Engine.POSTGRESQL else "mysql"


def database_shown(database: FoundDatabase) -> str:
    """A database in a few words."""
    size = f", {database.size_gb:.2f} GB" if database.size_gb is not None else ""
    return f"{database.name} {database.engine} {database.version}{size}"


def _services(server: Server, application: Application | None, facts: HostFacts) -> Iterator[_Row]:
    if facts.services is None:
        return
    units = {unit.name: unit for unit in facts.services}
    expected = (
        application.services if application and application.service_server == server.name else ()
    )
    for name in expected:
        if name not in units:
            yield "service", name, NOTHING, "services", True
        elif units[name].running is False:
            yield "service", name, f"{name}, stopped", "services", True
    for name in application_services(facts):
        if name not in expected:
            yield "service", NOTHING, name, "services", False


def _trees(server: Server, application: Application | None, facts: HostFacts) -> Iterator[_Row]:
    told = [t.path for t in application.trees if t.server == server.name] if application else []
    for path in tree_candidates(facts):
        if not any(f"{path}/".startswith(f"{one}/") or one.startswith(f"{path}/") for one in told):
            yield "tree", NOTHING, path, "programs, cron", False
