"""The address plan of a workspace: the hub's network, and the networks that departments were allocated."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Networks:
    """Networks in CIDR form; `zones` are the Chinese words of the zones' codes, `tenants` go by department."""

    hub: str
    zones: dict[str, str]
    tenants: dict[str, str]


def networks(workspace: Path) -> Networks:
    """Read them. Raises InputError with all faults of the inventory."""
    from govcloud.adapters.inventory_yaml import read_inventory
    from govcloud.model.terms import Zone
    from govcloud.rules.stacks import HUB_NETWORK

    departments = read_inventory(workspace / "inventory.yaml").departments
    housed = {each.id: each.network for each in departments if each.network}
    return Networks(HUB_NETWORK, {zone.value: zone.zh for zone in Zone}, housed)
