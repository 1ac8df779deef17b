"""How a small file of ours is formed, as values: from them follow both its checking and its JSON Schema."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, TypeVar

from govcloud.errors import Fault
from govcloud.model import years
from govcloud.rules.names import did_you_mean

Path = tuple[str | int, ...]
_Day = TypeVar("_Day", date, datetime)
TEXT_MAX = 200
ROWS_MAX = 10_000
_SHOWN_MAX = 60


@dataclass(frozen=True, slots=True)
class Value:
    """One value: `kind` is a type of JSON; `read` makes of a text what it means, or raises ValueError."""

    kind: str
    wanted: str
    schema: Mapping[str, Any] = field(default_factory=dict)
    read: Callable[[str], Any] | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """A list."""

    of: Any
    most: int = ROWS_MAX


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping whose keys are names; `key` makes of a name what it means, or raises ValueError."""

    of: Any
    wanted: str = "a name"
    key: Callable[[str], Any] = str


@dataclass(frozen=True, slots=True)
class Shape:
    """A mapping with known keys."""

    keys: Mapping[str, Any]
    required: tuple[str, ...] = ()
    said: Mapping[str, str] = field(default_factory=dict)
    """What a key means, for editors."""


def text(least: int = 1, most: int = TEXT_MAX) -> Value:
    """A text."""
    return Value("string", "text", {"minLength": least, "maxLength": most})


def whole(least: int = 0, most: int = 1_000_000_000) -> Value:
    """A whole number."""
    return Value("integer", "a whole number", {"minimum": least, "maximum": most})


def real(least: float = 0, most: float = 1e12) -> Value:
    """A number."""
    return Value("number", "a number", {"minimum": least, "maximum": most})


def yes_no() -> Value:
    """True or false."""
    return Value("boolean", "`true` or `false`")


def one_of(choices: Sequence[Any]) -> Value:
    """One of a closed list."""
    known = {str(item.value): item for item in choices}

    def read(given: str) -> Any:
        if given not in known:
            raise ValueError(given)
        return known[given]

    return Value("string", f"one of {', '.join(known)}", {"enum": list(known)}, read)


def day() -> Value:
    """A date."""
    schema = {"pattern": r"^\d{4}-\d{2}-\d{2}$", "format": "date"}
    told = f"a date from {years.FIRST} to {years.LAST}, such as 2027-03-06"
    return Value("string", told, schema, lambda given: _in_reach(date.fromisoformat(given)))


def moment() -> Value:
    """A date and a time of day, without a zone."""
    schema = {"pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$"}
    told = f"a time from {years.FIRST} to {years.LAST}, such as 2027-03-06T00:00"
    return Value("string", told, schema, lambda given: _in_reach(datetime.fromisoformat(given)))


def _in_reach(day: _Day) -> _Day:
    if not years.in_reach(day):
        raise ValueError(day)
    return day


def time_of_day() -> Value:
    """A time of day."""
    schema = {"pattern": r"^([01]\d|2[0-3]):[0-5]\d$"}
    return Value("string", 'a time in quotes, such as "00:00"', schema, time.fromisoformat)


@dataclass(slots=True)
class Reading:
    """One reading of one file: `line` tells where a path stands; faults are collected."""

    name: str
    line: Callable[[Path], int]
    faults: list[Fault] = field(default_factory=list)

    def fault(self, path: Path, code: str, message: str, hint: str = "") -> None:
        """Note something wrong at a place."""
        where = f"`{_written(path)}` " if path else ""
        self.faults.append(Fault(self.name, self.line(path), code, where + message, hint))

    def read(self, shape: Any, given: Any, path: Path = ()) -> Any:
        """What the value means; None for what is not formed as it must be, and its faults are noted."""
        if isinstance(shape, Value):
            return self._value(shape, given, path)
        if isinstance(shape, Rows):
            return self._rows(shape, given, path)
        if not isinstance(given, dict):
            self._wrong(path, given, "a mapping of keys to values")
            return None
        if isinstance(shape, Table):
            return self._table(shape, given, path)
        return self._mapping(shape, given, path)

    def _value(self, shape: Value, given: Any, path: Path) -> Any:
        kinds: dict[str, tuple[type, ...]] = {
            "string": (str,),
            "integer": (int,),
            "number": (int, float),
            "boolean": (bool,),
        }
        fits = isinstance(given, kinds[shape.kind])
        if not fits or (isinstance(given, bool) and shape.kind != "boolean"):
            self._wrong(path, given, shape.wanted)
        elif complaint := _outside(shape.schema, given):
            self.fault(path, "E-INV-004", complaint)
        else:
            return self._meant(shape, given, path)
        return None

    def _meant(self, shape: Value, given: Any, path: Path) -> Any:
        pattern = shape.schema.get("pattern")
        try:
            if pattern and re.search(pattern, given) is None:
                raise ValueError(given)  # noqa: TRY301 - a wrong form and a wrong date are told alike
            return shape.read(given) if shape.read else given
        except ValueError:
            near = did_you_mean(str(given), shape.schema.get("enum", ()))
            self.fault(path, "E-INV-004", f"is {_brief(given)}, not {shape.wanted}", near)
        return None

    def _rows(self, shape: Rows, given: Any, path: Path) -> Any:
        if not isinstance(given, list):
            return self._wrong(path, given, "a list")
        if len(given) > shape.most:
            return self.fault(path, "E-INV-004", f"has more than {shape.most} rows")
        return [self.read(shape.of, item, (*path, n)) for n, item in enumerate(given)]

    def _table(self, shape: Table, given: dict[Any, Any], path: Path) -> Any:
        found = {}
        for name, item in given.items():
            try:
                key = shape.key(str(name))
            except ValueError:
                self._wrong((*path, str(name)), name, shape.wanted)
            else:
                found[key] = self.read(shape.of, item, (*path, str(name)))
        return found

    def _mapping(self, shape: Shape, given: dict[Any, Any], path: Path) -> Any:
        for name in given:
            if name not in shape.keys:
                hint = did_you_mean(str(name), shape.keys)
                known = f"known are {', '.join(shape.keys)}"
                self.fault((*path, str(name)), "E-INV-002", "is no key that we know", hint or known)
        for name in shape.required:
            if name not in given:
                self.fault((*path, name), "E-INV-001", "is missing")
        rows = ((name, item) for name, item in given.items() if name in shape.keys)
        return {name: self.read(shape.keys[name], item, (*path, name)) for name, item in rows}

    def _wrong(self, path: Path, given: Any, wanted: str) -> None:
        quotes = isinstance(given, int | float) and not isinstance(given, bool) and "text" in wanted
        remedy = "put it in quotes" if quotes else ""
        remedy = "give a value, or delete the key" if given is None else remedy
        self.fault(path, "E-INV-003", f"is {_brief(given)}, not {wanted}", remedy)


def json_schema(shape: Any) -> dict[str, Any]:
    """The same as JSON Schema (2020-12)."""
    if isinstance(shape, Value):
        return {"type": shape.kind, **shape.schema}
    if isinstance(shape, Rows):
        return {"type": "array", "items": json_schema(shape.of), "maxItems": shape.most}
    if isinstance(shape, Table):
        return {"type": "object", "additionalProperties": json_schema(shape.of)}
    keys = {
        name: json_schema(inner) | ({"description": shape.said[name]} if name in shape.said else {})
        for name, inner in shape.keys.items()
    }
    made: dict[str, Any] = {"type": "object", "additionalProperties": False, "properties": keys}
    return made | ({"required": list(shape.required)} if shape.required else {})


def _outside(schema: Mapping[str, Any], given: Any) -> str:
    """What limit a value breaks, "" if none."""
    if isinstance(given, str):
        if len(given) < schema.get("minLength", 0):
            return "is empty"
        most = schema.get("maxLength", TEXT_MAX)
        return f"is longer than {most} characters" if len(given) > most else ""
    if not isinstance(given, bool) and isinstance(given, int | float):
        if not given >= schema["minimum"]:
            return f"is {_brief(given)}, less than {schema['minimum']}"
        return (
            f"is {_brief(given)}, more than {schema['maximum']:g}"
            if given > schema["maximum"]
            else ""
        )
    return ""


def _written(path: Path) -> str:
    parts = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(parts).removeprefix(".")


def _brief(given: Any) -> str:
    if given is None:
        return "empty"
    if isinstance(given, dict | list):
        return "a mapping" if isinstance(given, dict) else "a list"
    words = json.dumps(given, ensure_ascii=False, default=str)
    return words if len(words) <= _SHOWN_MAX else f"{words[:_SHOWN_MAX]}…"
