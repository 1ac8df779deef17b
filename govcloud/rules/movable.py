"""Which applications of a wave govcloud moves itself, and what keeps it from moving one that it should."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
    """What an application that govcloud should move lacks: an address, or an engine whose databases it can move."""
    return tuple(
        Fault(*inventory.places.get(app.id, ("inventory.yaml", 0)), code, message, hint)
        for app in applications
        if app.strategy.moves
        for code, message, hint in _lacking(app)
    )


def _lacking(app: Application) -> Iterator[tuple[str, str, str]]:
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
