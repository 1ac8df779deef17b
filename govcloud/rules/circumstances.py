"""What a check must know from outside the inventory: the day, what the platform is fit for, software's ends of life."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from govcloud.rules.software import Recogniser

PLATFORM_LEVEL = 4
"""The highest protection level that a shared cloud may carry, the fourth in a pool of its own."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """`today` is the day that is judged on; `software` knows products and when their makers stop caring.

    Without `software` only those ends of life count that the inventory tells itself.
    """

    today: date
    software: Recogniser | None = None
