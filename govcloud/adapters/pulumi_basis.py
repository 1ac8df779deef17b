"""What a plan rests on where it wants secrets: nobody may compare them, so what makes them is named instead."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from govcloud.model.stack import SECRET, StackResource
from govcloud.rules.property_paths import holds

_COMPILED = "__pycache__"


def basis(program: Path, config: Mapping[str, Any], wanted: Iterable[StackResource]) -> str:
    """Names the program's files and its configuration, if any resource wants a secret; else "".

    `program` is the folder of the stack's project.
    """
    if not any(holds(one.inputs, SECRET) for one in wanted):
        return ""
    found = hashlib.sha256(json.dumps(config, sort_keys=True, default=str).encode())
    for path in sorted(program.rglob("*")):
        if path.is_file() and _COMPILED not in path.parts:
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            found.update(f"{path.relative_to(program)} {content}\n".encode())
    return found.hexdigest()
