"""`govcloud inventory show`: all that the inventory says of one application."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from govcloud.cli.desk import desk_of
from govcloud.cli.exports import ExportFiles, write_exports
from govcloud.cli.wiring.exporting_views import listed_makers
from govcloud.cli.wiring.fields import field_words
from govcloud.rules.views_inventory import application_view
from govcloud.ui import tables_inventory

HELP = """Show all that the inventory says of one application.

Fields that nobody told are left out. Codes have their Chinese words beside them.

Examples:

  govcloud inventory show GD-GSD-008\n
  govcloud inventory show GD-GSD-008 --export portal.html\n
  govcloud inventory show GD-GSD-008 -o json | jq .servers

Exit status: 0 shown; 1 a file cannot be written; 10 faults, or no such application.
"""


def show(
    ctx: typer.Context,
    application: Annotated[str, typer.Argument(help="An application's id.")],
    export: ExportFiles = None,
) -> None:
    """As HELP says."""
    desk = desk_of(ctx)
    found = desk.application(application)
    for file in write_exports(export, listed_makers(desk, [found]) if export else {}):
        desk.console.say(f"written: {file}")
    view = application_view(found)
    draw = partial(tables_inventory.application, words=field_words())
    desk.console.show("application/1", view, draw)
