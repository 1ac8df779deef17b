"""`govcloud local`: the embedded cloud and the lab."""

from __future__ import annotations

from typing import Annotated

import typer

from govcloud.cli.desk import desk_of
from govcloud.errors import UsageError
from govcloud.ui import tables, tables_local

app = typer.Typer(help="Run the embedded cloud and the lab's hosts.", no_args_is_help=True)


@app.command()
def up(ctx: typer.Context) -> None:
    """Start the embedded cloud and the lab's source hosts; what runs already is left as it is.

    Exit status: 0 up; 10 this machine cannot hold a lab, and why, or the inventory has faults; 20 the embedded
    cloud's kept state is damaged or of another version: it is not loaded (`local reset`).
    """
    desk = desk_of(ctx)
    with desk.controller():
        view = desk.local_up()
    desk.console.show("local/1", view, tables.local)


@app.command()
def status(ctx: typer.Context) -> None:
    """Show the embedded cloud, the lab's hosts, and where each application's users are led.

    Of the cloud: address, versions, pid and uptime, size and age of its kept state (or why that cannot be read),
    resources by service, and what it does beyond moto.

    Exit status: 0 told; 10 the environment is no embedded one.
    """
    desk = desk_of(ctx)
    desk.console.show("local/1", desk.local_view(), tables_local.status)


@app.command()
def down(ctx: typer.Context) -> None:
    """Stop the embedded cloud and all lab hosts; their state stays in .govcloud/ for the next `local up`."""
    desk = desk_of(ctx)
    with desk.controller():
        desk.local_down()
    desk.console.say("the embedded cloud and the lab are down; no process and no mount is left")


@app.command()
def reset(
    ctx: typer.Context,
    confirm: Annotated[str, typer.Option(help="The word `local`, instead of being asked.")] = "",
) -> None:
    """Delete the embedded cloud, the lab and their stacks' state; the ledger is put aside, not deleted."""
    desk = desk_of(ctx)
    typed = confirm or desk.ask("this deletes the embedded cloud and all lab hosts; type `local`:")
    if typed != "local":
        raise UsageError(f"`{typed}` is not `local`: nothing was deleted")
    with desk.controller():
        kept = desk.local_reset()
    desk.console.say(f"deleted; the ledger was put aside as {kept}" if kept else "deleted")
