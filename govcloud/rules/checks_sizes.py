"""Are figures plausible: users, money, and what servers have against what they use."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from govcloud.model.inventory import Application, Inventory, Server
from govcloud.rules.finding import Finding, Path, listed

CAPEX_WAN_MAX, OPEX_WAN_MAX = Decimal(100_000), Decimal(50_000)
CORES_MAX, MEMORY_GB_MAX, DISKS_GB_MAX = 512, 16_384.0, 1_048_576.0
SPARE_TIMES = 2


def size_warnings(inventory: Inventory) -> Iterator[Finding]:
    """Figures in the wrong unit, servers twice as large as what they do, and what stands in the way of a move."""
    for index, app in enumerate(inventory.applications):
        at: Path = ("applications", index)
        yield from _users(app, at)
        yield from _money(app, at)
        if app.servers:
            yield from _servers(app, at)
        if app.strategy.moves:
            yield from _movable(app, at)
    yield from _unclaimed(inventory)


def _users(app: Application, at: Path) -> Iterator[Finding]:
    for few, many, words in (
        ("users_daily", "users_registered", "{many:,} registered users, and {few:,} a day"),
        ("peak_concurrency", "visits_daily", "{many:,} visits a day, and {few:,} at once"),
    ):
        less, more = getattr(app, few), getattr(app, many)
        if less is not None and more is not None and less > more:
            message = f"has {words.format(few=less, many=more)}"
            yield Finding("W-USR-001", app.id, (*at, few), message, "which of the two is right?")


def _money(app: Application, at: Path) -> Iterator[Finding]:
    for name, amount, most in (
        ("capex_wan", app.capex_wan, CAPEX_WAN_MAX),
        ("opex_wan_year", app.opex_wan_year, OPEX_WAN_MAX),
    ):
        if amount is not None and amount > most:
            message = f"{name} is {amount:,}, which is {amount / 10_000:,.1f} 亿元"
            yield Finding(
                "W-MON-001", app.id, (*at, name), message, "in 万元 (10,000 yuan), not in yuan?"
            )


def _servers(app: Application, at: Path) -> Iterator[Finding]:
    cores = used = 0.0
    for place, server in enumerate(app.servers):
        if _implausible(server):
            yield from _server(app, server, (*at, "servers", place))
        if server.util is not None and server.util.cpu_p95 is not None and server.cpu_cores:
            cores += server.cpu_cores
            used += server.cpu_cores * server.util.cpu_p95 / 100
    if cores > SPARE_TIMES * used and app.strategy.moves:
        message = f"has {cores:g} processor cores, and 95 % of the time uses {used:.1f} at most"
        hint = f"more than {SPARE_TIMES} times what is used: ask for less in the cloud"
        yield Finding("W-UTL-001", app.id, (*at, "servers"), message, hint)


def _implausible(server: Server) -> bool:
    size_gb = 0.0
    for disk in server.disks:
        size_gb += disk.size_gb
        if disk.used_gb is not None and disk.used_gb > disk.size_gb:
            return True
    return (
        size_gb > DISKS_GB_MAX
        or (server.cpu_cores or 0) > CORES_MAX
        or (server.mem_gb or 0) > MEMORY_GB_MAX
    )


def _server(app: Application, server: Server, path: Path) -> Iterator[Finding]:
    what = ""
    if (server.cpu_cores or 0) > CORES_MAX:
        what = f"{server.cpu_cores:,} cores"
    elif (server.mem_gb or 0) > MEMORY_GB_MAX:
        what = f"{server.mem_gb:,.0f} GB of memory"
    elif server.disk_gb > DISKS_GB_MAX:
        what = f"{server.disk_gb:,.0f} GB of disks"
    if what:
        message = f"server {server.name} has {what}"
        yield Finding("W-SIZE-001", app.id, path, message, "in GB, not in MB?")
    for place, disk in enumerate(server.disks):
        if disk.used_gb is not None and disk.used_gb > disk.size_gb:
            message = f"{disk.used_gb:g} of {disk.size_gb:g} GB of disk {disk.name} of {server.name} are used"
            yield Finding(
                "W-SIZE-002", app.id, (*path, "disks", place), message, "the same unit for both?"
            )


def _movable(app: Application, at: Path) -> Iterator[Finding]:
    for place, store in enumerate(app.datastores):
        if not store.engine.movable:
            message = f"is REHOST, and govcloud has no steps for {store.engine.zh} ({store.name})"
            hint = "REPLATFORM its database, or RELOCATE the whole"
            path: Path = (*at, "datastores", place, "engine")
            yield Finding("W-STR-001", app.id, path, message, hint)
    if app.strategy.moves and not app.servers:
        message = "is to be moved, and nobody has told its servers"
        hint = "it can be planned, not moved: add `servers`, or choose RETIRE or RETAIN"
        yield Finding("W-STR-002", app.id, (*at, "servers"), message, hint)
    nowhere = [server.name for server in app.servers if not server.address]
    if nowhere:
        message = f"nobody has told the address of {listed(nowhere)}"
        hint = "it can be planned, not moved: add `address`"
        yield Finding("W-SRV-001", app.id, (*at, "servers"), message, hint)


def _unclaimed(inventory: Inventory) -> Iterator[Finding]:
    free = [server.name for server in inventory.servers]
    if free:
        count = "1 server is" if len(free) == 1 else f"{len(free):,} servers are"
        message = f"{count} claimed by no application: {listed(free)}"
        hint = "move each into its application's `servers`"
        yield Finding("W-SRV-002", "servers", ("servers", 0), message, hint)
