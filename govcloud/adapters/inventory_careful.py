"""A file of an inventory that has faults, read row by row: none hides another, and what is sound is still judged."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pydantic_core import ValidationError

from govcloud.adapters.inventory_parts import SECTIONS
from govcloud.adapters.inventory_schema import validator
from govcloud.adapters.schema_faults import held
from govcloud.adapters.yaml_places import Places
from govcloud.adapters.yaml_text import load_yaml
from govcloud.errors import Fault, InputError
from govcloud.rules.names import did_you_mean

_KEYS = ("synthetic", *SECTIONS)


@dataclass(slots=True)
class Careful:
    """What could be read: `rows` by section and number; `broken` are ids of rows that could not be."""

    synthetic: bool | None = None
    rows: dict[str, dict[int, Any]] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)


def carefully(content: bytes, name: str) -> Careful:
    """All of a file that can be read, and every fault of form."""
    try:
        value, places = load_yaml(content, name, closely=True)
    except InputError as error:
        return Careful(faults=list(error.faults))
    reading = _Reading(name, places)
    if isinstance(value, dict):
        for key, rows in value.items():
            reading.section(key, rows)
    else:
        reading.wrong((), "E-INV-003", "is no mapping of keys to values", f"begin with {_KEYS[1]}:")
    return reading.found


class _Reading:
    def __init__(self, name: str, places: Places) -> None:
        self.found = Careful()
        self._name = name
        self._places = places

    def section(self, key: Any, rows: Any) -> None:
        """Take one top-level key in."""
        if key == "synthetic" and isinstance(rows, bool):
            self.found.synthetic = rows
        elif key == "synthetic":
            self.wrong((key,), "E-INV-003", "`synthetic` is not true or false")
        elif key not in SECTIONS:
            hint = did_you_mean(str(key), _KEYS) or f"known are {', '.join(_KEYS)}"
            self.wrong((str(key),), "E-INV-002", f"`{key}` is no key that we know", hint)
        elif not isinstance(rows, list):
            self.wrong((key,), "E-INV-003", f"`{key}` is not a list", "one row for each")
        else:
            self.found.rows[key] = self._rows(key, rows)

    def wrong(self, at: tuple[str, ...], code: str, message: str, hint: str = "") -> None:
        """Note a fault."""
        line = self._places.line(at) if at else 1
        self.found.faults.append(Fault(self._name, line, code, message, hint))

    def _rows(self, section: str, rows: list[Any]) -> dict[int, Any]:
        """The well-formed rows of a section, by their number."""
        noun = SECTIONS[section]
        many: Any = tuple[noun, ...]  # type: ignore[valid-type] # a type made at run time
        try:
            return dict(enumerate(validator(many).validate_python(rows)))
        except ValidationError:
            return self._each(section, rows)

    def _each(self, section: str, rows: list[Any]) -> dict[int, Any]:
        noun, made_of = SECTIONS[section], {}
        for index, row in enumerate(rows):
            asked = (noun, validator(noun))
            made, faults = held(asked, row, (section, index), (self._name, self._places))
            self.found.faults += faults
            if made is not None:
                made_of[index] = made
            elif isinstance(row, dict) and isinstance(row.get("id"), str):
                self.found.broken.add(row["id"])
        return made_of
