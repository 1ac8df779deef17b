"""What a Pulumi stack would do, did, and gave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SECRET = "[secret]"  # noqa: S105 - what stands in place of one
UNKNOWN = "[known once applied]"
"""What stands in a plan in place of a value that only applying tells."""


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
class PropertyChange:
    """One property that becomes another, by its path; None is nothing. Secrets and what nobody knows yet are words."""

    path: str
    before: Any
    after: Any
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class ResourceChange:
    """What happens to one resource: `op` is create, update, replace, delete or same."""

    op: str
    type: str
    name: str
    properties: tuple[PropertyChange, ...] = ()


@dataclass(frozen=True, slots=True)
class StackResource:
    """A resource of a stack with its inputs, as they are shown: secrets are words."""

    urn: str
    type: str
    inputs: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StackResult:
    """What plan would do (or apply did): resources by kind of change, the changed ones by name, seconds, outputs.

    `wanted` is what the program asks for, completed; `standing` is what was recorded of it before. `basis` names
    program and configuration where secrets are wanted, whose values nobody may compare; else "".
    """

    ref: StackRef
    counts: Mapping[str, int]
    changes: tuple[ResourceChange, ...]
    seconds: float
    outputs: Mapping[str, Any] = field(default_factory=dict)
    wanted: tuple[StackResource, ...] = ()
    standing: tuple[StackResource, ...] = ()
    basis: str = ""

    @property
    def changed(self) -> bool:
        """Whether anything but `same` is in it."""
        return any(count for op, count in self.counts.items() if op != "same")
