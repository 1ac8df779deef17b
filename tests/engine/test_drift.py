"""Drift is looked for and healed: additions by calls of our own, the rest by the engine, all of it on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from govcloud.adapters.dispatch_local import LocalDispatcher
from govcloud.adapters.store_sqlite import SqliteStore
from govcloud.engine.drift import Healing, Watch
from govcloud.errors import CloudError, LockedError, PartialError, RefusedError
from govcloud.model.drift import Deviation, Drift, Record, Recorded, Survey
from govcloud.model.stack import ResourceChange, StackRef, StackResult
from govcloud.ports import Progress
from govcloud.rules.drift import Known
from tests.drift_samples import added, changed, drift, record, recorded
from tests.fakes_engine import FakeClock, store

REFS = [StackRef("landing-zone", "t"), StackRef("department", "t-GD-HRS")]
HUB = recorded("hub", "landing-zone/t")


@dataclass
class FakeRecords:
    """Records as they are told, one list for each look; the last stays."""

    lists: list[list[Record]]

    def every(self, refs: Sequence[StackRef]) -> list[Record]:
        return self.lists.pop(0) if len(self.lists) > 1 else self.lists[0]


@dataclass
class FakeSurveyor:
    """A cloud with these deviations. What stands in another's way (`under`) goes after it."""

    deviations: tuple[Deviation, ...] = ()
    under: dict[str, str] = field(default_factory=dict)
    mended: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def look(self, resources: Sequence[Recorded], known: Known) -> Survey:
        self.asked = [one.name for one in resources]
        return Survey(self.deviations, (), 1)

    def mend(self, deviation: Deviation) -> None:
        needed = self.under.get(deviation.id, "")
        if needed and needed not in self.mended:
            raise CloudError(f"DependencyViolation: {needed} depends on {deviation.id}")
        self.mended.append(deviation.id)


@dataclass
class FakeHealer:
    """An engine that heals by being told to."""

    healed: list[str] = field(default_factory=list)

    def heal(self, ref: StackRef, progress: Progress) -> StackResult:
        self.healed.append(str(ref))
        return StackResult(ref, {"update": 1}, (ResourceChange("update", "t", "n"),), 0.1)


def healing(surveyor: FakeSurveyor, healer: FakeHealer, ledger: SqliteStore) -> Healing:
    return Healing(surveyor, healer, ledger, lambda _r, _c: None, LocalDispatcher(2))


@pytest.fixture
def ledger(tmp_path: Path) -> SqliteStore:
    return store(tmp_path, FakeClock())


def test_stacks_that_were_never_applied_and_runs_that_did_not_end_are_told() -> None:
    open_ended = record(recorded("x", "department/t-GD-PSD"), stack="department/t-GD-PSD")
    other = Record(open_ended.stack, open_ended.resources, unfinished="interrupted")
    surveyor = FakeSurveyor()
    found = Watch(FakeRecords([[record(recorded()), other]]), surveyor).look(REFS)
    assert found.absent == ("landing-zone/t",)
    assert found.unfinished == {"department/t-GD-PSD": "interrupted"}
    assert surveyor.asked == ["tenant"]


def test_a_stack_that_is_applied_while_it_is_looked_at_is_not_judged() -> None:
    before, after = record(recorded(), mark="1"), record(recorded(), mark="2")
    with pytest.raises(LockedError, match="department/t-GD-HRS changed"):
        Watch(FakeRecords([[before], [after]]), FakeSurveyor()).look(REFS)


def test_what_stands_in_anothers_way_goes_first_whatever_the_order(ledger: SqliteStore) -> None:
    surveyor = FakeSurveyor(under={"subnet-1": "eni-1", "vpc": "subnet-1"})
    found = [added(recorded(), id_=name) for name in ("vpc", "subnet-1", "eni-1")]
    done, results = healing(surveyor, FakeHealer(), ledger).heal(drift(*found), REFS)
    assert surveyor.mended == ["eni-1", "subnet-1", "vpc"]
    assert [one.id for one in done] == surveyor.mended
    assert results == []


def test_the_engine_heals_the_shared_stacks_before_the_departments(ledger: SqliteStore) -> None:
    healer = FakeHealer()
    found = drift(changed(recorded()), changed(HUB), added(HUB))
    healing(FakeSurveyor(), healer, ledger).heal(found, REFS)
    assert healer.healed == ["landing-zone/t", "department/t-GD-HRS"]


def test_a_stack_without_drift_is_left_alone(ledger: SqliteStore) -> None:
    healer = FakeHealer()
    healing(FakeSurveyor(), healer, ledger).heal(drift(changed(HUB), added(recorded())), REFS)
    assert healer.healed == ["landing-zone/t"]


def test_the_ledger_says_what_was_taken_away_and_what_the_engine_did(ledger: SqliteStore) -> None:
    found = drift(added(recorded()), changed(HUB))
    healing(FakeSurveyor(), FakeHealer(), ledger).heal(found, REFS)
    rows = list(ledger.events())
    assert [row.event for row in rows] == [
        "stack.addition-removed",
        "stack.heal-intent",
        "stack.healed",
    ]
    assert rows[0].actor == "operator"
    assert rows[0].data["id"] == "subnet-1"
    assert rows[0].data["was"] == '{"cidr": "10.1.9.0/24"}'
    assert rows[2].data["changes"] == ["update t n"]


def test_what_cannot_be_taken_away_is_named_and_the_rest_is_done(ledger: SqliteStore) -> None:
    surveyor, healer = FakeSurveyor(under={"subnet-1": "never"}), FakeHealer()
    found = drift(added(recorded()), added(recorded(), id_="eni-1"))
    with pytest.raises(PartialError, match="1 of 2 additions") as failed:
        healing(surveyor, healer, ledger).heal(found, REFS)
    assert surveyor.mended == ["eni-1"]
    assert "never depends on subnet-1" in failed.value.faults[0].message


def test_nothing_is_touched_while_a_run_has_not_ended(ledger: SqliteStore) -> None:
    surveyor, healer = FakeSurveyor(), FakeHealer()
    found: Drift = drift(added(recorded()), unfinished={"department/t-GD-PSD": "interrupted"})
    with pytest.raises(RefusedError, match="added by hand"):
        healing(surveyor, healer, ledger).heal(found, REFS)
    assert surveyor.mended == healer.healed == []
    assert list(ledger.events()) == []
