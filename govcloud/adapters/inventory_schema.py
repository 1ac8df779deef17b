"""How an inventory is written down: each noun of the model is its own schema, here given its limits."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from pydantic_core import CoreSchema, SchemaValidator, core_schema

from govcloud.model.application import Application
from govcloud.model.levels import levelled
from govcloud.model.terms import Term

TEXT_MAX = 200
ROWS_MAX = 256
DATE = r"^\d{4}-\d{2}-\d{2}$"
UNBOUNDED = -(2**63)
MONEY_MAX = 10**12

Limits = Mapping[str, Any]

_LEVEL = {"ge": 0, "le": 5}
_PERCENT = {"ge": 0, "le": 100}
_PORT = {"ge": 1, "le": 65_535}
_LONG = {"max_length": 4_000}
LIMITS: Mapping[str, Limits] = {
    "Application.mlps_level": _LEVEL,
    "Application.mlps_s": {"ge": 1, "le": 5},
    "Application.mlps_a": {"ge": 1, "le": 5},
    "Application.dr_grade": {"ge": 1, "le": 6},
    "Application.function": _LONG,
    "Application.notes": _LONG,
    "Application.depends_on": {"max_length": 4_096},
    "Application.blocked_reason": _LONG,
    "Application.pi_purpose": _LONG,
    "Dependency.port": _PORT,
    "Dependency.data_items": _LONG,
    "Dependency.bridge": _LONG,
    "MaintenanceWindow.start": {"pattern": r"^([01]\d|2[0-3]):[0-5]\d$"},
    "MaintenanceWindow.hours": {"ge": 1, "le": 168},
    "Probe.entry": {"pattern": r"^(https?://[^\s/]+)?$"},
    "Satisfaction.mean": {"ge": 1, "le": 5},
    "Server.ports": {"max_length": 64, "items": _PORT},
    "Server.reach": {"max_length": 300},
    "Server.host_key": {"max_length": 2_000},
    "Server.bought_year": {"ge": 1950, "le": 2100},
    "FileTree.path": {"max_length": 4_096},
    "Utilisation.cpu_avg": _PERCENT,
    "Utilisation.cpu_p95": _PERCENT,
    "Utilisation.mem_avg": _PERCENT,
    "Utilisation.disk_used": _PERCENT,
    "Outcome.value": {"ge": UNBOUNDED},
}
"""What narrows a field beyond its type: lengths of texts and lists, ranges of numbers, patterns."""


@cache
def validator(noun: type) -> SchemaValidator:
    """Makes a noun of a mapping, or a tuple of nouns of a list (`tuple[Noun, ...]`); types as they are written."""
    return SchemaValidator(_schema(noun, {}, ()))


def schema_of(noun: type) -> CoreSchema:
    """The schema of one noun."""
    return _schema(noun, {}, ())


@cache
def hints(noun: type) -> dict[str, Any]:
    """The types of a noun's fields."""
    return get_type_hints(noun)


def limits_of(noun: type, name: str) -> Limits:
    """What narrows a field of a noun."""
    return LIMITS.get(f"{noun.__name__}.{name}", {})


def _schema(kind: Any, limits: Limits, chain: tuple[type, ...]) -> CoreSchema:
    origin = get_origin(kind)
    if origin in {Union, types.UnionType}:
        (inner,) = [each for each in get_args(kind) if each is not type(None)]
        return core_schema.nullable_schema(_schema(inner, limits, chain))
    if origin is tuple:
        inner = _schema(get_args(kind)[0], limits.get("items", {}), chain)
        longest = None if not chain else limits.get("max_length", ROWS_MAX)
        return core_schema.tuple_variable_schema(inner, max_length=longest, strict=False)
    if origin is Mapping or kind is Mapping:
        text = core_schema.str_schema(min_length=1, max_length=TEXT_MAX)
        value = core_schema.str_schema(max_length=2_000)
        return core_schema.dict_schema(text, value, max_length=ROWS_MAX)
    if is_dataclass(kind) and isinstance(kind, type):
        return _noun(kind, (*chain, kind))
    if isinstance(kind, type) and issubclass(kind, Term):
        members = list(kind)
        return core_schema.enum_schema(kind, members, sub_type="str", strict=False)
    return _PLAIN[kind](limits)


def _noun(kind: type, chain: tuple[type, ...]) -> CoreSchema:
    told = hints(kind)
    rows = [
        core_schema.dataclass_field(row.name, _field(kind, row, told[row.name], chain))
        for row in fields(kind)
    ]
    arguments = core_schema.dataclass_args_schema(kind.__name__, rows)
    made = core_schema.dataclass_schema(
        kind,
        arguments,
        [row.name for row in fields(kind)],
        slots=True,
        frozen=True,
        config=core_schema.CoreConfig(strict=False, extra_fields_behavior="forbid"),
    )
    return (
        core_schema.no_info_before_validator_function(levelled, made)
        if kind is Application
        else made
    )


def _field(noun: type, row: Field[Any], kind: Any, chain: tuple[type, ...]) -> CoreSchema:
    limits = limits_of(noun, row.name)
    if kind is str and row.default is MISSING and row.name != "name_en":
        limits = {"min_length": 1, **limits}
    made = _schema(kind, limits, chain)
    if row.name == "name_en" and row.default is MISSING:
        return core_schema.with_default_schema(made, default="")
    if row.default is not MISSING:
        return core_schema.with_default_schema(made, default=row.default)
    if row.default_factory is not MISSING:
        return core_schema.with_default_schema(made, default_factory=row.default_factory)
    return made


def _text(limits: Limits) -> CoreSchema:
    return core_schema.str_schema(strict=True, **{"max_length": TEXT_MAX, **limits})


def _whole(limits: Limits) -> CoreSchema:
    return core_schema.int_schema(strict=True, **{"ge": 0, **limits})


def _real(limits: Limits) -> CoreSchema:
    return core_schema.float_schema(strict=True, allow_inf_nan=False, **{"ge": 0, **limits})


def _money(limits: Limits) -> CoreSchema:
    bounds = {"ge": 0, "le": MONEY_MAX, **limits}
    return core_schema.decimal_schema(allow_inf_nan=False, **bounds)


def _day(_limits: Limits) -> CoreSchema:
    """A text first: a number is no day, and a day of the calendar has its three parts."""
    return core_schema.chain_schema(
        [core_schema.str_schema(strict=True, pattern=DATE), core_schema.date_schema()]
    )


def _flag(_limits: Limits) -> CoreSchema:
    return core_schema.bool_schema(strict=True)


_PLAIN: dict[Any, Callable[[Limits], CoreSchema]] = {
    str: _text,
    int: _whole,
    float: _real,
    bool: _flag,
    Decimal: _money,
    date: _day,
}
