"""`govcloud doctor`: is everything here."""

from __future__ import annotations

import typer

from govcloud.cli.desk import desk_of
from govcloud.errors import FindingsError
from govcloud.ui import tables

app = typer.Typer()


@app.command()
def doctor(ctx: typer.Context) -> None:
    """Show which programs are here, and the command that gets each missing one.

    Exit status: 0 all there; 5 something is missing.
    """
    desk = desk_of(ctx)
    view = desk.doctor()
    desk.console.show("doctor/1", view, tables.doctor)
    if not all(check["ok"] for check in view["checks"]):
        raise FindingsError(
            "something is missing", hint="the commands above get it; or: make setup"
        )
