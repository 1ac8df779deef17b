"""inventory.yaml in, nouns out: its faults are all told at once, each with its line, code and remedy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from govcloud.adapters.input_file import read_input
from govcloud.adapters.schema_words import shown, worded
from govcloud.adapters.yaml_places import Places
from govcloud.adapters.yaml_text import load_yaml
from govcloud.errors import Fault, InputError
from govcloud.model.canonical import digest
from govcloud.model.inventory import (
    Application,
    Datastore,
    Department,
    Dependency,
    Engine,
    FileTree,
    Inventory,
    Probe,
    Server,
    Strategy,
    plain,
)
from govcloud.rules.checks import inventory_faults
from govcloud.rules.finding import Finding, said

Place = tuple[str | int, ...]
TEXT_MAX = 200
Text = Annotated[str, Field(min_length=1, max_length=TEXT_MAX)]
Port = Annotated[int, Field(ge=1, le=65_535)]


class Schema(BaseModel):
    """A mapping of a file of ours: types as they are written, and no key that we do not know."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


S = TypeVar("S", bound=Schema)


class _Department(Schema):
    id: Text
    name_zh: Text
    name_en: Annotated[str, Field(max_length=TEXT_MAX)] = ""
    network: Text

    def noun(self) -> Department:
        return Department(self.id, self.name_zh, self.name_en, self.network)


class _Dependency(Schema):
    app: Text
    hard: bool = True


class _Server(Schema):
    name: Text
    address: Text
    user: Text = "root"
    ports: Annotated[list[Port], Field(max_length=64)] = []
    reach: Annotated[str, Field(max_length=300)] = ""
    host_key: Annotated[str, Field(max_length=2_000)] = ""

    def noun(self) -> Server:
        ports = tuple(sorted(set(self.ports)))
        return Server(self.name, self.address, self.user, ports, self.reach, self.host_key)


class _Datastore(Schema):
    name: Text
    engine: Annotated[Engine, Field(strict=False)]
    server: Text


class _Tree(Schema):
    server: Text
    path: Annotated[str, Field(min_length=1, max_length=4_096)]


class _Probe(Schema):
    http: Text
    contains: Annotated[str, Field(max_length=TEXT_MAX)] = ""
    entry: Annotated[str, Field(pattern=r"^(https?://[^\s/]+)?$")] = ""


class _Application(Schema):
    id: Text
    name_zh: Text
    name_en: Annotated[str, Field(max_length=TEXT_MAX)] = ""
    department: Text
    classified: bool
    strategy: Annotated[Strategy, Field(strict=False)]
    mlps_level: Annotated[int, Field(ge=0, le=5)]
    depends_on: list[_Dependency] = []
    servers: Annotated[list[_Server], Field(max_length=256)] = []
    datastores: Annotated[list[_Datastore], Field(max_length=256)] = []
    trees: Annotated[list[_Tree], Field(max_length=256)] = []
    services: Annotated[list[Text], Field(max_length=256)] = []
    probe: _Probe | None = None

    def noun(self) -> Application:
        return Application(
            self.id,
            self.name_zh,
            self.name_en,
            self.department,
            self.classified,
            self.strategy,
            self.mlps_level,
            tuple(Dependency(row.app, row.hard) for row in self.depends_on),
            tuple(row.noun() for row in self.servers),
            tuple(Datastore(row.name, row.engine, row.server) for row in self.datastores),
            tuple(FileTree(row.server, row.path) for row in self.trees),
            tuple(self.services),
            Probe(self.probe.http, self.probe.contains, self.probe.entry) if self.probe else None,
        )


class _File(Schema):
    synthetic: bool = False
    departments: Annotated[list[Any], Field(min_length=1)]
    applications: Annotated[list[Any], Field(min_length=1)]


def read_inventory(path: Path) -> Inventory:
    """The inventory at `path`, validated as a whole; `digest` names its content, not its layout.

    Raises InputError with every fault of the file (its form, its references, its rules), in order of line.
    """
    return _Reading(path).inventory()


class _Reading:
    """One reading of one file: what is well formed so far, and what is wrong."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self.faults: list[Fault] = []
        self.broken: set[str] = set()
        content = read_input(path, "docs/inventory.md shows how to write one")
        self.value, self.places = load_yaml(content, self.name)

    def inventory(self) -> Inventory:
        """The whole. Raises InputError with all faults."""
        file = self._valid(_File, self.value, ())
        if file is None:
            raise unfit(self.name, self.faults)
        departments = self._items("departments", file.departments, _Department)
        applications = self._items("applications", file.applications, _Application)
        found = Inventory(
            departments=tuple(row.noun() for row in departments.values()),
            applications=tuple(row.noun() for row in applications.values()),
            synthetic=file.synthetic,
        )
        index = {"departments": [*departments], "applications": [*applications]}
        for finding in inventory_faults(found):
            # a row that could not be read is there all the same: do not call it unknown
            if finding.refers_to not in self.broken:
                section, number, *rest = finding.path
                place = (section, index[str(section)][int(number)], *rest)
                self._fault(finding, place)
        if self.faults:
            raise unfit(self.name, self.faults)
        return self._finished(found)

    def _items(self, section: str, rows: list[Any], schema: type[S]) -> dict[int, S]:
        """The well-formed rows of a section, by their number."""
        found: dict[int, S] = {}
        for index, row in enumerate(rows):
            item = self._valid(schema, row, (section, index))
            if item is not None:
                found[index] = item
            elif isinstance(row, dict) and isinstance(row.get("id"), str):
                self.broken.add(row["id"])
        return found

    def _valid(self, schema: type[S], value: Any, at: Place) -> S | None:
        item, faults = validated(schema, value, at, self.places, self.name)
        self.faults += faults
        return item

    def _fault(self, finding: Finding, place: Place) -> None:
        line = self.places.line(place)
        self.faults.append(Fault(self.name, line, finding.code, said(finding), finding.hint))

    def _finished(self, found: Inventory) -> Inventory:
        lines = {
            row.id: (self.name, self.places.line(("departments", index)))
            for index, row in enumerate(found.departments)
        } | {
            row.id: (self.name, self.places.line(("applications", index)))
            for index, row in enumerate(found.applications)
        }
        content = {
            "departments": plain(found.departments),
            "applications": plain(found.applications),
            "synthetic": found.synthetic,
        }
        return replace(found, digest=digest(content), places=lines)


def unfit(name: str, faults: Iterable[Fault]) -> InputError:
    """All faults of a file as one error, in order of line."""
    ordered = sorted(set(faults))
    count = "1 fault" if len(ordered) == 1 else f"{len(ordered)} faults"
    return InputError(f"{name} has {count}", faults=ordered)


def validated(
    schema: type[S], value: Any, at: Place, places: Places, name: str
) -> tuple[S | None, list[Fault]]:
    """`value` as `schema` says it must be, or all that is wrong with it; `at` is where it stands in `name`."""
    try:
        return schema.model_validate(value), []
    except ValidationError as error:
        faults = []
        for item in error.errors(include_url=False):
            place: Place = (*at, *item["loc"])
            code, message, hint = worded(schema, item)
            where = f"`{shown(place)}` " if place else ""
            faults.append(Fault(name, places.line(place), code, where + message, hint))
        return None, faults
