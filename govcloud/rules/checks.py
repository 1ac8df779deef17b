"""Is the estate fit to be planned? Every fault and warning of an inventory by itself."""

from __future__ import annotations

from govcloud.model.inventory import Inventory
from govcloud.rules.checks_applications import application_faults
from govcloud.rules.checks_continuity import continuity_faults, continuity_warnings
from govcloud.rules.checks_dependencies import dependency_faults, dependency_warnings
from govcloud.rules.checks_duplicates import duplicate_warnings
from govcloud.rules.checks_hosts import host_faults
from govcloud.rules.checks_life import life_warnings
from govcloud.rules.checks_organisations import organisation_faults, organisation_warnings
from govcloud.rules.checks_people import people_warnings
from govcloud.rules.checks_protection import protection_faults, protection_warnings
from govcloud.rules.checks_sizes import size_warnings
from govcloud.rules.circumstances import PLATFORM_LEVEL, Circumstances
from govcloud.rules.finding import Finding


def inventory_faults(
    inventory: Inventory, platform_level: int = PLATFORM_LEVEL
) -> tuple[Finding, ...]:
    """All that is wrong with the inventory by itself, on whatever day (docs/codes.md)."""
    return (
        *organisation_faults(inventory),
        *application_faults(inventory),
        *protection_faults(inventory, platform_level),
        *continuity_faults(inventory),
        *dependency_faults(inventory),
        *host_faults(inventory),
    )


def inventory_warnings(inventory: Inventory, around: Circumstances) -> tuple[Finding, ...]:
    """All that deserves a look in an inventory without faults, on the day of `around`; nothing here stops anybody."""
    return (
        *organisation_warnings(inventory),
        *protection_warnings(inventory, around),
        *people_warnings(inventory, around),
        *continuity_warnings(inventory),
        *dependency_warnings(inventory),
        *life_warnings(inventory, around),
        *size_warnings(inventory),
        *duplicate_warnings(inventory),
    )
