"""What is wrong with a value of a file of ours, in our own words: code, message and hint."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

from govcloud.model.terms import Term
from govcloud.rules.names import did_you_mean

Words = tuple[str, str, str]

SHOWN_MAX = 60
_MAPPING = "a mapping of keys to values"
_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "decimal_type": "a number",
    "decimal_parsing": "a number",
    "bool_type": "`true` or `false`",
    "list_type": "a list",
    "tuple_type": "a list",
    "model_type": _MAPPING,
    "dict_type": _MAPPING,
    "mapping_type": _MAPPING,
    "dataclass_type": _MAPPING,
}
_LIMITS = {
    "greater_than_equal": ("ge", "is {given}, less than {limit}"),
    "less_than_equal": ("le", "is {given}, more than {limit}"),
    "string_too_short": ("min_length", "is empty"),
    "string_too_long": ("max_length", "is longer than {limit} characters"),
    "string_pattern_mismatch": ("pattern", "is {given}"),
    "too_short": ("min_length", "is empty"),
    "too_long": ("max_length", "has more than {limit} rows"),
}
_DAY = "a day is written such as 2019-05-10"
_LEVEL = "0 to 5, 三级, L3, or S3A2G3: the G is the greater of S and A"
_FORMS = {
    r"^\d{4}-\d{2}-\d{2}$": _DAY,
    r"^([01]\d|2[0-3]):[0-5]\d$": "a time of day is written such as 00:30",
}


def worded(schema: Any, error: Any) -> Words:
    """Code, message and hint for one of pydantic's `errors()`; `schema` is the model or noun that was asked."""
    kind, given, limits = error["type"], error["input"], error.get("ctx", {})
    if kind in {"missing", "missing_argument"}:
        return "E-INV-001", "is missing", ""
    if kind in {"extra_forbidden", "unexpected_keyword_argument"}:
        known = _keys(schema, error["loc"][:-1])
        hint = did_you_mean(str(error["loc"][-1]), known) or f"known are {', '.join(known)}"
        return "E-INV-002", "is no key that we know", hint
    if kind == "enum":
        return _of_list(schema, error, str(limits["expected"]))
    if kind in _LIMITS:
        return _beyond(kind, given, limits)
    return _of_kind(kind, given, error["loc"])


def _beyond(kind: str, given: Any, limits: Any) -> Words:
    """A value past a limit, or of another form."""
    name, sentence = _LIMITS[kind]
    limit = limits.get(name)
    plain = f"{limit:g}" if isinstance(limit, float) else limit
    message = sentence.format(given=_brief(given), limit=plain)
    return "E-INV-004", message, _FORMS.get(str(limits.get("pattern")), "")


def _of_kind(kind: str, given: Any, place: Sequence[str | int]) -> Words:
    """A value that is not what belongs there."""
    if kind.startswith("date_"):
        return "E-INV-004", f"is {_brief(given)}, no day of the calendar", _DAY
    if kind == "int_type" and place[-1:] == ("mlps_level",) and isinstance(given, str):
        return "E-INV-003", f"is {_brief(given)}, no protection level", _LEVEL
    wanted = _WANTED.get(kind, "what belongs here")
    return "E-INV-003", f"is {_brief(given)}, not {wanted}", _remedy(kind, given)


def shown(place: Iterable[str | int]) -> str:
    """A place in a file as people write it: `applications[3].servers[0].ports`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)
    return text.removeprefix(".")


def _of_list(schema: Any, error: Any, expected: str) -> Words:
    """A word outside a closed list: its code where it is the Chinese word, else the nearest, else all."""
    given, message = error["input"], f"is {_brief(error['input'])}"
    term = _term(schema, error["loc"])
    meant = [member for member in term or () if member.zh == given]
    if meant:
        return "E-INV-004", message, f"write its code: {meant[0]}"
    near = did_you_mean(str(given).upper(), expected.upper().split("'")[1::2])
    return "E-INV-004", message, near or f"one of {expected}"


def _remedy(kind: str, given: Any) -> str:
    if given is None:
        return "give a value, or delete the key"
    if kind == "string_type" and isinstance(given, bool | int | float):
        return "put it in quotes"
    if kind == "bool_type" and given in ("yes", "no", "on", "off"):
        return "YAML 1.2 knows `true` and `false` only"
    if kind == "int_type" and isinstance(given, str) and given.isdecimal():
        return "take the quotes away"
    return ""


def _brief(given: Any) -> str:
    match given:
        case None:
            return "empty"
        case dict():
            return "a mapping"
        case list():
            return "a list"
    text = json.dumps(given, ensure_ascii=False, default=str)
    return text if len(text) <= SHOWN_MAX else f"{text[:SHOWN_MAX]}…"


def _keys(schema: Any, loc: Iterable[str | int]) -> list[str]:
    """The keys that are known at `loc` below `schema`."""
    for step in loc:
        if isinstance(step, str):
            schema = _inner(_annotation(schema, step)) or schema
    return [row.name for row in fields(schema)] if is_dataclass(schema) else [*schema.model_fields]


def _term(schema: Any, loc: Iterable[str | int]) -> type[Term] | None:
    """The closed list that belongs at `loc`; None where that is none of the domain's."""
    kind: Any = schema
    for step in loc:
        if isinstance(step, str):
            kind = _annotation(_inner(kind) or kind, step)
    while kind is not None and not (isinstance(kind, type) and issubclass(kind, Term)):
        inner = [each for each in get_args(kind) if each not in {type(None), Ellipsis}]
        kind = inner[0] if inner else None
    return kind


def _annotation(schema: Any, name: str) -> Any:
    if is_dataclass(schema) and isinstance(schema, type):
        return get_type_hints(schema).get(name)
    return schema.model_fields[name].annotation if hasattr(schema, "model_fields") else None


def _inner(annotation: Any) -> Any:
    """The model or noun inside `list[Model]` or `Model | None`; None where there is none."""
    for candidate in (annotation, *get_args(annotation)):
        if hasattr(candidate, "model_fields") or (
            is_dataclass(candidate) and isinstance(candidate, type)
        ):
            return candidate
    return None
