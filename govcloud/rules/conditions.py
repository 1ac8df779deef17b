"""A small language of conditions over named traits: rules are data, and nothing in them can be run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Trait = str | float | bool | tuple[str, ...] | None
"""What is known of an application under one name; None where nobody told. Lists of nothing are empty tuples."""


class Kind(StrEnum):
    """What sort of value a trait has."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    LIST = "list"


class Op(StrEnum):
    """How a trait is held against a value."""

    EQUALS = "equals"
    NOT_EQUALS = "not-equals"
    IN = "in"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    MORE_THAN = "more-than"
    LESS_THAN = "less-than"
    CONTAINS_ANY = "contains-any"
    EMPTY = "empty"
    GIVEN = "given"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparison. What nobody told is only ever `empty`, and `not-equals` to everything."""

    field: str
    op: Op
    value: Any = None


@dataclass(frozen=True, slots=True)
class AllOf:
    """Holds if every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Holds if one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Holds if its part does not."""

    part: Condition


Condition = Comparison | AllOf | AnyOf | Not

_NUMBERS: dict[Op, Callable[[float, float], bool]] = {
    Op.AT_LEAST: lambda given, wanted: given >= wanted,
    Op.AT_MOST: lambda given, wanted: given <= wanted,
    Op.MORE_THAN: lambda given, wanted: given > wanted,
    Op.LESS_THAN: lambda given, wanted: given < wanted,
}


def holds(condition: Condition, traits: Mapping[str, Trait]) -> bool:
    """Whether `condition` holds of `traits`. Raises KeyError for a trait that they do not have."""
    match condition:
        case Comparison():
            return _passes(condition, traits[condition.field])
        case AllOf(parts):
            return all(holds(part, traits) for part in parts)
        case AnyOf(parts):
            return any(holds(part, traits) for part in parts)
        case Not(part):
            return not holds(part, traits)


def because(condition: Condition, traits: Mapping[str, Trait]) -> dict[str, Trait]:
    """The traits, with their values, by which a condition that holds is seen to hold."""
    return {test.field: traits[test.field] for test in _told(condition, traits)}


def written(condition: Condition) -> str:
    """A condition in words, for documents."""
    match condition:
        case Comparison(field, op, value):
            return f"{field} {op.value}{'' if value is None else ' ' + _shown(value)}"
        case AllOf(parts):
            return " and ".join(_part(part) for part in parts) or "always"
        case AnyOf(parts):
            return " or ".join(_part(part) for part in parts) or "never"
        case Not(part):
            return f"not ({written(part)})"


def _part(condition: Condition) -> str:
    text = written(condition)
    return f"({text})" if isinstance(condition, AllOf | AnyOf) else text


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def comparisons(condition: Condition) -> Iterator[Comparison]:
    """Every comparison in it, in order."""
    match condition:
        case Comparison():
            yield condition
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from comparisons(part)
        case Not(part):
            yield from comparisons(part)


def _told(condition: Condition, traits: Mapping[str, Trait]) -> Iterator[Comparison]:
    match condition:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                if holds(part, traits):
                    yield from _told(part, traits)
        case _:
            yield from comparisons(condition)


def _passes(test: Comparison, given: Trait) -> bool:
    nothing = given is None or given in ("", ())
    if test.op in {Op.EMPTY, Op.GIVEN}:
        return nothing is (test.op is Op.EMPTY)
    if nothing:
        return test.op is Op.NOT_EQUALS
    if test.op in _NUMBERS:
        return isinstance(given, int | float) and _NUMBERS[test.op](given, test.value)
    if test.op is Op.CONTAINS_ANY:
        return _contains(given, test.value)
    if test.op is Op.IN:
        return given in test.value
    return (given == test.value) is (test.op is Op.EQUALS)


def _contains(given: Trait, wanted: tuple[str, ...]) -> bool:
    if isinstance(given, tuple):
        return any(value in given for value in wanted)
    text = str(given).casefold()
    return any(value.casefold() in text for value in wanted)


_OPS_OF = {
    Kind.TEXT: {Op.EQUALS, Op.NOT_EQUALS, Op.IN, Op.CONTAINS_ANY, Op.EMPTY, Op.GIVEN},
    Kind.NUMBER: {Op.EQUALS, Op.NOT_EQUALS, Op.EMPTY, Op.GIVEN, *_NUMBERS},
    Kind.FLAG: {Op.EQUALS, Op.NOT_EQUALS, Op.EMPTY, Op.GIVEN},
    Kind.LIST: {Op.CONTAINS_ANY, Op.EMPTY, Op.GIVEN},
}


def operators_of(kind: Kind) -> frozenset[Op]:
    """What may be asked of a trait of this kind."""
    return frozenset(_OPS_OF[kind])


def misfit(test: Comparison, kind: Kind) -> str:
    """Why a comparison cannot be made of a trait of this kind; "" if it can."""
    if test.op not in _OPS_OF[kind]:
        known = ", ".join(sorted(_OPS_OF[kind]))
        return f"`{test.op}` does not apply to a {kind}; these do: {known}"
    fits, words = _wanted(test.op, kind)
    return "" if fits(test.value) else f"`{test.op}` on a {kind} wants {words}"


def _wanted(op: Op, kind: Kind) -> tuple[Callable[[object], bool], str]:
    if op in {Op.EMPTY, Op.GIVEN}:
        return (lambda value: value is None), "no value"
    if op in {Op.IN, Op.CONTAINS_ANY}:
        return _are_texts, "a list of texts"
    if kind is Kind.NUMBER:
        return _is_number, "a number"
    if kind is Kind.FLAG:
        return (lambda value: isinstance(value, bool)), "`true` or `false`"
    return (lambda value: isinstance(value, str)), "a text"


def _are_texts(value: object) -> bool:
    return isinstance(value, tuple) and bool(value) and all(isinstance(v, str) for v in value)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
