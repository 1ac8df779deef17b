"""Where a value of the inventory came from: file, sheet, row, column, and what stood there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Origin:
    """A cell: `file` by name and SHA-256, `sheet` ("" in a CSV), `row` from 1, `column` by heading, raw text."""

    file: str
    sha256: str
    sheet: str
    row: int
    column: str
    raw: str

    def __str__(self) -> str:
        sheet = f" [{self.sheet}]" if self.sheet else ""
        return f"{self.file}{sheet} row {self.row}, column {self.column}"


@dataclass(frozen=True, slots=True)
class Told:
    """One value that a source told of a field, with the cell it stood in."""

    value: Any
    origin: Origin


@dataclass(slots=True)
class Row:
    """What one row of a source tells of one thing: `kind` is server, application, dependency or partner.

    `keys` name it (a server's vm_uuid, fqdn, address …; an application's id or name); `fields` are the values of
    the model's fields; `links` what else it names: the applications of a server, the department of an application.
    """

    kind: str
    format: str
    at: Origin
    keys: dict[str, str] = field(default_factory=dict)
    fields: dict[str, Told] = field(default_factory=dict)
    links: dict[str, Told] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Claim:
    """A value in the inventory that an import wrote: `subject` is a server's name or an application's id."""

    kind: str
    subject: str
    field: str
    value: Any
    format: str
    origin: Origin

    @property
    def place(self) -> tuple[str, str, str]:
        """What it is about."""
        return self.kind, self.subject, self.field

    def plain(self) -> dict[str, Any]:
        """As a line of the provenance file."""
        return {
            "kind": self.kind,
            "subject": self.subject,
            "field": self.field,
            "value": self.value,
            "format": self.format,
            "file": self.origin.file,
            "sha256": self.origin.sha256,
            "sheet": self.origin.sheet,
            "row": self.origin.row,
            "column": self.origin.column,
            "raw": self.origin.raw,
        }

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Claim:
        """From such a line. Raises KeyError, TypeError for one that is not."""
        cell = Origin(*(told[name] for name in ("file", "sha256", "sheet", "row", "column", "raw")))
        return cls(
            told["kind"], told["subject"], told["field"], told["value"], told["format"], cell
        )
