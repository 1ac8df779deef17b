"""Files opened as tables of raw cells: workbooks, CSV in any encoding that agencies use, archives of CSV."""

from __future__ import annotations

import csv
import hashlib
import io
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, NoReturn

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from govcloud.adapters.importers.apart import sheets_apart, unfit_old, unfit_open
from govcloud.adapters.importers.archives import COLUMNS_MAX, ROWS_MAX, examine_archive
from govcloud.adapters.input_file import BYTES_MAX, read_input
from govcloud.errors import Fault, InputError

CELL_CHARS_MAX = 32_767
_HEAD_CHARS = 8_192
Raw = str | int | float | bool | date | datetime | time | timedelta | None

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_MANIFEST = "META-INF/manifest.xml"
_BLANK, _WORD_BYTES = b"\xef\xbb\xbf \t\r\n", 16
_PAGES = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<head", b"mime-version:")
"""How files begin that web systems export under the name of a workbook."""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet or CSV: its file (name, SHA-256), its own name ("" in a CSV), and its rows as they are."""

    file: str
    sha256: str
    sheet: str
    rows: list[list[Raw]]


def open_tables(path: Path) -> list[Table]:
    """All tables of a file, or of standard input (`-`); empty ones left out.

    Raises InputError (E-FILE-…, E-IMP-…) with nothing half-read.
    """
    if str(path) == "-":
        content = sys.stdin.buffer.read(BYTES_MAX + 1)
        if len(content) > BYTES_MAX:
            refuse("stdin", "E-FILE-004", f"has more than {BYTES_MAX:,} bytes", "split it")
        return tables_of("stdin", content)
    content = read_input(
        path, "name a workbook, a .csv or a .zip file", "split it by sheets or rows"
    )
    return tables_of(path.name, content)


def tables_of(name: str, content: bytes) -> list[Table]:
    """As open_tables, of what was read already."""
    digest = hashlib.sha256(content).hexdigest()
    if content.startswith(_OLE):
        if why := unfit_old(content):
            refuse(name, *why)
        found = list(_apart(name, digest, content))
    elif content.startswith(_ZIP):
        found = list(_archive(name, digest, content))
    else:
        found = [Table(name, digest, _tab_alone(name), _csv(name, content))]
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
        if "mimetype" in names:
            manifest = parts.read(_MANIFEST) if _MANIFEST in names else b""
            if why := unfit_open(parts.read("mimetype"), manifest, names):
                refuse(name, *why)
            yield from _apart(name, digest, content)
            return
        if "xl/workbook.bin" in names:
            yield from _apart(name, digest, content)
            return
        if "[Content_Types].xml" in names:
            yield from _workbook(name, digest, content)
            return
        tabs = sorted(one for one in names if one.lower().endswith(".csv"))
        if not tabs:
            hint = "save it as .xlsx or CSV"
            refuse(name, "E-IMP-001", "is neither a workbook nor an archive of CSV", hint)
        for tab in tabs:
            inside = f"{name}/{Path(tab).name}"
            yield Table(inside, digest, _tab(tab), _csv(inside, parts.read(tab)))


def _apart(name: str, digest: str, content: bytes) -> Iterator[Table]:
    """The sheets of a workbook that is opened in a process of its own."""
    found = sheets_apart(content)
    if isinstance(found, tuple):
        refuse(name, *found)
    for sheet, rows in found:
        yield Table(name, digest, sheet, rows)


def _tab(name: str) -> str:
    """RVTools calls its tabs RVTools_tabvInfo.csv: the sheet is vInfo."""
    return Path(name).stem.removeprefix("RVTools_tab")


def _tab_alone(name: str) -> str:
    """A CSV by itself has a sheet's name only where RVTools gave it one."""
    return _tab(name) if name.startswith("RVTools_tab") else ""


def _workbook(name: str, digest: str, content: bytes) -> Iterator[Table]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for meta in book.sheets_metadata:
            if meta.typ == SheetTypeEnum.WorkSheet:
                page = book.get_sheet_by_name(meta.name)
                rows: Any = page.to_python(skip_empty_area=False)
                yield Table(name, digest, meta.name, rows)
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError) as error:
        refuse(
            name, "E-IMP-001", f"is no workbook that can be read: {error}", "save it anew as .xlsx"
        )


def _csv(name: str, content: bytes) -> list[list[Raw]]:
    if content.lstrip(_BLANK)[:_WORD_BYTES].lower().startswith(_PAGES):
        what = "is a page or XML, whatever its name says"
        refuse(name, "E-IMP-001", what, "open it in a spreadsheet program, save it as .xlsx")
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
    """The mark that stands oftenest in the first lines."""
    head = text[:_HEAD_CHARS]
    return max(",\t;", key=lambda one: (head.count(one), one == ","))


def _full(value: Raw) -> bool:
    return value is not None and str(value).strip() != ""
