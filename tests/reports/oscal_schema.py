"""The part of OSCAL's system-security-plan model that our export uses, as a JSON Schema written for it.

By the reference of OSCAL 1.1.3: which members an object must and may have, and how tokens, strings, UUIDs and
moments are formed. What is not used here is not allowed here.
"""

from __future__ import annotations

from typing import Any

UUID = {
    "type": "string",
    "pattern": "^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[45][0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}$",
}
STRING = {"type": "string", "pattern": r"^\S(.*\S)?$"}
TOKEN = {"type": "string", "pattern": r"^[\p{L}_][\p{L}\p{N}.\-_]*$"}
URI = {"type": "string", "pattern": r"^\S+$"}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"}


def thing(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    """An object with these members and no others."""
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
        "additionalProperties": False,
    }


def some(item: dict[str, Any]) -> dict[str, Any]:
    """A list that is not empty: OSCAL knows no empty ones."""
    return {"type": "array", "minItems": 1, "items": item}


PROPS = {"props": some(thing({"name": TOKEN, "value": STRING}, {"ns": URI}))}
STATE = thing({"state": {"enum": ["operational", "under-development", "disposition", "other"]}})
TEXT = {"type": "string", "minLength": 1}
METADATA = thing(
    {"title": TEXT, "last-modified": MOMENT, "version": STRING, "oscal-version": STRING}, PROPS
)
CHARACTERISTICS = thing(
    {
        "system-ids": some(thing({"id": STRING}, {"identifier-type": URI})),
        "system-name": STRING,
        "description": TEXT,
        "system-information": thing(
            {"information-types": some(thing({"title": TEXT, "description": TEXT}, {"uuid": UUID}))}
        ),
        "status": STATE,
        "authorization-boundary": thing({"description": TEXT}),
    },
    PROPS,
)
COMPONENT = thing(
    {"uuid": UUID, "type": STRING, "title": TEXT, "description": TEXT, "status": STATE}, PROPS
)
ITEM = thing(
    {"uuid": UUID, "description": TEXT},
    {**PROPS, "implemented-components": some(thing({"component-uuid": UUID}))},
)
IMPLEMENTATION = thing(
    {"users": some(thing({"uuid": UUID}, {"title": TEXT})), "components": some(COMPONENT)},
    {"inventory-items": some(ITEM)},
)
CONTROLS = thing(
    {
        "description": TEXT,
        "implemented-requirements": some(
            thing({"uuid": UUID, "control-id": TOKEN}, {"remarks": TEXT})
        ),
    }
)
PLAN = thing(
    {
        "uuid": UUID,
        "metadata": METADATA,
        "import-profile": thing({"href": URI}),
        "system-characteristics": CHARACTERISTICS,
        "system-implementation": IMPLEMENTATION,
        "control-implementation": CONTROLS,
    },
    {
        "back-matter": thing(
            {}, {"resources": some(thing({"uuid": UUID}, {"description": TEXT, "title": TEXT}))}
        )
    },
)
SCHEMA = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    **thing({"system-security-plan": PLAN}),
}
