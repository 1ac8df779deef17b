"""The part of SARIF 2.1.0 that our export uses, as a JSON Schema written for it.

By the OASIS standard: which members an object must and may have, and the closed lists. What is not used here is not
allowed here.
"""

from __future__ import annotations

from typing import Any

from tests.reports.oscal_schema import some, thing

TEXT = {"type": "string", "minLength": 1}
MESSAGE = thing({"text": TEXT})
LEVEL = {"enum": ["none", "note", "warning", "error"]}
KIND = {"enum": ["pass", "open", "informational", "notApplicable", "review", "fail"]}
PLACE = {"type": "integer", "minimum": 0}
BAG = {"type": "object", "properties": {"tags": {"type": "array", "items": TEXT}}}
RULE = thing(
    {"id": TEXT},
    {
        "shortDescription": MESSAGE,
        "fullDescription": MESSAGE,
        "help": MESSAGE,
        "defaultConfiguration": thing({}, {"level": LEVEL}),
        "properties": BAG,
    },
)
URI = {"type": "string", "pattern": r"^[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+$"}
LOCATION = thing(
    {},
    {
        "physicalLocation": thing(
            {"artifactLocation": thing({"uri": URI}, {"uriBaseId": TEXT})},
            {"region": thing({"startLine": {"type": "integer", "minimum": 1}})},
        ),
        "logicalLocations": some(thing({}, {"fullyQualifiedName": TEXT, "kind": TEXT})),
    },
)
RESULT = thing(
    {"message": MESSAGE},
    {
        "ruleId": TEXT,
        "ruleIndex": PLACE,
        "level": LEVEL,
        "kind": KIND,
        "locations": {"type": "array", "items": LOCATION},
        "partialFingerprints": {"type": "object", "additionalProperties": TEXT},
    },
)
DRIVER = thing(
    {"name": TEXT},
    {"version": TEXT, "semanticVersion": TEXT, "rules": {"type": "array", "items": RULE}},
)
RUN = thing(
    {"tool": thing({"driver": DRIVER})},
    {
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        "results": {"type": "array", "items": RESULT},
        "properties": BAG,
    },
)
SARIF: dict[str, Any] = thing(
    {"version": {"const": "2.1.0"}, "runs": {"type": "array", "items": RUN}}, {"$schema": URI}
)
