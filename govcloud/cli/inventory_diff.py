"""`govcloud inventory diff`: what two inventories say differently."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from govcloud.cli.desk import desk_of
from govcloud.cli.wiring.importing import plain_of
from govcloud.errors import FindingsError
from govcloud.rules.diff import differences
from govcloud.ui import tables_import

HELP = """Show what differs between two inventories: departments, partners, applications and servers, field by field.

A and B are inventory files, folders of such files, or workspaces. Order and layout do not count.

Examples:

  govcloud inventory diff inventory.yaml proposal.yaml\n
  govcloud inventory diff ../last-month . --detailed-exitcode

Exit status: 0 compared; 5 they differ, with --detailed-exitcode; 10 one of them has faults.
"""


def diff(
    ctx: typer.Context,
    before: Annotated[Path, typer.Argument(metavar="A", help="The earlier one.")],
    after: Annotated[Path, typer.Argument(metavar="B", help="The later one.")],
    detailed_exitcode: Annotated[bool, typer.Option(help="End with 5 if they differ.")] = False,
) -> None:
    """As HELP says."""
    found = differences(plain_of(before), plain_of(after))
    desk_of(ctx).console.show("inventory-diff/1", found, tables_import.difference)
    if detailed_exitcode and found["changed"]:
        raise FindingsError("they differ")
