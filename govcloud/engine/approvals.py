"""A person's decision on a plan, recorded."""

from __future__ import annotations

from govcloud.errors import InputError
from govcloud.model.record import Approval
from govcloud.ports import Store
from govcloud.rules import gates


def decide(
    store: Store, now: str, operator: str, digest: str, decision: tuple[bool, str, int]
) -> Approval:
    """Keep `operator`'s decision on the plan that `digest` names; `decision` is (refused, reason, valid days).

    Raises InputError (E-APR-002) for an unknown plan, ApprovalError (E-SOD-001) for one's own.
    """
    refused, reason, days = decision
    plan = store.plan(digest)
    if plan is None:
        raise InputError(
            f"E-APR-002: no plan has the digest {digest}",
            hint="a plan is known once it was shown: govcloud migrate plan --wave ID",
        )
    if not refused:
        gates.may_approve(plan, operator)
    word = "refused" if refused else "approved"
    made = Approval(plan.digest, word, operator, now, gates.expiry(now, days), reason)
    store.approve(made)
    return made
