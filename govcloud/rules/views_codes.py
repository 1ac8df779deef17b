"""What `explain` shows: one code with all that is known of it, or the whole book."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from govcloud.model.code import Code, CodeFamily

View = dict[str, Any]
KINDS = ("E-", "W-")


def book(families: Sequence[CodeFamily]) -> View:
    """Every code with its meaning, family by family."""
    return {
        "families": [
            {
                "name": family.name,
                "title_en": family.en,
                "title_zh": family.zh,
                "codes": [{"code": c.code, "en": c.en, "zh": c.zh} for c in family.codes],
            }
            for family in families
        ]
    }


def entry(code: Code, family: CodeFamily) -> View:
    """All that is known of one code."""
    return {
        "code": code.code,
        "stops": code.stops,
        "family_en": family.en,
        "family_zh": family.zh,
        "en": code.en,
        "zh": code.zh,
        "why_en": code.why,
        "why_zh": code.why_zh,
        "bad": code.bad.rstrip("\n"),
        "good": code.good.rstrip("\n"),
        "remedy_en": code.remedy,
        "remedy_zh": code.remedy_zh,
        "exit_code": code.exit_code if code.stops else 0,
        "exit_code_strict": code.exit_code if code.stops else 5,
    }


def found(families: Sequence[CodeFamily], asked: str) -> View:
    """The code that was asked for, or those whose stem it is (`E-NET`, `E-`, `net`); {} where there is none."""
    word = _written(asked)
    exact = [
        entry(code, family)
        for family in families
        for code in family.codes
        if code.code in {word, *(kind + word for kind in KINDS)}
    ]
    if len(exact) == 1:
        return exact[0]
    stems = (word, *(kind + word for kind in KINDS))
    parts = [
        CodeFamily(family.name, family.en, family.zh, codes)
        for family in families
        if (codes := tuple(c for c in family.codes if c.code.startswith(stems)))
    ]
    return book(parts) if parts and word else {}


def nearest(families: Sequence[CodeFamily], asked: str) -> str:
    """The code that was probably meant, "" if none is near."""
    known = [code.code for family in families for code in family.codes]
    near = get_close_matches(_written(asked), known, n=1, cutoff=0.6)
    return near[0] if near else ""


def _written(asked: str) -> str:
    """As codes are written: `e_net_1`, full-width letters and `net 001` are all understood."""
    text = (
        unicodedata.normalize("NFKC", asked).upper().replace("_", "-").replace(" ", "-").strip("-")
    )
    head, _, number = text.rpartition("-")
    return f"{head}-{number:0>3}" if head and number.isdecimal() else text
