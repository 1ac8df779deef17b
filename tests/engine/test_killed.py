"""A controller that dies, at every ledger row and within every effect, on the real store and fake hosts."""

from __future__ import annotations

from pathlib import Path

import pytest

from govcloud.adapters.store_sqlite import SqliteStore
from govcloud.engine import audit, migrate
from govcloud.model.step import Side
from govcloud.rules.status import fold
from tests.engine.moves import ALONE, EFFECTS, approve, moved, planned
from tests.fakes_engine import (
    FakeClock,
    Killed,
    World,
    dying_after,
    each_row,
    migration,
    run_on,
    store,
)


def undisturbed(path: Path) -> int:
    """How many ledger rows one whole move and its way home take."""
    world, clock = World(), FakeClock()
    found, plan, one = moved(path, clock, world)
    migrate.roll_back(run_on(found, clock, plan.digest), one)
    return len(list(found.events()))


def lived(path: Path, clock: FakeClock, world: World, dies_after: int) -> SqliteStore:
    """Plan, approve, run and roll back; killed once `dies_after` rows are durable, then each command again."""
    one = migration(world)
    found = store(path, clock, dying_after(dies_after))
    for _ in range(2):
        try:
            plan = planned(found, clock, one)
            if not found.approvals(plan.digest):
                approve(found, clock, plan.digest)
            run = run_on(found, clock, plan.digest)
            home = "rollback.traffic:web@web" in world.true or migrate.rollback_under_way(
                found.steps("GD-GSD-001")
            )
            if not home:
                migrate.run_wave(run, plan, [one], ALONE)
            if run.row("GD-GSD-001").side == Side.TARGET or migrate.rollback_under_way(
                found.steps("GD-GSD-001")
            ):
                migrate.roll_back(run, one)
        except Killed:
            found.close()
            found = store(path, clock)
    return found


def test_killed_at_every_ledger_row_the_rerun_ends_alike_and_no_effect_comes_twice(
    tmp_path: Path,
) -> None:
    (tmp_path / "whole").mkdir()
    total = undisturbed(tmp_path / "whole")
    assert total > 30
    for row in range(1, total + 1):
        home, world, clock = tmp_path / str(row), World(), FakeClock()
        home.mkdir()
        found = lived(home, clock, world, row)
        assert set(world.effects.values()) == {1}, (row, world.effects)
        assert run_on(found, clock, "").row("GD-GSD-001").side == Side.SOURCE, row
        assert audit.disagreements(found, fold(found.events()), ["GD-GSD-001"]) == []
        audit.verify_store(found, ["GD-GSD-001"])
        found.close()


@pytest.mark.parametrize("key", [*EFFECTS])
def test_killed_within_a_step_the_effect_is_seen_and_not_done_again(
    tmp_path: Path, key: str
) -> None:
    world, clock = World(), FakeClock()
    found, one = store(tmp_path, clock), migration(world)
    plan = planned(found, clock, one)
    approve(found, clock, plan.digest)
    world.die_within = key
    with pytest.raises(Killed):
        migrate.run_wave(run_on(found, clock, plan.digest), plan, [one], ALONE)
    migrate.run_wave(run_on(found, clock, plan.digest), plan, [one], ALONE)
    assert dict(world.effects) == dict.fromkeys(EFFECTS, 1)
    assert any(e.event == "intent" and e.data["took_over"] for e in found.events())
    assert f"done {key}" in each_row(found.events())


def test_fences_never_fall_within_an_application(tmp_path: Path) -> None:
    world, clock = World(), FakeClock()
    found, plan, one = moved(tmp_path, clock, world)
    migrate.roll_back(run_on(found, clock, plan.digest), one)
    assert world.fences == sorted(set(world.fences))
