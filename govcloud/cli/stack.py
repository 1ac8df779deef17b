"""`govcloud stack`: the shared cloud, through the real Pulumi engine."""

from __future__ import annotations

from typing import Annotated

import typer

from govcloud.cli import stack_check, stack_drift
from govcloud.cli.desk import desk_of
from govcloud.cli.wiring import controls
from govcloud.engine import provision
from govcloud.errors import FindingsError, UsageError
from govcloud.rules import gates, views
from govcloud.rules.controls_gate import may_apply
from govcloud.ui import tables, tables_controls

app = typer.Typer(help="Plan and apply the shared cloud's stacks.", no_args_is_help=True)
Names = Annotated[
    list[str] | None,
    typer.Argument(help="Stacks, as `stack list` names them, or departments; all if none."),
]
Engine = Annotated[
    bool, typer.Option("--engine", help="Ask the engine even where nothing can have changed.")
]
CHANGES = 5

app.command("check", help=stack_check.HELP)(stack_check.check)
app.command("drift", help=stack_drift.HELP)(stack_drift.drift)


@app.command("list")
def list_(ctx: typer.Context) -> None:
    """List the stacks that the inventory asks for."""
    desk = desk_of(ctx)
    desk.console.show("stacks/1", {"stacks": [str(ref) for ref in desk.refs([])]}, tables.pairs)


@app.command()
def plan(
    ctx: typer.Context,
    names: Names = None,
    detailed_exitcode: Annotated[
        bool, typer.Option(help="End with 5 if there are changes.")
    ] = False,
    engine: Engine = False,
) -> None:
    """Show what applying the stacks would change, and change nothing.

    Where nothing can have changed that is told without the engine; wherever it is not sure, the engine is asked.
    Below the changes stand the findings of the profile of controls, of which mandatory ones make `apply` refuse.

    Exit status: 0 done; 5 changes, with --detailed-exitcode; 10 engine missing; 13 cloud does not answer.
    """
    desk = desk_of(ctx)
    desk.always_engine = engine
    desk.ready_cloud()
    refs = desk.refs(names or [])
    results = provision.plan(desk.stacks, refs, desk.quiet_progress, desk.dispatcher)
    view = views.stacks(results) | controls.planned_findings(desk, refs)
    desk.console.show("stack-plan/1", view, tables_controls.stacks)
    if detailed_exitcode and any(result.changed for result in results):
        raise FindingsError("there are changes", hint="make them: govcloud stack apply")


@app.command()
def apply(ctx: typer.Context, names: Names = None, engine: Engine = False) -> None:
    """Make the cloud as the stacks say; running again changes nothing, or goes on where it broke off.

    Exit status: 0 done; 1 failed; 3 some stacks failed; 4 an application that is served from here is not in the
    inventory any more, or a stack breaks a mandatory rule of the profile of controls; 10 engine missing; 11 locked;
    13 cloud does not answer.
    """
    desk = desk_of(ctx)
    desk.always_engine = engine
    with desk.controller():
        desk.ready_cloud()
        desk.demand_sound_record()
        gates.still_listed(desk.folded().serving(), desk.ids)
        refs = desk.refs(names or [])
        may_apply(controls.planned_findings(desk, refs, fresh=True)["findings"])
        results = desk.provisioning.apply(refs)
        desk.pin_targets()
    desk.console.show("stack-apply/1", views.stacks(results), tables.stacks)


@app.command()
def outputs(
    ctx: typer.Context, name: Annotated[str, typer.Argument(help="A stack or department.")]
) -> None:
    """Show a stack's outputs, as last applied."""
    desk = desk_of(ctx)
    for ref in desk.refs([name]):
        desk.console.show("stack-outputs/1", dict(desk.stacks.outputs(ref)), tables.pairs)


@app.command()
def destroy(
    ctx: typer.Context,
    names: Names = None,
    confirm: Annotated[
        str, typer.Option(help="The environment's name, instead of being asked.")
    ] = "",
) -> None:
    """Delete all that the stacks made; the environment's name is to be typed.

    Exit status: 0 deleted; 2 not confirmed; 4 users are served from these stacks; 11 locked; 20 record unsound.
    """
    desk = desk_of(ctx)
    typed = confirm or desk.ask(
        f"this deletes what these stacks made; type `{desk.environment.name}`:"
    )
    if typed != desk.environment.name:
        raise UsageError(f"`{typed}` is not `{desk.environment.name}`: nothing was deleted")
    with desk.controller():
        desk.ready_cloud()
        desk.demand_sound_record()
        results = desk.provisioning.destroy(desk.refs(names or []), desk.inventory.applications)
    desk.console.show("stack-destroy/1", views.stacks(results), tables.stacks)
