"""Protection levels as officials write them: 三级, 第三级, L3, S3A2G3."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "未定": 0, "无": 0}
_WORDS = re.compile(r"第?([0-5]|[一二三四五]|未定|无)级?")
_LETTER = re.compile(r"L([0-5])")
_PARTS = re.compile(r"S([1-5])A([1-5])(?:G([1-5]))?")


def level_of(text: str) -> tuple[int, int | None, int | None] | None:
    """Level, S (business information) and A (system service); None for what is no protection level.

    `S3A2G3` is level 3: the greater of S and A (GB/T 22240-2020); G must be that, where it is told.
    """
    folded = unicodedata.normalize("NFKC", text).strip().upper()
    if found := _PARTS.fullmatch(folded):
        s, a = int(found[1]), int(found[2])
        told = int(found[3]) if found[3] else max(s, a)
        return (max(s, a), s, a) if told == max(s, a) else None
    if found := _LETTER.fullmatch(folded):
        return int(found[1]), None, None
    if found := _WORDS.fullmatch(folded):
        word = found[1]
        return (_DIGITS[word] if word in _DIGITS else int(word)), None, None
    return None


def levelled(row: Any) -> Any:
    """An application's row with its level as a number, and S and A beside it where the text tells them."""
    if not isinstance(row, dict) or not isinstance(row.get("mlps_level"), str):
        return row
    found = level_of(row["mlps_level"])
    if found is None:
        return row
    level, s, a = found
    parts = {} if s is None else {"mlps_s": s, "mlps_a": a}
    return {**row, "mlps_level": level, **{k: v for k, v in parts.items() if k not in row}}
