"""What moves the recorded states of a desk's stacks."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from govcloud import __version__
from govcloud.cli.wiring.local import Desk


def moving_stacks_of(desk: Desk) -> Any:
    """The stacks of the desk's environment, as far as their states are moved."""
    from govcloud.adapters.pulumi_moving import MovingStacks
    from govcloud.provider.plugin import install

    desk.stack_settings.demand_loopback()
    return MovingStacks(
        desk.stack_settings, lambda home: install(home, __version__, Path(sys.executable))
    )


def types() -> frozenset[str]:
    """The types of resources that our provider knows, by their whole names."""
    from govcloud.provider.table import TABLE

    return frozenset(TABLE)
