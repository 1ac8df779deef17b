"""May this happen now? Each gate answers with a sentence, or lets it pass."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from datetime import datetime, timedelta

from govcloud.errors import ApprovalError, IntegrityError, RefusedError
from govcloud.model.plan import Phase
from govcloud.model.record import Approval, StepRow, StepState, StoredPlan

APPROVAL_TTL_DAYS = 30
VERIFICATION_MAX_AGE_S = 3600

_LEADING = frozenset({"service-start", "traffic"})
_CHECKING = frozenset({"manifest", "postgresql-contents", "mariadb-contents"})

BINDING = (
    "approval of this plan's digest by somebody other than its author and its executor",
    f"fresh verification: content compared at most {VERIFICATION_MAX_AGE_S // 60} min before users are led over",
)
NOT_YET_BINDING = (
    "windows and freeze calendars",
    "rehearsal on record",
    "backup within 24 h",
    "acceptance by department and management",
    "party of the approver (管运分离 by organisation), signatures",
)


def expiry(now: str, days: int = APPROVAL_TTL_DAYS) -> str:
    """When an approval given `now` lapses (both ISO 8601 UTC)."""
    return _stamp(_time(now) + timedelta(days=days))


def may_approve(plan: StoredPlan, operator: str) -> None:
    """Raises ApprovalError (E-SOD-001) where the operator wrote the plan."""
    if operator == plan.author:
        raise ApprovalError(
            f"E-SOD-001: {operator} wrote plan {plan.digest[:12]} and cannot approve it",
            hint=f"another operator types: govcloud approve {plan.digest[:12]} --operator NAME",
        )


def approved(
    digests: Sequence[str], approvals: Iterable[Approval], executor: str, now: str
) -> Approval:
    """The approval that covers one of `digests` (an application's plan, or its wave's).

    An actor's newest decision counts; a refusal by anybody stands against it. Raises ApprovalError
    (E-APR-001 missing or expired, E-SOD-001 the executor's own).
    """
    newest = {item.actor: item for item in approvals if item.plan_digest in digests}
    command = f"govcloud approve {digests[-1][:12]} --operator NAME"
    for item in newest.values():
        if item.decision != "approved":
            raise ApprovalError(
                f"E-APR-001: {item.actor} refused plan {item.plan_digest[:12]}: {item.reason}"
            )
    valid = [item for item in newest.values() if item.expires_at > now]
    if newest and not valid:
        raise ApprovalError(
            f"E-APR-001: the approval of {digests[-1][:12]} has expired", hint=command
        )
    others = [item for item in valid if item.actor != executor]
    if valid and not others:
        raise ApprovalError(
            f"E-SOD-001: {executor} approved this plan and cannot execute it", hint=command
        )
    if not others:
        raise ApprovalError(
            f"E-APR-001: nobody has approved plan {digests[-1][:12]}",
            hint=f"somebody other than its author types: {command}",
        )
    return others[0]


def fresh_verification(application: str, phase: Phase, rows: Sequence[StepRow], now: str) -> None:
    """Before users may write on the other side, every content check of this phase has passed, lately.

    Raises RefusedError (E-CUT-004).
    """
    for row in rows:
        if row.phase is not phase or not is_content_check(row.step_key):
            continue
        if row.state is not StepState.SUCCEEDED or not row.finished_at:
            raise RefusedError(f"E-CUT-004: {application}: {row.step_key} has not passed")
        age_s = (_time(now) - _time(row.finished_at)).total_seconds()
        if age_s > VERIFICATION_MAX_AGE_S:
            raise RefusedError(
                f"E-CUT-004: {application}: {row.step_key} passed {int(age_s)} s ago: too long",
                hint="run the same command again: it verifies anew",
            )


def may_plan(application: str, side: str, *, same_plan: bool) -> None:
    """An application that serves from its target takes no new plan: it would copy the old source over it.

    Raises RefusedError (E-CUT-005).
    """
    if side == "target" and not same_plan:
        raise RefusedError(
            f"E-CUT-005: {application} serves from its target under another plan",
            hint=f"roll it back first: govcloud migrate rollback {application}",
        )


def may_delete(serving: Sequence[str]) -> None:
    """Servers that users are served from are not deleted with their stack. Raises RefusedError (E-STK-002)."""
    if serving:
        raise RefusedError(
            f"E-STK-002: users are served from these stacks: {', '.join(serving)}",
            hint=f"bring them home first: govcloud migrate rollback {serving[0]}",
        )


def still_listed(serving: Iterable[str], known: Container[str]) -> None:
    """What serves from the cloud may not vanish from the inventory: its servers would be deleted.

    Raises RefusedError (E-STK-003).
    """
    lost = [name for name in serving if name not in known]
    if lost:
        raise RefusedError(
            f"E-STK-003: {', '.join(lost)} serves from the cloud, and is not in the inventory any more: "
            "its servers would be deleted",
            hint="put it back into inventory.yaml; to give it up, roll it back first",
        )


def nobody_serves(application: str, side: str, runs: bool) -> None:
    """Nothing is copied onto a side whose services run, whatever the record says.

    Raises IntegrityError (E-CUT-006).
    """
    if runs:
        raise IntegrityError(
            f"E-CUT-006: {application} is on record as not served from its {side}, but its service runs there: "
            "to copy would overwrite what users wrote",
            hint="was an older copy of the ledger put back? find out which side is right before you stop the other",
        )


def starts_service(step_key: str) -> bool:
    """Whether this step lets a service run."""
    return _noun(step_key) == "service-start"


def leads_users(step_key: str) -> bool:
    """Whether this step lets users write on the side that it serves: what fresh verification is asked for."""
    return _noun(step_key) in _LEADING


def is_content_check(step_key: str) -> bool:
    """Whether this step compares what both sides hold."""
    return _noun(step_key) in _CHECKING


def _noun(step_key: str) -> str:
    return step_key.partition(".")[2].partition(":")[0]


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
