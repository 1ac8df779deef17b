"""What a database holds, in figures: two databases with equal figures are equal."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from govcloud.errors import StepFailedError
from govcloud.model.canonical import digest
from govcloud.model.step import Evidence, Observation

NAMED_MAX = 10
"""So many differing things a message names; the rest is counted."""


@dataclass(frozen=True, slots=True)
class TableSum:
    """A table's row count, and the sum of its rows' hashes: no order, no key, duplicates count."""

    rows: int
    checksum: str


@dataclass(frozen=True, slots=True)
class Contents:
    """Tables and sequences by name; `schema` is the digest of each object's definition."""

    tables: Mapping[str, TableSum] = field(default_factory=dict)
    sequences: Mapping[str, str] = field(default_factory=dict)
    schema: Mapping[str, str] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(table.rows for table in self.tables.values())

    @property
    def digest(self) -> str:
        """SHA-256 over all of it."""
        tables = {name: [str(t.rows), t.checksum] for name, t in self.tables.items()}
        return digest({"tables": tables, "sequences": self.sequences, "schema": self.schema})

    def evidence(self) -> Evidence:
        """The figures for the ledger."""
        return {
            "tables": len(self.tables),
            "rows": self.rows,
            "sequences": len(self.sequences),
            "objects": len(self.schema),
            "digest": self.digest,
        }


def text_digest(texts: Iterable[str]) -> str:
    """SHA-256 over texts whose order says nothing."""
    hashes = sorted(hashlib.sha256(t.encode("utf-8", "surrogateescape")).digest() for t in texts)
    return hashlib.sha256(b"".join(hashes)).hexdigest()


def differences(source: Contents, target: Contents) -> list[str]:
    """All in which the two differ, by name; nothing if they are equal."""
    found = [
        f"table {name} ({_rows(source, name)} rows, {_rows(target, name)} in the copy)"
        for name in _unequal(source.tables, target.tables)
    ]
    found += [f"sequence {name}" for name in _unequal(source.sequences, target.sequences)]
    return found + _schema_differences(source, target)


def losses(source: Contents, target: Contents) -> list[str]:
    """What the target, once users have written there, lacks of the source: rows, definitions."""
    found = [
        f"table {name} ({table.rows} rows, {_rows(target, name)} in the copy)"
        for name, table in sorted(source.tables.items())
        if name not in target.tables or target.tables[name].rows < table.rows
    ]
    return found + _schema_differences(source, target)


def judged(source: Contents, target: Contents, *, all_equal: bool) -> Observation:
    """SATISFIED or PARTIAL, by all there is or by the definitions alone."""
    if all_equal:
        return Observation.PARTIAL if differences(source, target) else Observation.SATISFIED
    whole = source.schema == target.schema and {*source.tables} <= {*target.tables}
    return Observation.SATISFIED if whole else Observation.PARTIAL


def compared(source: Contents, target: Contents, database: str, *, contained: bool) -> Evidence:
    """What proves that both are equal, or the source contained in the target.

    Raises StepFailedError naming at most NAMED_MAX of what differs, and counting all.
    """
    found = losses(source, target) if contained else differences(source, target)
    if found:
        more = f"; and {len(found) - NAMED_MAX} more" if len(found) > NAMED_MAX else ""
        raise StepFailedError(
            f"the copy of database {database} differs in {len(found)} of its parts: "
            f"{'; '.join(found[:NAMED_MAX])}{more}",
            hint="see that nothing but the application writes to either, and run again",
        )
    written = {"source_rows": source.rows, "rows_since": target.rows - source.rows}
    return {**target.evidence(), **written} if contained else source.evidence()


def _schema_differences(source: Contents, target: Contents) -> list[str]:
    return [f"definition of {name}" for name in _unequal(source.schema, target.schema)]


def _unequal(one: Mapping[str, object], other: Mapping[str, object]) -> list[str]:
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def _rows(contents: Contents, name: str) -> str:
    table = contents.tables.get(name)
    return "no" if table is None else str(table.rows)
