"""Which physical names in a plan we made up: they are drawn anew each time until something bears them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from govcloud.provider.checking import named_by_us
from govcloud.provider.lifecycle import name_of, type_of
from govcloud.provider.table import TABLE


def made_names(urn: str, inputs: Mapping[str, Any]) -> dict[str, str]:
    """The names among a resource's inputs that we made for it, by property."""
    entry = TABLE.get(type_of(urn))
    if entry is None:
        return {}
    return {
        name: str(inputs[name])
        for name, prop in entry.props.items()
        if prop.autoname and name in inputs and named_by_us(prop, name_of(urn), inputs[name])
    }
