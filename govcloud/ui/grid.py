"""A plain table: columns without lines, cells that hold nothing a terminal could obey."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.table import Table
from rich.text import Text

from govcloud.ui.clean import clean


def grid(*columns: str) -> Table:
    """An empty table with these headings; a heading that begins with `>` is that of a column of numbers."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        number = column.startswith(">")
        table.add_column(
            column.removeprefix(">"), overflow="fold", justify="right" if number else "left"
        )
    return table


def filled(table: Table, rows: Iterable[Sequence[object]]) -> Table:
    """The table with these rows; a Text is taken as it is, all else is cleaned."""
    for row in rows:
        table.add_row(*[item if isinstance(item, Text) else Text(clean(str(item))) for item in row])
    return table
