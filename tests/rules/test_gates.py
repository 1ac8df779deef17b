"""Gates: who may approve, whose approval counts, and what verification is fresh."""

from __future__ import annotations

import pytest

from govcloud.errors import ApprovalError, RefusedError
from govcloud.model.plan import Phase, Safety
from govcloud.model.record import Approval, StepRow, StepState, StoredPlan
from govcloud.rules import gates

NOW = "2026-11-24T09:30:00.000Z"
LATER = gates.expiry(NOW, 30)
PLAN = StoredPlan("a" * 64, "wave:W01", {}, "planner", NOW)


def yes(actor: str = "approver", plan: str = "a" * 64, until: str = LATER) -> Approval:
    """An approval."""
    return Approval(plan, "approved", actor, NOW, until, "")


def no(actor: str) -> Approval:
    """A refusal."""
    return Approval("a" * 64, "refused", actor, NOW, LATER, "no drill")


def test_an_approval_lapses_after_its_days() -> None:
    assert LATER == "2026-12-24T09:30:00.000Z"


def test_the_author_may_not_approve() -> None:
    with pytest.raises(ApprovalError, match="E-SOD-001"):
        gates.may_approve(PLAN, "planner")
    gates.may_approve(PLAN, "approver")


@pytest.mark.parametrize(
    "digests", [("a" * 64, "b" * 64), ("b" * 64, "a" * 64)], ids=["own", "wave's"]
)
def test_the_approval_of_the_application_or_of_its_wave_counts(digests: tuple[str, str]) -> None:
    assert gates.approved(digests, [yes()], "operator", NOW).actor == "approver"


@pytest.mark.parametrize(
    ("approvals", "words"),
    [
        ([], "nobody has approved"),
        ([yes(plan="c" * 64)], "nobody has approved"),
        ([yes(until=NOW)], "expired"),
        ([yes("operator")], "E-SOD-001"),
        ([yes(), no("security officer")], "security officer refused"),
        ([yes(), no("approver")], "approver refused"),
    ],
    ids=[
        "none",
        "another plan's",
        "expired",
        "the executor's own",
        "somebody refused",
        "changed mind",
    ],
)
def test_what_is_no_approval_is_refused_with_the_reason(
    approvals: list[Approval], words: str
) -> None:
    with pytest.raises(ApprovalError, match=words) as refused:
        gates.approved(("a" * 64,), approvals, "operator", NOW)
    assert refused.value.exit_code == 4


def test_a_refusal_can_be_taken_back() -> None:
    assert gates.approved(("a" * 64,), [no("approver"), yes()], "operator", NOW).actor == "approver"


def check(finished_at: str, state: StepState = StepState.SUCCEEDED) -> StepRow:
    """A content check of the cutover."""
    key = "cutover.manifest:/srv@web"
    return StepRow("A/" + key, "A", Phase.CUTOVER, key, 5, state, Safety.CONVERGENT, 1, finished_at)


def test_only_a_fresh_and_passed_verification_leads_users_over() -> None:
    gates.fresh_verification("A", Phase.CUTOVER, [check("2026-11-24T08:30:00.000Z")], NOW)
    gates.fresh_verification("A", Phase.ROLLBACK, [check("2026-11-01T00:00:00.000Z")], NOW)
    for stale in (
        check("2026-11-24T08:29:59.000Z"),
        check("", StepState.READY),
        check(NOW, StepState.FAILED),
    ):
        with pytest.raises(RefusedError, match="E-CUT-004"):
            gates.fresh_verification("A", Phase.CUTOVER, [stale], NOW)


def test_a_target_that_serves_takes_no_new_plan() -> None:
    gates.may_plan("A", "target", same_plan=True)
    gates.may_plan("A", "source", same_plan=False)
    with pytest.raises(RefusedError, match="E-CUT-005"):
        gates.may_plan("A", "target", same_plan=False)


@pytest.mark.parametrize(
    ("key", "leads", "checks"),
    [
        ("cutover.service-start:portal@web", True, False),
        ("rollback.traffic:GD-GSD-008@web", True, False),
        ("cutover.service-stop:portal@web", False, False),
        ("cutover.postgresql-contents:portal@web", False, True),
        ("replicate.tree:/srv/start:traffic@web", False, False),
    ],
)
def test_steps_are_told_apart_by_the_noun_of_their_key(key: str, leads: bool, checks: bool) -> None:
    assert (gates.leads_users(key), gates.is_content_check(key)) == (leads, checks)
