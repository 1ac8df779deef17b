"""The elements of the GSA's data dictionary, from the profile that carries them."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from govcloud.adapters.inventory_schema import validator
from govcloud.adapters.schema_faults import held, unfit
from govcloud.adapters.yaml_text import load_yaml
from govcloud.errors import Fault
from govcloud.model.application import Application
from govcloud.model.dictionary import Element

GSA = Path(__file__).resolve().parents[1] / "profiles" / "gsa-elements.yaml"


def gsa_elements(path: Path = GSA) -> tuple[Element, ...]:
    """The elements in their order; none where the published dictionary was not in reach.

    Raises InputError with every fault, a field that no application has among them.
    """
    value, places = load_yaml(path.read_bytes(), path.name)
    kind = tuple[Element, ...]
    found, faults = held(
        (Element, validator(kind)), value.get("elements"), ("elements",), (path.name, places)
    )
    known = {field.name for field in fields(Application)}
    for number, one in enumerate(found or ()):
        if one.field and one.field not in known:
            line = places.line(("elements", number, "field"))
            faults.append(
                Fault(path.name, line, "E-INV-002", f"no application has a field `{one.field}`")
            )
    if faults:
        raise unfit(path.name, faults)
    return tuple(found)
