"""`govcloud inventory source`: where each imported value came from."""

from __future__ import annotations

from typing import Annotated

import typer

from govcloud.cli.desk import desk_of
from govcloud.cli.wiring.importing import sources
from govcloud.errors import InputError
from govcloud.ui import tables_import

HELP = """Show where the imported values of a server or application came from, cell by cell.

Examples:

  govcloud inventory source gsd-web\n
  govcloud inventory source GD-HRS-002.live_since

Exit status: 0 shown; 10 nothing of it was imported.
"""


def source(
    ctx: typer.Context,
    subject: Annotated[
        str, typer.Argument(help="A server's name or an application's id, or one with .FIELD.")
    ],
    field: Annotated[str, typer.Argument(help="One field only.")] = "",
) -> None:
    """As HELP says."""
    desk = desk_of(ctx)
    found = sources(desk, subject, field)
    if not found:
        hint = "a person wrote it: git log tells who"
        raise InputError(f"E-IMP-013: nothing of `{subject}` was imported", hint=hint)
    desk.console.show("inventory-source/1", {"sources": found}, tables_import.sources)
