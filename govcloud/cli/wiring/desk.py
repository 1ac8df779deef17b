"""A desk for one command, which alone loads what a desk is made of."""

from __future__ import annotations

from typing import Any

from govcloud.cli.flags import Flags


def lay_out(flags: Flags) -> Any:
    """The desk. Raises InputError for a setting that no desk can be made with."""
    from govcloud.cli.wiring.local import Desk

    return Desk(flags)
