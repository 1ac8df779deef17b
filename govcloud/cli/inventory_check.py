"""`govcloud inventory check`: is the estate's description sound."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Annotated

import typer

from govcloud.cli.days import OnDay
from govcloud.cli.desk import desk_of
from govcloud.cli.exports import ExportFiles, write_exports
from govcloud.cli.wiring.codes import code_families
from govcloud.cli.wiring.exporting_views import checked_makers
from govcloud.cli.wiring.regions import demand_permitted_regions
from govcloud.errors import FindingsError
from govcloud.rules.views_checks import checked
from govcloud.ui import tables_checks

HELP = """Check inventory and waves: every fault is told with its file and line, warnings by their code.

A target region outside the profile of controls is a fault, where the workspace has an environment (docs/controls.md).
Some warnings depend on the day: contracts end, assessments grow old. `--on` judges another day than today.

Examples:

  govcloud inventory check\n
  govcloud inventory check --all\n
  govcloud inventory check --strict --on 2027-01-01\n
  govcloud inventory check --export warnings.xlsx\n
  govcloud inventory check -o json | jq .by_code

Exit status: 0 sound; 1 a file cannot be written; 5 warnings only, with --strict; 10 faults.
"""


def check(
    ctx: typer.Context,
    strict: Annotated[bool, typer.Option(help="Warnings end with 5.")] = False,
    every: Annotated[
        bool, typer.Option("--all", help="Show every warning, not only the first of each code.")
    ] = False,
    on: OnDay = None,
    export: ExportFiles = None,
) -> None:
    """As HELP says."""
    desk = desk_of(ctx)
    today: date = on.date() if on else desk.today
    demand_permitted_regions(desk)
    warnings = desk.warnings(today)
    view = checked(desk.inventory, desk.waves_so_far, warnings, code_families())
    for file in write_exports(export, checked_makers(desk, view, today) if export else {}):
        desk.console.say(f"written: {file}")
    desk.console.show("inventory-check/1", view, partial(tables_checks.check, every=every))
    if strict and warnings:
        raise FindingsError(
            f"{len(warnings):,} warnings", hint="one of them: govcloud explain CODE"
        )
