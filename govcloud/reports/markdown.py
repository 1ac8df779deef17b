"""Tables as Markdown, for a review in git or a ticket."""

from __future__ import annotations

from collections.abc import Sequence

from govcloud.reports.sheets import About, Cell, Sheet

_SPECIAL = str.maketrans({c: f"\\{c}" for c in "\\`*_[]<>|#"} | {"\n": " ", "\r": " "})


def markdown(about: About, tables: Sequence[Sheet]) -> bytes:
    """A document with a heading for each table; what could be markup is escaped."""
    lines = [f"# {_text(about.title)}", ""]
    lines += [f"- {_text(name)}: {_text(value)}" for name, value in about.lines()]
    for table in tables:
        lines += ["", f"## {_text(f'{table.zh} {table.en}'.strip())}", ""]
        lines.append(_row(table.headings))
        lines.append("|" + " --- |" * len(table.headings))
        lines += [_row(row) for row in table.rows]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _row(cells: Sequence[Cell]) -> str:
    return "| " + " | ".join(_text(value) for value in cells) + " |"


def _text(value: Cell) -> str:
    return "" if value is None else str(value).translate(_SPECIAL)
