"""数据字典: what each column of a workbook is called, means, and may hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import EnumMeta
from functools import cache
from typing import Any, get_args, get_type_hints

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


def _key(row: tuple[Sheet, int]) -> str:
    table, number = row
    return table.keys[number] if table.keys else ""


def _meaning(words: Words, row: tuple[Sheet, int]) -> str:
    return words.get(row[0].noun, {}).get(_key(row), ("", ""))[1]


def _values(noun: str, key: str) -> Cell:
    """What a field may hold: the words of its closed list, or its kind."""
    kind = _hints(noun).get(key)
    kinds = _kinds(kind) if kind is not None else []
    for one in kinds:
        if isinstance(one, EnumMeta) and issubclass(one, Term):
            return cell([*one])
    return next((_KINDS[one] for one in kinds if one in _KINDS), None)


def _kinds(hint: Any) -> list[Any]:
    """A type and all that it is made of."""
    return [hint, *(found for part in get_args(hint) for found in _kinds(part))]


@cache
def _hints(noun: str) -> dict[str, Any]:
    for module in (application, machine, organisation):
        if (found := getattr(module, noun, None)) is not None:
            return get_type_hints(found)
    return {}
