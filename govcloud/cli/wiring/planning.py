"""What makes plans of stacks, and knows whether one is for here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from govcloud.adapters.input_file import read_input
from govcloud.cli.wiring import controls
from govcloud.cli.wiring.drift import mender_of, watch_of
from govcloud.cli.wiring.local import Desk
from govcloud.engine.stack_plans import Planning
from govcloud.errors import InputError
from govcloud.model.stack import StackRef
from govcloud.model.stack_plan import Scope, StackPlan
from govcloud.rules import stack_plan_file


def scope_of(desk: Desk) -> Scope:
    """Where plans of this desk hold."""
    place = desk.environment
    return Scope(desk.workspace_id, place.name, place.account, place.region)


def planning_of(desk: Desk, *, reads_cloud: bool, fresh: bool = False) -> Planning:
    """What plans the desk's stacks, with the cloud read or not; `fresh`: controls look again at all programs."""
    from govcloud.provider.clients import Clients
    from govcloud.provider.leftover import Finder

    def checks(refs: Sequence[StackRef]) -> Mapping[str, Any]:
        return controls.planned_findings(desk, refs, fresh=fresh)

    return Planning(
        desk.stacks,
        states_of(desk),
        Finder(mender_of(desk).settings, Clients()),
        watch_of(desk) if reads_cloud else None,
        checks,
        desk.dispatcher,
    )


def states_of(desk: Desk) -> Any:
    """The recorded states, and what interrupted runs left of themselves."""
    from govcloud.adapters.pulumi_left import StackStates

    return StackStates(desk.stack_settings, lambda ref: bytes(desk.healing_stacks.export(ref)))


def read_plan(file: Path) -> StackPlan:
    """The plan in a file. Raises InputError (E-STK-006)."""
    try:
        content = read_input(file, bytes_max=stack_plan_file.SIZE_BYTES_MAX)
    except InputError as error:
        raise InputError(
            f"E-STK-006: {error.faults[0].message}",
            hint="a plan is written by: govcloud stack plan --save FILE",
        ) from error
    return stack_plan_file.read(content, file.name)
