"""Where the rooms meet: the only place that names concrete adapters, each imported when it is first needed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

__all__ = ["Flags", "lay_out"]


@dataclass(frozen=True, slots=True)
class Flags:
    """The global options as typed."""

    values: dict[str, str]
    quiet: bool = False
    verbose: int = 0


def lay_out(flags: Flags) -> Any:
    """A desk for one command, which alone loads what a desk is made of."""
    from govcloud.cli.wiring.local import Desk

    return Desk(flags)
