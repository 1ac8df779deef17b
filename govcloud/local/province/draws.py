"""Keyed draws: what is drawn for one application depends on nothing but the seed, its id and the field's name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from hashlib import blake2b
from struct import Struct

Shares = Sequence[tuple[str, float]]
"""What may be drawn, and with which share; shares add up to 1."""

_WHOLE = float(1 << 64)
_UNIFORMS = 12
_WORD, _WORDS = float(1 << 32), Struct(f">{_UNIFORMS}I")


class Draws:
    """The draws of one subject. Every one is `blake2b-64(seed|subject|field) / 2**64`: no order, no state."""

    __slots__ = ("_begun",)

    def __init__(self, seed: int, subject: str) -> None:
        """Draws of this subject under this seed."""
        self._begun = blake2b(f"{seed}|{subject}|".encode(), digest_size=8)

    def u(self, field: str) -> float:
        """A number from 0 (included) to 1."""
        hashed = self._begun.copy()
        hashed.update(field.encode())
        return int.from_bytes(hashed.digest(), "big") / _WHOLE

    def chance(self, field: str, share: float) -> bool:
        """True for this share of all subjects."""
        return self.u(field) < share

    def between(self, field: str, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included, each as likely as the others."""
        return min(low + int(self.u(field) * (high - low + 1)), high)

    def one_of(self, field: str, items: Sequence[str]) -> str:
        """One of `items`, each as likely as the others."""
        return items[self.between(field, 0, len(items) - 1)]

    def pick(self, field: str, shares: Shares) -> str:
        """One of those shares, as often as its share says."""
        return picked(self.u(field), shares)

    def grown(self, field: str, median: float, sigma: float) -> float:
        """A lognormal figure: half of all lie below `median`.

        The bell is the sum of twelve uniform draws, the exponential our own series: additions and
        multiplications only, so that no machine's mathematical library can change a byte.
        """
        hashed = self._begun.copy()
        hashed.update(field.encode())
        words = _WORDS.unpack(blake2b(hashed.digest(), digest_size=_WORDS.size).digest())
        return median * exponential(sigma * (sum(words) / _WORD - _UNIFORMS / 2))

    def day(self, field: str, first: date, last: date) -> date:
        """A day from `first` to `last`, both included."""
        return first + timedelta(days=self.between(field, 0, (last - first).days))


def picked(place: float, shares: Shares) -> str:
    """What stands at `place` (0 to 1) when shares are laid one after the other."""
    reached = 0.0
    for item, share in shares:
        reached += share
        if place < reached:
            return item
    return shares[-1][0]


def exponential(power: float) -> float:
    """The exponential of a power, by halving it until its series converges at once."""
    halvings = 0
    while abs(power) > 1 / 64:
        power /= 2
        halvings += 1
    term = total = 1.0
    for degree in range(1, 9):
        term *= power / degree
        total += term
    for _ in range(halvings):
        total *= total
    return total
