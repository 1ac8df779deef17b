"""imports/provenance.jsonl: beside the inventory, a line for each value that an import wrote, in a stable order."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from govcloud.adapters.input_file import read_input
from govcloud.errors import Fault, InputError
from govcloud.model.provenance import Claim

FILE = Path("imports") / "provenance.jsonl"


def read_claims(path: Path) -> list[Claim]:
    """The claims; none where nothing was imported yet. Raises InputError (E-IMP-012) with every bad line."""
    if not path.exists():
        return []
    claims, faults = [], []
    for number, line in enumerate(read_input(path).decode("utf-8").splitlines(), 1):
        try:
            claims.append(Claim.of(json.loads(line)))
        except (ValueError, KeyError, TypeError):
            hint = "take the file back from git, or delete the line: its value then counts as a person's"
            faults.append(Fault(str(FILE), number, "E-IMP-012", "is no line of provenance", hint))
    if faults:
        raise InputError(f"{FILE} cannot be read", faults=faults)
    return claims


def claims_text(claims: Iterable[Claim]) -> str:
    """The file's content, sorted by what each claim is about."""
    ordered = sorted(claims, key=lambda claim: claim.place)
    return "".join(
        json.dumps(claim.plain(), ensure_ascii=False, separators=(", ", ": ")) + "\n"
        for claim in ordered
    )
