"""What every store promises; each implementation runs this suite."""

from __future__ import annotations

from typing import Any

import pytest

from govcloud.errors import ApprovalError, InputError
from govcloud.model.event import Entry, first_broken
from govcloud.model.plan import Phase, Safety
from govcloud.model.record import ApplicationRow, Approval, StepRow, StepState, StoredPlan
from govcloud.model.step import Outcome, Side
from govcloud.ports import Store

APP = "GD-GSD-001"
STEP = f"{APP}/replicate.tree:/srv@web"


def ready(key: str = "replicate.tree:/srv@web", ordinal: int = 0) -> StepRow:
    """A step row as a plan first lays it down."""
    return StepRow(
        f"{APP}/{key}", APP, Phase.REPLICATE, key, ordinal, StepState.READY, Safety.CONVERGENT, 0
    )


def prepared(store: Store, *steps: StepRow) -> None:
    """An application with these steps under plan `d1`."""
    store.prepare(ApplicationRow(APP, "W01", "d1", Side.SOURCE), steps or (ready(),))


def refuse(_row: StepRow) -> None:
    """A gate that says no."""
    raise ApprovalError("nobody approved")


def let(_row: StepRow) -> None:
    """A gate that says yes."""


class StoreContract:
    """Subclass it with a fixture `store`."""

    def test_a_step_is_claimed_settled_and_then_done(self, store: Any) -> None:
        prepared(store)
        claim = store.begin(STEP, let)
        assert claim.fence == 1
        assert store.finish(claim, Outcome.DONE, {"files": 2})
        assert store.begin(STEP, let) is None
        assert [e.event for e in store.events()] == ["steps.prepared", "intent", "done"]

    def test_what_the_gate_refuses_leaves_no_trace(self, store: Any) -> None:
        prepared(store)
        with pytest.raises(ApprovalError):
            store.begin(STEP, refuse)
        assert store.steps(APP)[0].state is StepState.READY
        assert [e.event for e in store.events()] == ["steps.prepared"]

    def test_a_step_left_running_is_taken_over_and_the_late_result_is_void(
        self, store: Any
    ) -> None:
        prepared(store)
        late = store.begin(STEP, let)
        taken = store.begin(STEP, let)
        assert (taken.took_over, taken.fence) == (True, 2)
        assert not store.finish(late, Outcome.FAILED, {"error": "late"})
        assert store.finish(taken, Outcome.DONE, {})
        assert [e.event for e in store.events()][-2:] == ["stale-result", "done"]
        assert store.steps(APP)[0].state is StepState.SUCCEEDED

    def test_fences_grow_over_the_whole_application(self, store: Any) -> None:
        prepared(store, ready("replicate.a@web", 0), ready("replicate.b@web", 1))
        fences = [store.begin(f"{APP}/replicate.{name}@web", let).fence for name in "abab"]
        assert fences == [1, 2, 3, 4]

    def test_a_new_plan_makes_every_step_ready_and_withdraws_those_it_lacks(
        self, store: Any
    ) -> None:
        prepared(store, ready("replicate.a@web", 0), ready("replicate.b@web", 1))
        store.finish(store.begin(f"{APP}/replicate.a@web", let), Outcome.DONE, {})
        store.prepare(
            ApplicationRow(APP, "W01", "d2", Side.SOURCE),
            (ready("replicate.c@web", 0), ready("replicate.a@web", 1)),
        )
        assert [(s.step_key, s.state) for s in store.steps(APP)] == [
            ("replicate.c@web", StepState.READY),
            ("replicate.a@web", StepState.READY),
        ]
        assert store.application(APP).plan_digest == "d2"

    def test_the_side_that_serves_outlives_a_new_plan(self, store: Any) -> None:
        prepared(store)
        store.settle(APP, Side.TARGET, "cut over")
        store.prepare(ApplicationRow(APP, "W01", "d2", Side.SOURCE), (ready(),))
        assert store.application(APP).side == Side.TARGET

    def test_a_plan_keeps_its_first_author_and_is_found_by_the_start_of_its_digest(
        self, store: Any
    ) -> None:
        plan = StoredPlan(
            "a1b2c3d4e5", "wave:W01", {"plans": []}, "planner", "2026-11-24T00:00:00Z"
        )
        assert store.save_plan(plan, "W01")
        assert not store.save_plan(
            StoredPlan("a1b2c3d4e5", "wave:W01", {}, "approver", "2026-11-25T00:00:00Z")
        )
        assert store.plan("a1b2c3d4").author == "planner"
        assert store.plan("ffffffff") is None
        store.save_plan(StoredPlan("a1b2c3d4ff", "wave:W02", {}, "planner", "2026-11-24T00:00:00Z"))
        with pytest.raises(InputError):
            store.plan("a1b2c3d4")

    def test_decisions_are_kept_in_order(self, store: Any) -> None:
        for word in ("approved", "refused"):
            store.approve(Approval("d1", word, "approver", "2026-11-24", "2026-12-24", ""))
        assert [a.decision for a in store.approvals("d1")] == ["approved", "refused"]
        assert store.approvals("d2") == ()

    def test_the_chain_holds_from_the_first_row(self, store: Any) -> None:
        prepared(store)
        store.record(
            Entry("stack.applied", data={"stack": "landing-zone/local", "名": "值", "n": [1, True]})
        )
        events = list(store.events())
        assert first_broken(events) is None
        assert events[0].prev_hash == "0" * 64
        assert [e.seq for e in store.events(after=1)] == [2]

    def test_what_no_digest_takes_is_not_recorded(self, store: Any) -> None:
        prepared(store)
        unfit: Any = {"seconds": 1.5}
        with pytest.raises(TypeError):
            store.record(Entry("stack.applied", data=unfit))
        assert len(list(store.events())) == 1
