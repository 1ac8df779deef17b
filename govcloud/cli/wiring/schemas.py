"""The schemas that the package carries for editors, as the code says they must be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def schema_files() -> dict[str, dict[str, Any]]:
    """Each schema by the name of its file."""
    from govcloud.adapters import inventory_json_schema, programme_yaml, waves_yaml

    return {
        inventory_json_schema.FILE_NAME: inventory_json_schema.inventory_schema(),
        "inventory-part.schema.json": inventory_json_schema.inventory_part_schema(),
        "programme.schema.json": programme_yaml.json_schema(),
        "waves.schema.json": waves_yaml.json_schema(),
    }


def field_words() -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """The fields of each noun of an inventory: Chinese name and English meaning."""
    from govcloud.adapters.inventory_json_schema import field_words as words

    return words()
