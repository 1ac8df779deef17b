"""The digest that names an inventory's content, whatever files it is written in and in whatever order."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic_core import SchemaSerializer

from govcloud.adapters.inventory_parts import SECTIONS, content_digest_of
from govcloud.adapters.inventory_schema import schema_of
from govcloud.model.inventory import Inventory

_SERIALIZERS: dict[type, SchemaSerializer] = {}


def content_digest(inventory: Inventory) -> str:
    """SHA-256, as hex, over the sorted SHA-256 of all rows."""
    hashes: Mapping[str, Sequence[bytes]] = {
        section: row_hashes(getattr(inventory, section)) for section in SECTIONS
    }
    return content_digest_of(hashes, synthetic=inventory.synthetic)


def row_hashes(rows: Sequence[Any]) -> list[bytes]:
    """The SHA-256 of each row's bytes."""
    return [hashlib.sha256(row_bytes(row)).digest() for row in rows]


def row_bytes(row: Any) -> bytes:
    """What stands for one row: its fields in the model's order without those at their defaults, as compact JSON.

    Floats are in their shortest form, dates and decimals are texts.
    """
    noun = type(row)
    if noun not in _SERIALIZERS:
        _SERIALIZERS[noun] = SchemaSerializer(schema_of(noun))
    return _SERIALIZERS[noun].to_json(row, exclude_defaults=True)
