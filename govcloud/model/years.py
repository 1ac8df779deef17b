"""The years that anything here can have to do with."""

from __future__ import annotations

from datetime import date

FIRST, LAST = 1980, 2100


def in_reach(day: date) -> bool:
    """Whether it lies in them; what is counted from such a day, years on, is a day too."""
    return FIRST <= day.year <= LAST
