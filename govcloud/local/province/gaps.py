"""What owners leave out: some departments tell nearly everything, others lack a fourth of what is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from govcloud.local.province.draws import Draws
from govcloud.local.province.sketch import Sketch
from govcloud.local.province.wish import Wish

SLOPPIEST = 0.45
ASKED_IN_VAIN: Mapping[str, float] = {
    "division": 0.5,
    "frequency_of_use": 1.0,
    "approval_doc_no": 1.0,
    "approved_by": 1.0,
    "approved_on": 0.8,
    "funding": 0.6,
    "opex_wan_year": 1.0,
    "capex_wan": 1.0,
    "owner_technical": 0.15,
    "reviewed_on": 0.6,
    "data_class": 0.4,
    "pi_records": 0.7,
    "peak_concurrency": 1.0,
    "scope_of_use": 0.3,
    "xinchuang": 0.5,
    "cii": 0.3,
}
"""Fields that may be missing without making a fault, and how much rather than others they are."""

_TOGETHER = {"reviewed_on": "reviewed_by"}


def with_gaps(fields: dict[str, Any], app: Sketch, wish: Wish) -> dict[str, Any]:
    """The fields that an owner has filled in; the named applications are described in full."""
    if app.anchor is not None:
        return fields
    share = SLOPPIEST * Draws(wish.seed, app.department).u("sloppy")
    missing = {
        name
        for name, weight in ASKED_IN_VAIN.items()
        if app.draws.chance(f"gap {name}", share * weight)
    }
    missing |= {also for name, also in _TOGETHER.items() if name in missing}
    return {name: value for name, value in fields.items() if name not in missing}
