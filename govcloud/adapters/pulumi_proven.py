"""What was proven without the engine a moment ago, and holds as long as nothing was touched that it rests on."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govcloud.model.stack import StackResult

_COMPILED = "__pycache__"


@dataclass(frozen=True, slots=True)
class Proven:
    """An empty plan. `is_stale`: applying would write the state anew. `rests_on` names programs, settings, states."""

    result: StackResult
    is_stale: bool
    rests_on: str


def resting_on(programs: Path, states: Path, config: Mapping[str, Any]) -> str:
    """Names all files below both folders by what changes when they are written, and the settings of a stack.

    A program may read another stack's outputs, so every state counts.
    """
    found = hashlib.sha256(json.dumps(config, sort_keys=True, default=str).encode())
    for folder in (programs, states):
        for line in _files(folder):
            found.update(line.encode("utf-8", "surrogateescape"))
    return found.hexdigest()


def _files(folder: Path) -> Iterator[str]:
    for place, inner, names in os.walk(folder):
        inner[:] = sorted(set(inner) - {_COMPILED})
        for name in sorted(names):
            path = os.path.join(place, name)  # noqa: PTH118 - asked for every stack, of every file
            try:
                state = os.stat(path)  # noqa: PTH116 - as above
            except OSError:
                continue  # a link to nothing
            yield f"{path} {state.st_ino} {state.st_size} {state.st_mtime_ns}\n"
