"""The package's schema as Pulumi publishes it, made from the table."""

from __future__ import annotations

import json
from typing import Any

from govcloud import __version__
from govcloud.provider.settings import KEYS, REQUIRED
from govcloud.provider.table import PACKAGE, TABLE
from govcloud.provider.table.entry import Kind, Prop, Resource

_TYPES: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"type": "string"},
    Kind.JSON: {"type": "string"},
    Kind.WHOLE: {"type": "integer"},
    Kind.FLAG: {"type": "boolean"},
    Kind.TEXTS: {"type": "array", "items": {"type": "string"}},
    Kind.TAGS: {"type": "object", "additionalProperties": {"type": "string"}},
}


def schema() -> str:
    """The schema as JSON."""
    settings = {key: {"type": "string", "description": text} for key, text in KEYS.items()}
    return json.dumps(
        {
            "name": PACKAGE,
            "version": __version__,
            "description": "The resources that govcloud provisions.",
            "config": {"variables": settings, "defaults": list(REQUIRED)},
            "provider": {"inputProperties": settings, "requiredInputs": list(REQUIRED)},
            "resources": {token: _resource(entry) for token, entry in TABLE.items()},
        },
        sort_keys=True,
    )


def _resource(entry: Resource) -> dict[str, Any]:
    inputs = {name: _property(prop) for name, prop in entry.all_props.items()}
    outputs = {
        name: {**_TYPES[output.kind], "description": output.text}
        for name, output in entry.outputs.items()
    }
    certain = [n for n, p in entry.props.items() if p.required or p.default is not None]
    return {
        "description": entry.text,
        "inputProperties": inputs,
        "requiredInputs": [n for n, p in entry.props.items() if p.required],
        "properties": {**inputs, **outputs},
        "required": sorted({*certain, *outputs}),
    }


def _property(prop: Prop) -> dict[str, Any]:
    text: dict[str, Any] = {**_TYPES[prop.kind], "description": prop.text}
    if prop.secret:
        text["secret"] = True
    if prop.replace:
        text["willReplaceOnChanges"] = True
    if prop.default is not None:
        text["default"] = prop.default
    return text
