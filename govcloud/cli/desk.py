"""From a command's context to its desk."""

from __future__ import annotations

from typing import cast

import typer

from govcloud.cli.wiring.local import Desk


def desk_of(ctx: typer.Context) -> Desk:
    """The desk that the root command laid out."""
    return cast("Desk", ctx.obj)
