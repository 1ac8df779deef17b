"""Nouns as tuples of plain values, quick to keep and quick to make again; for what was validated before."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any, Union, get_args, get_origin, get_type_hints

from govcloud.model.terms import Term

Convert = Callable[[Any], Any]
_ATOMS = {str, int, float, bool}
_Places = tuple[tuple[int, Convert], ...]


@cache
def packer(noun: type) -> Convert:
    """Makes of a noun the tuple of its fields, in their order: nothing but what `marshal` knows."""
    names = [row.name for row in fields(noun)]
    values_of = attrgetter(*names)
    special = _special(noun, _packs)

    def pack(made: Any) -> tuple[Any, ...]:
        values = list(values_of(made))
        for place, convert in special:
            if (value := values[place]) is not None:
                values[place] = convert(value)
        return tuple(values)

    return pack


@cache
def unpacker(noun: type) -> Convert:
    """Makes the noun again of such a tuple; what was validated once is not validated twice."""
    setters = tuple(noun.__dict__[row.name].__set__ for row in fields(noun))
    special = _special(noun, _unpacks)
    blank: Any = noun.__new__

    def unpack(packed: tuple[Any, ...]) -> Any:
        values: Any = packed
        if special:
            values = list(packed)
            for place, convert in special:
                if (value := values[place]) is not None:
                    values[place] = convert(value)
        made = blank(noun)
        # frozen nouns have no other way in, and their __init__ takes twice as long
        for put, value in zip(setters, values, strict=True):
            put(made, value)
        return made

    return unpack


def _special(noun: type, converter: Callable[[Any], Convert | None]) -> _Places:
    """The fields that are not kept as they are, by their number."""
    told = get_type_hints(noun)
    found = ((place, converter(told[row.name])) for place, row in enumerate(fields(noun)))
    return tuple((place, convert) for place, convert in found if convert is not None)


def _packs(kind: Any) -> Convert | None:
    bare = _bare(kind)
    if get_origin(bare) is tuple:
        return _each(_packs(get_args(bare)[0]))
    if bare in {date, Decimal}:
        return str
    if _is_mapping(bare):
        return dict
    if issubclass(bare, Term):
        return attrgetter("_value_")
    return None if bare in _ATOMS else packer(bare)


def _unpacks(kind: Any) -> Convert | None:
    bare = _bare(kind)
    if get_origin(bare) is tuple:
        return _each(_unpacks(get_args(bare)[0]))
    if bare is date:
        return date.fromisoformat
    if bare is Decimal:
        return Decimal
    if _is_mapping(bare):
        return None
    if issubclass(bare, Term):
        return {str(member.value): member for member in bare}.__getitem__
    return None if bare in _ATOMS else unpacker(bare)


def _each(convert: Convert | None) -> Convert | None:
    if convert is None:
        return None

    def several(values: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(map(convert, values))

    return several


def _bare(kind: Any) -> Any:
    """The kind without its `| None`."""
    if get_origin(kind) in {Union, types.UnionType}:
        (kind,) = [each for each in get_args(kind) if each is not type(None)]
    return kind


def _is_mapping(kind: Any) -> bool:
    return kind is Mapping or get_origin(kind) is Mapping
