"""A table's rows as what they tell: the form is recognised by its headings, each value keeps its cell."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from govcloud.adapters.importers import cells
from govcloud.adapters.importers.cells import CellError
from govcloud.adapters.importers.formats import Col, Format, heading
from govcloud.adapters.importers.forms import FORMATS
from govcloud.adapters.importers.tables import Raw, Table
from govcloud.errors import Fault
from govcloud.model.provenance import Origin, Row, Told

HEADING_ROWS_MAX = 12
FAULTS_MAX = 10_000


@dataclass(slots=True)
class Reading:
    """What the tables of an import told: rows, what could not be taken, and notes of what was left out."""

    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Found:
    """A table's form, the row of its headings, and the column of each; what it does not know is kept by heading."""

    form: Format
    row: int
    columns: dict[int, Col]
    others: dict[int, str]
    names: dict[int, str]


def read_tables(tables: Iterable[Table], wanted: str = "") -> Reading:
    """All rows of all tables. `wanted` is a format's name; recognised by the headings if ""."""
    reading = Reading()
    for table in tables:
        found = _recognised(table, wanted)
        where = f"{table.file} [{table.sheet}]" if table.sheet else table.file
        if found is None:
            reading.notes.append(f"{where}: no form that is known; left out")
            continue
        before = len(reading.rows)
        for row in _rows(table, found, reading):
            reading.rows.append(row)
        count = len(reading.rows) - before
        reading.notes.append(f"{where}: {found.form.title}, {count:,} rows")
    return reading


def _recognised(table: Table, wanted: str) -> _Found | None:
    """The form whose needed headings stand in one row; the one that knows most of the headings, else the first."""
    best: _Found | None = None
    for number, row in enumerate(table.rows[:HEADING_ROWS_MAX]):
        names = {
            place: cells.shown(raw) for place, raw in enumerate(row) if cells.shown(raw).strip()
        }
        said = {variant for name in names.values() for variant in _variants(name)}
        for form in FORMATS:
            if wanted not in {"", form.name} or not _may_be(form, table.sheet, said):
                continue
            made = _matched(form, number, names)
            if best is None or len(made.columns) > len(best.columns):
                best = made
    return best


def _may_be(form: Format, sheet: str, said: set[str]) -> bool:
    placed = not form.sheets or sheet == "" or sheet.casefold() in form.sheets
    return placed and all(any(name in said for name in group) for group in form.needs)


def _matched(form: Format, row: int, names: dict[int, str]) -> _Found:
    """Which column says what; of two columns under one heading, or for one target, the first counts."""
    by_name = {name: one for one in form.columns for name in one.names}
    columns: dict[int, Col] = {}
    others: dict[int, str] = {}
    taken: set[str] = set()
    for place, name in names.items():
        one = next((by_name[v] for v in _variants(name) if v in by_name), None)
        if one is None or one.to in taken:  # kept by its heading, never dropped
            others[place] = name.strip()
        else:
            columns[place] = one
            taken.add(one.to if not one.to.startswith("drop.") else "")
    return _Found(form, row, columns, others, names)


def _variants(name: str) -> list[str]:
    """A heading, and each part of a heading in two languages (`系统名称 Name`)."""
    folded = heading(name)
    split = next(
        (
            n
            for n, c in enumerate(folded)
            if c == " " and _chinese(folded[:n]) and not _chinese(folded[n:])
        ),
        0,
    )
    return [folded, folded[:split], folded[split + 1 :]] if split else [folded]


def _chinese(text: str) -> bool:
    return any("CJK" in unicodedata.name(c, "") for c in text)


def _rows(table: Table, found: _Found, reading: Reading) -> Iterator[Row]:
    for number, raw in enumerate(table.rows[found.row + 1 :], found.row + 2):
        if not any(cells.shown(value).strip() for value in raw):
            continue
        passed = _left_out(found, raw)
        if passed:
            reading.notes.append(f"{table.file} row {number} {passed}; left out")
            continue
        row = _row(table, found, number, raw)
        wrong = list(_fill(row, table, found, raw))
        if len(reading.faults) < FAULTS_MAX:
            reading.faults += wrong
        if row.keys or row.links:
            yield row


def _left_out(found: _Found, raw: list[Raw]) -> str:
    if found.form.skip is None:
        return ""
    told = {
        one.to.removeprefix("skip."): cells.text(raw[place])
        for place, one in found.columns.items()
        if one.to.startswith("skip.") and place < len(raw)
    }
    return found.form.skip(told)


def _row(table: Table, found: _Found, number: int, raw: list[Raw]) -> Row:
    at = Origin(table.file, table.sha256, table.sheet, number, "", "")
    row = Row(found.form.kind, found.form.name, at)
    for name, value in found.form.fixed:
        row.fields[name] = Told(value, at)
    if found.form.kind == "konveyor":
        record = [cells.text(raw[p]) for p, one in found.columns.items() if one.to == "skip.record"]
        row.kind = "dependency" if record == ["2"] else "application"
    return row


def _fill(row: Row, table: Table, found: _Found, raw: list[Raw]) -> Iterator[Fault]:
    """Every cell to its place; what a cell cannot mean is a fault, and the rest of the row is taken."""
    disks: dict[str, dict[str, Told]] = {}
    for place, value in enumerate(raw):
        if place not in found.names or value is None or value == "":
            continue
        origin = _origin(table, row.at.row, found.names[place], value)
        one = found.columns.get(place)
        if one is None:
            if told := cells.text(value):
                row.fields[f"attributes.{found.others[place]}"] = Told(told, origin)
            continue
        try:
            made = one.read(value) if origin.raw.strip() else None
        except CellError as error:
            message = f"column {origin.column}: `{origin.raw[:40]}` {error}"
            yield Fault(
                _where(table), row.at.row, "E-IMP-010", message, "mend the cell, or empty it"
            )
            continue
        _put(row, one.to, Told(made, origin), disks)
    for name, parts in disks.items():
        _disk(row, name, parts)


def _origin(table: Table, row: int, column: str, value: Raw) -> Origin:
    return Origin(table.file, table.sha256, table.sheet, row, column.strip(), cells.shown(value))


def _put(row: Row, to: str, told: Told, disks: dict[str, dict[str, Told]]) -> None:
    section, _, name = to.partition(".")
    if told.value in (None, "", []):
        return
    if section == "key":
        row.keys[name] = str(told.value)
        row.fields.setdefault(f"ids.{name}", told)
    elif section == "field":
        if name.endswith("#"):  # a second best: another column of the form says it better
            row.fields.setdefault(name[:-1], told)
        else:
            row.fields[name] = told
    elif section == "link":
        row.links[name] = told
    elif section == "total" or section.startswith("disk"):
        disks.setdefault(section, {})[name] = told


def _disk(row: Row, section: str, parts: dict[str, Told]) -> None:
    """One disk, by its own name or by its number; a total is the disk called `total`."""
    size = parts.get("size_gb")
    if size is None:
        return
    name = str(parts["name"].value) if "name" in parts else section
    made = {"name": name, "size_gb": size.value}
    if "used_gb" in parts and parts["used_gb"].value <= size.value:
        made["used_gb"] = parts["used_gb"].value
    row.fields[f"disks.{name}"] = Told(made, size.origin)


def _where(table: Table) -> str:
    return f"{table.file} [{table.sheet}]" if table.sheet else table.file
