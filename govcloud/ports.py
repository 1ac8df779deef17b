"""The outside world on one page: all that the engine and the steps ask of anything beyond ourselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from govcloud.model.command import Command, Completed
from govcloud.model.event import Entry, Event
from govcloud.model.plan import Change, Phase, Safety
from govcloud.model.record import ApplicationRow, Approval, Claim, StepRow, StoredPlan
from govcloud.model.stack import ResourceChange, StackRef, StackResult
from govcloud.model.step import Evidence, Observation, Outcome, Side


@dataclass(frozen=True, slots=True)
class HostIdentity:
    """Who a host is to its peers: `address` is its private one; `host_keys` are pinned OpenSSH public keys."""

    name: str
    address: str
    user: str = "root"
    port: int = 22
    host_keys: tuple[str, ...] = ()


class Remote(Protocol):
    """A host that we can speak to."""

    @property
    def identity(self) -> HostIdentity:
        """Who it is. Known without asking the host."""
        ...

    def run(self, command: Command, *, timeout_s: float) -> Completed:
        """Run `command` and give its answer, whatever its exit code.

        Raises UnreachableError if the host does not answer within `timeout_s` (an order may then still run),
        HostKeyError for an unknown or changed key, CredentialError for a refused login. Never repeats an order.
        """
        ...


class Replicator(Protocol):
    """Moves a file tree straight from a route's source to its target."""

    def differences(self, route: Route, path: str) -> int:
        """How many entries below `path` differ in kind, size, time, owner, mode, ACL, xattrs or links; asks only.

        -1 where the tree is not on the target at all.
        """
        ...

    def copy(self, route: Route, path: str) -> Evidence:
        """Make the target's tree equal to the source's, extra entries on the target deleted.

        May be repeated from any state. Leaves no key and no partial file behind, whether it ends well or not;
        what a killed controller left is cleaned by the next call. Evidence: `files`, `bytes`, `sent_bytes`.
        """
        ...


class Traffic(Protocol):
    """Where the users of an application are led."""

    def entry(self, application: str) -> str:
        """The base URL at which users reach the application, "" if it has none."""
        ...

    def read(self, application: str) -> Side | None:
        """Where users are led now; None if that cannot be told or there is no entry."""
        ...

    def switch(self, application: str, to: Side) -> None:
        """Lead users to the other side. May be repeated."""
        ...


@dataclass(frozen=True, slots=True)
class Answer:
    """What an HTTP probe saw. `status` 0: nothing answered, and `body` says why."""

    status: int
    body: str


class Prober(Protocol):
    """Looks at a web application as a user would."""

    def get(self, url: str, *, timeout_s: float) -> Answer:
        """GET `url`, no redirects, at most 1 MiB read; never raises for what the other side does."""
        ...


@dataclass(frozen=True, slots=True)
class Route:
    """What a step works along: the source and the target of one server, and the means between them."""

    source: Remote
    target: Remote
    replicator: Replicator
    traffic: Traffic
    prober: Prober

    def reversed(self) -> Route:
        """The way back: the same steps along it carry what users wrote home."""
        return replace(self, source=self.target, target=self.source)


class Step(Protocol):
    """One thing a migration does. A frozen value; `key` is a stable name, unique in its application, never reused."""

    @property
    def key(self) -> str:
        """`PHASE.noun:name@server`; a step of a rollback begins with `rollback.`."""
        ...

    @property
    def phase(self) -> Phase:
        """The phase it belongs to."""
        ...

    @property
    def safety(self) -> Safety:
        """From which observations it may act."""
        ...

    @property
    def server(self) -> str:
        """The inventory server whose route it works along."""
        ...

    @property
    def change(self) -> Change:
        """What it would do, for the plan and its digest."""
        ...

    def observe(self, route: Route) -> Observation:
        """Look, by questions alone. A check that is always made afresh says ABSENT."""
        ...

    def act(self, route: Route, seen: Observation) -> Evidence:
        """Do it, from what was seen; convergent from PARTIAL. Raises a GovcloudError if it cannot."""
        ...

    def verify(self, route: Route) -> Observation:
        """See, from the outside and by questions alone, that it is done."""
        ...


Progress = Callable[[StackRef, ResourceChange], None]


class Stacks(Protocol):
    """The Pulumi engine and the stacks it keeps."""

    def foresee(self, refs: Sequence[StackRef]) -> None:
        """Told which stacks are planned next, so that it may work ahead; says and changes nothing."""
        ...

    def plan(self, ref: StackRef, progress: Progress) -> StackResult:
        """What apply would do; changes nothing. Raises CloudError, MissingProgramError, UnreachableError."""
        ...

    def apply(self, ref: StackRef, progress: Progress) -> StackResult:
        """Make the cloud as the program says; `outputs` are filled. Raises as plan does, and LockedError."""
        ...

    def outputs(self, ref: StackRef) -> Mapping[str, Any]:
        """The stack's outputs as last applied; {} if it never was."""
        ...

    def destroy(self, ref: StackRef, progress: Progress) -> StackResult:
        """Delete all that the stack made."""
        ...


class Cloud(Protocol):
    """The account that the environment names, and what is there."""

    def account(self) -> str:
        """The account's id. Raises UnreachableError, CredentialError."""
        ...

    def partition(self) -> str:
        """`aws`, `aws-cn`, `aws-us-gov` …, from the region or the caller, never from a resource's ARN."""
        ...

    def ensure_state_key(self) -> str:
        """Make the KMS key behind `alias/govcloud-state` if it is not there; gives the alias."""
        ...

    def console_output(self, instance: str) -> str:
        """What the instance printed at boot, "" if nothing yet."""
        ...

    def lacking(self) -> tuple[str, ...]:
        """Which of the services that stacks can do without are not there, as the cloud itself says."""
        ...


class Store(Protocol):
    """The one source of truth. Every change of state and its ledger row commit in one transaction.

    All methods raise IntegrityError if the store is damaged and LockedError if it stays busy; if the ledger
    cannot be written nothing is done.
    """

    def record(self, *entries: Entry) -> None:
        """Append rows to the ledger that change no other state."""
        ...

    def events(self, after: int = 0) -> Iterator[Event]:
        """The ledger's rows with a sequence number above `after`, in order."""
        ...

    def save_plan(self, plan: StoredPlan, wave: str = "") -> bool:
        """Keep a plan under its digest; the first author stays. False if it was there already."""
        ...

    def plan(self, digest: str) -> StoredPlan | None:
        """The plan with this digest (or the only one whose digest begins so), None if there is none."""
        ...

    def approve(self, approval: Approval) -> None:
        """Keep a decision on a plan; the newest one of an actor counts."""
        ...

    def approvals(self, digest: str = "") -> tuple[Approval, ...]:
        """All decisions, or those on one plan, oldest first."""
        ...

    def prepare(self, application: ApplicationRow, steps: Sequence[StepRow]) -> None:
        """Lay down the steps of an application's plan; under a new plan every step is ready again."""
        ...

    def reset(self, application: str, step_keys: Sequence[str], reason: str) -> None:
        """Make these steps ready again: what is recorded of them is not relied on any more."""
        ...

    def settle(self, application: str, side: Side, reason: str) -> None:
        """Record which side serves the application's users from now on."""
        ...

    def application(self, id: str) -> ApplicationRow | None:  # noqa: A002 - the domain's word
        """The application's row, None if nothing was ever planned for it."""
        ...

    def steps(self, application: str) -> tuple[StepRow, ...]:
        """The application's steps, in order."""
        ...

    def begin(self, step_id: str, gate: Gate) -> Claim | None:
        """Claim one attempt: None if the step has succeeded. The intent is durable when this returns.

        `gate` judges inside the same transaction; what it raises (ApprovalError …) leaves nothing behind.
        A step left running by a dead controller is taken over under a higher fence.
        """
        ...

    def finish(self, claim: Claim, outcome: Outcome, evidence: Evidence) -> bool:
        """Settle an attempt, if its fence is still the step's; else record `stale-result` and give False."""
        ...


Gate = Callable[[StepRow], None]


class Pins(Protocol):
    """The host keys that we believe, by private address."""

    def pins(self, address: str) -> tuple[str, ...]:
        """The pinned OpenSSH public keys of `address`, () if none."""
        ...

    def add(self, address: str, keys: Iterable[str], *, replace: bool = False) -> bool:
        """Pin keys; whether anything changed. Raises HostKeyError where others are pinned and not `replace`."""
        ...


class Clock(Protocol):
    """The time."""

    def now(self) -> str:
        """UTC as `2026-11-24T09:30:00.000Z`."""
        ...


class Dispatcher(Protocol):
    """Delivers work to workers; embedded: threads of this controller."""

    def each(self, work: Sequence[Callable[[], None]]) -> list[BaseException | None]:
        """Do all of them, at most as many at a time as there are workers; give what each raised, in order."""
        ...
