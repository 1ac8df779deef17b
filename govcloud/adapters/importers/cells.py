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
from govcloud.model.terms import PersonalInfo, Term, XinchuangState

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
        "#n/a",
        "#ref!",
        "#value!",
        "#div/0!",
        "#name?",
        "#null!",
        "#num!",
    }
)
_CJK_SPACE = re.compile(r"(?<=[\u3400-\u9fff])[ \t\u3000]+(?=[\u3400-\u9fff])")
_DAY = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})?\s*[-/.月]?\s*(\d{1,2})?\s*日?(?:[ T]\d{1,2}:\d{2}.*)?"
)
_COMPACT = re.compile(r"(?:19|20)\d{6}")
_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?")
_EPOCH = date(1899, 12, 30)
_SERIAL_MIN, _SERIAL_MAX = 10_000, 100_000
_TRUE = frozenset({"true", "yes", "y", "1", "是", "有", "√", "t"})
_FALSE = frozenset({"false", "no", "n", "0", "否", "无", "×", "f"})
_YEARS = range(1_950, 2_101)
_LONG_NUMBER = re.compile(r"\d{7,}\.0")


_WEIGHTS = {"强": True, "高": True, "关": True, "核": True, "弱": False, "低": False, "一": False}
_PORT_MAX = 65_535
Reader = Callable[[Raw], Any]


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
    if _LONG_NUMBER.fullmatch(joined):  # a telephone number that a spreadsheet took for a quantity
        joined = joined[:-2]
    return "" if joined.lower() in NOTHING else joined


def day(raw: Raw) -> str | None:
    """A day as ISO text: Excel's serial numbers, `2019.5`, `2019年5月`, `2019-05-10`; a month's first day, a year's."""
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    if isinstance(raw, date):
        return raw.isoformat()
    if (told := text(raw)) == "":
        return None
    if told.isdigit() and int(told) in _YEARS:
        return date(int(told), 1, 1).isoformat()
    if _COMPACT.fullmatch(told):
        told = f"{told[:4]}-{told[4:6]}-{told[6:]}"
    number = float(told.replace(",", "")) if _NUMBER.fullmatch(told) else 0.0
    if _SERIAL_MIN <= number < _SERIAL_MAX:
        return (_EPOCH + timedelta(days=int(number))).isoformat()
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


_SECRET = {"秘密": True, "机密": True, "绝密": True, "非密": False, "公开": False, "内部": False}


def secrecy(raw: Raw) -> bool | None:
    """Whether it is classified: yes or no, or a grade of secrecy."""
    told = text(raw)
    return _SECRET[told] if told in _SECRET else flag(raw)


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


def term(kind: type[Term], **others: str) -> Reader:
    """Reads a word of a closed list: its code, its Chinese word, or one of `others` (word=CODE).

    Of several words that a cell begins with, the longest counts.
    """
    words = {member.value.lower(): member.value for member in kind}
    words |= {member.zh.lower(): member.value for member in kind}
    words |= {word.lower(): code for word, code in others.items()}
    longest = sorted(words, key=len, reverse=True)

    def read(raw: Raw) -> str | None:
        told = text(raw).lower()
        if told == "":
            return words.get(shown(raw).strip().lower())
        found = words.get(told)
        if found is None:
            found = next((words[word] for word in longest if told.startswith(word)), None)
        if found is None:
            raise CellError(f"is none of {', '.join(member.zh for member in kind)}")
        return found

    return read


def terms(kind: type[Term]) -> Reader:
    """Reads several words of a closed list."""
    one = term(kind)
    return lambda raw: [code for part in listed(raw) if (code := one(part)) is not None]


def _either(read: Reader, yes: Any, no: Any) -> Reader:
    """Reads a word by `read`, or a bare yes or no."""

    def either(raw: Raw) -> Any:
        told = unicodedata.normalize("NFKC", shown(raw)).strip().lower()
        return yes if told in _TRUE else no if told in _FALSE else read(raw)

    return either


personal = _either(term(PersonalInfo), PersonalInfo.GENERAL.value, PersonalInfo.NONE.value)
xinchuang = _either(
    term(XinchuangState), XinchuangState.DONE.value, XinchuangState.NOT_STARTED.value
)


def hard(raw: Raw) -> bool | None:
    """Whether a dependency binds: yes or no, or how much depends on it."""
    told = text(raw)
    if told[:1] in _WEIGHTS:
        return _WEIGHTS[told[:1]]
    return flag(raw)


def port(raw: Raw) -> int | None:
    """The first port of a text such as `TCP/8080`."""
    if (told := text(raw)) == "":
        return None
    found = re.search(r"(?<!\d)\d{1,5}(?!\d)", told)
    if found is None or not 0 < int(found[0]) <= _PORT_MAX:
        raise CellError("holds no port")
    return int(found[0])


def year(raw: Raw) -> int | None:
    """A year, also of a whole day."""
    told = day(raw)
    return None if told is None else int(told[:4])


def grade(raw: Raw) -> int | None:
    """A grade from 1 to 6, in digits or in words."""
    if (told := text(raw)) == "":
        return None
    found = re.fullmatch(r"第?([1-6一二三四五六])级?", told)
    if found is None:
        raise CellError("is no grade from 1 to 6")
    return "一二三四五六".find(found[1]) + 1 or int(found[1])
