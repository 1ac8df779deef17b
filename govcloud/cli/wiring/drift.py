"""What looks for drift and heals it: recorded states on one side, the cloud on the other."""

from __future__ import annotations

from typing import Any

from govcloud.cli.wiring.local import Desk
from govcloud.engine.drift import Healing, Watch


def watch_of(desk: Desk) -> Watch:
    """Reads states without the engine where they are files, and the cloud in few calls."""
    from govcloud.adapters.pulumi_records import StackRecords

    desk.stack_settings.demand_loopback()
    mender = mender_of(desk)
    mender.demand_account()
    records = StackRecords(
        desk.stack_settings, lambda ref: bytes(desk.healing_stacks.export(ref)), mender.opened
    )
    return Watch(records, mender)


def healing_of(desk: Desk, watch: Watch) -> Healing:
    """What heals what `watch` found."""
    return Healing(watch.surveyor, desk.healing_stacks, desk.store, desk.progress, desk.dispatcher)


def mender_of(desk: Desk) -> Any:
    """The cloud by our own provider's table, set up as the engine is told to set it up."""
    from govcloud.adapters.pulumi_settings import ProjectFiles
    from govcloud.model.stack import StackRef
    from govcloud.provider import settings
    from govcloud.provider.clients import Clients
    from govcloud.provider.mending import Mender

    told = ProjectFiles(desk.stack_settings).config(StackRef("", ""), {})
    own = {key.partition(":")[2]: value for key, value in told.items() if key.startswith(_OURS)}
    return Mender(settings.parse(own), Clients(), frozenset(desk.place.lacking))


_OURS = "govcloud:"
