"""imports/provenance.jsonl: beside the inventory, a line for what each row of a source wrote, in a stable order."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from govcloud.adapters.input_file import read_input
from govcloud.errors import Fault, InputError
from govcloud.model.provenance import Claim, Claims, Source, Told

FILE = Path("imports") / "provenance.jsonl"
BYTES_MAX = 1 << 30
_CELL = 3


def read_claims(path: Path) -> Claims:
    """The claims; none where nothing was imported yet. Raises InputError (E-IMP-012) with every bad line."""
    if not path.exists():
        return {}
    claims: Claims = {}
    faults = []
    content = read_input(path, bytes_max=BYTES_MAX).decode("utf-8", "surrogateescape")
    for number, line in enumerate(content.split("\n"), 1):
        try:
            if line:
                _learn(claims, json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError):
            hint = "take the file back from git, or delete the line: its values then count as a person's"
            faults.append(Fault(str(FILE), number, "E-IMP-012", "is no line of provenance", hint))
    if faults:
        raise InputError(f"{FILE} cannot be read", faults=faults)
    return claims


def _learn(claims: Claims, line: dict[str, Any]) -> None:
    source = Source(*(_text(line[name]) for name in ("format", "file", "sha256", "sheet")))
    row = int(line["row"])
    held = claims.setdefault((_text(line["kind"]), _text(line["subject"])), {})
    for name, cell in line["cells"].items():
        value, column, *raw = cell
        told = Told(value, _text(column), _text(raw[0]) if raw else _plain(value))
        held[name] = Claim(source, row, told)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def claims_text(claims: Claims) -> str:
    """The file's content: a line for each row that told what holds, by subject; cells are value, heading, raw text."""
    return "".join(_lines(claims))


def _lines(claims: Claims) -> Iterator[str]:
    for (kind, subject), held in sorted(claims.items()):
        rows: dict[tuple[Source, int], dict[str, list[Any]]] = {}
        for name, claim in sorted(held.items()):
            value, column, raw = claim.told
            cell = [value, column] if _plain(value) == raw else [value, column, raw]
            rows.setdefault((claim.source, claim.row), {})[name] = cell
        for (source, row), cells in sorted(rows.items(), key=lambda item: item[0]):
            line = {"kind": kind, "subject": subject, **source._asdict(), "row": row}
            yield json.dumps({**line, "cells": cells}, ensure_ascii=False) + "\n"


def _plain(value: Any) -> str:
    """The text that a value would have had in its cell, where the cell needs no words of its own."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if isinstance(value, str | int | float) else ""
