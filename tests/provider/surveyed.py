"""What tests of surveys share: a surveyor beside the rig's provider, and what an engine would have recorded."""

from __future__ import annotations

from collections.abc import Iterable

from govcloud.model.drift import Recorded
from govcloud.provider.clients import Clients
from govcloud.provider.settings import Settings
from govcloud.provider.surveying import Surveyor
from govcloud.provider.wire import bare
from tests.provider.rig import PROJECT, WORKSPACE, Made, Rig

CLIENTS = Clients()


def surveyor(rig: Rig) -> Surveyor:
    """One that looks at the rig's cloud."""
    return Surveyor(Settings(rig.region, rig.endpoint, workspace=WORKSPACE), CLIENTS)


def recorded(rig: Rig, made: Made) -> Recorded:
    """What a state would hold of it."""
    return Recorded(
        stack=f"{PROJECT}/{rig.stack}",
        urn=rig.urn(made.token, made.name),
        type=made.token,
        id=made.identity,
        inputs=bare(made.inputs),
        outputs=bare(made.state),
    )


def known(resources: Iterable[Recorded]) -> set[tuple[str, str]]:
    """What the stacks know."""
    return {(one.type, one.id) for one in resources}
