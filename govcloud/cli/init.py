"""`govcloud init`: a workspace to begin with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from govcloud.cli.desk import desk_of
from govcloud.cli.wiring.seed import lay_down_workspace
from govcloud.ui import tables_init

app = typer.Typer()

HELP = """Lay down a workspace: inventory, stacks, recipes, waves, schemas for editors, settings.

A folder that holds anything is refused and not touched. What is laid down passes `govcloud inventory check`.

Examples:

  govcloud init province\n
  govcloud init province --sample\n
  govcloud init province --folder\n
  govcloud init . --force

Exit status: 0 laid down; 1 it cannot be written, and nothing was; 10 something is in the way.
"""


@app.command(help=HELP)
def init(
    ctx: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Where; it is made if need be.")
    ] = Path(),
    sample: Annotated[
        bool,
        typer.Option(
            "--sample", help="The sample of nine systems, 合成数据, that the lab can run."
        ),
    ] = False,
    as_folder: Annotated[
        bool,
        typer.Option(
            "--folder", help="The inventory as a folder, with a file for each department."
        ),
    ] = False,
    force: Annotated[
        bool,
        typer.Option(
            "--force", help="Keep what is there, and add what lacks; nothing is overwritten."
        ),
    ] = False,
) -> None:
    """As HELP says."""
    view = lay_down_workspace(folder, sample=sample, folder=as_folder, force=force)
    desk_of(ctx).console.show("init/1", view, tables_init.laid_down)
