"""Where a value of the inventory came from: file, sheet, row, column, and what stood there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Subject = tuple[str, str]
"""What a value is of: a kind (application, server, partner) and its id or name."""


class Source(NamedTuple):
    """A table: the form it was read as, its file by name and SHA-256, and its sheet ("" in a CSV)."""

    format: str
    file: str
    sha256: str
    sheet: str

    @property
    def place(self) -> str:
        """As messages name it."""
        return f"{self.file} [{self.sheet}]" if self.sheet else self.file


class Told(NamedTuple):
    """One value, with the heading of its column and the text of its cell ("" both where no cell told it)."""

    value: Any
    column: str
    raw: str


class Claim(NamedTuple):
    """One value that a row told of something; in a book of claims, one that an import wrote."""

    source: Source
    row: int
    told: Told

    @property
    def value(self) -> Any:
        """What was told."""
        return self.told.value

    def __str__(self) -> str:
        column = f", column {self.told.column}" if self.told.column else ""
        return f"{self.source.place} row {self.row}{column}"


Claims = dict[Subject, dict[str, Claim]]
"""For each subject, the claim that holds for each field."""


@dataclass(slots=True)
class Row:
    """What one row of a source tells of one thing: `kind` is application, server, disk, datastore or dependency.

    `keys` name it (a server's vm_uuid, fqdn, address …; an application's id or name); `fields` are the values of
    the model's fields; `links` what else it names: the application of a server, the department of an application.
    """

    kind: str
    source: Source
    number: int
    keys: dict[str, str] = field(default_factory=dict)
    fields: dict[str, Told] = field(default_factory=dict)
    links: dict[str, Told] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """As messages name it."""
        return f"{self.source.place} row {self.number}"

    def claim(self, told: Told) -> Claim:
        """What it tells, as a claim."""
        return Claim(self.source, self.number, told)

    def linked(self, name: str) -> str:
        """The text of a link; "" if it is not there."""
        return str(self.links[name].value) if name in self.links else ""


def claim_view(subject: Subject, name: str, claim: Claim) -> Mapping[str, Any]:
    """A claim as plain values."""
    kind, id_ = subject
    return {
        "kind": kind,
        "subject": id_,
        "field": name,
        "value": claim.told.value,
        "format": claim.source.format,
        "file": claim.source.file,
        "sha256": claim.source.sha256,
        "sheet": claim.source.sheet,
        "row": claim.row,
        "column": claim.told.column,
        "raw": claim.told.raw,
    }
