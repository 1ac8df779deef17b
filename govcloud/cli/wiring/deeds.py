"""What is asked before stacks are destroyed, their states replaced, or things adopted: approvals, and protection."""

from __future__ import annotations

from collections.abc import Sequence

from govcloud.cli.wiring.drift import mender_of, watch_of
from govcloud.cli.wiring.local import Desk
from govcloud.engine import stack_plans
from govcloud.model.drift import Record, Recorded
from govcloud.model.event import Entry
from govcloud.model.stack import StackRef
from govcloud.model.stack_deed import Deed
from govcloud.rules import stack_plan


def demand_approved(desk: Desk, deed: Deed) -> None:
    """Where stacks are changed by approval only, somebody else's of exactly this. Raises ApprovalError."""
    if desk.environment.stack_approval == stack_plan.REQUIRED:
        stack_plans.demand_deed(desk.store, deed, desk.operator, desk.clock.now())


def recorded(desk: Desk, refs: Sequence[StackRef]) -> list[Record]:
    """What these stacks recorded. Raises InputError, CloudError."""
    names = [str(ref) for ref in refs]
    return [one for one in watch_of(desk).records.every(refs) if one.stack in names]


def protected(desk: Desk, records: Sequence[Record]) -> list[Recorded]:
    """What the cloud would refuse to delete. Raises CloudError, UnreachableError."""
    from govcloud.provider import protection

    resources = [one for record in records for one in record.resources]
    return protection.protected(mender_of(desk), resources)


def lift(desk: Desk, lifted: Sequence[Recorded]) -> None:
    """Take the protection away, each recorded before it is done. Raises CloudError where the cloud refuses."""
    from govcloud.provider import protection

    mender = mender_of(desk)
    for one in lifted:
        told = {"stack": one.stack, "resource": one.name, "id": one.id}
        desk.store.record(Entry("stack.protection-lifted", data=dict(told)))
        protection.lift(mender, one)
