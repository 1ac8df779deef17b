"""What the tests of a wave's run share: plan, approve, move, on the real store and fake hosts."""

from __future__ import annotations

from pathlib import Path

from govcloud.adapters.dispatch_local import LocalDispatcher
from govcloud.adapters.store_sqlite import SqliteStore
from govcloud.engine import approvals, migrate
from govcloud.engine.migration import Migration
from govcloud.model.plan import WavePlan
from tests.fakes_engine import FakeClock, World, estate, migration, run_on, store

ALONE = LocalDispatcher(1)
EFFECTS = [
    "provision.accounts:web@web",
    "replicate.tree:/srv@web",
    "cutover.service-stop:web@web",
    "cutover.tree:/srv@web",
    "cutover.service-start:web@web",
    "cutover.traffic:web@web",
]


def planned(found: SqliteStore, clock: FakeClock, *moves: Migration) -> WavePlan:
    """The wave's plan, kept under the author `operator`."""
    plan = migrate.plan_wave("W01", moves, estate(*moves))
    migrate.save_plan(found, plan, "operator", clock.now())
    return plan


def approve(found: SqliteStore, clock: FakeClock, digest: str, actor: str = "approver") -> None:
    """Somebody says yes."""
    approvals.decide(found, clock.now(), actor, digest, (False, "", 30))


def moved(path: Path, clock: FakeClock, world: World) -> tuple[SqliteStore, WavePlan, Migration]:
    """A wave of one, planned, approved and run to its end."""
    found, one = store(path, clock), migration(world)
    plan = planned(found, clock, one)
    approve(found, clock, plan.digest)
    migrate.run_wave(run_on(found, clock, plan.digest), plan, [one], ALONE)
    return found, plan, one
