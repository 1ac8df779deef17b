"""An inventory's files in, nouns out: their faults are all told at once, each with its line, code and remedy."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic_core import ValidationError

from govcloud.adapters.inventory_digest import content_digest
from govcloud.adapters.inventory_schema import validator
from govcloud.adapters.inventory_sources import Source, sources
from govcloud.adapters.schema_faults import Place, held, unfit
from govcloud.adapters.yaml_places import Places
from govcloud.adapters.yaml_text import load_yaml
from govcloud.errors import Fault, InputError
from govcloud.model.application import Application
from govcloud.model.inventory import Inventory
from govcloud.model.machine import Server
from govcloud.model.organisation import Department, Partner
from govcloud.rules.checks import inventory_faults
from govcloud.rules.finding import Finding, said
from govcloud.rules.names import did_you_mean

SECTIONS: dict[str, type] = {
    "departments": Department,
    "partners": Partner,
    "applications": Application,
    "servers": Server,
}
_KEYS = ("synthetic", *SECTIONS)


def read_inventory(path: Path) -> Inventory:
    """The inventory at `path` (a file, or a folder of files), validated as a whole.

    `digest` names its content, not its layout. Raises InputError with every fault (form, references, rules).
    """
    with _no_collection():
        return _Reading(path).inventory()


@contextmanager
def _no_collection() -> Iterator[None]:
    """Hundreds of thousands of new objects that all stay: looking for garbage among them is in vain."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@dataclass(slots=True)
class _File:
    """One file, read: where its values stand, and which of its rows are well formed."""

    name: str
    places: Places
    rows: dict[str, dict[int, Any]] = field(default_factory=dict)


class _Reading:
    """One reading of one inventory: what is well formed so far, and what is wrong."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self.faults: list[Fault] = []
        self.broken: set[str] = set()
        self.synthetic: bool | None = None
        self.files: list[_File] = []
        for source in sources(path):
            self._take(source)

    def _take(self, source: Source) -> None:
        try:
            value, places = load_yaml(source.content(), source.name)
        except InputError as error:
            self.faults += error.faults
            return
        file = _File(source.name, places)
        self.files.append(file)
        if not isinstance(value, dict):
            message = "is no mapping of keys to values"
            self.faults.append(
                Fault(source.name, 1, "E-INV-003", message, f"begin with {_KEYS[1]}:")
            )
            return
        for key, rows in value.items():
            self._section(file, key, rows)

    def _section(self, file: _File, key: str, rows: Any) -> None:
        if key == "synthetic":
            self._label(file, rows)
        elif key not in SECTIONS:
            hint = did_you_mean(key, _KEYS) or f"known are {', '.join(_KEYS)}"
            self._wrong(file, (key,), "E-INV-002", f"`{key}` is no key that we know", hint)
        elif not isinstance(rows, list):
            self._wrong(file, (key,), "E-INV-003", f"`{key}` is not a list", "one row for each")
        else:
            file.rows[key] = self._rows(file, key, rows)

    def _label(self, file: _File, value: Any) -> None:
        if not isinstance(value, bool):
            self._wrong(file, ("synthetic",), "E-INV-003", "`synthetic` is not true or false")
        elif self.synthetic not in {None, value}:
            what = "`synthetic` differs from what another file says"
            self._wrong(file, ("synthetic",), "E-INV-004", what, "say the same in every file")
        else:
            self.synthetic = value

    def _rows(self, file: _File, section: str, rows: list[Any]) -> dict[int, Any]:
        """The well-formed rows of a section, by their number."""
        noun = SECTIONS[section]
        many: Any = tuple[noun, ...]  # type: ignore[valid-type] # a type made at run time
        try:
            return dict(enumerate(validator(many).validate_python(rows)))
        except ValidationError:
            return self._each(file, section, rows)

    def _each(self, file: _File, section: str, rows: list[Any]) -> dict[int, Any]:
        """As _rows, where some row is not well formed: each by itself, so that none hides another's faults."""
        noun, found = SECTIONS[section], {}
        for index, row in enumerate(rows):
            asked = (noun, validator(noun))
            made, faults = held(asked, row, (section, index), (file.name, file.places))
            self.faults += faults
            if made is not None:
                found[index] = made
            elif isinstance(row, dict) and isinstance(row.get("id"), str):
                self.broken.add(row["id"])
        return found

    def inventory(self) -> Inventory:
        """The whole. Raises InputError with all faults."""
        found = Inventory(
            departments=self._all("departments"),
            partners=self._all("partners"),
            applications=self._all("applications"),
            servers=self._all("servers"),
            synthetic=bool(self.synthetic),
        )
        if not self.faults:
            self._missing(found)
        self._judge(found)
        if self.faults:
            raise unfit(self.name, self.faults)
        return self._finished(found)

    def _all(self, section: str) -> tuple[Any, ...]:
        return tuple(row for file in self.files for row in file.rows.get(section, {}).values())

    def _missing(self, found: Inventory) -> None:
        """An estate has a department, and an application or at least a server."""
        lacking = [] if found.departments else ["departments"]
        lacking += [] if found.applications or found.servers else ["applications"]
        for key in lacking:
            told = [file for file in self.files if key in file.rows]
            code, message = ("E-INV-004", "is empty") if told else ("E-INV-001", "is missing")
            file = (told or self.files)[0]
            self._wrong(file, (key,) if told else (), code, f"`{key}` {message}")

    def _judge(self, found: Inventory) -> None:
        """What the rules find, each at its place in its file."""
        for finding in inventory_faults(found):
            # a row that could not be read is there all the same: do not call it unknown
            if finding.refers_to not in self.broken:
                self._find(finding)

    def _find(self, finding: Finding) -> None:
        section, number, *rest = (*finding.path, 0, 0)[: max(len(finding.path), 2)]
        left = int(number)
        for file in self.files:
            rows = file.rows.get(str(section), {})
            if left < len(rows):
                at: Place = (str(section), [*rows][left], *rest)
                self._wrong(file, at, finding.code, said(finding), finding.hint)
                return
            left -= len(rows)

    def _wrong(self, file: _File, at: Place, code: str, message: str, hint: str = "") -> None:
        self.faults.append(Fault(file.name, file.places.line(at), code, message, hint))

    def _finished(self, found: Inventory) -> Inventory:
        places = {
            row.id: (file.name, file.places.start((section, index)))
            for section in ("departments", "partners", "applications")
            for file in self.files
            for index, row in file.rows.get(section, {}).items()
        }
        return Inventory(
            found.departments,
            found.applications,
            content_digest(found),
            found.synthetic,
            places,
            found.partners,
            found.servers,
        )
