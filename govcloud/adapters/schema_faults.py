"""A value held against its schema: what it is, or all that is wrong with it, each with line, code and remedy."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from pydantic_core import SchemaValidator, ValidationError

from govcloud.adapters.schema_words import shown, worded
from govcloud.errors import Fault, InputError

Place = tuple[str | int, ...]


class Lines(Protocol):
    """Knows in which line of a file a value stands."""

    def line(self, path: Place) -> int:
        """The 1-based line; 0 where nobody can tell."""
        ...


def unfit(name: str, faults: Iterable[Fault]) -> InputError:
    """All faults of a file as one error, in order of line."""
    ordered = sorted(set(faults))
    count = "1 fault" if len(ordered) == 1 else f"{len(ordered)} faults"
    return InputError(f"{name} has {count}", faults=ordered)


def held(
    asked: tuple[Any, SchemaValidator], value: Any, at: Place, file: tuple[str, Lines]
) -> tuple[Any, list[Fault]]:
    """`value` as the schema makes it, or None and every fault; `at` is where it stands in `file` (name, lines).

    `asked` is the class that the schema describes, for the names of its keys, and the schema's validator.
    """
    schema, validator = asked
    try:
        return validator.validate_python(value), []
    except ValidationError as error:
        return None, faults_of(schema, error, at, file)


def faults_of(
    schema: Any, error: ValidationError, at: Place, file: tuple[str, Lines]
) -> list[Fault]:
    """What a failed validation found, in our words."""
    name, lines = file
    faults = []
    for item in error.errors(include_url=False):
        place: Place = (*at, *item["loc"])
        code, message, hint = worded(schema, item)
        where = f"`{shown(place)}` " if place else ""
        faults.append(Fault(name, lines.line(place), code, where + message, hint))
    return faults
