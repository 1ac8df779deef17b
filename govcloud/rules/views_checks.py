"""What a check of the inventory shows: the estate's figures, and its warnings by code and one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from govcloud.errors import Fault
from govcloud.model.code import Code, CodeFamily
from govcloud.model.inventory import Inventory
from govcloud.model.wave import Wave
from govcloud.rules import views

View = dict[str, Any]


def checked(
    estate: Inventory,
    waves: Sequence[Wave],
    warnings: Sequence[Fault],
    families: Iterable[CodeFamily],
) -> View:
    """The figures of a sound inventory, `by_code` how often which warning comes, `findings` all of them."""
    known = {code.code: code for family in families for code in family.codes}
    return {
        **views.inventory(estate, waves, [str(warning) for warning in warnings]),
        "by_code": by_code(warnings, known),
        "findings": [
            {
                "code": each.code,
                "file": each.file,
                "line": each.line,
                "message": each.message,
                "hint": each.hint,
            }
            for each in warnings
        ],
    }


def by_code(findings: Iterable[Fault], known: Mapping[str, Code]) -> list[View]:
    """How often each code comes, with its meaning; the most frequent first."""
    counts = Counter(each.code for each in findings)
    return [
        {
            "code": code,
            "count": count,
            "en": known[code].en if code in known else "",
            "zh": known[code].zh if code in known else "",
        }
        for code, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
