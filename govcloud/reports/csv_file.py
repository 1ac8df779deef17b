"""A table as CSV that spreadsheets open as it is: UTF-8 with its mark, and no text that they would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from govcloud.reports.sheets import About, Cell, Sheet, inert, visible

MARK = b"\xef\xbb\xbf"


def csv_bytes(table: Sheet, about: About | None = None) -> bytes:
    """The table with its headings (RFC 4180, CRLF). `about` stands in a last heading, over an empty column."""
    source = (f"来源 Source: {_source(about)}",) if about else ()
    return csv_rows([(*table.headings, *source)]) + csv_rows(
        ((*row, *([None] if about else [])) for row in table.rows), mark=False
    )


def csv_rows(rows: Iterable[Iterable[Cell]], *, mark: bool = True) -> bytes:
    """Rows of cells as they are, made inert; `mark` is what Excel and WPS know UTF-8 by.

    A text with another separator in it is quoted, lest a spreadsheet that splits there find a formula behind it.
    """
    text = io.StringIO(newline="")
    plain = csv.writer(text)
    quoted = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC)
    for row in rows:
        cells = [_written(value) for value in row]
        risky = any(isinstance(v, str) and (";" in v or "\t" in v) for v in cells)
        (quoted if risky else plain).writerow(cells)
    return (MARK if mark else b"") + text.getvalue().encode("utf-8", "replace")


def _written(value: Cell) -> str | float:
    shown = inert(visible(value) if isinstance(value, str) else value)
    return "" if shown is None else shown


def _source(about: About) -> str:
    label = "合成数据 SYNTHETIC, " if about.synthetic else ""
    return f"{label}清单摘要 inventory {about.digest}, govcloud {about.version}, {about.made_on}"
