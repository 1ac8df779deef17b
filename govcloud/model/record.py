"""What the store keeps beside the ledger: step rows, claims, plans and approvals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from govcloud.model.canonical import Json
from govcloud.model.plan import Phase, Safety


class StepState(StrEnum):
    """Where a step stands."""

    READY = "ready"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of one application.

    `fence` is the number of its newest attempt, counted over the whole application, so that it never falls
    from one step to the next; a result under an older fence is void.
    """

    id: str
    application_id: str
    phase: Phase
    step_key: str
    ordinal: int
    state: StepState
    safety: Safety
    fence: int
    finished_at: str = ""
    """When it last succeeded, "" if it has not."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to attempt one step once."""

    step_id: str
    attempt_id: str
    fence: int
    took_over: bool
    """Whether an earlier attempt was left running: what it did is not known until it is looked at."""


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """A plan as it was shown: `subject` is `wave:W01` or `application:ID`, `body` its canonical content."""

    digest: str
    subject: str
    body: Mapping[str, Json]
    author: str
    at: str


@dataclass(frozen=True, slots=True)
class Approval:
    """A person's yes (or no) to one plan digest."""

    plan_digest: str
    decision: str
    actor: str
    at: str
    expires_at: str
    reason: str


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """Where an application stands as the store keeps it: its wave, its current plan, the side that serves users."""

    id: str
    wave: str
    plan_digest: str
    side: str
