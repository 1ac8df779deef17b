"""A wave's run: gates, order, resumption and the way home, on the real store and fake hosts."""

from __future__ import annotations

from pathlib import Path

import pytest

from govcloud.engine import approvals, audit, migrate
from govcloud.engine.attempt import attempt
from govcloud.errors import (
    ApprovalError,
    FailedError,
    GovcloudError,
    IntegrityError,
    PartialError,
    PreflightError,
    RefusedError,
    StepFailedError,
    UnreachableError,
)
from govcloud.model.plan import WavePlan
from govcloud.model.record import StepState
from govcloud.model.step import Side
from govcloud.rules.status import Stage, fold, stage
from tests.engine.moves import ALONE, EFFECTS, approve, moved, planned
from tests.fakes_engine import (
    FakeClock,
    World,
    estate,
    migration,
    run_on,
    store,
)


def test_without_approval_everything_up_to_cutover_is_done_and_nothing_after(
    tmp_path: Path,
) -> None:
    world, clock = World(), FakeClock()
    found, one = store(tmp_path, clock), migration(world)
    plan = planned(found, clock, one)
    with pytest.raises(ApprovalError) as refused:
        migrate.run_wave(run_on(found, clock, plan.digest), plan, [one], ALONE)
    assert refused.value.exit_code == 4
    assert f"govcloud approve {plan.digest[:12]}" in refused.value.hint
    assert sorted(world.effects) == ["provision.accounts:web@web", "replicate.tree:/srv@web"]


def test_an_approved_wave_is_moved_and_a_second_run_does_nothing(tmp_path: Path) -> None:
    world, clock = World(), FakeClock()
    found, plan, one = moved(tmp_path, clock, world)
    rows = len(list(found.events()))
    ended = migrate.run_wave(run_on(found, clock, plan.digest), plan, [one], ALONE)
    assert ended.already == ["GD-GSD-001"]
    assert len(list(found.events())) == rows
    assert dict(world.effects) == dict.fromkeys(EFFECTS, 1)
    assert stage(one.application, fold(found.events())) is Stage.TRIAL_RUN


@pytest.mark.parametrize(
    ("author", "approver", "code"),
    [("approver", "approver", "E-SOD-001"), ("planner", "operator", "E-SOD-001")],
    ids=["the plan's author", "the executor"],
)
def test_nobody_approves_what_he_wrote_or_executes(
    tmp_path: Path, author: str, approver: str, code: str
) -> None:
    world, clock = World(), FakeClock()
    found, one = store(tmp_path, clock), migration(world)
    plan = migrate.plan_wave("W01", [one], estate(one))
    migrate.save_plan(found, plan, author, clock.now())
    refused = ""
    try:
        approve(found, clock, plan.digest, approver)
        migrate.run_wave(run_on(found, clock, plan.digest), plan, [one], ALONE)
    except ApprovalError as error:
        refused = error.message
    assert refused.startswith(code)
    assert "cutover.service-stop:web@web" not in world.effects


def test_an_approval_lapses_and_a_refusal_stands_against_it(tmp_path: Path) -> None:
    world, clock = World(), FakeClock()
    found, one = store(tmp_path, clock), migration(world)
    plan = planned(found, clock, one)
    approve(found, clock, plan.digest)
    clock.jump_s = 31 * 86_400
    with pytest.raises(ApprovalError, match="expired"):
        migrate.run_wave(run_on(found, clock, plan.digest), plan, [one], ALONE)
    approve(found, clock, plan.digest)
    approvals.decide(found, clock.now(), "security officer", plan.digest, (True, "no drill", 30))
    with pytest.raises(ApprovalError, match="security officer refused"):
        migrate.run_wave(run_on(found, clock, plan.digest), plan, [one], ALONE)


def test_a_changed_inventory_voids_the_approval(tmp_path: Path) -> None:
    world, clock = World(), FakeClock()
    found, one = store(tmp_path, clock), migration(world)
    approve(found, clock, planned(found, clock, one).digest)
    changed = WavePlan("W01", (one.plan("f" * 64),))
    migrate.save_plan(found, changed, "operator", clock.now())
    with pytest.raises(ApprovalError):
        migrate.run_wave(run_on(found, clock, changed.digest), changed, [one], ALONE)


def test_what_was_moved_stays_moved_under_a_new_plan_and_is_not_copied_over(tmp_path: Path) -> None:
    world, clock = World(), FakeClock()
    found, _plan, one = moved(tmp_path, clock, world)
    changed = WavePlan("W01", (one.plan("f" * 64),))
    ended = migrate.run_wave(run_on(found, clock, changed.digest), changed, [one], ALONE)
    assert ended.already == ["GD-GSD-001"]
    assert world.effects["replicate.tree:/srv@web"] == 1


def test_a_half_done_cutover_is_not_gone_on_with_under_another_plan(tmp_path: Path) -> None:
    world, clock = World(), FakeClock()
    found, one = store(tmp_path, clock), migration(world)
    plan = planned(found, clock, one)
    approve(found, clock, plan.digest)
    world.fail["accept.probe:web@web"] = StepFailedError("answers 500")
    with pytest.raises(StepFailedError):
        migrate.run_wave(run_on(found, clock, plan.digest), plan, [one], ALONE)
    changed = WavePlan("W01", (one.plan("f" * 64),))
    with pytest.raises(RefusedError, match="E-CUT-005"):
        migrate.run_wave(run_on(found, clock, changed.digest), changed, [one], ALONE)
    assert world.effects["replicate.tree:/srv@web"] == 1


def test_a_stale_verification_does_not_lead_users_over(tmp_path: Path) -> None:
    world, clock = World(), FakeClock()
    found, one = store(tmp_path, clock), migration(world)
    plan = planned(found, clock, one)
    approve(found, clock, plan.digest)
    run = run_on(found, clock, plan.digest)
    row = migrate.prepare(run, one, plan.plans[0].digest)
    assert row is False
    for step in one.steps[:6]:
        attempt(run, one, step)
    clock.jump_s = 3700
    with pytest.raises(RefusedError, match="E-CUT-004"):
        migrate._settle(run, "GD-GSD-001", Side.TARGET, "too late")
    migrate.run_wave(run, plan, [one], ALONE)
    assert world.order.count("cutover.manifest:/srv@web") == 2


def test_dependants_are_cut_over_after_what_they_need_and_wait_if_it_failed(tmp_path: Path) -> None:
    clock = FakeClock()
    hub, user = World(), World()
    shared: list[str] = []
    hub.order = user.order = shared
    found = store(tmp_path, clock)
    moves = [migration(user, "GD-GSD-007", ("GD-GSD-001",)), migration(hub, "GD-GSD-001")]
    plan = planned(found, clock, *moves)
    approve(found, clock, plan.digest)
    hub.fail["cutover.tree:/srv@web"] = StepFailedError("the disk is full")
    with pytest.raises(FailedError, match="2 of 2") as failed:
        migrate.run_wave(run_on(found, clock, plan.digest), plan, moves, ALONE)
    assert [fault.file for fault in failed.value.faults] == ["GD-GSD-001", "GD-GSD-007"]
    assert "waits: GD-GSD-001" in failed.value.faults[1].message
    assert "cutover.service-stop:web@web" not in user.effects
    hub.fail.clear()
    migrate.run_wave(run_on(found, clock, plan.digest), plan, moves, ALONE)
    assert hub.effects["cutover.traffic:web@web"] == user.effects["cutover.traffic:web@web"] == 1


def test_what_can_be_moved_is_moved_though_another_application_fails(tmp_path: Path) -> None:
    clock, sound, broken = FakeClock(), World(), World()
    found = store(tmp_path, clock)
    moves = [migration(broken, "GD-GSD-001"), migration(sound, "GD-GSD-008")]
    plan = planned(found, clock, *moves)
    approve(found, clock, plan.digest)
    broken.fail["replicate.tree:/srv@web"] = PreflightError("no space")
    with pytest.raises(PartialError) as partial:
        migrate.run_wave(run_on(found, clock, plan.digest), plan, moves, ALONE)
    assert partial.value.exit_code == 3
    assert sound.effects["cutover.traffic:web@web"] == 1
    assert "cutover.service-stop:web@web" not in broken.effects


def test_an_answer_that_was_lost_is_looked_for_before_it_is_called_a_failure(
    tmp_path: Path,
) -> None:
    world, clock = World(), FakeClock()
    found, one = store(tmp_path, clock), migration(world)
    plan = planned(found, clock, one)
    world.fail["provision.accounts:web@web"] = UnreachableError("no answer in 60 s")
    world.true.add("never mind")
    with pytest.raises(GovcloudError):
        migrate.run_wave(run_on(found, clock, plan.digest), plan, [one], ALONE)
    states = {s.step_key: s.state for s in found.steps("GD-GSD-001")}
    assert states["provision.accounts:web@web"] is StepState.UNKNOWN
    assert stage(one.application, fold(found.events())) is Stage.BLOCKED


def test_rolling_back_brings_users_home_and_a_second_run_takes_over_again(tmp_path: Path) -> None:
    world, clock = World(), FakeClock()
    found, plan, one = moved(tmp_path, clock, world)
    run = run_on(found, clock, plan.digest)
    migrate.roll_back(run, one)
    assert stage(one.application, fold(found.events())) is Stage.ROLLED_BACK
    with pytest.raises(RefusedError, match="E-RBK-001"):
        migrate.roll_back(run, one)
    migrate.run_wave(run, plan, [one], ALONE)
    assert stage(one.application, fold(found.events())) is Stage.TRIAL_RUN
    assert world.effects["cutover.traffic:web@web"] == 2
    assert audit.verify_store(found, ["GD-GSD-001"])["state_rows"] == "as the ledger says"


def test_nothing_is_copied_onto_a_target_that_serves_whatever_the_record_says(
    tmp_path: Path,
) -> None:
    """An older copy of the store was put back: it says that nothing was moved yet."""
    world, clock = World(), FakeClock()
    moved(tmp_path, clock, world)
    (tmp_path / "older").mkdir()
    found, one = store(tmp_path / "older", clock), migration(world)
    plan = planned(found, clock, one)
    approve(found, clock, plan.digest)
    with pytest.raises(IntegrityError, match="E-CUT-006"):
        migrate.run_wave(run_on(found, clock, plan.digest), plan, [one], ALONE)
    assert world.effects["replicate.tree:/srv@web"] == 1
