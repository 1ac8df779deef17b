"""An inventory as plain values and back, without a detour through a file."""

from __future__ import annotations

import json
from typing import Any

from pydantic_core import SchemaSerializer, ValidationError

from govcloud.adapters.inventory_schema import schema_of, validator
from govcloud.adapters.schema_faults import Place, faults_of
from govcloud.errors import Fault, InputError
from govcloud.model.application import Application
from govcloud.model.inventory import Inventory
from govcloud.model.machine import Server
from govcloud.model.organisation import Department, Partner
from govcloud.rules.checks import inventory_faults
from govcloud.rules.finding import said

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


def from_plain(estate: dict[str, Any], *, synthetic: bool) -> Inventory:
    """The inventory that plain values describe, without a digest. Raises InputError with all that is wrong with it."""
    faults: list[Fault] = []
    made: dict[str, tuple[Any, ...]] = {}
    for section, noun in SECTIONS.items():
        made[section] = ()
        many: Any = tuple[noun, ...]  # type: ignore[valid-type] # a type made at run time
        try:
            made[section] = validator(many).validate_python(estate[section])
        except ValidationError as error:
            faults += _faults(noun, error, section, estate)
    found = Inventory(
        made["departments"],
        made["applications"],
        synthetic=synthetic,
        partners=made["partners"],
        servers=made["servers"],
    )
    faults += [Fault(i.subject, 0, i.code, said(i), i.hint) for i in inventory_faults(found)]
    if faults:
        raise InputError(f"the inventory would have {len(faults)} faults", faults=faults)
    return found


class _NoLines:
    """Plain values stand in no file."""

    def line(self, path: Place) -> int:
        """None can be told."""
        return 0


def _faults(
    noun: type, error: ValidationError, section: str, estate: dict[str, Any]
) -> list[Fault]:
    many: Any = tuple[noun, ...]  # type: ignore[valid-type] # a type made at run time
    rows = estate[section]
    found = []
    for fault, item in zip(
        faults_of(many, error, (section,), (section, _NoLines())), error.errors(), strict=True
    ):
        row = rows[int(item["loc"][0])]
        name = str(row.get("id") or row.get("name"))
        found.append(Fault(name, 0, fault.code, fault.message, fault.hint))
    return found
