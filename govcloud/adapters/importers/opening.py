"""A workbook opened in a process of its own: one that lies about its size, or breaks its reader, ends only that."""

from __future__ import annotations

import io
import json
import resource
import sys
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

from govcloud.adapters.importers.archives import CELLS_MAX, COLUMNS_MAX, ROWS_MAX

MEMORY_BYTES_MAX = 3 << 30
CPU_S_MAX = 240
_ROW, _LAST_WHOLE_CELL, _RICH_CELL = 0, 11, 62
_SHORT_CELLS = range(12, 19)
_RUNS = (SheetTypeEnum.MacroSheet, SheetTypeEnum.Vba)


class UnfitError(Exception):
    """The workbook is not to be imported: the code, what it is, what to do."""


def main() -> int:
    """Reads a workbook from standard input, writes its sheets, or why not, as JSON to standard output."""
    _bounded(resource.RLIMIT_AS, MEMORY_BYTES_MAX)
    _bounded(resource.RLIMIT_CPU, CPU_S_MAX)
    _bounded(resource.RLIMIT_CORE, 0)
    content = sys.stdin.buffer.read()
    answer: dict[str, Any]
    try:
        answer = {"sheets": list(sheets(content))}
    except UnfitError as error:
        answer = {"unfit": error.args}
    except PasswordError:
        answer = {"unfit": ("E-IMP-002", "is protected by a password", "save it without one")}
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError) as error:
        lost = "Cannot detect" in str(error)  # whatever went wrong, if no reader took the file
        what = f"is damaged, or no workbook{'' if lost else f': {error}'}"
        answer = {"unfit": ("E-IMP-001", what, "save it anew as .xlsx")}
    json.dump(answer, sys.stdout, default=_plain)
    return 0


def _bounded(kind: int, most: int) -> None:
    _, hard = resource.getrlimit(kind)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (most, hard))


def sheets(content: bytes) -> Iterator[tuple[str, list[list[Any]]]]:
    """Each sheet's name and rows; raises UnfitError for what cannot be read whole, or is too much."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            for part in parts.namelist():
                if part.startswith("xl/worksheets/") and part.endswith(".bin"):
                    _whole(part, parts.read(part))
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for meta in book.sheets_metadata:
        if meta.typ in _RUNS:
            hint = "save it as .xlsx without macros"
            raise UnfitError("E-IMP-007", f"holds macros: {meta.name}", hint)
        if meta.typ == SheetTypeEnum.WorkSheet:
            page = book.get_sheet_by_name(meta.name)
            row, column = page.end or (0, 0)
            _within(meta.name, row + 1, column + 1)
            yield meta.name, page.to_python(skip_empty_area=False)


def _within(sheet: str, rows: int, columns: int) -> None:
    if rows > ROWS_MAX or columns > COLUMNS_MAX or rows * columns > CELLS_MAX:
        hint = f"at most {ROWS_MAX:,} rows, {COLUMNS_MAX:,} columns, {CELLS_MAX:,} cells: split it"
        what = f"{sheet} reaches to row {rows:,} and column {columns:,}"
        raise UnfitError("E-IMP-005", what, hint)


def _whole(part: str, content: bytes) -> None:
    """A binary sheet, if all its cells are of the kinds that the reader knows; it would pass over others unsaid."""
    rows = columns = 0
    for kind, at, size in _records(content):
        if kind in _SHORT_CELLS or kind == _RICH_CELL:
            what = f"holds cells in {part} that cannot be read"
            raise UnfitError(
                "E-IMP-001", what, "open it in a spreadsheet program, save it as .xlsx"
            )
        if size >= 4 and kind <= _LAST_WHOLE_CELL:  # noqa: PLR2004 - a number of four bytes stands there
            number = int.from_bytes(content[at : at + 4], "little") + 1
            rows, columns = (
                (max(rows, number), columns) if kind == _ROW else (rows, max(columns, number))
            )
    _within(part, rows, columns)


def _records(content: bytes) -> Iterator[tuple[int, int, int]]:
    """The kind, start and size of each record of a binary part; numbers are in groups of seven bits."""
    at, end = 0, len(content)
    while at < end:
        kind = content[at] & 0x7F
        if content[at] & 0x80 and at + 1 < end:
            at += 1
            kind |= (content[at] & 0x7F) << 7
        at += 1
        size = shift = 0
        while at < end:
            size |= (content[at] & 0x7F) << shift
            at, shift = at + 1, shift + 7
            if not content[at - 1] & 0x80 or shift == 28:  # noqa: PLR2004 - four groups at most
                break
        yield kind, at, size
        at += size


def _plain(value: Any) -> dict[str, Any]:
    told = value.total_seconds() if isinstance(value, timedelta) else value.isoformat()
    return {type(value).__name__: told}


if __name__ == "__main__":
    sys.exit(main())
