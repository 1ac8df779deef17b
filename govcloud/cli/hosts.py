"""`govcloud hosts`: which host keys are believed."""

from __future__ import annotations

from typing import Annotated

import typer

from govcloud.cli.desk import desk_of
from govcloud.errors import RefusedError
from govcloud.model.step import Side
from govcloud.ui import tables

app = typer.Typer(no_args_is_help=True)


@app.callback()
def hosts() -> None:
    """Pin host keys."""


@app.command()
def trust(
    ctx: typer.Context,
    server: Annotated[str, typer.Argument(help="A server's name in the inventory, or an address.")],
    side: Annotated[
        Side, typer.Option(help="The source, or the target in the cloud.")
    ] = Side.SOURCE,
    fingerprint: Annotated[
        str, typer.Option(help="SHA256:… as read on the host itself; without it you are asked.")
    ] = "",
    replace: Annotated[bool, typer.Option(help="Believe another key than the pinned one.")] = False,
) -> None:
    """Pin a host's key after a person compared its fingerprint on the host itself.

    Exit status: 0 pinned; 2 nobody to ask; 4 not the same fingerprint; 12 another key is pinned; 13 unreachable.
    """
    desk = desk_of(ctx)
    offered = desk.offered_key(server, side)
    typed = fingerprint or desk.ask(
        f"{server} offers {offered.fingerprint}; type `yes` if that is its key:"
    )
    if typed not in {offered.fingerprint, "yes"}:
        raise RefusedError(
            f"{server} offers {offered.fingerprint}, not {typed}: nothing was pinned",
            hint="if that is unexpected, somebody may be in between: ask the network's owners",
        )
    desk.pin(offered, replace=replace)
    desk.console.show("host-pinned/1", offered.plain(), tables.pairs)
