"""Does each application that moves go to a region that the profile of controls permits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govcloud.model.inventory import Inventory
from govcloud.rules.finding import Finding
from govcloud.rules.names import did_you_mean


def names_regions(inventory: Inventory) -> bool:
    """Whether any application says in which region it is to stand."""
    return any(app.target and app.target.region for app in inventory.applications)


def region_faults(inventory: Inventory, profile: str, regions: Sequence[str]) -> Iterator[Finding]:
    """Applications whose target is outside `regions`; a profile without a list permits all."""
    for index, app in enumerate(inventory.applications if regions else ()):
        told = app.target.region if app.target else ""
        if told and told not in regions and app.strategy.cuts_over:
            message = f"is to stand in {told}, and {profile} permits only {', '.join(regions)}"
            hint = did_you_mean(told, regions) or "another region, or another profile of controls"
            yield Finding(
                "E-REG-001", app.id, ("applications", index, "target", "region"), message, hint
            )
