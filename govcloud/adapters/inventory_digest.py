"""The digest that names an inventory's content, whatever files it is written in and in whatever order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from pydantic_core import SchemaSerializer

from govcloud.adapters.inventory_schema import schema_of
from govcloud.model.inventory import Inventory


def content_digest(inventory: Inventory) -> str:
    """SHA-256, as hex, over the sorted SHA-256 of all rows.

    A row's bytes are its fields in the order of the model, those at their defaults left out, as compact JSON:
    floats in their shortest form, dates and decimals as texts.
    """
    parts = [b"synthetic" if inventory.synthetic else b"real"]
    for section in ("departments", "partners", "applications", "servers"):
        parts.append(section.encode())
        parts += sorted(_rows(getattr(inventory, section)))
    return hashlib.sha256(b"\n".join(parts)).hexdigest()


def _rows(rows: Iterable[Any]) -> list[bytes]:
    return [hashlib.sha256(row_bytes(row)).digest() for row in rows]


def row_bytes(row: Any) -> bytes:
    """The bytes that stand for one row."""
    noun = type(row)
    if noun not in _SERIALIZERS:
        _SERIALIZERS[noun] = SchemaSerializer(schema_of(noun))
    return _SERIALIZERS[noun].to_json(row, exclude_defaults=True)


_SERIALIZERS: dict[type, SchemaSerializer] = {}
