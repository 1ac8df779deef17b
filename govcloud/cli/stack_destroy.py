"""`govcloud stack destroy`: all that stacks made, deleted, once it was approved and confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from govcloud.cli.desk import desk_of
from govcloud.cli.wiring import deeds
from govcloud.cli.wiring.local import Desk
from govcloud.cli.wiring.planning import scope_of
from govcloud.errors import UsageError
from govcloud.model.drift import Recorded
from govcloud.rules import stack_deeds, views
from govcloud.ui import tables

HELP = """Delete all that the stacks made; the environment's name is to be typed.

What the cloud protects from deletion stops it before anything is deleted, unless each is named by --unprotect: the
protection is lifted then, and a database leaves a last snapshot, to be read for as long as its key is there.
Where stacks need approvals, what would be deleted is told under a digest; once another operator approved it, the same
command deletes exactly that.

Examples:

  govcloud stack destroy GD-HRS\n
  govcloud stack destroy GD-HRS --unprotect db-gd-hrs-001-main

Exit status: 0 deleted; 2 not confirmed; 4 users are served from these stacks, something is protected, or nobody
approved it; 11 locked; 20 record unsound.
"""


def destroy(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(help="Stacks, as `stack list` names them, or departments; all if none."),
    ] = None,
    confirm: Annotated[
        str, typer.Option(help="The environment's name, instead of being asked.")
    ] = "",
    unprotect: Annotated[
        list[str] | None,
        typer.Option(
            help="A resource, by its name, whose deletion protection is lifted; may be repeated."
        ),
    ] = None,
) -> None:
    """As HELP says."""
    desk = desk_of(ctx)
    if confirm:
        _demand_named(desk, confirm)
    with desk.controller():
        desk.ready_cloud()
        desk.demand_sound_record()
        refs, applications = desk.refs(names or []), desk.inventory.applications
        desk.provisioning.demand_unserved(refs, applications)
        records = deeds.recorded(desk, refs)
        lifted = stack_deeds.to_lift(deeds.protected(desk, records), unprotect or [])
        deeds.demand_approved(desk, stack_deeds.destroying(scope_of(desk), records, lifted))
        if not confirm:
            _confirm(desk, lifted)
        deeds.lift(desk, lifted)
        results = desk.provisioning.destroy(refs, applications)
    desk.console.show("stack-destroy/1", views.stacks(results), tables.stacks)


def _confirm(desk: Desk, lifted: Sequence[Recorded]) -> None:
    for one in lifted:
        desk.console.say(f"lifts the deletion protection of {one.name} ({one.id}, {one.stack})")
    if lifted:
        desk.console.say(
            "last snapshots stay; a key of these stacks that they need goes too, after its waiting time"
        )
    typed = desk.ask(f"this deletes what these stacks made; type `{desk.environment.name}`:")
    _demand_named(desk, typed)


def _demand_named(desk: Desk, typed: str) -> None:
    if typed != desk.environment.name:
        raise UsageError(f"`{typed}` is not `{desk.environment.name}`: nothing was deleted")
