"""What a verb would do to stacks is done once somebody else approved exactly that."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from govcloud.engine import approvals
from govcloud.engine.stack_plans import demand_deed
from govcloud.errors import ApprovalError
from govcloud.model.stack_deed import Deed
from govcloud.model.stack_plan import Scope
from tests.fakes_engine import FakeClock, store

DEED = Deed(
    Scope("w1", "production", "123456789012", "cn-north-1"),
    "destroy",
    {"stacks": ["landing-zone/t"]},
    "delete the 2 resources of landing-zone/t",
    [("landing-zone/t", "2 ec2:Vpc")],
)
NOW = "2026-11-25T08:00:00.000Z"


def test_a_deed_is_done_once_another_operator_approved_exactly_it(tmp_path: Path) -> None:
    kept = store(tmp_path, FakeClock())
    with pytest.raises(ApprovalError, match=r"E-STK-007.*delete the 2 resources") as refused:
        demand_deed(kept, DEED, "operator", NOW)
    assert f"govcloud approve {DEED.digest[:12]}" in refused.value.hint
    assert [fault.message for fault in refused.value.faults] == ["2 ec2:Vpc"]
    with pytest.raises(ApprovalError, match="E-SOD-001"):
        approvals.decide(kept, NOW, "operator", DEED.digest[:12], (False, "", 30))
    approvals.decide(kept, NOW, "approver", DEED.digest[:12], (False, "", 30))
    with pytest.raises(ApprovalError, match="E-SOD-001"):
        demand_deed(kept, DEED, "approver", NOW)
    assert demand_deed(kept, DEED, "operator", NOW).actor == "approver"
    [told] = [one for one in kept.events() if one.event == "stacks.deed-approved"]
    assert told.data["approved_by"] == "approver"

    moved = replace(DEED, body={"stacks": ["landing-zone/t", "department/t-GD-HRS"]})
    with pytest.raises(ApprovalError, match="E-STK-007"):
        demand_deed(kept, moved, "operator", NOW)
