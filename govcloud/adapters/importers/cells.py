"""A raw cell as a value: full-width digits, words for "nothing", days in many forms, units that columns name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from govcloud.adapters.importers.tables import Raw
from govcloud.model.levels import level_of
from govcloud.model.terms import Term

NOTHING = frozenset(
    {
        "",
        "无",
        "/",
        "-",
        "--",
        "—",
        "——",
        "待定",
        "不详",
        "未知",
        "n/a",
        "na",
        "none",
        "null",
        "unknown",
        "tbc",
        "tbd",
    }
)
_CJK_SPACE = re.compile(r"(?<=[\u3400-\u9fff])[ \t\u3000]+(?=[\u3400-\u9fff])")
_DAY = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})?\s*[-/.月]?\s*(\d{1,2})?\s*日?(?:[ T]\d{1,2}:\d{2}.*)?"
)
_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?")
_EPOCH = date(1899, 12, 30)
_SERIAL_MIN, _SERIAL_MAX = 10_000, 100_000
_TRUE = frozenset({"true", "yes", "y", "1", "是", "有", "√", "t"})
_FALSE = frozenset({"false", "no", "n", "0", "否", "无", "×", "f"})
_MIB_GB = 1_024
_DECIMALS = 4


class CellError(ValueError):
    """The cell does not hold what its column does; the message says what does."""


def shown(raw: Raw) -> str:
    """A raw cell as text: whole numbers without their `.0`, days as ISO."""
    if type(raw) is str:
        return raw
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, datetime):
        return (
            raw.date().isoformat() if raw.time().isoformat() == "00:00:00" else raw.isoformat(" ")
        )
    return "" if raw is None else str(raw)


def text(raw: Raw) -> str:
    """The text without what spreadsheets and typists add; "" for all words that mean nothing."""
    return _cleaned(shown(raw))


@lru_cache(maxsize=1 << 16)
def _cleaned(told: str) -> str:
    if told.isascii() and told.isprintable():
        joined = told.strip().strip("'").strip()
    else:
        folded = unicodedata.normalize("NFKC", told).replace("\u3000", " ").strip()
        kept = folded.strip("'").strip()
        seen = [c for c in kept if c == "\n" or unicodedata.category(c) not in {"Cc", "Cf", "Cs"}]
        joined = _CJK_SPACE.sub("", "".join(seen))
    return "" if joined.lower() in NOTHING else joined


def number(raw: Raw) -> float | None:
    """A number, thousands' commas taken out; a unit behind it is not taken: it belongs to the column."""
    if (told := text(raw)) == "":
        return None
    if not _NUMBER.fullmatch(told):
        raise CellError("is no number")
    return float(told.replace(",", ""))


def whole(raw: Raw) -> int | None:
    """A whole number."""
    if (found := number(raw)) is None:
        return None
    if found != int(found) or found < 0:
        raise CellError("is no whole number")
    return int(found)


def from_mib(raw: Raw) -> float | None:
    """MiB, as RVTools and Migration Hub write memory and disks, in GB of 1024³ bytes."""
    found = number(raw)
    return None if found is None else round(found / _MIB_GB, _DECIMALS)


def in_gb(raw: Raw) -> float | None:
    """GB as they are."""
    found = number(raw)
    return None if found is None else round(found, _DECIMALS)


def day(raw: Raw) -> str | None:
    """A day as ISO text: Excel's serial numbers, `2019.5`, `2019年5月`, `2019-05-10`; a month's first day, a year's."""
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    if isinstance(raw, date):
        return raw.isoformat()
    if (told := text(raw)) == "":
        return None
    if _NUMBER.fullmatch(told) and _SERIAL_MIN <= float(told.replace(",", "")) < _SERIAL_MAX:
        return (_EPOCH + timedelta(days=int(float(told)))).isoformat()
    found = _DAY.fullmatch(told)
    try:
        parts = [int(part or 1) for part in found.groups()] if found else []
        return date(*parts).isoformat()
    except (ValueError, TypeError) as error:
        raise CellError("is no day of the calendar") from error


def flag(raw: Raw) -> bool | None:
    """Yes or no, in the words of both languages."""
    if (folded := unicodedata.normalize("NFKC", shown(raw)).strip().lower()) in _TRUE:
        return True
    if folded in _FALSE:
        return False
    if text(raw) == "":
        return None
    raise CellError("is neither yes nor no")


def level(raw: Raw) -> int | str | None:
    """A protection level as officials write it."""
    if (told := text(raw)) == "":
        return 0 if shown(raw).strip() else None
    if level_of(told) is None:
        raise CellError("is no protection level")
    return told if told.upper().startswith("S") else level_of(told)[0]  # type: ignore[index] # told above


def listed(raw: Raw) -> list[str]:
    """Parts between commas, semicolons or 、."""
    return [part for one in re.split(r"[,;、，；\n]", text(raw)) if (part := one.strip())]


def term(kind: type[Term], **others: str) -> Callable[[Raw], str | None]:
    """Reads a word of a closed list: its code, its Chinese word, or one of `others` (word=CODE)."""
    words = {member.value.lower(): member.value for member in kind}
    words |= {member.zh.lower(): member.value for member in kind}
    words |= {word.lower(): code for word, code in others.items()}

    def read(raw: Raw) -> str | None:
        told = text(raw).lower()
        if told == "":
            return words.get(shown(raw).strip().lower())
        found = words.get(told) or next(
            (code for word, code in words.items() if told.startswith(word)), None
        )
        if found is None:
            raise CellError(f"is none of {', '.join(member.zh for member in kind)}")
        return found

    return read


def terms(kind: type[Term]) -> Callable[[Raw], list[str]]:
    """Reads several words of a closed list."""
    one = term(kind)
    return lambda raw: [code for part in listed(raw) if (code := one(part)) is not None]


Reader = Callable[[Raw], Any]
