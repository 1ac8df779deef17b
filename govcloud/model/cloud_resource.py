"""A resource of a cloud, as a program asks for it before it is there, or as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


class Unknown:
    """The type of UNKNOWN."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "(not known yet)"


UNKNOWN = Unknown()
"""A value that nobody can know before something else has been made; compared by identity."""


@dataclass(frozen=True, slots=True)
class CloudResource:
    """One of them.

    `type` is the table's without its package, `s3:Bucket`; `name` that of the program, or the cloud's own.
    `stack` is `PROJECT/STACK`, "" for what stands in the cloud and in no stack. `refers` tells by property the
    URNs that its value was made from, for where the value is not known yet. `line` 0: nobody knows where a
    program registers it.
    """

    type: str
    name: str
    stack: str = ""
    inputs: Mapping[str, Any] = field(default_factory=dict)
    outputs: Mapping[str, Any] = field(default_factory=dict)
    identity: str = ""
    urn: str = ""
    refers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    file: str = ""
    line: int = 0

    @property
    def project(self) -> str:
        """The stack's project, "" where it is in no stack."""
        return self.stack.partition("/")[0]

    @property
    def tags(self) -> Mapping[str, Any]:
        """Its tags, as far as they are known."""
        told = self.inputs.get("tags")
        return told if isinstance(told, Mapping) else {}

    @property
    def owner(self) -> str:
        """Whose it is by its tags: a department's id, SHARED, or "" where they do not say."""
        province, code = self.tags.get("gov:province"), self.tags.get("gov:dept")
        if not isinstance(code, str):
            return ""
        return f"{province}-{code}" if isinstance(province, str) else code

    @property
    def zone(self) -> str:
        """The zone in its tags, "" where they do not say."""
        told = self.tags.get("gov:zone")
        return told if isinstance(told, str) else ""
