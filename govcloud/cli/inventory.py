"""`govcloud inventory`: is the estate's description sound, and what is in it."""

from __future__ import annotations

from typing import Annotated

import typer

from govcloud.cli.desk import desk_of
from govcloud.errors import FindingsError
from govcloud.model.inventory import plain
from govcloud.rules import views
from govcloud.ui import tables

app = typer.Typer(help="Check and show the inventory.", no_args_is_help=True)


@app.command()
def check(
    ctx: typer.Context,
    strict: Annotated[bool, typer.Option(help="Warnings end with 5.")] = False,
) -> None:
    """Check inventory and waves; every fault is told, with its file and line.

    Exit status: 0 sound; 5 warnings only, with --strict; 10 faults.
    """
    desk = desk_of(ctx)
    warnings = desk.warnings(desk.today)
    view = views.inventory(desk.inventory, desk.waves, [str(w) for w in warnings])
    desk.console.show("inventory-check/1", view, tables.inventory)
    if strict and warnings:
        raise FindingsError(f"{len(warnings)} warnings")


@app.command("list")
def list_(ctx: typer.Context) -> None:
    """List the applications of the inventory."""
    desk = desk_of(ctx)
    view = {"applications": plain(desk.inventory.applications)}
    desk.console.show("inventory/1", view, tables.applications)


@app.command()
def show(
    ctx: typer.Context,
    application: Annotated[str, typer.Argument(help="An application's id.")],
) -> None:
    """Show one application as the inventory describes it."""
    desk = desk_of(ctx)
    desk.console.show("application/1", plain(desk.application(application)), tables.pairs)
