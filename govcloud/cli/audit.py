"""`govcloud audit`: the record of who did what, and the proof that it was not changed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from govcloud.cli import audit_controls
from govcloud.cli.desk import desk_of
from govcloud.engine import audit as engine
from govcloud.reports import ledger_json
from govcloud.rules import views
from govcloud.ui import tables

app = typer.Typer(help="Show, verify and export the ledger.", no_args_is_help=True)
app.command("controls", help=audit_controls.HELP)(audit_controls.audit_controls)


@app.command()
def log(
    ctx: typer.Context,
    application: Annotated[str, typer.Argument(help="One application's rows only.")] = "",
    last: Annotated[int, typer.Option(min=1, help="How many rows, from the end.")] = 50,
) -> None:
    """Show the ledger's last rows."""
    desk = desk_of(ctx)
    rows = [e for e in desk.store.events() if application in {"", e.application_id}]
    desk.console.show("ledger/1", views.ledger(rows[-last:]), tables.ledger)


@app.command()
def verify(
    ctx: typer.Context,
    file: Annotated[
        Path | None, typer.Option(help="Verify an export instead of the store.")
    ] = None,
) -> None:
    """Verify the ledger's hash chain, and that state rows say what the ledger says.

    Exit status: 0 it holds; 20 it does not, and the first bad row is named.
    """
    desk = desk_of(ctx)
    verdict = (
        engine.verify_events(ledger_json.read(file))
        if file
        else engine.verify_store(desk.store, desk.ids)
    )
    desk.console.show("audit-verify/1", verdict, tables.pairs)


@app.command()
def export(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="The file to write, .json.")],
) -> None:
    """Write the ledger, with all evidence, plans and approvals, to one JSON file.

    Exit status: 0 written; 1 it cannot be; 20 written, but the record does not hold.
    """
    desk = desk_of(ctx)
    head = ledger_json.write(file, list(desk.store.events()), desk.plans(), desk.store.approvals())
    desk.console.show("audit-export/1", {"file": str(file), **head}, tables.pairs)
    desk.demand_sound_record()
