"""`govcloud audit controls`: every control of a profile, and what inventory, plan, ledger and cloud show of it."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from govcloud.cli.days import OnDay
from govcloud.cli.desk import desk_of
from govcloud.cli.exports import ExportFiles, write_exports
from govcloud.cli.stack_check import Level, Profile
from govcloud.cli.wiring import controls
from govcloud.cli.wiring.controls_files import ControlsFiles
from govcloud.errors import FindingsError
from govcloud.ui import tables_controls

HELP = """Show each control of a profile, and what inventory, stacks and ledger show of it: evidence, no certification.

A control is met (符合), partly met (部分符合), not met (不符合), not applicable (不适用) or not decided (未判定), as
assessors judge their units. With --running the cloud itself is read, what nobody recorded there included.

Examples:

  govcloud audit controls\n
  govcloud audit controls --running --profile cn-mlps --level 2\n
  govcloud audit controls --export controls.xlsx --export controls.html --export controls.oscal.json\n
  govcloud audit controls -o json | jq '.controls[] | select(.status == "NOT_MET") | .clause'

Exit status: 0 shown; 5 with --strict, if a control is not met or only partly; 10 faults in inventory or profile;
13 the cloud does not answer.
"""


def audit_controls(
    ctx: typer.Context,
    profile: Profile = "",
    level: Level = "",
    running: Annotated[
        bool, typer.Option("--running", help="Look at the running cloud, not at the plan.")
    ] = False,
    on: OnDay = None,
    strict: Annotated[
        bool, typer.Option(help="End with 5 unless all decided controls are met.")
    ] = False,
    every: Annotated[
        bool, typer.Option("--all", help="Show every control, not only what is not met.")
    ] = False,
    export: ExportFiles = None,
) -> None:
    """As HELP says."""
    desk = desk_of(ctx)
    day = on.date() if on else desk.today
    view = controls.audited(desk, (profile, level), day, running=running)
    for file in write_exports(export, ControlsFiles(view).makers()):
        desk.console.say(f"{file} written")
    desk.console.show("controls/1", view, partial(tables_controls.controls, every=every))
    short = view["totals"]["NOT_MET"] + view["totals"]["PARTLY_MET"]
    if strict and short:
        raise FindingsError(
            f"{short} controls of {view['profile']} are not met, or only partly",
            hint="see what is missing: govcloud audit controls --all",
        )
