"""Findings as SARIF 2.1.0, which code hosts and editors show beside the line that a finding is of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from govcloud.reports.sheets import visible

SARIF_VERSION = "2.1.0"
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "SRCROOT"
_LEVELS = {"mandatory": "error", "advisory": "warning"}
View = Mapping[str, Any]


def sarif(view: View, version: str) -> bytes:
    """One run with a rule for each check that found something. Paths are relative to the workspace."""
    rules: dict[str, View] = {}
    for row in view["findings"]:
        rules.setdefault(row["rule"], row)
    places = {name: number for number, name in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "govcloud",
                "version": version,
                "semanticVersion": version,
                "rules": [_rule(row) for row in rules.values()],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(row, places[row["rule"]]) for row in view["findings"]],
        "properties": {
            "profile": view["profile"],
            "level": view["level"],
            "basis": view["basis"],
            "wording": f"{view['wording']} / {view['wording_zh']}",
        },
    }
    told = {"$schema": SCHEMA, "version": SARIF_VERSION, "runs": [run]}
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _rule(row: View) -> dict[str, Any]:
    return {
        "id": row["rule"],
        "shortDescription": {"text": row["en"]},
        "fullDescription": {"text": f"{row['en']} / {row['zh']}"},
        "help": {"text": f"{row['fix']} / {row['fix_zh']}"},
        "defaultConfiguration": {"level": _LEVELS[row["binding"]]},
        "properties": {"tags": list(row["clauses"])},
    }


def _result(row: View, place: int) -> dict[str, Any]:
    whole = "::".join(filter(None, (row["stack"], row["type"], row["subject"])))
    because = "; ".join(f"{name} = {value}" for name, value in row["because"].items())
    message = f"{whole}: should be: {row['en']} / {row['zh']} ({because})"
    location: dict[str, Any] = {
        "logicalLocations": [{"fullyQualifiedName": visible(whole), "kind": "resource"}]
    }
    if row["line"]:
        location["physicalLocation"] = {
            "artifactLocation": {"uri": quote(row["file"]), "uriBaseId": _ROOT},
            "region": {"startLine": row["line"]},
        }
    print_ = hashlib.sha256(f"{row['rule']} {whole}".encode()).hexdigest()
    return {
        "ruleId": row["rule"],
        "ruleIndex": place,
        "level": _LEVELS[row["binding"]],
        "kind": "fail",
        "message": {"text": visible(message)},
        "locations": [location],
        "partialFingerprints": {"subject/v1": print_},
    }
