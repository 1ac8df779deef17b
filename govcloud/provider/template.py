"""Fills the table's templates with values, and reads answers by JMESPath."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Any

import jmespath
from jmespath import functions

PARTS = "|"
"""Between the parts of a composed id; no name of a cloud resource holds it."""

_WORD = re.compile(r"\$[a-z]+(?:\.\w+)?")
_TAIL = re.compile(r".*[/:]", re.DOTALL)


def fill(template: Any, values: Mapping[str, Any]) -> Any:
    """The template with its `$` words replaced; what turns out None is left out of its mapping or list."""
    if isinstance(template, str):
        return lookup(template, values) if template.startswith("$") else template
    if isinstance(template, Mapping):
        filled = {key: fill(item, values) for key, item in template.items()}
        kept = {key: item for key, item in filled.items() if item is not None}
        return kept or (None if template else {})
    if isinstance(template, (list, tuple)):
        items = [item for item in (fill(t, values) for t in template) if item is not None]
        return items or (None if template else [])
    return template


def lookup(word: str, values: Mapping[str, Any]) -> Any:
    """The value of one `$` word; None if nothing has it."""
    head, _, rest = word[1:].partition(".")
    found = values.get(head)
    if not rest or found is None:
        return found
    if isinstance(found, Mapping):
        return found.get(rest)
    parts = str(found).split(PARTS)
    place = int(rest)
    return parts[place] if place < len(parts) else None


def words(template: Any) -> set[str]:
    """The `$` words in a template."""
    if isinstance(template, str):
        return {template} if template.startswith("$") else set()
    if isinstance(template, Mapping):
        return set().union(*(words(item) for item in template.values()))
    if isinstance(template, (list, tuple)):
        return set().union(*(words(item) for item in template))
    return set()


class _Functions(functions.Functions):  # type: ignore[misc] # jmespath ships no types
    """JMESPath's functions, and `tail(text)`: what stands behind the last `/` or `:`."""

    @functions.signature({"types": ["string", "null"]})  # type: ignore[untyped-decorator] # as above
    def _func_tail(self, text: str | None) -> str | None:
        return None if text is None else _TAIL.sub("", text)


_OPTIONS = jmespath.Options(custom_functions=_Functions())


@functools.cache
def _compiled(path: str) -> Any:
    return jmespath.compile(path)


def search(path: str, answer: Any, values: Mapping[str, Any] | None = None) -> Any:
    """What a JMESPath finds in an answer; `$` words in it stand for texts, as in a request's template."""
    if path == "@":
        return answer
    if "$" not in path:
        return _compiled(path).search(answer, _OPTIONS)
    held = values or {}
    filled = _WORD.sub(lambda word: _quoted(str(lookup(word[0], held))), path)
    return jmespath.search(filled, answer, _OPTIONS)


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'").replace("`", "\\`")


def put_at(request: dict[str, Any], place: str, value: Any) -> None:
    """Set a value at a dotted place of a request, making what is missing on the way."""
    *way, last = place.split(".")
    here: Any = request
    for step, following in zip(way, [*way, last][1:], strict=True):
        new: Any = [] if following.isdigit() else {}
        if isinstance(here, list):
            here.extend([new] if not here else [])
            here = here[int(step)]
        else:
            here = here.setdefault(step, new)
    if isinstance(here, list):
        here.append(value)
    else:
        here[last] = value


def shape_at(shape: Any, place: str) -> Any:
    """The botocore shape at a dotted place of a request's shape."""
    for step in place.split("."):
        within = shape.value if shape.type_name == "map" else None
        shape = within or (shape.member if step.isdigit() else shape.members[step])
    return shape


def compose(form: str, values: Mapping[str, Any]) -> str:
    """A composed id or ARN: braces name inputs; flags are written as JSON writes them."""
    plain = {k: str(v).lower() if isinstance(v, bool) else v for k, v in values.items()}
    return form.format_map(plain)
