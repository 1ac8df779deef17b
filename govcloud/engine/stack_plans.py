"""Plans stacks as one value, and applies a plan only where everything is still as it was when it was made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from govcloud.engine import provision
from govcloud.errors import ApprovalError, Fault, LockedError
from govcloud.model.canonical import Json
from govcloud.model.drift import Drift
from govcloud.model.event import Entry
from govcloud.model.record import Approval, StoredPlan
from govcloud.model.stack import StackRef, StackResult
from govcloud.model.stack_deed import Deed
from govcloud.model.stack_left import Left, Orphan
from govcloud.model.stack_plan import Marks, Scope, StackPlan
from govcloud.ports import Dispatcher, Progress, Stacks, Store
from govcloud.rules import gates, stack_left
from govcloud.rules import stack_plan as rules

Checks = Callable[[Sequence[StackRef]], Mapping[str, Any]]
"""What controls find in what these stacks would make: `findings`, and by whose rules (`controls`)."""


class Records(Protocol):
    """What is recorded of stacks, as far as plans ask."""

    def mark(self, ref: StackRef) -> str:
        """Names the recorded state; "" where nothing is recorded."""
        ...

    def left(self, ref: StackRef) -> Left | None:
        """What an interrupted run left; None if nothing."""
        ...


class Watch(Protocol):
    """Reads the cloud."""

    def look(self, refs: Sequence[StackRef]) -> Drift:
        """In what it is not as recorded. Raises LockedError, UnreachableError, CredentialError."""
        ...


class Provider(Protocol):
    """What the provider of the resources knows beside the engine."""

    def find(self, urn: str, inputs: Mapping[str, Any]) -> Orphan | None:
        """What stands in the cloud with the mark of this resource; None if nothing does."""
        ...

    def made_names(self, urn: str, inputs: Mapping[str, Any]) -> Mapping[str, str]:
        """The physical names that it made up for a resource, by property."""
        ...


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, how it came about, and what earlier runs had left when it was begun."""

    plan: StackPlan
    results: Sequence[StackResult]
    left: Sequence[Left]


@dataclass(frozen=True, slots=True)
class Planning:
    """Makes plans of stacks. `watch` None: the cloud is not read."""

    stacks: Stacks
    records: Records
    provider: Provider
    watch: Watch | None
    checks: Checks
    dispatcher: Dispatcher

    def plan(self, scope: Scope, refs: Sequence[StackRef], progress: Progress) -> Planned:
        """What applying would change, and on what that rests. Changes nothing but a dead run's locks.

        Raises the first stack's failure; LockedError where a stack was applied meanwhile.
        """
        left = [found for ref in refs if (found := self.records.left(ref))]
        before = {str(ref): self.records.mark(ref) for ref in refs}
        results = provision.plan(self.stacks, refs, progress, self.dispatcher)
        marks = self._marks(refs, results)
        moved = [name for name, mark in before.items() if marks[name].state != mark]
        if moved:
            raise LockedError(f"{', '.join(moved)} was applied meanwhile", hint="plan again")
        plan = rules.planned(scope, results, marks, self.checks(refs))
        return Planned(plan, results, [self._with_orphans(one, results) for one in left])

    def _with_orphans(self, left: Left, results: Sequence[StackResult]) -> Left:
        """With what the interrupted run made that no state knows."""
        if not left.may_have_made:
            return left
        suspects = stack_left.suspects(left, results)
        found = (self.provider.find(urn, inputs) for urn, inputs in suspects.items())
        return replace(left, orphans=tuple(one for one in found if one))

    def _marks(self, refs: Sequence[StackRef], results: Sequence[StackResult]) -> dict[str, Marks]:
        found = self.watch.look(refs) if self.watch else None
        marks: dict[str, Marks] = {}
        for result in results:
            name = str(result.ref)
            cloud, deviations = rules.cloud_mark(name, found) if found else ("", 0)
            state = self.records.mark(result.ref)
            marks[name] = Marks(
                rules.wanted_mark(result, self.provider.made_names), state, cloud, deviations
            )
        return marks

    def must_fit(self, plan: StackPlan, refs: Sequence[StackRef], progress: Progress) -> Planned:
        """Plan once more, and see that nothing moved. Raises RefusedError (E-STK-004, naming stack and what moved)."""
        known = {str(ref): ref for ref in refs}
        chosen = [known[name] for name in plan.names if name in known]
        now = self.plan(plan.scope, chosen, progress)
        rules.must_fit(plan, now.plan.marks())
        return now


def keep(store: Store, plan: StackPlan, author: str, now: str) -> bool:
    """Keep a plan under its digest, so that it can be approved; its first author stays."""
    return store.save_plan(StoredPlan(plan.digest, plan.subject, plan.plain(), author, now))


def demand_approval(store: Store, plan: StackPlan, executor: str, now: str) -> Approval:
    """Somebody else's approval of exactly this plan. Raises ApprovalError (E-APR-001, E-SOD-001)."""
    return gates.approved([plan.digest], store.approvals(plan.digest), executor, now)


def demand_deed(store: Store, deed: Deed, executor: str, now: str) -> Approval:
    """Somebody else's approval of exactly this deed, told to the ledger; what has none yet is kept to be approved.

    Raises ApprovalError (E-STK-007 nobody decided yet, E-APR-001, E-SOD-001).
    """
    store.save_plan(StoredPlan(deed.digest, deed.subject, deed.plain(), executor, now))
    decisions = store.approvals(deed.digest)
    if not decisions:
        raise ApprovalError(
            f"E-STK-007: `{deed.scope.environment}` is changed by approval only; this would {deed.said}",
            hint=f"another operator: govcloud approve {deed.digest[:12]} --operator NAME; "
            "then the same command again",
            faults=[Fault(stack, 0, "E-STK-007", said) for stack, said in deed.details],
        )
    approval = gates.approved([deed.digest], decisions, executor, now)
    told: dict[str, Json] = {
        "plan": deed.digest,
        "verb": deed.verb,
        "approved_by": approval.actor,
    }
    store.record(Entry("stacks.deed-approved", data=told))
    return approval


def begun(store: Store, plan: StackPlan, approval: Approval | None) -> None:
    """Record that exactly this plan is applied, and by whose approval."""
    told: dict[str, Json] = {"plan": plan.digest, "stacks": plan.names}
    if approval is not None:
        told["approved_by"] = approval.actor
    store.record(Entry("stacks.plan-applied", data=told))
