"""A table's rows as what they tell: each value keeps the heading and the text of its cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from govcloud.adapters.importers import cells
from govcloud.adapters.importers.cells import CellError
from govcloud.adapters.importers.formats import Format
from govcloud.adapters.importers.recognition import Found, Place, recognised
from govcloud.adapters.importers.tables import Raw, Table
from govcloud.errors import Fault
from govcloud.model.provenance import Row, Source, Told

FAULTS_MAX = 10_000
_TEXT_MAX, _LONG_MAX, _KEPT_MAX = 200, 4_000, 2_000
_LONG = frozenset({"field.function", "field.notes", "field.data_items", "field.bridge"})
_SUMS = {"合计", "总计", "小计"}
_FOOT = "the foot of the form"
_NOTHING: tuple[object, ...] = ("", [])
_NO_ROW = (
    "合计",
    "总计",
    "小计",
    "填报",
    "编制",
    "审核",
    "批准",
    "制表",
    "填表",
    "注:",
    "注：",
    "说明",
    "单位负责人",
)


@dataclass(slots=True)
class Reading:
    """What the tables of an import told: rows, what could not be taken, and notes of what was left out."""

    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    assigned: bool = False
    headings: set[str] = field(default_factory=set)


def read_tables(tables: Iterable[Table], forms: Sequence[Format], assign: str = "") -> Reading:
    """All rows of all tables. `assign` is a heading whose cells name the application of a server."""
    reading = Reading()
    for table in tables:
        found = recognised(table, forms)
        if found is None:
            reading.notes.append(f"{_place(table)}: no form that is known; left out")
            continue
        before = len(reading.rows)
        reading.headings |= {place.heading for place in found.places}
        _Reader(table, found, reading, assign).read()
        count = len(reading.rows) - before
        reading.notes.append(f"{_place(table)}: {found.form.title}, {count:,} rows")
    return reading


def _place(table: Table) -> str:
    return f"{table.file} [{table.sheet}]" if table.sheet else table.file


class _Reader:
    """Reads one table whose form is known."""

    def __init__(self, table: Table, found: Found, reading: Reading, assign: str) -> None:
        self._table, self._form, self._reading = table, found.form, reading
        self._below = found.below
        self._source = Source(found.form.name, table.file, table.sha256, table.sheet)
        self._assigned = found.heading(assign) if assign else None
        reading.assigned = reading.assigned or self._assigned is not None
        self._skips = [p for p in found.places if p.col and p.col.to.startswith("skip.")]
        self._cells = [_Cell(place) for place in found.places if _tells(place)]
        self._left: dict[str, int] = {}

    def read(self) -> None:
        """All rows below the headings."""
        fixed = {name: Told(value, "", "") for name, value in self._form.fixed}
        for number, raw in enumerate(self._table.rows[self._below :], self._below + 1):
            if not any(value not in ("", None) for value in raw):
                continue
            reason = self._left_out(raw)
            if reason:
                self._left[reason] = self._left.get(reason, 0) + 1
                continue
            row = Row(self._kind(raw), self._source, number, fields=dict(fixed))
            told = len(self._reading.faults)
            self._fill(row, raw)
            if (row.keys or row.links) and not _SUMS & set(row.keys.values()):
                self._reading.rows.append(row)
            else:
                self._nameless(row, raw, told)
        for reason, count in self._left.items():
            counted = f"{count:,} rows" if count > 1 else "1 row"
            self._reading.notes.append(f"{_place(self._table)}: {counted} left out: {reason}")

    def _left_out(self, raw: list[Raw]) -> str:
        if self._form.skip is None or not self._skips:
            return ""
        told = {p.col.to[5:]: cells.text(_at(raw, p)) for p in self._skips if p.col}
        return self._form.skip(told)

    def _kind(self, raw: list[Raw]) -> str:
        if self._form.kind != "konveyor":
            return self._form.kind
        record = [cells.text(_at(raw, p)) for p in self._skips]
        return "dependency" if record == ["2"] else "application"

    def _fill(self, row: Row, raw: list[Raw]) -> None:
        """Every cell to its place; what a cell cannot mean is a fault, and the rest of the row is taken."""
        parts: dict[str, dict[str, Told]] = {}
        width = len(raw)
        for cell in self._cells:
            value = raw[cell.index] if cell.index < width else None
            if value is None or value == "":
                continue
            try:
                made = cell.read(value)
            except CellError as error:
                self._wrong(row, cell, value, str(error))
                continue
            if made is None or made in _NOTHING:
                continue
            if type(made) is str and len(made) > cell.longest:
                self._wrong(row, cell, value, f"is longer than {cell.longest:,} characters")
                continue
            told = Told(made, cell.heading, value if type(value) is str else cells.shown(value))
            cell.put(row, parts, cell.name, told)
        for section, told_parts in parts.items():
            _PARTS.get(section, _disk)(row, section, told_parts)
        if self._assigned is not None and (named := cells.text(_at(raw, self._assigned))):
            shown = cells.shown(_at(raw, self._assigned))
            row.links["application"] = Told(named, self._assigned.heading, shown)

    def _wrong(self, row: Row, cell: _Cell, value: Raw, why: str) -> None:
        if len(self._reading.faults) < FAULTS_MAX:
            shown = cells.shown(value).replace("\n", " ")
            short = shown if len(shown) <= 40 else f"{shown[:39]}…"  # noqa: PLR2004 - a line's worth
            what = f"column {cell.heading}: `{short}` {why}"
            hint = "mend the cell, or empty it"
            place = _place(self._table)
            self._reading.faults.append(Fault(place, row.number, "E-IMP-010", what, hint))

    def _nameless(self, row: Row, raw: list[Raw], told: int) -> None:
        """A row that names nothing: the foot of a form (then its `told` faults are none), or a fault."""
        first = next(text for value in raw if (text := cells.shown(value).strip()))
        if first.replace(" ", "").startswith(_NO_ROW) or not cells.text(first):
            self._left[_FOOT] = self._left.get(_FOOT, 0) + 1
            del self._reading.faults[told:]
        elif len(self._reading.faults) < FAULTS_MAX:
            what = f"a row that begins with `{first[:40]}` names nothing"
            hint = "fill in the name, or take the row out"
            place = _place(self._table)
            self._reading.faults.append(Fault(place, row.number, "E-IMP-015", what, hint))


def _tells(place: Place) -> bool:
    return place.col is None or not place.col.to.startswith(("drop.", "skip."))


def _at(raw: list[Raw], place: Place) -> Raw:
    return raw[place.index] if place.index < len(raw) else None


Parts = dict[str, dict[str, Told]]
Put = Callable[[Row, Parts, str, Told], None]


class _Cell:
    """A column that tells something, made ready for many rows."""

    __slots__ = ("heading", "index", "longest", "name", "put", "read")

    def __init__(self, place: Place) -> None:
        to = f"field.attributes.{place.heading}" if place.col is None else place.col.to
        section, _, self.name = to.partition(".")
        self.index, self.heading, self.read = place.index, place.heading, place.read
        kept = _KEPT_MAX if self.name.startswith("attributes.") else _TEXT_MAX
        self.longest = _LONG_MAX if to in _LONG else kept
        self.put: Put = _PUTS.get(section, _part(section))
        if section == "field" and self.name.endswith("#"):
            self.name, self.put = self.name[:-1], _second_best


def _key(row: Row, _parts: Parts, name: str, told: Told) -> None:
    row.keys[name] = str(told.value)
    row.fields.setdefault(f"ids.{name}", told)


def _field(row: Row, _parts: Parts, name: str, told: Told) -> None:
    row.fields[name] = told


def _second_best(row: Row, _parts: Parts, name: str, told: Told) -> None:
    row.fields.setdefault(name, told)


def _link(row: Row, _parts: Parts, name: str, told: Told) -> None:
    row.links[name] = told


def _part(section: str) -> Put:
    def put(_row: Row, parts: Parts, name: str, told: Told) -> None:
        held = parts.setdefault(section, {})
        if name.endswith("#"):
            held.setdefault(name[:-1], told)
        else:
            held[name] = told

    return put


_PUTS: dict[str, Put] = {"key": _key, "field": _field, "link": _link}


def _disk(row: Row, section: str, parts: dict[str, Told]) -> None:
    """One disk, by its own name or its number; a sum of disks is the disk called `total`."""
    size = parts.get("size_gb")
    if size is None:
        return
    called = section.removeprefix("disk")
    name = section if called == "" or called.isdigit() else called
    name = str(parts["name"].value) if "name" in parts else name
    made: dict[str, Any] = {"name": name, "size_gb": size.value}
    if "used_gb" in parts and parts["used_gb"].value <= size.value:
        made["used_gb"] = parts["used_gb"].value
    row.fields[f"disks.{name}"] = size._replace(value=made)


def _partition(row: Row, _section: str, parts: dict[str, Told]) -> None:
    """How full a file system is; its disk has its own row elsewhere."""
    if {"name", "size_gb", "used_gb"} <= parts.keys():
        told = parts["used_gb"]
        words = f"{told.value:g} of {parts['size_gb'].value:g} GB used"
        row.fields[f"attributes.partition {parts['name'].value}"] = told._replace(value=words)


def _nic(row: Row, _section: str, parts: dict[str, Told]) -> None:
    """A network card: its address in hardware is one of the machine's ids."""
    if "mac" in parts:
        row.links["mac"] = parts["mac"]
    if "network" in parts:
        row.links["network"] = parts["network"]


_PARTS: dict[str, Callable[[Row, str, dict[str, Told]], None]] = {
    "partition": _partition,
    "nic": _nic,
}
