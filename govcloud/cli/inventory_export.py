"""`govcloud inventory export`: the estate as files for spreadsheets, auditors, other tools and other people."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from govcloud.cli.desk import desk_of
from govcloud.cli.exports import write_exports
from govcloud.cli.wiring.exporting import Exporting, department_part
from govcloud.errors import UsageError
from govcloud.reports.written import refuse_unwritable, write_whole
from govcloud.ui import tables

HELP = """Write the inventory to files; the suffix of each chooses its form.

.xlsx   all tables as sheets, with a cover, filters and a data dictionary\n
.csv    one table (--table), UTF-8 with its mark, headings in Chinese and English\n
.html   one page that opens offline: one filter over all tables, sorting, a link for each application\n
.md     tables for a review; .json the inventory as it is; .yaml the inventory's own form\n
.oscal.json   a system security plan with components and inventory items

`--as` writes another tool's form as .csv: cmf, fedramp, gsa, konveyor, mgn, migration-hub (fedramp and gsa as .xlsx
too). A form that is longer than that tool takes goes on in FILE-2, FILE-3 and so on. Telephone numbers are masked.

Examples:

  govcloud inventory export estate.xlsx estate.html\n
  govcloud inventory export servers.csv --table servers --department GD-GSD\n
  govcloud inventory export hub.csv --as migration-hub

Exit status: 0 written; 1 a file cannot be written; 2 no such table or form; 10 faults, or an unknown suffix.
"""


def export(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="The files to write.")],
    table: Annotated[
        str,
        typer.Option(
            help="Which table a .csv holds: applications, servers, datastores, trees, components, "
            "dependencies, partners, departments."
        ),
    ] = "applications",
    form: Annotated[str, typer.Option("--as", help="Another tool's form.")] = "",
    department: Annotated[str, typer.Option(help="One department's part only.")] = "",
    unmasked: Annotated[bool, typer.Option(help="Show telephone numbers whole.")] = False,
) -> None:
    """As HELP says."""
    desk = desk_of(ctx)
    part = department_part(desk.inventory, department)
    exporting = Exporting(desk, part, title=department, unmasked=unmasked)
    if form:
        if len(files) != 1:
            raise UsageError("--as writes one file", hint="name one, and call again for another")
        written = _parts(files[0], exporting.form(form, files[0]))
    else:
        written = write_exports(files, exporting.makers(table))
    view = {"files": [str(file) for file in written], "digest": desk.inventory.digest}
    desk.console.show("inventory-export/1", view, tables.pairs)


def _parts(file: Path, contents: list[bytes]) -> list[Path]:
    """The form's files: FILE, then FILE-2 and so on."""
    paths = [file, *(file.with_stem(f"{file.stem}-{n}") for n in range(2, len(contents) + 1))]
    for path in paths:
        refuse_unwritable(path)
    for path, content in zip(paths, contents, strict=True):
        write_whole(path, content)
    return paths
