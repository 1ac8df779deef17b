"""The unified social credit code (统一社会信用代码, GB 32100-2015): what is wrong with one, and how one is made."""

from __future__ import annotations

import re

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES = {letter: value for value, letter in enumerate(_ALPHABET)}
_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_FORM = re.compile(rf"[{_ALPHABET}]{{2}}[0-9]{{6}}[{_ALPHABET}]{{10}}")
_CHARS = 18


def uscc_fault(text: str) -> str:
    """What is wrong with a code, "" if nothing is: its form, its organisation code's check, its own check."""
    if len(text) != _CHARS:
        return f"has {len(text)} characters instead of {_CHARS}"
    if _FORM.fullmatch(text) is None:
        return "is not formed like a unified social credit code"
    if organisation_code(text[8:16]) != text[8:17]:
        return f"holds the organisation code {text[8:17]}, whose check digit is wrong"
    if uscc(text[:17]) != text:
        return "has a wrong check digit"
    return ""


def uscc(body: str) -> str:
    """The whole code that begins with these 17 characters. Raises KeyError for characters it cannot have."""
    total = sum(_VALUES[letter] * weight for letter, weight in zip(body, _WEIGHTS, strict=True))
    return body + _ALPHABET[-total % 31]


def organisation_code(body: str) -> str:
    """The organisation code that begins with these 8 characters: digits and capital letters (GB 11714-1997)."""
    pairs = zip(body, _ORGANISATION_WEIGHTS, strict=True)
    check = -sum(int(letter, 36) * weight for letter, weight in pairs) % 11
    return body + "0123456789X"[check]
