"""`govcloud status`: where each application stands, as the ledger has it."""

from __future__ import annotations

from typing import Annotated

import typer

from govcloud.cli.desk import desk_of
from govcloud.rules import views
from govcloud.ui import tables

app = typer.Typer()


@app.command()
def status(
    ctx: typer.Context,
    application: Annotated[str, typer.Argument(help="An application's id; all if none.")] = "",
) -> None:
    """Show where each application stands, or one of them step by step."""
    desk = desk_of(ctx)
    found = desk.folded()
    if application:
        view = views.application(desk.application(application), found)
        desk.console.show("application-status/1", view, tables.application_status)
    else:
        desk.console.show("status/1", views.status(desk.inventory, found), tables.status)
