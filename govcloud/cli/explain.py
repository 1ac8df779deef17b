"""`govcloud explain`: what a code means, and what to do."""

from __future__ import annotations

from typing import Annotated

import typer

from govcloud.cli.desk import desk_of
from govcloud.cli.wiring.codes import code_families
from govcloud.errors import UsageError
from govcloud.rules import views_codes
from govcloud.ui import tables_codes

app = typer.Typer()

HELP = """Explain a code: its meaning, why it matters, an example of bad and good, and what to do.

Examples:

  govcloud explain\n
  govcloud explain E-NET-004\n
  govcloud explain W-PTN\n
  govcloud explain dep-1 -o json

Exit status: 0 explained; 2 there is no such code.
"""


@app.command(help=HELP)
def explain(
    ctx: typer.Context,
    code: Annotated[
        str, typer.Argument(help="A code such as E-NET-004, or its beginning; none: all of them.")
    ] = "",
) -> None:
    """As HELP says."""
    families = code_families()
    view = views_codes.found(families, code) if code else views_codes.book(families)
    if not view:
        near = views_codes.nearest(families, code)
        hint = f"did you mean {near}?" if near else "list them all: govcloud explain"
        raise UsageError(f"there is no code `{code}`", hint=hint)
    desk_of(ctx).console.show("explain/1", view, tables_codes.codes)
