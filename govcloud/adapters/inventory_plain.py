"""An inventory as plain values and back, without a detour through a file."""

from __future__ import annotations

import json
from typing import Any

from pydantic_core import SchemaSerializer, ValidationError

from govcloud.adapters.inventory_schema import schema_of, validator
from govcloud.adapters.schema_faults import Place, faults_of
from govcloud.model.application import Application
from govcloud.model.inventory import Inventory
from govcloud.model.machine import Server
from govcloud.model.organisation import Department, Partner
from govcloud.rules.checks import inventory_faults
from govcloud.rules.finding import Finding

SECTIONS: dict[str, type] = {
    "departments": Department,
    "partners": Partner,
    "applications": Application,
    "servers": Server,
}


def to_plain(inventory: Inventory) -> dict[str, Any]:
    """Its sections as lists of mappings, what is at its default left out; days and money are texts."""
    found: dict[str, Any] = {}
    for section, noun in SECTIONS.items():
        writes = SchemaSerializer(schema_of(noun))
        rows = getattr(inventory, section)
        found[section] = [json.loads(writes.to_json(row, exclude_defaults=True)) for row in rows]
    return found


def judged(estate: dict[str, Any], *, synthetic: bool) -> tuple[Inventory, list[Finding]]:
    """The inventory that plain values describe, without a digest, and all that is wrong with it.

    Where a value does not fit its field, the inventory is empty: mend that first.
    """
    findings: list[Finding] = []
    made: dict[str, tuple[Any, ...]] = {}
    for section, noun in SECTIONS.items():
        many: Any = tuple[noun, ...]  # type: ignore[valid-type] # a type made at run time
        try:
            made[section] = validator(many).validate_python(estate[section])
        except ValidationError as error:
            findings += _findings(noun, error, section, estate)
    if findings:
        return Inventory((), ()), findings
    found = Inventory(
        made["departments"],
        made["applications"],
        synthetic=synthetic,
        partners=made["partners"],
        servers=made["servers"],
    )
    return found, list(inventory_faults(found))


class _NoLines:
    """Plain values stand in no file."""

    def line(self, path: Place) -> int:
        """None can be told."""
        return 0


def _findings(
    noun: type, error: ValidationError, section: str, estate: dict[str, Any]
) -> list[Finding]:
    many: Any = tuple[noun, ...]  # type: ignore[valid-type] # a type made at run time
    rows = estate[section]
    found = []
    for fault, item in zip(
        faults_of(many, error, (section,), (section, _NoLines())), error.errors(), strict=True
    ):
        row = rows[int(item["loc"][0])]
        path = (section, *item["loc"])
        name = str(row.get("id") or row.get("name"))
        found.append(Finding(fault.code, name, path, fault.message, fault.hint))
    return found
