"""`govcloud stack check`: what the stacks would make, held against a profile of controls, before anything is made."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from govcloud.cli.desk import desk_of
from govcloud.cli.exports import ExportFiles, write_exports
from govcloud.cli.wiring import controls
from govcloud.cli.wiring.controls_files import FindingsFiles
from govcloud.errors import FindingsError
from govcloud.ui import tables_controls

HELP = """Check what the stacks would make against a profile of controls, before anything is made.

The programs are run without engine and cloud, and all that they would register is looked at, across stacks. Mandatory
findings make `stack apply` refuse; advisory ones are only told. It gives evidence, no certification (docs/controls.md).

Examples:

  govcloud stack check\n
  govcloud stack check GD-HRS --profile cn-mlps\n
  govcloud stack check --export findings.sarif --export findings.junit.xml\n
  govcloud stack check -o json | jq '.findings[] | [.rule, .stack, .subject]'

Exit status: 0 no mandatory finding; 5 mandatory findings, or any with --strict; 10 faults in inventory or profile.
"""
Profile = Annotated[
    str, typer.Option(help="The profile of controls; default: the one that knows the region.")
]
Level = Annotated[str, typer.Option(help="The profile's level; default: its first.")]


def check(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(help="Stacks, as `stack list` names them, or departments; all if none."),
    ] = None,
    profile: Profile = "",
    level: Level = "",
    strict: Annotated[bool, typer.Option(help="End with 5 for advisory findings too.")] = False,
    every: Annotated[
        bool, typer.Option("--all", help="Show every finding, not only the first.")
    ] = False,
    export: ExportFiles = None,
) -> None:
    """As HELP says."""
    desk = desk_of(ctx)
    view = controls.checked_stacks(desk, names or [], profile, level)
    for file in write_exports(export, FindingsFiles(view).makers()):
        desk.console.say(f"{file} written")
    desk.console.show("stack-check/1", view, partial(tables_controls.stack_check, every=every))
    stopping = view["mandatory"] + (view["advisory"] if strict else 0)
    if stopping:
        raise FindingsError(
            f"{stopping} findings of {view['profile']}",
            hint="mend the stacks: each finding says how (`--all`, `-o json`)",
        )
