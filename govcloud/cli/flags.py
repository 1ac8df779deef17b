"""The global options as typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Flags:
    """`values` by setting name, "" where none was given."""

    values: Mapping[str, str]
    quiet: bool = False
    verbose: int = 0
