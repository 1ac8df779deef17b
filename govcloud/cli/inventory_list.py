"""`govcloud inventory list`: the applications of the estate, or some of them."""

from __future__ import annotations

from typing import Annotated

import typer

from govcloud.cli.desk import desk_of
from govcloud.cli.exports import ExportFiles, write_exports
from govcloud.cli.wiring.exporting_views import listed_makers
from govcloud.cli.wiring.survey import chosen
from govcloud.errors import UsageError
from govcloud.model.inventory import plain
from govcloud.model.levels import level_of
from govcloud.model.terms import Strategy
from govcloud.ui import tables_inventory

HELP = """List the applications of the inventory, all or those that the options ask for.

Options narrow the list together; `--strategy` may come more than once. Levels may be written as officials do.

Examples:

  govcloud inventory list\n
  govcloud inventory list --department GD-HRS --level 三级\n
  govcloud inventory list --wave W01 -o json | jq -r '.applications[].id'\n
  govcloud inventory list --strategy RETIRE --strategy CONSOLIDATE --export ending.xlsx

Exit status: 0 shown; 1 a file cannot be written; 2 no such level; 10 faults, or no such department or wave.
"""


def list_(
    ctx: typer.Context,
    department: Annotated[str, typer.Option(help="Only this department's applications.")] = "",
    wave: Annotated[str, typer.Option(help="Only this wave's applications.")] = "",
    strategy: Annotated[
        list[Strategy] | None,
        typer.Option(case_sensitive=False, help="Only applications with one of these strategies."),
    ] = None,
    level: Annotated[
        str, typer.Option(help="Only applications of this protection level: 3, 三级, L3.")
    ] = "",
    export: ExportFiles = None,
) -> None:
    """As HELP says."""
    desk = desk_of(ctx)
    found = level_of(level) if level else None
    if level and found is None:
        raise UsageError(f"`{level}` is no protection level", hint="0 to 5, 三级, L3")
    members = set(desk.wave(wave).applications) if wave else None
    shown = [
        app
        for app in chosen(desk, (), department)
        if (members is None or app.id in members)
        and (not strategy or app.strategy in strategy)
        and (found is None or app.mlps_level == found[0])
    ]
    for file in write_exports(export, listed_makers(desk, shown) if export else {}):
        desk.console.say(f"written: {file}")
    desk.console.show("inventory/1", {"applications": plain(shown)}, tables_inventory.applications)
