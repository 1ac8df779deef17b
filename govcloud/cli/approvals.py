"""`govcloud approvals`: who decided what."""

from __future__ import annotations

import typer

from govcloud.cli.desk import desk_of
from govcloud.rules import views
from govcloud.ui import tables

app = typer.Typer()


@app.command()
def approvals(ctx: typer.Context) -> None:
    """List who decided what on which plan."""
    desk = desk_of(ctx)
    view = views.approvals([(a, desk.store.plan(a.plan_digest)) for a in desk.store.approvals()])
    desk.console.show("approvals/1", view, tables.approvals)
