"""Tables as one workbook: frozen headings, filters, and a first sheet that says what it is and who signed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from govcloud.errors import FailedError
from govcloud.reports.dictionary import choices
from govcloud.reports.sheets import About, Cell, Sheet

_A3 = 8
_ROWS_TO_ADD = 500
_CHOICES_CHARS_MAX = 255
_SEAL = "填报单位(盖章)：　　　　　　填报人：　　　　联系电话：　　　　　填报日期："
_SIGNATURES = "编制：　　　　　审核：　　　　　批准："
_ROWS_MAX = 1_048_575
_NAME_CHARS_MAX = 31
_SIGNED = (
    ("填报单位(盖章) Reporting unit (seal)", ""),
    ("填报人 Filled in by", ""),
    ("联系电话 Telephone", ""),
    ("填报日期 Date", ""),
    ("编制 Prepared by", ""),
    ("审核 Reviewed by", ""),
    ("批准 Approved by", ""),
)


def workbook(about: About, tables: Sequence[Sheet]) -> bytes:
    """The workbook's bytes; the same content on the same day gives the same bytes.

    Raises FailedError (E-EXP-004) for a table of more rows than a sheet holds.
    """
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties(
            {"title": about.title, "created": datetime.fromisoformat(about.made_on)}
        )
        formats = {
            "head": book.add_format(
                {"bold": True, "bg_color": "#DDE7F3", "text_wrap": True, "border": 1}
            ),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        _cover(book.add_worksheet("说明 About"), about, tables, formats)
        for table in tables:
            place = book.add_worksheet(_name(table))
            _table(place, table, formats)
            _printed(place, about, table)
    return target.getvalue()


def _cover(place: Any, about: About, tables: Sequence[Sheet], formats: dict[str, Any]) -> None:
    place.set_column(0, 0, 44)
    place.set_column(1, 1, 90)
    lines = [*about.lines(), ("", ""), *_SIGNED, ("", "")]
    lines += [(f"工作表 Sheet {_name(table)}", f"{len(table.rows):,} 行 rows") for table in tables]
    for number, (name, value) in enumerate(lines):
        place.write_string(number, 0, name, formats["head"] if name else formats["text"])
        place.write_string(number, 1, value, formats["text"])


def _table(place: Any, table: Sheet, formats: dict[str, Any]) -> None:
    if len(table.rows) > _ROWS_MAX:
        raise FailedError(
            f"E-EXP-004: {table.en} has {len(table.rows):,} rows, more than a sheet holds",
            hint="export one department at a time: --department ID",
        )
    for column, heading in enumerate(table.headings):
        place.write_string(0, column, heading, formats["head"])
    for number, row in enumerate(table.rows, 1):
        for column, value in enumerate(row):
            _write(place, (number, column), value)
    for column, width in enumerate(table.widths):
        place.set_column(column, column, width, formats["text"])
        _offer(place, table, column)
    place.freeze_panes(1, 2)
    place.autofilter(0, 0, max(len(table.rows), 1), max(len(table.headings) - 1, 0))


def _offer(place: Any, table: Sheet, column: int) -> None:
    """Words to choose from, in rows that are there and in those that people add; other words are asked about."""
    words = choices(table, column)
    if not words or len(",".join(words)) > _CHOICES_CHARS_MAX:
        return
    rule = {"validate": "list", "source": words, "error_type": "warning"}
    place.data_validation(1, column, len(table.rows) + _ROWS_TO_ADD, column, rule)


def _printed(place: Any, about: About, table: Sheet) -> None:
    """How it comes out on paper, where seals and signatures go: headings and places to sign on every page."""
    label = "合成数据 SYNTHETIC" if about.synthetic else ""
    place.set_landscape()
    place.set_paper(_A3)
    place.fit_to_pages(1, 0)
    place.repeat_rows(0)
    place.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.9)
    place.set_header(f"&L&B{table.zh} {table.en}&R{label} {about.digest[:12]} {about.made_on}")
    place.set_footer(f"&L{_SEAL}&C{_SIGNATURES}&R&P / &N")


def _write(place: Any, where: tuple[int, int], value: Cell) -> None:
    """A number as a number, a text as a text and nothing else: never as a formula or a link."""
    if isinstance(value, str):
        status = place.write_string(*where, value)
        if status != 0:  # the library drops what is too long without a word
            raise FailedError(f"E-EXP-004: a text of {len(value):,} characters fits no cell")
    elif value is not None:
        place.write_number(*where, value)


def _name(table: Sheet) -> str:
    return table.name[:_NAME_CHARS_MAX]
