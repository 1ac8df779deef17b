"""Servers, databases and folders of an invented application."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from govcloud.local.province import shares, software
from govcloud.local.province.draws import Draws
from govcloud.local.province.sketch import Sketch
from govcloud.model.application import Component
from govcloud.model.machine import Datastore, Disk, FileTree, Server, Utilisation
from govcloud.model.technical_terms import Arch, Origin, ServerKind, Tier, Topology
from govcloud.model.terms import Engine

DATABASE_SERVERS = {"XS": 1, "S": 1, "M": 1, "L": 2, "XL": 4}
WEB_FROM, CACHE_FROM = 5, 8
_PER_NETWORK = 250
_STORE_TIMES = {"XS": 0.4, "S": 0.7, "M": 1.5, "L": 4.0, "XL": 10.0}
SITES, TWO_SITES = ("机房A", "机房A", "机房B", "部门机房"), 0.45
_FEATURES = ("partition", "PL/SQL", "dblink")


@dataclass(frozen=True, slots=True)
class Stack:
    """What an application is built on."""

    middleware: str
    database: str
    system: str
    arch: Arch


def stack(draws: Draws) -> Stack:
    """Middleware first; database and operating system follow it as they do in practice."""
    middleware = draws.pick("middleware", shares.MIDDLEWARE)
    database = draws.pick("database with", shares.DATABASE_OF.get(middleware, (("", 1.0),)))
    database = database or draws.pick("database", shares.DATABASES)
    given = shares.SYSTEMS_OF.get(middleware) or shares.SYSTEMS_OF.get(database)
    system = draws.pick("system with", given or (("", 1.0),)) or draws.pick(
        "system", shares.SYSTEMS
    )
    arches = shares.ARCHES_OF.get(system, (("x86_64", 1.0),))
    if system != "aix" and shares.X86_ONLY & {middleware, database}:
        arches = (("x86_64", 1.0),)
    arch = draws.pick("arch", arches)
    return Stack(middleware, database, system, Arch(arch))


def hosted(app: Sketch, network: int, first: int) -> dict[str, Any]:
    """Servers and all that lies on them; the servers' addresses are those from `first` on in the network."""
    on = stack(app.draws)
    names = list(_names(app, on))
    stores = _stores(app, on, [name for name in names if "-db" in name] or names[-1:])
    sizes = {store.server: store.size_gb or 0.0 for store in stores}
    rows = _Rows(app, on, sizes)
    servers = [rows.row(at, name, _address(network, first + at)) for at, name in enumerate(names)]
    windows = on.system == "windows"
    return {
        "servers": tuple(servers),
        "datastores": tuple(stores),
        "trees": () if windows else tuple(_trees(app, names[0])),
        "services": () if windows else (app.slug[3:],),
        "components": tuple(_components(app.draws, on)),
    }


def _address(network: int, number: int) -> str:
    """Sources stand in 59.192.0.0/10, as on the government extranet: one /16 for each department."""
    return f"59.{191 + network}.{number // _PER_NETWORK}.{number % _PER_NETWORK + 1}"


def _names(app: Sketch, on: Stack) -> Iterator[str]:
    """What each server is for; the service runs on the first."""
    databases = 0 if on.database == "none" else min(DATABASE_SERVERS[app.size], app.hosts - 1)
    webs = max(1, app.hosts // 8) if app.hosts >= WEB_FROM else 0
    caches = 1 if app.hosts >= CACHE_FROM else 0
    rest = app.hosts - databases - webs - caches
    for role, count in (("app", rest), ("web", webs), ("cache", caches), ("db", databases)):
        yield from (f"{app.slug}-{role}{number}" for number in range(1, count + 1))


class _Rows:
    """An application's servers, row by row."""

    def __init__(self, app: Sketch, on: Stack, sizes: dict[str, float]) -> None:
        self.app, self.on, self.sizes = app, on, sizes
        system = software.SYSTEMS[on.system]
        self.os, self.os_version = system.name, system.version(app.draws, "system version").text
        physical = on.system == "aix" or app.draws.chance("physical", 0.15)
        self.kind = ServerKind.PHYSICAL if physical else ServerKind.VM
        self.hypervisor = "" if physical else _hypervisor(app.draws, on.arch)
        two = app.size in {"L", "XL"} and app.draws.chance("two sites", TWO_SITES)
        self.sites = ("机房A", "机房B") if two else (app.draws.one_of("site", SITES),)
        product = software.MIDDLEWARE[on.middleware]
        database = software.DATABASES.get(on.database)
        self.ports = {"app": (product.port,), "web": (80, 443), "cache": (6379,)}
        self.ports["db"] = (database.port,) if database else ()

    def row(self, at: int, name: str, address: str) -> Server:
        """The server in the place `at`."""
        draws, role = self.app.draws, name.rpartition("-")[2]
        cores = int(draws.pick(f"{role} cores", shares.CORES))
        average = round(min(92.0, draws.grown(f"{role} average", 9, 0.6)), 1)
        peak = round(min(99.0, max(average * 1.3, draws.grown(f"{role} peak", 38, 0.45))), 1)
        return Server(
            name,
            address,
            ports=self.ports[role.rstrip("0123456789")],
            kind=self.kind,
            arch=self.on.arch,
            cpu_cores=cores,
            mem_gb=float(cores * draws.between(f"{role} memory", 2, 4)),
            disks=tuple(self._disks(name, role)),
            os=self.os,
            os_version=self.os_version,
            hypervisor=self.hypervisor,
            site=self.sites[at % len(self.sites)],
            util=Utilisation(average, peak, float(draws.between(f"{role} memory use", 22, 86))),
            bought_year=draws.between("bought", 2012, 2020) if not self.hypervisor else None,
        )

    def _disks(self, name: str, role: str) -> Iterator[Disk]:
        draws = self.app.draws
        size = max(40, round(draws.grown(f"{role} disk", 300, 0.8), -1))
        used = round(size * (0.15 + 0.6 * draws.u(f"{role} disk use")))
        yield Disk("sda", float(size), float(used))
        if held := self.sizes.get(name):
            yield Disk("sdb", float(round(held * 1.6 + 20, -1)), float(round(held * 1.1 + 5)))


def _hypervisor(draws: Draws, arch: Arch) -> str:
    return draws.pick("hypervisor", software.HYPERVISORS[arch.value])


def _stores(app: Sketch, on: Stack, servers: list[str]) -> list[Datastore]:
    if on.database == "none":
        return []
    return [_store(app, on, servers, at) for at in range(max(1, len(servers) // 2))]


def _store(app: Sketch, on: Stack, servers: list[str], at: int) -> Datastore:
    draws, engine = app.draws, Engine(on.database)
    size = max(1, round(draws.grown(f"store {at}", 40, 1.1) * _STORE_TIMES[app.size]))
    charsets = software.CHARSETS.get(on.database, (("UTF-8", 1.0),))
    topology = Topology.PRIMARY_STANDBY if len(servers) > 1 else Topology.SINGLE
    if topology is Topology.PRIMARY_STANDBY and engine is Engine.ORACLE:
        topology = Topology.RAC
    features = [f for f in _FEATURES if draws.chance(f"feature {f}", 0.35)]
    version = software.DATABASES[on.database].version(draws, "database version")
    name = app.slug[3:].replace("-", "_")
    return Datastore(
        name if at == 0 else f"{name}_{at + 1}",
        engine,
        servers[at * 2],
        version=version.text,
        size_gb=float(size),
        growth_gb_month=round(size * (0.005 + 0.02 * draws.u(f"growth {at}")), 1),
        charset=draws.pick("charset", charsets),
        topology=topology,
        features=tuple(features) if engine is Engine.ORACLE else (),
        backup=draws.one_of("backup", ("每日全量", "每日全量", "每周全量+每日增量", "")),
    )


def _trees(app: Sketch, server: str) -> Iterator[FileTree]:
    draws, slug = app.draws, app.slug[3:]
    program = draws.grown("program size", 3, 0.7)
    yield FileTree(server, f"/opt/{slug}", max(0.1, round(program, 1)), round(program * 900) + 20)
    if draws.chance("uploads", 0.6):
        size = draws.grown("uploads size", 45, 1.2)
        yield FileTree(server, f"/srv/{slug}", max(0.1, round(size, 1)), round(size * 600) + 10)


def _components(draws: Draws, on: Stack) -> Iterator[Component]:
    product = software.MIDDLEWARE[on.middleware]
    yield _component(draws, product, "middleware version")
    if on.middleware == "spring":
        yield _component(draws, software.NGINX, "nginx version")
    if database := software.DATABASES.get(on.database):
        yield _component(draws, database, "database version")


def _component(draws: Draws, product: software.Product, field: str) -> Component:
    version = product.version(draws, field)
    return Component(
        Tier(product.tier),
        product.name,
        version.text,
        product.language,
        Origin(product.origin),
        version.eol_on,
    )
