"""Controls as OSCAL assessment results: what was reviewed, what was observed, and what follows of each control.

Structure and required members: NIST OSCAL 1.1.3, assessment-results model. Controls that nobody here can decide are
not among the reviewed ones: their absence is said in words.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Mapping
from typing import Any

from govcloud.reports.oscal import NAMESPACE, OSCAL_VERSION
from govcloud.reports.sheets import visible

_SEED = uuid.uuid5(uuid.NAMESPACE_URL, f"{NAMESPACE}/assessment-results")
_REVIEWED = ("MET", "PARTLY_MET", "NOT_MET")
_NO_PLAN = "There is no assessment plan: what was looked at stands in the result's description."
View = Mapping[str, Any]


def oscal_results(view: View, version: str) -> bytes:
    """The results as JSON; UUIDs follow from what was found (version 5), so that two exports can be compared."""
    subject = f"{view['profile']}/{view['level']}/{view['env']}/{view['basis']}"
    plan = _uuid("plan", subject)
    whole = {
        "uuid": _uuid("results", f"{subject}/{view['on']}/{view['inventory']}"),
        "metadata": _metadata(view, version),
        "import-ap": {"href": f"#{plan}"},
        "results": [_result(view, subject)],
        "back-matter": {"resources": [{"uuid": plan, "description": _NO_PLAN}]},
    }
    told = {"assessment-results": whole}
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def token(control: str) -> str:
    """A control's number as OSCAL's tokens are formed: `AC-2(3)` is `ac-2.3`, `8.1.4.3-c` is `c-8.1.4.3-c`."""
    plain = re.sub(r"[()]", ".", control.lower()).strip(".")
    formed = re.sub(r"[^\w.\-]+", "-", plain)
    return formed if formed[:1].isalpha() else f"c-{formed}"


def _metadata(view: View, version: str) -> dict[str, Any]:
    props = [("profile", view["profile"]), ("level", view["level"]), ("basis", view["basis"])]
    props += [("inventory-digest", view["inventory"])] if view["inventory"] else []
    props += [("synthetic", "true")] if view["synthetic"] else []
    return {
        "title": f"{view['profile_zh']} {view['profile_en']}: {view['level_zh']} {view['level_en']}",
        "last-modified": _moment(view),
        "version": version,
        "oscal-version": OSCAL_VERSION,
        "props": [_prop(name, value) for name, value in props],
        "remarks": f"{view['wording']} / {view['wording_zh']}. {view['numbering']}",
    }


def _result(view: View, subject: str) -> dict[str, Any]:
    reviewed = [row for row in view["controls"] if row["status"] in _REVIEWED]
    left = [row["clause"] for row in view["controls"] if row["status"] not in _REVIEWED]
    observed = [_observation(row, view, subject) for row in view["findings"]]
    looked = ", ".join(f"{count} {name}" for name, count in view["looked_at"].items())
    made: dict[str, Any] = {
        "uuid": _uuid("result", f"{subject}/{view['on']}"),
        "title": f"{view['profile']} {view['level_en']}",
        "description": f"Looked at ({view['basis']}): {looked}. Not decided or not applicable: "
        f"{', '.join(left) or 'none'}.",
        "start": _moment(view),
        "reviewed-controls": {
            "control-selections": [
                {"include-controls": [{"control-id": token(row["clause"])} for row in reviewed]}
                if reviewed
                else {"description": "No control could be decided."}
            ]
        },
    }
    if observed:
        made["observations"] = observed
    if reviewed:
        made["findings"] = [_finding(row, view, subject) for row in reviewed]
    return made


def _observation(row: View, view: View, subject: str) -> dict[str, Any]:
    because = "; ".join(f"{name} = {value}" for name, value in row["because"].items())
    whose = [("subject", row["subject"]), ("stack", row["stack"]), ("type", row["type"])]
    return {
        "uuid": _of_finding(row, subject),
        "title": row["rule"],
        "description": visible(
            f"Should be: {row['en']} / {row['zh']}. Found: {because or 'not so'}"
        ),
        "props": [_prop(name, value) for name, value in whose if value],
        "methods": ["TEST"],
        "types": ["finding"],
        "collected": _moment(view),
        "remarks": f"{row['fix']} / {row['fix_zh']}",
    }


def _finding(row: View, view: View, subject: str) -> dict[str, Any]:
    rules = {check["name"] for check in row["checks"]}
    related = [
        {"observation-uuid": _of_finding(found, subject)}
        for found in view["findings"]
        if found["rule"] in rules and row["clause"] in found["clauses"]
    ]
    made: dict[str, Any] = {
        "uuid": _uuid("finding", f"{subject}/{row['clause']}"),
        "title": f"{row['clause']} {row['zh']} {row['en']}",
        "description": f"{row['status_zh']} {row['status']}: {row['passed']} passed, {row['failed']} did not. "
        f"{row['demand']} / {row['demand_zh']}",
        "props": [_prop("status", row["status"]), _prop("number-verified", row["verified"])],
        "target": {
            "type": "objective-id",
            "target-id": token(row["clause"]),
            "status": {"state": "satisfied" if row["status"] == "MET" else "not-satisfied"},
        },
    }
    if related:
        made["related-observations"] = related
    if row["unseen"]:
        made["remarks"] = f"Not looked at: {row['unseen']} / {row['unseen_zh']}"
    return made


def _of_finding(row: View, subject: str) -> str:
    return _uuid(
        "observation",
        f"{subject}/{row['rule']}/{row['stack']}/{row['type']}/{row['subject']}/{row['id']}",
    )


def _moment(view: View) -> str:
    return f"{view['on']}T00:00:00Z"


def _prop(name: str, value: str) -> dict[str, str]:
    return {"name": name, "ns": NAMESPACE, "value": " ".join(visible(value).split())}


def _uuid(kind: str, name: str) -> str:
    return str(uuid.uuid5(_SEED, f"{kind}/{name}"))
