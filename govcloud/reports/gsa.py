"""Applications under the elements of the GSA's data dictionary for application rationalization."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from govcloud.model.dictionary import Element
from govcloud.model.inventory import Inventory
from govcloud.reports.sheets import Column, Sheet, sheet

NOT_IN_REACH = (
    "The published dictionary was not in reach: fill govcloud/profiles/gsa-elements.yaml from it."
)


def gsa(inventory: Inventory, elements: Sequence[Element]) -> Sheet:
    """A row for each application under the elements' names; without elements, the line that says why."""
    if not elements:
        return Sheet("gsa", "", "GSA elements", ("Note",), ((NOT_IN_REACH,),), (100,))
    columns = [Column(one.id1, "", one.name, _answer(one.field)) for one in elements]
    return sheet("gsa", ("", "GSA elements"), columns, inventory.applications)


def _answer(field: str) -> Callable[[Any], object]:
    return lambda app: getattr(app, field) if field else None
