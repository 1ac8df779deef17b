"""`govcloud inventory`: is the estate's description sound, and what is in it."""

from __future__ import annotations

from typing import Annotated

import typer

from govcloud.cli import (
    inventory_assess,
    inventory_check,
    inventory_completeness,
    inventory_discover,
    inventory_export,
    inventory_graph,
)
from govcloud.cli.desk import desk_of
from govcloud.model.inventory import plain
from govcloud.ui import tables

app = typer.Typer(help="Check and show the inventory.", no_args_is_help=True)
app.command("check", help=inventory_check.HELP)(inventory_check.check)
app.command("completeness", help=inventory_completeness.HELP)(inventory_completeness.completeness)


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


app.command("discover", help=inventory_discover.HELP)(inventory_discover.discover)
app.command("assess", help=inventory_assess.HELP)(inventory_assess.assess)
app.command("export", help=inventory_export.HELP)(inventory_export.export)
app.command("graph", help=inventory_graph.HELP)(inventory_graph.graph)
