"""What a check of the inventory found, as tables: by code, and one by one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from govcloud.reports.sheets import Column, Sheet, sheet

View = Mapping[str, Any]


def check_tables(view: View) -> list[Sheet]:
    """Findings, then how often each code comes."""
    return [_findings(view), _codes(view)]


def _findings(view: View) -> Sheet:
    meaning = {row["code"]: row for row in view["by_code"]}
    columns = (
        Column("number", "序号", "No.", lambda row: row[0], 6),
        _of("code", "代码", "Code"),
        Column("zh", "含义", "Meaning (zh)", lambda row: meaning[row[1]["code"]]["zh"], 30),
        _of("message", "内容", "Finding", 60),
        _of("hint", "建议", "Remedy", 40),
        _of("file", "文件", "File", 24),
        _of("line", "行", "Line", 8),
    )
    rows = enumerate(view["findings"], 1)
    return sheet("findings", ("检查结果", "Findings"), columns, rows)


def _codes(view: View) -> Sheet:
    columns = (
        Column("number", "序号", "No.", lambda row: row[0], 6),
        _of("code", "代码", "Code"),
        _of("count", "次数", "Count"),
        _of("zh", "含义", "Meaning (zh)", 40),
        _of("en", "", "Meaning (en)", 40),
    )
    return sheet("codes", ("按代码", "By code"), columns, enumerate(view["by_code"], 1))


def _of(key: str, zh: str, en: str, width: int = 14) -> Column:
    """A column of a row (number, view): what the view has under `key`."""
    return Column(key, zh, en, lambda row: row[1][key], width)
