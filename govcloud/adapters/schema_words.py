"""What is wrong with a value of a file of ours, in our own words: code, message and hint."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, get_args

from govcloud.rules.names import did_you_mean

Words = tuple[str, str, str]

SHOWN_MAX = 60
_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "bool_type": "`true` or `false`",
    "list_type": "a list",
    "model_type": "a mapping of keys to values",
    "dict_type": "a mapping of keys to values",
}
_LIMITS = {
    "greater_than_equal": ("ge", "is {given}, less than {limit}"),
    "less_than_equal": ("le", "is {given}, more than {limit}"),
    "string_too_short": ("min_length", "is empty"),
    "string_too_long": ("max_length", "is longer than {limit} characters"),
    "too_short": ("min_length", "is empty"),
    "too_long": ("max_length", "has more than {limit} rows"),
}


def worded(schema: Any, error: Any) -> Words:
    """Code, message and hint for one of pydantic's `errors()`; `schema` is the model that was asked."""
    kind, given, limits = error["type"], error["input"], error.get("ctx", {})
    if kind == "missing":
        return "E-INV-001", "is missing", ""
    if kind == "extra_forbidden":
        known = _keys(schema, error["loc"][:-1])
        hint = did_you_mean(str(error["loc"][-1]), known) or f"known are {', '.join(known)}"
        return "E-INV-002", "is no key that we know", hint
    if kind == "enum":
        expected = str(limits["expected"])
        near = did_you_mean(str(given).upper(), expected.upper().split("'")[1::2])
        return "E-INV-004", f"is {_brief(given)}", near or f"one of {expected}"
    if kind in _LIMITS:
        name, sentence = _LIMITS[kind]
        message = sentence.format(given=_brief(given), limit=limits.get(name))
        return "E-INV-004", message, ""
    wanted = _WANTED.get(kind, "what belongs here")
    return "E-INV-003", f"is {_brief(given)}, not {wanted}", _remedy(kind, given)


def shown(place: Iterable[str | int]) -> str:
    """A place in a file as people write it: `applications[3].servers[0].ports`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)
    return text.removeprefix(".")


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
            schema = _inner(schema.model_fields[step].annotation) or schema
    return list(schema.model_fields)


def _inner(annotation: Any) -> Any:
    """The model inside `list[Model]` or `Model | None`; None where there is none."""
    for candidate in (annotation, *get_args(annotation)):
        if hasattr(candidate, "model_fields"):
            return candidate
    return None
