"""Whatever of an apply is killed, and whenever: the next plan says what was left, and the next apply repairs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.stack_place import Place, place_of
from tests.stacks.born import demand_every_birth_recorded_once
from tests.stacks.killed import (
    ENGINE,
    GOVCLOUD,
    PROVIDER,
    Moment,
    demand_nothing_left,
    held,
    interrupted,
    run_until,
)

pytestmark = pytest.mark.engine

APPLY = ("stack", "apply", "--yes")
KEPT, KEPT_LONGER = "retention_in_days=_KEPT_DAYS", "retention_in_days=400"
STATE_KEY = {"kms": 1}
"""All that a destroyed estate leaves: the key that seals states is no stack's."""
DESTROY = ("stack", "destroy", "--confirm", "local")


def demand_whole(place: Place) -> None:
    """Everything is there as the programs say, and nobody had to do anything."""
    place.govcloud(*APPLY)
    demand_nothing_left(place)
    assert place.told("stack", "plan", "--engine", "--detailed-exitcode")["changed"] is False
    assert place.told("stack", "drift")["drift"] is False
    demand_every_birth_recorded_once(place.folder, place.endpoint)


def test_an_apply_killed_three_times_is_repaired_by_the_next_and_destroyed_whole(
    tmp_path: Path,
) -> None:
    with place_of(tmp_path, 3) as place:
        for moment in (Moment(ENGINE, 30), Moment(GOVCLOUD, 30, 0.1), Moment(PROVIDER, 40)):
            assert run_until(place, moment, *APPLY)
            left = interrupted(place)
            assert left, moment
            assert all(
                one["told"] and one["heal"].startswith("govcloud stack apply") for one in left
            )
        demand_whole(place)
        place.govcloud(*DESTROY)
        assert held(place) == STATE_KEY


SHARED = (
    (ENGINE, 1, 0.0),
    (PROVIDER, 2, 0.0),
    (ENGINE, 10, 0.05),
    (PROVIDER, 12, 0.02),
    (ENGINE, 8, 0.1),
)
TENANTS = ((1, 0.1), (2, 0.3), (10, 0.0), (25, 0.05), (40, 0.1), (5, 0.0), (15, 0.02), (30, 0.2))
CREATION = [
    Moment(ENGINE, 20, 0.1),
    *(Moment(*told) for told in SHARED),
    *(Moment(GOVCLOUD, *told) for told in TENANTS),
]
CHANGE = [Moment(victim, 5, 0.05) for victim in (GOVCLOUD, ENGINE, PROVIDER)]
DELETION = [Moment(victim, lines) for lines in (20, 100) for victim in (GOVCLOUD, PROVIDER, ENGINE)]
"""Twenty-three moments. An engine or the provider dies while the first stack is made: later, others go on beside it."""


@pytest.mark.faults
@pytest.mark.timeout(1200)
def test_forty_eight_departments_survive_any_number_of_kills(tmp_path: Path) -> None:
    with place_of(tmp_path, 48) as place:
        for moment in CREATION:
            assert run_until(place, moment, *APPLY), moment
        assert interrupted(place)
        demand_whole(place)
        program = place.folder / "stacks/department/department_stack/storage.py"
        kept = program.read_text("utf-8")
        assert KEPT in kept
        program.write_text(kept.replace(KEPT, KEPT_LONGER), "utf-8")
        for moment in CHANGE:
            assert run_until(place, moment, *APPLY), moment
        assert interrupted(place)
        demand_whole(place)
        for moment in DELETION:
            assert run_until(place, moment, *DESTROY), moment
        place.govcloud(*DESTROY)
        demand_nothing_left(place)
        assert held(place) == STATE_KEY
