"""`govcloud config`: what is set, and by whom."""

from __future__ import annotations

import typer

from govcloud.cli.desk import desk_of
from govcloud.ui import tables

app = typer.Typer()


@app.command()
def config(ctx: typer.Context) -> None:
    """Show each setting, its value, and where that came from."""
    desk = desk_of(ctx)
    values = desk.settings.values
    rows = [{"name": n, "value": v, "origin": desk.settings.origins[n]} for n, v in values.items()]
    desk.console.show("config/1", {"settings": rows}, tables.settings)
