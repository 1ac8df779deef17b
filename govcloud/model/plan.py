"""A plan is a value: every change a migration would make, in order, with a digest that names it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from govcloud.model.canonical import Json, digest


class Phase(StrEnum):
    """What a recipe's steps belong to, in order (DOMAIN §3.2)."""

    ASSESS = "assess"
    PROVISION = "provision"
    REPLICATE = "replicate"
    CUTOVER = "cutover"
    ACCEPT = "accept"
    ROLLBACK = "rollback"

    @property
    def needs_approval(self) -> bool:
        """From cutover on nothing is done that nobody approved; a rollback is approved with its plan."""
        return self in {Phase.CUTOVER, Phase.ACCEPT}


class Safety(StrEnum):
    """From which observations a step may act again."""

    CONVERGENT = "convergent"
    GUARDED = "guarded"
    IRREVERSIBLE = "irreversible"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that would be different. `on` is "source", "target" or "users"; "" for a check."""

    phase: Phase
    summary: str
    on: str = ""
    destructive: bool = False


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step as the plan shows it: its key, its server and its change."""

    key: str
    server: str
    safety: Safety
    change: Change

    def plain(self) -> dict[str, Json]:
        """As plain JSON, for the digest and the views."""
        return {
            "key": self.key,
            "server": self.server,
            "safety": self.safety.value,
            "phase": self.change.phase.value,
            "summary": self.change.summary,
            "on": self.change.on,
            "destructive": self.change.destructive,
        }


@dataclass(frozen=True, slots=True)
class ApplicationPlan:
    """All that would happen to one application, its way back included."""

    application: str
    inventory_digest: str
    host_keys: tuple[str, ...]
    steps: tuple[PlannedStep, ...]

    def plain(self) -> dict[str, Json]:
        """As plain JSON: what the digest is over, and what the store keeps."""
        return {
            "application": self.application,
            "inventory": self.inventory_digest,
            "host_keys": list(self.host_keys),
            "steps": [step.plain() for step in self.steps],
        }

    @property
    def digest(self) -> str:
        """Names this plan: what was approved is what is run."""
        return digest(self.plain())


@dataclass(frozen=True, slots=True)
class WavePlan:
    """A wave's plan: its digest is over its applications' digests, so that approving it approves each."""

    wave: str
    plans: tuple[ApplicationPlan, ...]

    @property
    def digest(self) -> str:
        """Names this wave's plan."""
        return digest({"wave": self.wave, "plans": [plan.digest for plan in self.plans]})
