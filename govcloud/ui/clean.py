"""Text that came from outside, made harmless for a terminal (CWE-117, CWE-150)."""

from __future__ import annotations

import unicodedata

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str) -> str:
    """Control, bidirectional and surrogate characters become visible escapes; line feeds stay."""
    if text.isprintable():  # most are: then there is nothing to look at one by one
        return text
    return "".join(c if _harmless(c) else f"\\x{ord(c):02x}" for c in text)


def _harmless(character: str) -> bool:
    if character == "\n":
        return True
    return character not in _BIDI and unicodedata.category(character) not in {"Cc", "Cs"}
