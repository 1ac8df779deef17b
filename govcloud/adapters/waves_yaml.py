"""migrations/waves.yaml in, waves out: held against the inventory, all faults at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from govcloud.adapters import shapes
from govcloud.adapters.input_file import read_input
from govcloud.adapters.shapes import Reading, Rows, Shape, day, moment, one_of, real, text, whole
from govcloud.adapters.yaml_text import load_yaml
from govcloud.errors import Fault, InputError
from govcloud.model.inventory import Inventory
from govcloud.model.wave import PlanOrigin, Wave, WaveFile, WaveKind, WaveTotals
from govcloud.rules.checks_waves import form_findings, wave_findings
from govcloud.rules.finding import said

HINT = "make one: govcloud waves plan --write"
_TOTALS = Shape(
    {
        "applications": whole(),
        "hosts": whole(),
        "data_gb": real(),
        "person_days": real(),
        "users": whole(most=2**53),
        "departments": whole(),
    },
    ("applications", "hosts", "data_gb", "person_days", "users", "departments"),
)
_WAVE = Shape(
    {
        "id": text(),
        "name": text(),
        "kind": one_of(list(WaveKind)),
        "starts": moment(),
        "ends": moment(),
        "approval_by": day(),
        "rehearsal_on": day(),
        "totals": _TOTALS,
        "applications": Rows(text(), 100_000),
    },
    ("id", "name", "applications"),
    {
        "starts": "when its window opens, in the programme's time zone",
        "approval_by": "the day on which its plan must be asked for at the latest",
        "rehearsal_on": "the day on which its rehearsal begins at the latest",
        "totals": "what the applications ask for together; the planner writes it, nobody reads it back",
    },
)
_ORIGIN = Shape(
    {
        "inventory": text(0),
        "programme": text(0),
        "counted_from": day(),
        "begun": day(),
        "made_by": text(),
        "waves": text(),
    },
    ("inventory", "programme", "counted_from", "begun", "made_by", "waves"),
)
WAVES = Shape({"plan": _ORIGIN, "waves": Rows(_WAVE, 100_000)}, ("waves",))


def read_waves(path: Path, inventory: Inventory) -> tuple[Wave, ...]:
    """The waves in their order, each application known, cut over, in one wave, and after what it needs.

    Raises InputError with every fault, in order of line.
    """
    return read_wave_file(path, inventory).waves


def read_wave_file(path: Path, inventory: Inventory | None) -> WaveFile:
    """All of the file. Without an inventory only its form is looked at. Raises InputError with every fault."""
    name = f"{path.parent.name}/{path.name}"
    value, places = load_yaml(read_input(path, HINT), name)
    reading = Reading(name, places.line)
    given = reading.read(WAVES, value)
    if not reading.faults:
        _judge_spans(reading, given["waves"])
    if reading.faults:
        raise _unfit(name, reading.faults)
    waves = tuple(_wave(row) for row in given["waves"])
    found = form_findings(waves) if inventory is None else wave_findings(waves, inventory)
    faults = [
        Fault(name, places.line(item.path), item.code, said(item), item.hint)
        for item in found
        if item.stops
    ]
    if faults:
        raise _unfit(name, faults)
    lines = tuple(places.line(("waves", number)) for number in range(len(waves)))
    origin = given.get("plan")
    return WaveFile(waves, PlanOrigin(**origin) if origin else None, lines)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of waves.yaml."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "waves.yaml"}
    return {**head, **shapes.json_schema(WAVES)}


def _judge_spans(reading: Reading, rows: Sequence[Mapping[str, Any]]) -> None:
    for number, row in enumerate(rows):
        if ("starts" in row) != ("ends" in row):
            missing = "ends" if "starts" in row else "starts"
            reading.fault(
                ("waves", number, missing), "E-INV-001", "is missing", "a window has both"
            )
        elif "starts" in row and row["ends"] <= row["starts"]:
            message = f"is {row['ends']}, not after `starts`, {row['starts']}"
            reading.fault(("waves", number, "ends"), "E-PRG-002", message)


def _wave(row: Mapping[str, Any]) -> Wave:
    totals = row.get("totals")
    return Wave(
        row["id"],
        row["name"],
        tuple(row["applications"]),
        row.get("kind"),
        row.get("starts"),
        row.get("ends"),
        row.get("approval_by"),
        row.get("rehearsal_on"),
        WaveTotals(**totals) if totals else None,
    )


def _unfit(name: str, faults: list[Fault]) -> InputError:
    count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
    return InputError(f"{name} has {count}", faults=sorted(set(faults)))
