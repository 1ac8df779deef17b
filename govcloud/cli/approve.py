"""`govcloud approve`: one person's yes, or no, to exactly one plan."""

from __future__ import annotations

from typing import Annotated

import typer

from govcloud.cli.desk import desk_of
from govcloud.engine import approvals as engine
from govcloud.rules import views
from govcloud.ui import tables

app = typer.Typer()


@app.command()
def approve(
    ctx: typer.Context,
    digest: Annotated[str, typer.Argument(help="A plan's digest, or its first 8 or more digits.")],
    refuse: Annotated[bool, typer.Option(help="Say no instead.")] = False,
    reason: Annotated[str, typer.Option(help="Why; stands in the ledger.")] = "",
) -> None:
    """Approve a plan that another operator wrote; it binds to the digest, and lapses.

    One types: govcloud approve 3f1c9a7b2d10 --operator approver

    Exit status: 0 recorded; 4 the plan is one's own; 10 no such plan.

    """
    desk = desk_of(ctx)
    days = desk.settings.number("approval_days", 1, 365)
    decision = engine.decide(
        desk.store, desk.clock.now(), desk.operator, digest, (refuse, reason, days)
    )
    desk.console.show("approval/1", views.approval(decision), tables.pairs)
