"""Files opened as tables of raw cells: workbooks, CSV in any encoding that agencies use, archives of CSV."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import NoReturn

from python_calamine import CalamineError, CalamineWorkbook

from govcloud.adapters.importers.archives import examine_archive
from govcloud.adapters.input_file import read_input
from govcloud.errors import Fault, InputError

ROWS_MAX = 200_000
COLUMNS_MAX = 1_000
CELL_CHARS_MAX = 32_767
Raw = str | int | float | bool | date | datetime | time | timedelta | None

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet or CSV: its file (name, SHA-256), its own name ("" in a CSV), and its rows as they are."""

    file: str
    sha256: str
    sheet: str
    rows: list[list[Raw]]


def open_tables(path: Path) -> list[Table]:
    """All tables of a file, empty ones left out. Raises InputError (E-FILE-…, E-IMP-…) with nothing half-read."""
    content = read_input(path, "name a .xlsx, .csv or .zip file")
    return tables_of(path.name, content)


def tables_of(name: str, content: bytes) -> list[Table]:
    """As open_tables, of what was read already."""
    digest = hashlib.sha256(content).hexdigest()
    if content.startswith(_OLE):
        what = "is an old or password-protected workbook"
        refuse(name, "E-IMP-002", what, "save it as .xlsx without a password")
    if content.startswith(_ZIP):
        found = list(_archive(name, digest, content))
    else:
        found = [Table(name, digest, "", _csv(name, content))]
    held = [table for table in found if any(any(_full(c) for c in row) for row in table.rows)]
    if not held:
        refuse(name, "E-IMP-003", "holds no row", "is it the right file?")
    return held


def refuse(name: str, code: str, what: str, hint: str = "", line: int = 0) -> NoReturn:
    """Raises InputError with one fault of the file `name`."""
    raise InputError(f"{name} cannot be imported", faults=[Fault(name, line, code, what, hint)])


def _archive(name: str, digest: str, content: bytes) -> Iterator[Table]:
    with examine_archive(name, content, refuse) as parts:
        names = parts.namelist()
        if "[Content_Types].xml" in names:
            yield from _workbook(name, digest, content)
            return
        tabs = sorted(one for one in names if one.lower().endswith(".csv"))
        if not tabs:
            refuse(name, "E-IMP-001", "is neither a workbook nor an archive of CSV", "")
        for tab in tabs:
            inside = f"{name}/{Path(tab).name}"
            yield Table(inside, digest, _tab(tab), _csv(inside, parts.read(tab)))


def _tab(name: str) -> str:
    """RVTools calls its tabs RVTools_tabvInfo.csv: the sheet is vInfo."""
    return Path(name).stem.removeprefix("RVTools_tab")


def _workbook(name: str, digest: str, content: bytes) -> Iterator[Table]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for sheet in book.sheet_names:
            page = book.get_sheet_by_name(sheet)
            if page.total_height > ROWS_MAX or page.total_width > COLUMNS_MAX:
                what = (
                    f"sheet {sheet} has {page.total_height:,} rows and {page.total_width:,} columns"
                )
                hint = f"at most {ROWS_MAX:,} rows and {COLUMNS_MAX:,} columns: split it"
                refuse(name, "E-IMP-005", what, hint)
            rows = page.to_python(skip_empty_area=False)
            yield Table(name, digest, sheet, [list(row) for row in rows])
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError) as error:
        refuse(
            name, "E-IMP-001", f"is no workbook that can be read: {error}", "save it anew as .xlsx"
        )


def _csv(name: str, content: bytes) -> list[list[Raw]]:
    text = _text(name, content)
    if "\0" in text:
        refuse(name, "E-IMP-001", "holds NUL characters: it is no text", "save it as CSV or .xlsx")
    rows: list[list[Raw]] = []
    csv.field_size_limit(CELL_CHARS_MAX * 4)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)):
            if len(rows) >= ROWS_MAX or len(row) > COLUMNS_MAX:
                hint = f"at most {ROWS_MAX:,} rows and {COLUMNS_MAX:,} columns: split it"
                refuse(name, "E-IMP-005", "has too many rows or columns", hint, len(rows) + 1)
            rows.append(list(row))
    except csv.Error as error:
        refuse(name, "E-IMP-001", f"is no CSV: {error}", "", len(rows) + 1)
    return rows


def _text(name: str, content: bytes) -> str:
    """The text by its mark, else UTF-8, else GB18030, which Chinese spreadsheets still write."""
    marked = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), "")
    for encoding in [marked] if marked else ["utf-8", "gb18030"]:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    refuse(name, "E-IMP-004", "is neither UTF-8, UTF-16 nor GB18030", "save it as UTF-8")


def _delimiter(text: str) -> str:
    head = text[:4_096].split("\n", 1)[0]
    return max(",\t;", key=lambda one: (head.count(one), one == ","))


def _full(value: Raw) -> bool:
    return value is not None and str(value).strip() != ""
