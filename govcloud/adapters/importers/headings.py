"""Headings as they are compared: folded, in one of two languages, without remarks, their unit apart."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_UNITS = r"[kmgtp]i?b|[gmt]|元|千元|万元|亿元"
_BRACKETED = re.compile(r"[(\[【]([^()\[\]【】]*)[)\]】]$")
_UNIT = re.compile(rf"(?:in\s*)?(?:单位:?)?({_UNITS})", re.IGNORECASE)
_UNIT_BEHIND = re.compile(r"(?<=[^a-z])([kmgtp]i?b|万元)$|\s([kmgtp]i?b)$", re.IGNORECASE)


class Name(NamedTuple):
    """One way to read a heading: the name as it is compared, and the unit that stood beside it ("" for none)."""

    name: str
    unit: str


def folded(raw: str) -> str:
    """A heading as it is compared: without full width, capitals, stars and spaces."""
    told = unicodedata.normalize("NFKC", raw).casefold()
    return "".join(told.replace("*", "").split())


@lru_cache(maxsize=1 << 12)
def readings(raw: str) -> tuple[Name, ...]:
    """All ways to read a heading, the most literal first."""
    told = unicodedata.normalize("NFKC", raw).strip()
    wholes = [told, *_languages(told)]
    found = [Name(folded(one), "") for one in wholes]
    for one in wholes:
        bare, unit = _without_unit(one)
        if unit:
            found.append(Name(folded(bare), unit))
        remark = _BRACKETED.search(one)
        if remark and not unit:
            bare, unit = _without_unit(one[: remark.start()].strip())
            found += [Name(folded(one[: remark.start()]), ""), Name(folded(bare), unit)]
    return tuple(dict.fromkeys(name for name in found if name.name))


def _without_unit(told: str) -> tuple[str, str]:
    bracket = _BRACKETED.search(told)
    if bracket is not None:
        unit = _UNIT.fullmatch(bracket[1].strip())
        return (told[: bracket.start()].strip(), unit[1].lower()) if unit else (told, "")
    behind = _UNIT_BEHIND.search(told)
    if behind is not None:
        return told[: behind.start()].strip(), (behind[1] or behind[2]).lower()
    return told, ""


def _languages(told: str) -> list[str]:
    """The parts of a heading in two languages: on two lines, or Chinese with English behind it."""
    lines = [line.strip() for line in told.split("\n") if line.strip()]
    if len(lines) > 1:
        return ["".join(lines), *lines]
    cut = next(
        (
            n
            for n, c in enumerate(told)
            if c in " /" and _chinese(told[:n]) and told[n + 1 :] and not _chinese(told[n + 1 :])
        ),
        0,
    )
    return [told[:cut], told[cut + 1 :]] if cut else []


def _chinese(text: str) -> bool:
    return any("\u3400" <= c <= "\u9fff" for c in text)
