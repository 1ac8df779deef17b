"""`govcloud stack`: the shared cloud, through the real Pulumi engine."""

from __future__ import annotations

from typing import Annotated

import typer

from govcloud.cli import (
    stack_adopt,
    stack_apply,
    stack_check,
    stack_destroy,
    stack_drift,
    stack_plan,
    stack_state,
)
from govcloud.cli.desk import desk_of
from govcloud.ui import tables

app = typer.Typer(help="Plan and apply the shared cloud's stacks.", no_args_is_help=True)
app.command("plan", help=stack_plan.HELP)(stack_plan.plan)
app.command("apply", help=stack_apply.HELP)(stack_apply.apply)
app.command("check", help=stack_check.HELP)(stack_check.check)
app.command("drift", help=stack_drift.HELP)(stack_drift.drift)
app.command("destroy", help=stack_destroy.HELP)(stack_destroy.destroy)
app.command("history", help=stack_state.HISTORY)(stack_state.history)
app.command("export", help=stack_state.EXPORT)(stack_state.export)
app.command("import", help=stack_state.IMPORT)(stack_state.import_)
app.command("adopt", help=stack_adopt.HELP)(stack_adopt.adopt)
app.command("unlock", help=stack_state.UNLOCK)(stack_state.unlock)


@app.command("list")
def list_(ctx: typer.Context) -> None:
    """List the stacks that the inventory asks for."""
    desk = desk_of(ctx)
    desk.console.show("stacks/1", {"stacks": [str(ref) for ref in desk.refs([])]}, tables.pairs)


@app.command()
def outputs(
    ctx: typer.Context, name: Annotated[str, typer.Argument(help="A stack or department.")]
) -> None:
    """Show a stack's outputs, as last applied."""
    desk = desk_of(ctx)
    for ref in desk.refs([name]):
        desk.console.show("stack-outputs/1", dict(desk.stacks.outputs(ref)), tables.pairs)
