"""Conditions held against what may not be known yet: yes, no, or nobody can tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from govcloud.model.cloud_resource import UNKNOWN
from govcloud.rules.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Not,
    Op,
    comparisons,
    holds,
)

Known = Mapping[str, Any]
"""Traits by name; a value may be UNKNOWN."""


def decided(condition: Condition, traits: Known) -> bool | None:
    """Whether the condition holds; None where that hangs on what is not known yet."""
    match condition:
        case Comparison():
            return _compared(condition, traits)
        case AllOf(parts):
            return _all(decided(part, traits) for part in parts)
        case AnyOf(parts):
            none = _all(_inverted(decided(part, traits)) for part in parts)
            return _inverted(none)
        case Not(part):
            return _inverted(decided(part, traits))


def blamed(condition: Condition, traits: Known) -> dict[str, Any]:
    """The traits, with their values, by which a condition that does not hold is seen not to hold."""
    return {test.field: traits[test.field] for test in _failing(condition, traits)}


def _compared(test: Comparison, traits: Known) -> bool | None:
    if traits[test.field] is UNKNOWN:
        return {Op.GIVEN: True, Op.EMPTY: False}.get(test.op)
    return holds(test, traits)


def _all(answers: Iterable[bool | None]) -> bool | None:
    found = list(answers)
    if False in found:
        return False
    return None if None in found else True


def _inverted(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


def _failing(condition: Condition, traits: Known) -> Iterator[Comparison]:
    match condition:
        case Comparison():
            yield condition
        case Not(part):
            yield from comparisons(part)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                if decided(part, traits) is not True:
                    yield from _failing(part, traits)
