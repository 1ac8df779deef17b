"""`govcloud inventory`: is the estate's description sound, and what is in it."""

from __future__ import annotations

import typer

from govcloud.cli.commands import INVENTORY
from govcloud.cli.late import LateGroup


class Verbs(LateGroup):
    """Each verb has a module of its own; a row of `govcloud.cli.commands.INVENTORY` makes it known."""

    table = INVENTORY


app = typer.Typer(
    cls=Verbs, help="Check and show the inventory.", no_args_is_help=True, add_completion=False
)


@app.callback()
def inventory() -> None:
    """Check and show the inventory."""
