"""数据字典: what each column of a workbook is called, means, and may hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import EnumMeta
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from govcloud.model import application, machine, organisation
from govcloud.model.terms import Term
from govcloud.reports.sheets import Cell, Column, Sheet, cell, sheet

Words = Mapping[str, Mapping[str, tuple[str, str]]]
"""Of each noun, of each of its fields: the Chinese name, and what it means."""

_KINDS = {
    str: "文本 text",
    int: "整数 whole number",
    float: "数值 number",
    bool: "是 / 否 (yes / no)",
}


def dictionary(tables: Sequence[Sheet], words: Words) -> Sheet:
    """A row for each column of each table."""
    columns = (
        Column("table", "表", "Table", lambda row: row[0].name, 24),
        Column("number", "列号", "No.", lambda row: row[1] + 1, 8),
        Column("heading", "列名", "Column", lambda row: row[0].headings[row[1]], 34),
        Column("key", "字段", "Field", _key, 22),
        Column("values", "取值", "Values", lambda row: _values(row[0].noun, _key(row)), 60),
        Column("meaning", "说明", "Meaning", lambda row: _meaning(words, row), 60),
    )
    rows = [(table, number) for table in tables for number in range(len(table.headings))]
    return sheet("dictionary", ("数据字典", "Dictionary"), columns, rows)


def choices(table: Sheet, column: int) -> list[str]:
    """The words that a column's cells are to hold; none where they are free, or hold something else already."""
    kind = _hints(table.noun).get(table.keys[column]) if table.keys else None
    if kind is None or get_origin(kind) is tuple:
        return []
    words = ["是", "否"] if bool in _kinds(kind) else [str(cell(one)) for one in _closed(kind)]
    held = {row[column] for row in table.rows} - {None}
    return words if held <= set(words) else []


def _key(row: tuple[Sheet, int]) -> str:
    table, number = row
    return table.keys[number] if table.keys else ""


def _meaning(words: Words, row: tuple[Sheet, int]) -> str:
    return words.get(row[0].noun, {}).get(_key(row), ("", ""))[1]


def _values(noun: str, key: str) -> Cell:
    """What a field may hold: the words of its closed list, or its kind."""
    kind = _hints(noun).get(key)
    if kind is None:
        return None
    return cell(_closed(kind)) or next((_KINDS[one] for one in _kinds(kind) if one in _KINDS), None)


def _closed(kind: Any) -> list[Term]:
    """The members of the closed list that a type is, or is made of."""
    lists = [one for one in _kinds(kind) if isinstance(one, EnumMeta) and issubclass(one, Term)]
    return [member for one in lists[:1] for member in one]


def _kinds(hint: Any) -> list[Any]:
    """A type and all that it is made of."""
    return [hint, *(found for part in get_args(hint) for found in _kinds(part))]


@cache
def _hints(noun: str) -> dict[str, Any]:
    for module in (application, machine, organisation):
        if (found := getattr(module, noun, None)) is not None:
            return get_type_hints(found)
    return {}
