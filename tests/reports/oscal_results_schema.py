"""The part of OSCAL's assessment-results model that our export uses, as a JSON Schema written for it.

By the reference of OSCAL 1.1.3: which members an object must and may have. What is not used here is not allowed here.
"""

from __future__ import annotations

from typing import Any

from tests.reports.oscal_schema import (
    METADATA,
    MOMENT,
    PROPS,
    STRING,
    TEXT,
    TOKEN,
    URI,
    UUID,
    some,
    thing,
)

NOTED = {"remarks": TEXT}
SELECTION = thing({}, {"description": TEXT, "include-controls": some(thing({"control-id": TOKEN}))})
METHOD = {"enum": ["EXAMINE", "INTERVIEW", "TEST", "UNKNOWN"]}
OBSERVATION = thing(
    {"uuid": UUID, "description": TEXT, "methods": some(METHOD), "collected": MOMENT},
    {**PROPS, **NOTED, "title": TEXT, "types": some(TOKEN)},
)
TARGET = thing(
    {
        "type": {"enum": ["statement-id", "objective-id"]},
        "target-id": TOKEN,
        "status": thing({"state": {"enum": ["satisfied", "not-satisfied"]}}),
    }
)
FINDING = thing(
    {"uuid": UUID, "title": TEXT, "description": TEXT, "target": TARGET},
    {**PROPS, **NOTED, "related-observations": some(thing({"observation-uuid": UUID}))},
)
RESULT = thing(
    {
        "uuid": UUID,
        "title": TEXT,
        "description": TEXT,
        "start": MOMENT,
        "reviewed-controls": thing({"control-selections": some(SELECTION)}),
    },
    {"observations": some(OBSERVATION), "findings": some(FINDING)},
)
_METADATA = {**METADATA, "properties": {**METADATA["properties"], **NOTED}}
RESOURCE = thing({"uuid": UUID}, {"description": TEXT, "title": STRING})
RESULTS: dict[str, Any] = thing(
    {
        "assessment-results": thing(
            {
                "uuid": UUID,
                "metadata": _METADATA,
                "import-ap": thing({"href": URI}),
                "results": some(RESULT),
            },
            {"back-matter": thing({}, {"resources": some(RESOURCE)})},
        )
    }
)
