"""Who answers for an application, who works on it, and until when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from govcloud.model.inventory import Application, Inventory
from govcloud.model.technical_terms import Lifecycle
from govcloud.model.terms import PartnerRole
from govcloud.rules import names
from govcloud.rules.circumstances import Circumstances
from govcloud.rules.finding import Finding, Path

SEPARATED_FROM = 3
SHARE_MAX = 0.10
SLOTS_MIN = 50
_WORKING = frozenset({PartnerRole.BUILDER, PartnerRole.OPERATOR, PartnerRole.INTEGRATOR})
_SETTLED = frozenset({Lifecycle.ACCEPTED, Lifecycle.DECOMMISSIONED})


def people_warnings(inventory: Inventory, around: Circumstances) -> Iterator[Finding]:
    """Duties in one hand, contracts that end too early, partners on whom too much hangs."""
    for index, app in enumerate(inventory.applications):
        if app.owner_business and app.mlps_level >= SEPARATED_FROM:
            yield from _one_hand(app, ("applications", index))
        if app.partners and app.strategy.cuts_over and app.stage not in _SETTLED:
            yield from _contracts(app, ("applications", index), around)
    yield from _concentration(inventory)


def _one_hand(app: Application, at: Path) -> Iterator[Finding]:
    if app.owner_operations and names.folded(app.owner_business) == names.folded(
        app.owner_operations
    ):
        message = f"{app.owner_business} owns both its business and its operations"
        hint = f"from level {SEPARATED_FROM} on these are two people"
        yield Finding("W-OWN-001", app.id, (*at, "owner_operations"), message, hint)


def _contracts(app: Application, at: Path, around: Circumstances) -> Iterator[Finding]:
    for place, engagement in enumerate(app.partners):
        over = engagement.ends_on is not None and engagement.ends_on < around.today
        if over and engagement.role in _WORKING:
            role = f"{engagement.role.value} {engagement.role.zh}"
            message = f"the contract with {engagement.id} ({role}) ended on {engagement.ends_on}"
            path = (*at, "partners", place, "ends_on")
            hint = "it is not accepted yet: prolong it, or name who follows"
            yield Finding("W-PTN-001", app.id, path, message, hint)


def _concentration(inventory: Inventory) -> Iterator[Finding]:
    slots = Counter(row.id for app in inventory.applications for row in app.partners)
    every = slots.total()
    if every < SLOTS_MIN:
        return
    for index, partner in enumerate(inventory.partners):
        share = slots[partner.id] / every
        if share > SHARE_MAX:
            message = f"holds {slots[partner.id]} of {every} engagements ({share:.0%})"
            path: Path = ("partners", index)
            hint = f"more than {SHARE_MAX:.0%} hang on one partner: who could take its place?"
            yield Finding("W-PTN-002", partner.id, path, message, hint)
