"""What a stack recorded of the cloud, and in what the cloud is otherwise now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class Sealed:
    """A secret as a state file keeps it; it never shows itself."""

    ciphertext: str

    def __repr__(self) -> str:
        return "Sealed(…)"


@dataclass(frozen=True, slots=True)
class Recorded:
    """A resource as its stack recorded it.

    `inputs` are what the program asked for, completed, and `outputs` what the cloud gave; secrets in them are
    Sealed unless they could be opened. `ignored` are the properties that the program leaves to others;
    `imported` says that the stack took it over and did not make it. `region` "" is the environment's. `secrets`
    are the inputs that are never shown.
    """

    stack: str
    urn: str
    type: str
    id: str
    inputs: Mapping[str, Any]
    outputs: Mapping[str, Any]
    ignored: tuple[str, ...] = ()
    imported: bool = False
    region: str = ""
    secrets: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """Its name in the program."""
        return self.urn.split("::", 3)[3]


class Kind(StrEnum):
    """How the cloud differs from what is recorded."""

    CHANGED = "changed"
    MISSING = "missing"
    ADDED = "added"


class Remedy(StrEnum):
    """What heals it: the engine, or a call of our own for what the engine does not see."""

    ENGINE = "engine"
    REMOVE = "remove"
    REVIVE = "revive"
    RESTORE = "restore"
    RETAG = "retag"


@dataclass(frozen=True, slots=True)
class Deviation:
    """One thing that is not as recorded.

    `where` is the resource that is meant, or in which something was added; `type` and `id` are those of what
    was added, else the resource's own. `what` is the property, "" for a whole thing. `found` is what it is,
    `wanted` what it should be; None is nothing. `item` is all that the cloud tells of an addition. `replaces`
    says that the resource is made anew to heal it, and what it holds is lost.
    """

    where: Recorded
    kind: Kind
    type: str
    id: str
    what: str = ""
    found: Any = None
    wanted: Any = None
    remedy: Remedy = Remedy.ENGINE
    item: Mapping[str, Any] = field(default_factory=dict)
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class Untold:
    """What could not be compared, and why."""

    where: Recorded
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found when resources were looked at, what could not be, and how many calls it took."""

    deviations: tuple[Deviation, ...]
    untold: tuple[Untold, ...]
    calls: int


@dataclass(frozen=True, slots=True)
class Record:
    """A stack's recorded resources. `unfinished`: a run of it is under way, or was interrupted; says what."""

    stack: str
    resources: tuple[Recorded, ...]
    others: tuple[tuple[str, str], ...] = ()
    unfinished: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Drift:
    """The records of the stacks asked about, and in what the cloud is not like them.

    `absent` were never applied. `unfinished` says of which stacks, asked about or not, a run has not ended, and why.
    """

    records: tuple[Record, ...]
    survey: Survey
    absent: tuple[str, ...] = ()
    unfinished: Mapping[str, str] = field(default_factory=dict)
