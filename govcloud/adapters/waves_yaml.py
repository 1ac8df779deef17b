"""migrations/waves.yaml in, waves out: held against the inventory, all faults at once."""

from __future__ import annotations

from pathlib import Path

from govcloud.adapters.input_file import read_input
from govcloud.adapters.inventory_yaml import Schema, Text, unfit, validated
from govcloud.adapters.yaml_text import load_yaml
from govcloud.errors import Fault
from govcloud.model.inventory import Inventory
from govcloud.model.wave import Wave
from govcloud.rules.checks_waves import wave_findings
from govcloud.rules.finding import said


class _Wave(Schema):
    id: Text
    name: Text
    applications: list[Text]


class _File(Schema):
    waves: list[_Wave]


def read_waves(path: Path, inventory: Inventory) -> tuple[Wave, ...]:
    """The waves in their order, each application known, movable, in one wave, and after what it needs.

    Raises InputError with every fault, in order of line.
    """
    name = f"{path.parent.name}/{path.name}"
    hint = "docs/inventory.md shows how to write one"
    value, places = load_yaml(read_input(path, hint), name)
    file, faults = validated(_File, value, (), places, name)
    if file is None:
        raise unfit(name, faults)
    waves = tuple(Wave(row.id, row.name, tuple(row.applications)) for row in file.waves)
    faults = [
        Fault(name, places.line(item.path), item.code, said(item), item.hint)
        for item in wave_findings(waves, inventory)
        if item.stops
    ]
    if faults:
        raise unfit(name, faults)
    return waves
