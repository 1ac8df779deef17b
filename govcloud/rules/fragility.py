"""Fragility (脆弱性): the applications that many need and nothing stands in for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from govcloud.model.application import Application
from govcloud.model.inventory import Inventory
from govcloud.model.technical_terms import Topology
from govcloud.rules.graph import Graph


@dataclass(frozen=True, slots=True)
class Weakness:
    """One thing that makes an application a single point of failure, in both languages."""

    code: str
    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class Hub:
    """An application that many need: how many directly, how many stop with it, how many may feel it.

    `departments` are those of the applications that stop.
    """

    application: str
    fan_in: int
    blast: int
    touched: int
    departments: int
    rto_minutes: int | None
    strictest_rto_minutes: int | None
    strictest: str
    weaknesses: tuple[Weakness, ...]


def hubs(inventory: Inventory, graph: Graph, fan_in_min: int) -> tuple[Hub, ...]:
    """Every application that at least so many need: those with most weaknesses and the largest blast first."""
    found = [
        hub(inventory, graph, app)
        for app in inventory.applications
        if graph.fan_in(app.id) >= fan_in_min
    ]
    return tuple(
        sorted(found, key=lambda h: (-h.blast * bool(h.weaknesses), -h.blast, h.application))
    )


def hub(inventory: Inventory, graph: Graph, app: Application) -> Hub:
    """What would stop with one application, and how well it is guarded against stopping."""
    stopped = graph.dependants(app.id)
    rto, strictest = strictest_consumer(inventory, graph, app.id)
    return Hub(
        application=app.id,
        fan_in=graph.fan_in(app.id),
        blast=len(stopped),
        touched=len(graph.touched(app.id)),
        departments=len({graph.departments[name] for name in stopped}),
        rto_minutes=app.rto_minutes,
        strictest_rto_minutes=rto,
        strictest=strictest,
        weaknesses=tuple(_weaknesses(app, rto, strictest)),
    )


def strictest_consumer(inventory: Inventory, graph: Graph, name: str) -> tuple[int | None, str]:
    """The shortest recovery time that a hard consumer of `name` is promised, and whose it is."""
    rows = [
        (rto, edge.source)
        for edge in graph.needed_by[name]
        if edge.hard and (rto := inventory.application(edge.source).rto_minutes) is not None
    ]
    return min(rows) if rows else (None, "")


def single_databases(app: Application) -> tuple[str, ...]:
    """Its databases that stand on one server and say so, or say nothing while the application has one server."""
    return tuple(
        store.name
        for store in app.datastores
        if store.topology is Topology.SINGLE or (store.topology is None and len(app.servers) == 1)
    )


def _weaknesses(app: Application, rto: int | None, strictest: str) -> Iterator[Weakness]:
    if len(app.servers) == 1:
        name = app.servers[0].name
        yield Weakness("ONE_SERVER", f"runs on one server, {name}", f"仅一台服务器 {name}")
    if single := single_databases(app):
        listed = ", ".join(single)
        yield Weakness(
            "ONE_DATABASE_NODE", f"single-node database {listed}", f"数据库单机 {listed}"
        )
    sites = {server.site for server in app.servers}
    if len(app.servers) > 1 and len(sites) == 1 and "" not in sites:
        (site,) = sites
        yield Weakness("ONE_SITE", f"all servers in {site}", f"全部服务器在同一机房 {site}")
    if rto is not None and (app.rto_minutes is None or app.rto_minutes > rto):
        own = "no RTO" if app.rto_minutes is None else f"RTO {app.rto_minutes} min"
        en = f"{own}, while {strictest} promises {rto} min"
        yield Weakness("RTO_TOO_LONG", en, f"RTO 劣于依赖它的 {strictest}（{rto} 分钟）")
