"""Which applications of a wave govcloud moves itself, and what keeps it from moving one that it should."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from govcloud.errors import Fault
from govcloud.model.inventory import Application, Inventory


def left_to_others(applications: Sequence[Application]) -> tuple[str, ...]:
    """A sentence for each application whose cut-over is somebody else's work."""
    return tuple(
        f"{app.id} {app.name_zh}: left out, as govcloud does not carry out {app.strategy.value} "
        f"{app.strategy.zh}; whoever does cuts it over in this wave"
        for app in applications
        if not app.strategy.moves
    )


def immovable(applications: Sequence[Application], inventory: Inventory) -> tuple[Fault, ...]:
    """What an application that govcloud should move lacks: a network, an address, databases that it can move."""
    bare = {department.id for department in inventory.departments if not department.network}
    return tuple(
        Fault(*inventory.places.get(app.id, ("inventory.yaml", 0)), code, message, hint)
        for app in applications
        if app.strategy.moves
        for code, message, hint in _lacking(app, bare)
    )


def unhoused(department: str) -> tuple[str, str, str]:
    """Code, message and hint for a department that has no place in the cloud yet."""
    message = f"{department} has no cloud network yet, so it has no stack"
    return "E-NET-006", message, "allocate one in the inventory, such as `network: 10.1.0.0/16`"


def _lacking(app: Application, bare: Collection[str]) -> Iterator[tuple[str, str, str]]:
    if app.department in bare:
        code, message, hint = unhoused(app.department)
        yield code, f"{app.id}: {message}", hint
    if not app.servers:
        yield (
            "E-STR-004",
            f"{app.id}: is moved, and has no server",
            "add `servers`, or choose RETAIN",
        )
    for store in app.datastores:
        if not store.engine.movable:
            message = (
                f"{app.id}: database `{store.name}` is {store.engine.zh}, which no step can move"
            )
            hint = "choose REPLATFORM, or take it out of the wave"
            yield "E-MIG-001", message, hint
    for server in app.servers:
        if not server.address:
            message = f"{app.id}: server `{server.name}` has no address"
            yield "E-MIG-002", message, "add `address`, or take it out of the wave"
