"""Nouns in, YAML out: an inventory as a person would have written it, the same text for the same content."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any

from govcloud.model.application import Application
from govcloud.model.inventory import Inventory

# What YAML 1.2, or a parser that still speaks 1.1, does not read as a text.
_NO_TEXT = re.compile(
    r"~|null|true|false|yes|no|on|off|y|n|=|<<"
    r"|[-+]?\.?[0-9][0-9_]*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?|[-+]?\.(?:inf|nan)|\.nan"
    r"|[-+]?0(?:x[0-9a-f_]+|o[0-7]+|b[01_]+)|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ].*)?",
    re.IGNORECASE,
)
_NOT_PLAIN = re.compile(
    r"[-?:,\[\]{}#&*!|>'\"%@`\s]|.*(?::\s|\s#|[:\s]\Z|[^\S ]|[\x00-\x1f\x7f-\x9f\ufeff\ufffe\uffff])",
    re.DOTALL,
)
_FLOW_MARK = re.compile(r"[,\[\]{}]|:\?")
_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_BLANK_ALLOWED = frozenset({"name_en"})
_AT_THE_END = ("notes", "attributes")
_CACHED_TEXTS = 1 << 16


def inventory_text(inventory: Inventory, *, heading: str = "") -> str:
    """The inventory as one YAML document that `read_inventory` reads back equal; `heading` becomes comments.

    Values that are a field's default, None or empty are left out. A character that cannot be seen is
    escaped; the reader refuses it all the same.
    """
    return "".join(_document(inventory, heading)).lstrip("\n")


def department_files(inventory: Inventory, *, heading: str = "") -> Iterator[tuple[str, str]]:
    """The folder form: for each department a file with what is its own, then partners and free servers.

    Gives paths relative to the folder `inventory`, and their texts, one at a time and in the paths' order.
    """
    listed = {row.id for row in inventory.departments}
    for row in sorted(inventory.departments, key=attrgetter("id")):
        own = Inventory((row,), inventory.of_department(row.id), synthetic=inventory.synthetic)
        yield f"departments/{row.id}.yaml", inventory_text(own, heading=heading)
    strays = tuple(app for app in inventory.applications if app.department not in listed)
    for path, rest in (
        ("partners.yaml", Inventory((), (), partners=inventory.partners)),
        ("servers.yaml", Inventory((), (), servers=inventory.servers)),
        ("strays.yaml", Inventory((), strays)),
    ):
        if rest.partners or rest.servers or rest.applications:
            yield (
                path,
                "".join(_document(rest, heading, synthetic=inventory.synthetic)).lstrip("\n"),
            )


def _document(
    inventory: Inventory, heading: str, *, synthetic: bool | None = None
) -> Iterator[str]:
    for line in heading.splitlines():
        yield f"# {line}".rstrip() + "\n"
    if inventory.synthetic if synthetic is None else synthetic:
        yield "synthetic: true\n"
    for section in ("departments", "partners", "servers"):
        rows = getattr(inventory, section)
        if rows:
            yield f"\n{section}:\n"
            yield from (f"  - {_row(row)}\n" for row in rows)
    if inventory.applications:
        yield "\napplications:\n"
        yield "\n".join(_application(app) for app in inventory.applications)


def _application(app: Application) -> str:
    """Its single values on lines of their own, then its parts, one row each."""
    lines = []
    plan, values = _plan(Application)
    for (name, default), value in zip(plan, values(app), strict=True):
        if value is None or value == default:
            continue
        if isinstance(value, str) and not isinstance(value, StrEnum):
            lines.append(f"    {name}: {_block_text(value)}\n")
        elif isinstance(value, tuple) and not isinstance(value[0], str):
            rows = "".join(f"      - {_row(row)}\n" for row in value)
            lines.append(f"    {name}:\n{rows}")
        else:
            lines.append(f"    {name}: {_flow(value)}\n")
    return "  - " + "".join(lines)[4:]


@cache
def _plan(kind: type) -> tuple[tuple[tuple[str, Any], ...], Callable[[Any], tuple[Any, ...]]]:
    """A noun's fields with their defaults, single values before its parts, and how to get all of them at once."""
    rows = []
    for place, each in enumerate(fields(kind)):
        default = each.default
        if each.default_factory is not MISSING:
            default = each.default_factory()
        elif each.name in _BLANK_ALLOWED:
            default = ""
        last = each.name in _AT_THE_END
        rows.append((last, isinstance(default, tuple), place, each.name, default))
    if kind is Application:
        rows.sort(key=lambda row: row[:3])
    names = [row[3] for row in rows]
    return tuple((row[3], row[4]) for row in rows), attrgetter(*names)


def _row(noun: Any) -> str:
    """A noun in flow style, on one line."""
    plan, values = _plan(noun.__class__)
    parts = [
        f"{name}: {_WRITERS[type(value)](value)}"
        for (name, default), value in zip(plan, values(noun), strict=True)
        if value is not None and value != default
    ]
    return "{" + ", ".join(parts) + "}"


def _flow(value: Any) -> str:
    return _WRITERS[type(value)](value)


class _Writers(dict[type, Callable[[Any], str]]):
    """How each type is written; types met for the first time are filed by what they are."""

    def __missing__(self, kind: type) -> Callable[[Any], str]:
        write: Callable[[Any], str] = _row
        if issubclass(kind, StrEnum):
            write = _code
        elif issubclass(kind, str):
            write = _flow_text
        elif issubclass(kind, Mapping):
            write = _mapping
        self[kind] = write
        return write


def _code(value: StrEnum) -> str:
    return _flow_text(value.value)


def _list(values: tuple[Any, ...] | list[Any]) -> str:
    return "[" + ", ".join([_WRITERS[type(value)](value) for value in values]) + "]"


def _mapping(value: Mapping[str, Any]) -> str:
    """Sorted by key: a mapping has no order of its own."""
    pairs = [f"{_flow_text(key)}: {_flow(value[key])}" for key in sorted(value)]
    return "{" + ", ".join(pairs) + "}"


def _truth(value: bool) -> str:
    return "true" if value else "false"


def _number(value: float) -> str:
    text = repr(value)
    return text.removesuffix(".0")


def _decimal(value: Decimal) -> str:
    """As a number where a float holds all its digits, or else in quotes."""
    text = format(value, "f")
    return text if Decimal(repr(float(value))) == value else f'"{text}"'


@lru_cache(_CACHED_TEXTS)
def _flow_text(text: str) -> str:
    """A text inside brackets, where commas and brackets mean something."""
    return _quoted(text) if _FLOW_MARK.search(text) else _block_text(text)


@lru_cache(_CACHED_TEXTS)
def _block_text(text: str) -> str:
    if not text or _NO_TEXT.fullmatch(text) or _NOT_PLAIN.match(text):
        return _quoted(text)
    return text


def _quoted(text: str) -> str:
    shown = json.dumps(text, ensure_ascii=False)
    return _UNSEEN.sub(lambda found: f"\\u{ord(found.group()):04x}", shown)


_WRITERS = _Writers(
    {
        str: _flow_text,
        bool: _truth,
        int: repr,
        float: _number,
        Decimal: _decimal,
        date: date.isoformat,
        tuple: _list,
        list: _list,
        dict: _mapping,
    }
)
