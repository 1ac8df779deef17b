"""`govcloud inventory completeness`: how much of what must be known is told, and by whom."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from govcloud.cli.days import OnDay
from govcloud.cli.desk import desk_of
from govcloud.errors import FindingsError
from govcloud.rules.views_completeness import completeness as view_of
from govcloud.ui import tables_completeness

HELP = """Show how complete the inventory is: four practices, a league table of departments, and who lacks what.

The practices are those by which the United States' audit office judges an inventory (GAO-16-511). A field counts
only where it is asked for: a filing number from level 2 on, sizes of servers where an application moves.

Examples:

  govcloud inventory completeness\n
  govcloud inventory completeness --all\n
  govcloud inventory completeness --at-least 90\n
  govcloud inventory completeness -o json | jq .departments

Exit status: 0 shown; 5 less than --at-least; 10 faults.
"""


def completeness(
    ctx: typer.Context,
    every: Annotated[
        bool, typer.Option("--all", help="Show every row, not only those that lack most.")
    ] = False,
    at_least: Annotated[
        float, typer.Option(min=0, max=100, help="End with 5 where less per cent is told.")
    ] = 0,
    on: OnDay = None,
) -> None:
    """As HELP says."""
    desk = desk_of(ctx)
    view = view_of(desk.inventory, on.date() if on else desk.today)
    draw = partial(tables_completeness.completeness, every=every)
    desk.console.show("inventory-completeness/1", view, draw)
    if view["score"] < at_least:
        raise FindingsError(
            f"{view['score']} % is told, less than {at_least:g} %",
            hint="which rows lack what: govcloud inventory completeness --all",
        )
