"""Where the rooms meet: the only place that names concrete adapters, each imported when it is first needed."""

from __future__ import annotations

from typing import cast

import typer

from govcloud.cli.wiring.estate import Flags
from govcloud.cli.wiring.local import Desk

__all__ = ["Desk", "Flags", "desk_of"]


def desk_of(ctx: typer.Context) -> Desk:
    """The desk that the root command laid out."""
    return cast(Desk, ctx.obj)
