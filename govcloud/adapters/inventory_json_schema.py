"""The schema of an inventory for editors and other programs (JSON Schema 2020-12), made of the nouns themselves."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Union, get_args, get_origin

from govcloud.adapters.inventory_schema import (
    DATE,
    ROWS_MAX,
    TEXT_MAX,
    UNBOUNDED,
    Limits,
    hints,
    limits_of,
)
from govcloud.adapters.inventory_yaml import SECTIONS
from govcloud.adapters.yaml_text import load_yaml
from govcloud.model.application import Application
from govcloud.model.terms import Term

Json = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
FILE_NAME = "inventory.schema.json"
VALUE_MAX = 2_000
_LEVEL_TEXT = "^(第?([0-5]|[一二三四五]|未定|无)级?|[Ll][0-5]|[Ss][1-5][Aa][1-5]([Gg][1-5])?)$"
_FORMS: Mapping[str, Json] = {
    "Department.id": {"pattern": "^[A-Z]{2}-[A-Z]{2,5}$"},
    "Department.uscc": {"pattern": "^([0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10})?$"},
    "Department.region_code": {"pattern": "^([1-8][0-9]{5})?$"},
    "Department.network": {"pattern": r"^([0-9]{1,3}(\.[0-9]{1,3}){3}/[0-9]{1,2})?$"},
    "Partner.id": {"pattern": "^[A-Z][A-Z0-9-]{0,31}$"},
    "Partner.uscc": {"pattern": "^([0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10})?$"},
    "Application.id": {"pattern": "^[A-Z]{2}-[A-Z]{2,5}-[0-9]{3,4}$"},
    "Application.classified": {"const": False},
    "Application.wave": {"pattern": "^([A-Z][A-Z0-9-]{0,15})?$"},
    "Server.name": {"pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", "maxLength": 63},
    "Server.address": {"pattern": r"^([0-9]{1,3}(\.[0-9]{1,3}){3})?$"},
    "Server.user": {"pattern": "^([a-z_][a-z0-9_-]{0,31})?$"},
    "FileTree.path": {"pattern": "^/."},
    "Probe.http": {"pattern": "^/"},
}
"""What the rules say of a field's form, as far as an editor can tell it: looser than they are, never stricter."""

_KINDS: dict[Any, Json] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: {"type": "string", "pattern": DATE, "format": "date"},
}


def inventory_schema() -> Json:
    """The schema of inventory.yaml: one file that holds the whole estate."""
    defs: Json = {}
    sections = {name: _list(noun, {}, defs, most=None) for name, noun in SECTIONS.items()}
    part: Json = {
        "type": "object",
        "properties": {
            "synthetic": {"type": "boolean"},
            **sections,
        },
        "additionalProperties": False,
    }
    part["properties"] = {
        name: _said("Inventory", name) | schema for name, schema in part["properties"].items()
    }
    defs["Part"] = part
    some = {"minItems": 1}
    return {
        "$schema": DIALECT,
        "title": "应用系统清单 inventory.yaml",
        "description": "The estate: departments, partners, applications, servers. Classified systems are refused.",
        "$ref": "#/$defs/Part",
        "required": ["departments"],
        "properties": {"departments": some},
        "anyOf": [
            {"required": [name], "properties": {name: some}} for name in ("applications", "servers")
        ],
        "$defs": {name: defs[name] for name in sorted(defs)},
    }


def inventory_part_schema() -> Json:
    """The schema of each file of the folder inventory/: any of the sections, none of them required."""
    return {
        "$schema": DIALECT,
        "title": "应用系统清单（分文件） a file of the folder inventory/",
        "$ref": f"{FILE_NAME}#/$defs/Part",
    }


@cache
def field_words() -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """The fields of each noun in Chinese and in English."""
    file = files("govcloud") / "locales" / "fields.yaml"
    content, _ = load_yaml(file.read_bytes(), file.name)
    return {
        noun: {name: (zh, en) for name, (zh, en) in rows.items()} for noun, rows in content.items()
    }


def _said(noun: str, name: str) -> Json:
    zh, en = field_words()[noun][name]
    return {"title": zh, "description": en}


def _of(kind: Any, limits: Limits, defs: Json) -> Json:
    origin = get_origin(kind)
    if origin in {Union, types.UnionType}:
        (inner,) = [each for each in get_args(kind) if each is not type(None)]
        return _or_null(_of(inner, limits, defs))
    if origin is tuple:
        return _list(get_args(kind)[0], limits, defs, most=limits.get("max_length", ROWS_MAX))
    if origin is Mapping or kind is Mapping:
        return {
            "type": "object",
            "maxProperties": ROWS_MAX,
            "propertyNames": {"minLength": 1, "maxLength": TEXT_MAX},
            "additionalProperties": {"type": "string", "maxLength": VALUE_MAX},
        }
    if isinstance(kind, type) and (is_dataclass(kind) or issubclass(kind, Term)):
        if kind.__name__ not in defs:
            defs[kind.__name__] = {}
            defs[kind.__name__] = _noun(kind, defs) if is_dataclass(kind) else _term(kind)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    return _money(limits) if kind is Decimal else {**_KINDS[kind], **_narrowed(kind, limits)}


def _list(kind: Any, limits: Limits, defs: Json, *, most: int | None) -> Json:
    made: Json = {"type": "array", "items": _of(kind, limits.get("items", {}), defs)}
    return made if most is None else {**made, "maxItems": most}


def _or_null(schema: Json) -> Json:
    if "type" in schema:
        return {**schema, "type": [schema["type"], "null"]}
    return {"anyOf": [*schema.get("anyOf", [schema]), {"type": "null"}]}


def _noun(noun: type, defs: Json) -> Json:
    told = hints(noun)
    rows = fields(noun)
    required = [row.name for row in rows if _required(row)]
    made: Json = {
        "type": "object",
        "description": (noun.__doc__ or "").partition("\n")[0],
        "properties": {
            row.name: _said(noun.__name__, row.name) | _field(noun, row, told[row.name], defs)
            for row in rows
        },
        "additionalProperties": False,
    }
    return made | ({"required": required} if required else {})


def _required(row: Field[Any]) -> bool:
    told = row.default is MISSING and row.default_factory is MISSING
    return told and row.name != "name_en"


def _field(noun: type, row: Field[Any], kind: Any, defs: Json) -> Json:
    limits = limits_of(noun, row.name)
    if kind is str and _required(row):
        limits = {"min_length": 1, **limits}
    made = _of(kind, limits, defs)
    if noun is Application and row.name == "mlps_level":
        made = {"anyOf": [made, {"type": "string", "pattern": _LEVEL_TEXT}]}
    made = {**made, **_FORMS.get(f"{noun.__name__}.{row.name}", {})}
    plain = isinstance(row.default, str | int | float) and row.default != ""
    return {**made, "default": row.default} if plain else made


def _term(kind: type[Term]) -> Json:
    members = list(kind)
    return {
        "description": (kind.__doc__ or "").partition("\n")[0],
        "enum": [member.value for member in members],
        "enumDescriptions": [member.zh for member in members],
    }


def _narrowed(kind: Any, limits: Limits) -> Json:
    names = {"ge": "minimum", "le": "maximum", "max_length": "maxLength", "min_length": "minLength"}
    start: Limits = {}
    if kind is str:
        start = {"max_length": TEXT_MAX}
    elif kind in {int, float}:
        start = {"ge": 0}
    both = {**start, **limits}
    return {names.get(name, name): value for name, value in both.items() if name != "items"}


def _money(limits: Limits) -> Json:
    """A number, or better a text in quotes, which no program rounds."""
    number = _narrowed(float, limits)
    unbounded = limits.get("ge") == UNBOUNDED
    text = r"^-?[0-9]+(\.[0-9]+)?$" if unbounded else r"^[0-9]+(\.[0-9]+)?$"
    if "le" in limits:
        text = rf"^([{limits['ge']}-{limits['le'] - 1}](\.[0-9]+)?|{limits['le']}(\.0+)?)$"
    return {
        "anyOf": [
            {"type": "number"} if unbounded else {"type": "number", **number},
            {"type": "string", "pattern": text},
        ]
    }
