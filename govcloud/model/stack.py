"""What a Pulumi stack would do, did, and gave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class StackRef:
    """One stack: its project's folder under stacks/, its name, and the `spec` its program reads from config.

    Names: project `landing-zone`, stack `ENV`; project `department`, stack `ENV-CODE` (`local-GD-HRS`).
    """

    project: str
    stack: str
    spec: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.project}/{self.stack}"


@dataclass(frozen=True, slots=True)
class ResourceChange:
    """What happens to one resource: `op` is create, update, replace, delete or same."""

    op: str
    type: str
    name: str


@dataclass(frozen=True, slots=True)
class StackResult:
    """What plan would do (or apply did): resources by kind of change, the changed ones by name, seconds, outputs."""

    ref: StackRef
    counts: Mapping[str, int]
    changes: tuple[ResourceChange, ...]
    seconds: float
    outputs: Mapping[str, Any] = field(default_factory=dict)

    @property
    def changed(self) -> bool:
        """Whether anything but `same` is in it."""
        return any(count for op, count in self.counts.items() if op != "same")
