"""A table as CSV that spreadsheets open as it is: UTF-8 with its mark, and no text that they would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from govcloud.reports.sheets import Cell, Sheet, inert

MARK = b"\xef\xbb\xbf"


def csv_bytes(table: Sheet) -> bytes:
    """The table with its headings (RFC 4180, CRLF)."""
    return csv_rows([table.headings, *table.rows])


def csv_rows(rows: Iterable[Iterable[Cell]], *, mark: bool = True) -> bytes:
    """Rows of cells as they are, made inert; `mark` is what Excel and WPS know UTF-8 by."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([["" if (v := inert(value)) is None else v for value in row] for row in rows])
    return (MARK if mark else b"") + text.getvalue().encode("utf-8", "replace")
