"""`govcloud inventory import`: what agencies already have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from govcloud.cli.desk import desk_of
from govcloud.cli.wiring.importing import Asked, formats, propose, view
from govcloud.cli.wiring.importing_files import write
from govcloud.cli.wiring.local import Desk
from govcloud.errors import PartialError, UsageError
from govcloud.ui import tables_import
from govcloud.ui.console import Output

HELP = """Import servers, applications and interfaces from workbooks, CSV and archives of CSV.

Workbooks may be .xlsx, .xls, .xlsb or .ods. The form of each table is recognised by its headings (`--formats` lists
those that are known). Rows become proposals for the inventory: what a person wrote there stays; every value keeps the
cell it came from (imports/provenance.jsonl); disagreements are listed. Importing a file twice changes nothing. `-` is
standard input.

Examples:

  govcloud inventory import applications.csv --department GD-HRS\n
  govcloud inventory import rvtools.xlsx --assign owner --dry-run\n
  govcloud inventory import rvtools.xlsx --assign servers.csv --yes\n
  govcloud inventory import cmdb.csv --out proposal.yaml\n
  ssh dump.gd.internal cat servers.csv | govcloud inventory import - --dry-run

Exit status: 0 imported, or nothing new; 2 nobody to answer; 3 imported, some rows left out; 4 your comments would be
lost; 10 a file is refused, and nothing was written.
"""


def import_(
    ctx: typer.Context,
    files: Annotated[list[Path] | None, typer.Argument(help="The files.")] = None,
    form: Annotated[
        str, typer.Option("--format", help="The form, where it is not recognised.")
    ] = "",
    department: Annotated[str, typer.Option(help="The department of rows that name none.")] = "",
    assign: Annotated[
        str,
        typer.Option(help="Which server is whose: a column, or a CSV of server and application."),
    ] = "",
    out: Annotated[Path | None, typer.Option(help="Write the whole proposal to this file.")] = None,
    rewrite: Annotated[bool, typer.Option(help="Rewrite a file that has comments.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show it, and write nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write without asking.")] = False,
    list_formats: Annotated[
        bool, typer.Option("--formats", help="List the forms and stop.")
    ] = False,
) -> None:
    """As HELP says."""
    desk = desk_of(ctx)
    if list_formats:
        desk.console.show("import-formats/1", formats(), tables_import.formats)
        return
    if not files:
        raise UsageError("which file?", hint="govcloud inventory import FILE…")
    asked = Asked(files, form, department, assign, out, rewrite)
    _import(desk, asked, dry_run=dry_run, yes=yes)


def _import(desk: Desk, asked: Asked, *, dry_run: bool, yes: bool) -> None:
    proposal = propose(desk, asked)
    wanted = not dry_run and (proposal.changes or asked.out is not None)
    drawn = wanted and not yes and desk.console.output is Output.TABLE
    if drawn:
        desk.console.show("inventory-import/1", view(proposal, []), tables_import.preview)
    if wanted and not yes:
        desk.console.say(tables_import.summary(view(proposal, [])))
        wanted = desk.ask("write it? Type `yes`:") == "yes"
    written = write(desk, asked, proposal) if wanted else []
    shown = view(proposal, written)
    if drawn:
        desk.console.say(tables_import.outcome(shown))
    else:
        desk.console.show("inventory-import/1", shown, tables_import.proposal)
    if shown["skipped"]:
        count = len(shown["skipped"])
        raise PartialError(f"{count:,} cells or rows were left out", hint="they are listed above")
