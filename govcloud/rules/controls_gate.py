"""Whether stacks may be applied, by what controls found in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from govcloud.errors import Fault, RefusedError

_MANDATORY = "mandatory"


def may_apply(findings: Iterable[Mapping[str, Any]]) -> None:
    """Nothing is made that breaks a mandatory rule of the environment's profile. Raises RefusedError (E-CTL-001)."""
    stopping = [row for row in findings if row["binding"] == _MANDATORY]
    if stopping:
        rules = ", ".join(dict.fromkeys(str(row["rule"]) for row in stopping))
        raise RefusedError(
            f"E-CTL-001: {len(stopping)} mandatory findings in these stacks: {rules}",
            hint="mend the stacks: govcloud stack check says where; a profile of your own may make a rule advisory",
            faults=[_fault(row) for row in stopping],
        )


def _fault(row: Mapping[str, Any]) -> Fault:
    what = f"{row['type']} {row['subject']}".strip()
    message = f"{what}: should be: {row['en']} / {row['zh']}"
    return Fault(str(row["stack"]) or "cloud", 0, str(row["rule"]), message, str(row["fix"]))
