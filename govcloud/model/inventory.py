"""The estate as its owners describe it: departments, partners, applications, servers nobody claimed yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache, cached_property
from typing import Any

from govcloud.model.application import Application, Dependency, Probe
from govcloud.model.machine import Datastore, FileTree, Server
from govcloud.model.organisation import Department, Partner
from govcloud.model.terms import Engine, Strategy

__all__ = [
    "Application",
    "Datastore",
    "Department",
    "Dependency",
    "Engine",
    "FileTree",
    "Inventory",
    "Partner",
    "Probe",
    "Server",
    "Strategy",
    "plain",
]

Place = tuple[str, int]


@dataclass(frozen=True)
class Inventory:
    """All of the estate. `digest` names the validated content (canonical JSON, SHA-256), not its layout.

    `servers` are those that no application has claimed yet; `places` says where each department, partner
    or application stands (file, line), for messages, and is no part of the content.
    """

    departments: tuple[Department, ...]
    applications: tuple[Application, ...]
    digest: str = ""
    synthetic: bool = False
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)
    partners: tuple[Partner, ...] = ()
    servers: tuple[Server, ...] = ()

    def application(self, id: str) -> Application:  # noqa: A002 - the domain's word
        """The application with this id; KeyError if there is none."""
        return self._applications[id]

    def department(self, id: str) -> Department:  # noqa: A002 - the domain's word
        """The department with this id; KeyError if there is none."""
        return self._departments[id]

    def of_department(self, department: str) -> tuple[Application, ...]:
        """A department's applications, in the inventory's order."""
        return tuple(self._by_department.get(department, ()))

    @cached_property
    def _applications(self) -> dict[str, Application]:
        return {app.id: app for app in self.applications}

    @cached_property
    def _departments(self) -> dict[str, Department]:
        return {department.id: department for department in self.departments}

    @cached_property
    def _by_department(self) -> dict[str, list[Application]]:
        found: dict[str, list[Application]] = {}
        for app in self.applications:
            found.setdefault(app.department, []).append(app)
        return found


def plain(value: Any) -> Any:
    """A noun as plain JSON values, as views and digests take it; None stays out, dates and decimals are texts."""
    kind: Any = type(value)
    if kind in _ATOMS:
        return value
    if names := _compared(kind):
        pairs = ((name, getattr(value, name)) for name in names)
        return {name: plain(item) for name, item in pairs if item is not None}
    if isinstance(value, StrEnum | date | Decimal):
        return str(value)
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return value


_ATOMS = frozenset({str, int, float, bool, type(None)})


@cache
def _compared(kind: Any) -> tuple[str, ...]:
    """The fields of a noun that are its content; none for what is no noun."""
    return tuple(row.name for row in fields(kind) if row.compare) if is_dataclass(kind) else ()
