"""Which form a table has: its headings are looked for in the first rows, also spread over two or three of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govcloud.adapters.importers import cells, quantities
from govcloud.adapters.importers.cells import Reader
from govcloud.adapters.importers.formats import Col, Format
from govcloud.adapters.importers.headings import folded, readings
from govcloud.adapters.importers.tables import Table

HEADING_ROWS_MAX = 15
_SPREAD_MAX = 3
_CELL_CHARS_MAX = 400
HEADING_CHARS_MAX = 120


@dataclass(frozen=True, slots=True)
class Place:
    """A column of a table: where it is, its heading, what it says (None: not known), and how it is read."""

    index: int
    heading: str
    col: Col | None
    read: Reader = cells.text


@dataclass(frozen=True, slots=True)
class Found:
    """A table's form, the index of the first row below its headings, and its columns."""

    form: Format
    below: int
    places: tuple[Place, ...]

    @property
    def known(self) -> int:
        """How many of the columns the form knows."""
        return sum(place.col is not None for place in self.places)

    def heading(self, wanted: str) -> Place | None:
        """The column with this heading."""
        names = {name.name for name in readings(wanted)[:1]} or {folded(wanted)}
        return next((p for p in self.places if folded(p.heading) in names), None)


def recognised(table: Table, forms: Sequence[Format]) -> Found | None:
    """The form whose needed headings are there, and that knows most of them; of two, the first."""
    best: Found | None = None
    wanted = [(form, form.wanted) for form in forms if _placed(form, table.sheet)]
    for below, names in _headings(table):
        if len(names) <= 1:
            continue
        said = {one.name for name in names.values() for one in readings(name)}
        for form, groups in wanted:
            if all(any(name in said for name in group) for group in groups):
                made = Found(form, below, tuple(_places(form, names)))
                if best is None or made.known > best.known:
                    best = made
    return best


def _headings(table: Table) -> Iterator[tuple[int, dict[int, str]]]:
    """Each of the first rows as headings by column, then each with those below it, where cells were merged."""
    rows = [[cells.shown(raw).strip() for raw in row] for row in table.rows[:HEADING_ROWS_MAX]]
    for spread in range(1, _SPREAD_MAX + 1):
        for first in range(len(rows) - spread + 1):
            names: dict[int, str] = {}
            for row in rows[first : first + spread]:
                names |= {n: told for n, told in enumerate(row) if 0 < len(told) <= _CELL_CHARS_MAX}
            yield first + spread, names


def _placed(form: Format, sheet: str) -> bool:
    return not form.sheets or sheet == "" or sheet.casefold() in form.sheets


def _places(form: Format, names: dict[int, str]) -> Iterator[Place]:
    """Of two columns under one heading, or for one target, the first counts; the other is kept by its heading."""
    by_name = {name: one for one in form.columns for name in one.names}
    taken: set[str] = set()
    headings: set[str] = set()
    for index, told in names.items():
        heading = _short(" ".join(told.split()))
        if heading in headings:  # kept apart from the first of that name
            heading = f"{heading} ({index + 1})"
        headings.add(heading)
        one, read = _meant(by_name, told)
        if one is None or one.to in taken:
            yield Place(index, heading, None)
            continue
        yield Place(index, heading, one, read)
        if not one.to.startswith("drop."):
            taken.add(one.to)


def _meant(by_name: dict[str, Col], told: str) -> tuple[Col | None, Reader]:
    """The column that a heading means; a unit in the heading counts only where the column has one."""
    for name in readings(told):
        one = by_name.get(name.name)
        if one is None:
            continue
        if name.unit == "":
            return one, one.read
        read = quantities.unit_reader(name.unit, one.unit) if one.unit else None
        if read is not None:
            return one, read
        if one.to == "drop.":
            return one, one.read
    return None, cells.text


def _short(heading: str) -> str:
    return heading if len(heading) <= HEADING_CHARS_MAX else heading[: HEADING_CHARS_MAX - 1] + "…"
