"""The default recipe on the sample: what is checked before users are led over, and the way home."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from govcloud.adapters.inventory_yaml import read_inventory
from govcloud.model.inventory import Application
from govcloud.model.plan import Phase
from govcloud.ports import Step
from govcloud.rules import gates
from govcloud.steps.databases import CompareDatabase
from govcloud.steps.files import CompareTree
from migrations import lift_and_shift

SAMPLE = read_inventory(Path(__file__).parents[2] / "inventory.yaml")
MOVING = [a for a in SAMPLE.applications if a.strategy.moves]
CHECKS = (CompareTree, CompareDatabase)

each = pytest.mark.parametrize("application", MOVING, ids=lambda a: a.id)


@each
def test_every_key_is_named_once_and_begins_with_its_phase(application: Application) -> None:
    steps = [*lift_and_shift.steps(application), *lift_and_shift.rollback(application)]
    keys = [step.key for step in steps]
    assert len(keys) == len(set(keys))
    assert all(step.key.startswith(f"{step.phase.value}.") for step in steps)
    assert all(step.change.phase is step.phase for step in steps)


@each
@pytest.mark.parametrize(
    ("recipe", "phase"),
    [(lift_and_shift.steps, Phase.CUTOVER), (lift_and_shift.rollback, Phase.ROLLBACK)],
    ids=["there", "back"],
)
def test_all_content_is_compared_before_anybody_may_write_on_the_other_side(
    application: Application, recipe: Callable[[Application], list[Step]], phase: Phase
) -> None:
    steps = [step for step in recipe(application) if step.phase is phase]
    first = next(n for n, step in enumerate(steps) if gates.leads_users(step.key))
    checks = [step for step in steps[:first] if isinstance(step, CHECKS)]
    assert len(checks) == len(application.trees) + len(application.datastores)
    assert all(gates.is_content_check(step.key) for step in checks)


@each
def test_nothing_before_the_cutover_changes_the_source(application: Application) -> None:
    early = [step for step in lift_and_shift.steps(application) if not step.phase.needs_approval]
    assert early
    assert {step.change.on for step in early} <= {"target", ""}
    assert not any(step.change.destructive for step in early)


@each
def test_services_stop_before_the_last_copy_and_start_after_the_check(
    application: Application,
) -> None:
    nouns = [
        step.key.partition(".")[2].partition(":")[0]
        for step in lift_and_shift.steps(application)
        if step.phase is Phase.CUTOVER
    ]
    if application.services:
        assert nouns.index("service-stop") < nouns.index("tree") < nouns.index("manifest")
        assert nouns.index("manifest") < nouns.index("service-start") < nouns.index("traffic")
    assert nouns[-1] == "traffic"


def test_the_plans_of_the_sample_are_the_ones_that_were_reviewed() -> None:
    """A change here changes what approvers see, and voids approvals: it must be meant."""
    golden = Path(__file__).with_name("plan-GD-GSD-008.txt")
    application = SAMPLE.application("GD-GSD-008")
    steps = [*lift_and_shift.steps(application), *lift_and_shift.rollback(application)]
    lines = [f"{s.key} | {s.change.summary} | {s.change.on}" for s in steps]
    assert "\n".join(lines) + "\n" == golden.read_text("utf-8")
