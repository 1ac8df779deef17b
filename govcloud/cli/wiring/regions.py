"""The regions that applications ask for, held against the profile of controls that stacks are held to."""

from __future__ import annotations

from govcloud.cli.wiring.local import Desk
from govcloud.errors import InputError
from govcloud.rules.checks_regions import names_regions, region_faults
from govcloud.rules.finding import placed


def demand_permitted_regions(desk: Desk) -> None:
    """Raise InputError (E-REG-001) with every application whose target is outside the profile's regions.

    The profile is read only where an application names a region. A workspace without an environment has none to judge
    by.
    """
    if not names_regions(desk.inventory):
        return
    try:
        desk.environment  # noqa: B018 - only whether there is one
    except InputError:
        return
    from govcloud.cli.wiring.controls import profile_of

    profile = profile_of(desk, "")
    if profile is None:
        return
    found = list(region_faults(desk.inventory, profile.name, profile.regions))
    if found:
        faults = placed(found, desk.inventory.places, desk.inventory_place.name)
        what = "an application is to stand where the profile of controls permits none"
        raise InputError(what, faults=faults)
