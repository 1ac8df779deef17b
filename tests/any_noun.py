"""Any value of a noun's types, whatever they mean: for what must hold for every field there is."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(st.characters(codec="utf-8"), max_size=8),
    int: st.integers(-(2**70), 2**70),
    float: st.floats(allow_nan=False),
    bool: st.booleans(),
    date: st.dates(),
    Decimal: st.decimals(allow_nan=False, allow_infinity=False, places=2),
}


def any_of(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a type that a field of the model has."""
    if get_origin(kind) in {Union, types.UnionType}:
        return st.one_of(*(st.none() if k is type(None) else any_of(k) for k in get_args(kind)))
    if get_origin(kind) is tuple:
        return st.lists(any_of(get_args(kind)[0]), max_size=2).map(tuple)
    if get_origin(kind) is Mapping:
        return st.dictionaries(_PLAIN[str], _PLAIN[str], max_size=2)
    if is_dataclass(kind) and isinstance(kind, type):
        told = get_type_hints(kind)
        return st.builds(kind, **{row.name: any_of(told[row.name]) for row in fields(kind)})
    return st.sampled_from(kind) if issubclass(kind, Enum) else _PLAIN[kind]
