"""What a check must know from outside the inventory: the day, what the platform is fit for, software's ends of life."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

PLATFORM_LEVEL = 4
"""The highest protection level that a shared cloud may carry, the fourth in a pool of its own."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """`today` is the day that is judged on.

    `regions` are those of the profile, empty where none says; `ends_of_life` maps the beginning of a
    product's folded name with its version to the day on which its maker stops caring for it.
    """

    today: date
    platform_level: int = PLATFORM_LEVEL
    regions: frozenset[str] = frozenset()
    ends_of_life: Mapping[str, date] = field(default_factory=dict)
