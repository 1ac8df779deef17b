"""Which hosts are asked, and how each one answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from govcloud.errors import GovcloudError
from govcloud.model.facts import HostFacts
from govcloud.model.machine import Server


class Outcome(StrEnum):
    """How asking a host ended."""

    ANSWERED = "answered"
    PARTLY = "partly"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class AskedHost:
    """A host that is asked. `application` "" and `known` False: the inventory does not have it."""

    server: Server
    application: str = ""
    known: bool = False

    @property
    def name(self) -> str:
        """What it is called: its name in the inventory, or what was typed."""
        return self.server.name

    @property
    def login(self) -> str:
        """Who logs in where."""
        return f"{self.server.user}@{self.server.address}"


@dataclass(frozen=True, slots=True)
class HostAnswer:
    """What a host told, or the error that kept it from telling anything; one that was stopped may have told some.

    `lost` are the questions that time or the connection ran out for (all others that have no fact were
    answered, by saying why there is none).
    """

    host: AskedHost
    outcome: Outcome
    facts: HostFacts = field(default_factory=HostFacts)
    error: GovcloudError | None = None
    seconds: float = 0.0
    lost: tuple[str, ...] = ()
