"""Stacks: the shared ones first, each with its intent on record, and keys pinned from what instances print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from govcloud.adapters.dispatch_local import LocalDispatcher
from govcloud.adapters.known_hosts import KnownHosts, keys_from_console
from govcloud.engine.provision import Provisioning, TargetKeys
from govcloud.errors import CloudError, HostKeyError, PartialError, RefusedError
from govcloud.model.record import ApplicationRow
from govcloud.model.stack import ResourceChange, StackRef, StackResult
from govcloud.model.step import Side
from govcloud.ports import Progress
from tests.fakes_engine import FakeClock, application, store

HUB = StackRef("landing-zone", "local")
REFS = [HUB, StackRef("department", "local-GD-HRS"), StackRef("department", "local-GD-PSD")]
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEVa/VrnCv0Zm+2iLllEN1nbzfYPIbu1bIAuglQDo9Rx"
OTHER = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINF0m0M1tCzN2Y4tT8bq4XlPqvR4mXqT2v1mJ8Zr3c1Q"


@dataclass
class FakeStacks:
    """Stacks that are applied by being named; those in `broken` fail."""

    broken: set[str] = field(default_factory=set)
    applied: list[str] = field(default_factory=list)

    def plan(self, ref: StackRef, progress: Progress) -> StackResult:
        return StackResult(ref, {"same": 1}, (), 0.1)

    def apply(self, ref: StackRef, progress: Progress) -> StackResult:
        if str(ref) in self.broken:
            raise CloudError(f"{ref}: subnet: InvalidSubnet.Conflict")
        self.applied.append(str(ref))
        return StackResult(ref, {"create": 1}, (ResourceChange("create", "t", "n"),), 0.1)

    def foresee(self, refs: Sequence[StackRef]) -> None:
        """Nothing is known ahead."""

    def outputs(self, ref: StackRef) -> Mapping[str, Any]:
        return {}

    def destroy(self, ref: StackRef, progress: Progress) -> StackResult:
        self.applied.remove(str(ref))
        return StackResult(ref, {"delete": 1}, (), 0.1)


@dataclass
class FakeCloud:
    """A cloud that prints."""

    consoles: dict[str, str]

    def account(self) -> str:
        return "123456789012"

    def partition(self) -> str:
        return "aws-cn"

    def ensure_state_key(self) -> str:
        return "alias/govcloud-state"

    def console_output(self, instance: str) -> str:
        return self.consoles[instance]

    def lacking(self) -> tuple[str, ...]:
        return ()


def printed(keys: Iterable[str]) -> str:
    """What cloud images print."""
    lines = "\n".join(keys)
    return f"boot\n-----BEGIN SSH HOST KEY KEYS-----\n{lines}\n-----END SSH HOST KEY KEYS-----\n"


def quiet(_ref: StackRef, _change: ResourceChange) -> None:
    """Nobody looks."""


def test_the_landing_zone_is_applied_before_any_department_with_the_intent_first(
    tmp_path: Path,
) -> None:
    stacks, found = FakeStacks(), store(tmp_path, FakeClock())
    Provisioning(stacks, found, quiet, LocalDispatcher(1)).apply(REFS)
    assert stacks.applied[0] == "landing-zone/local"
    rows = [(e.event, e.data["stack"]) for e in found.events()]
    assert rows[:2] == [
        ("stack.intent", "landing-zone/local"),
        ("stack.applied", "landing-zone/local"),
    ]
    assert len(rows) == 6


def test_one_departments_failure_does_not_stop_the_others_and_is_on_record(tmp_path: Path) -> None:
    stacks, found = FakeStacks({"department/local-GD-HRS"}), store(tmp_path, FakeClock())
    with pytest.raises(PartialError, match="1 of 2 stacks failed") as partial:
        Provisioning(stacks, found, quiet, LocalDispatcher(2)).apply(REFS)
    assert "department/local-GD-HRS" in str(partial.value.faults[0])
    assert "Conflict" in str(partial.value.faults[0])
    assert "department/local-GD-PSD" in stacks.applied
    assert [e.data["stack"] for e in found.events() if e.event == "stack.failed"] == [
        "department/local-GD-HRS"
    ]


def test_without_a_landing_zone_no_department_is_touched(tmp_path: Path) -> None:
    stacks, found = FakeStacks({"landing-zone/local"}), store(tmp_path, FakeClock())
    with pytest.raises(CloudError):
        Provisioning(stacks, found, quiet, LocalDispatcher(2)).apply(REFS)
    assert stacks.applied == []


def test_departments_are_destroyed_before_what_they_stand_on(tmp_path: Path) -> None:
    stacks, found = FakeStacks(), store(tmp_path, FakeClock())
    work = Provisioning(stacks, found, quiet, LocalDispatcher(1))
    work.apply(REFS)
    assert [str(r.ref) for r in work.destroy(REFS, ())][-1] == "landing-zone/local"
    assert stacks.applied == []


def test_a_new_instances_key_is_pinned_once_and_recorded(tmp_path: Path) -> None:
    found, pins = store(tmp_path, FakeClock()), KnownHosts(tmp_path / "known_hosts")
    keys = TargetKeys(FakeCloud({"i-1": printed([KEY])}), pins, found, keys_from_console)
    servers = {"gsd-web": {"id": "i-1", "address": "10.1.0.4"}}
    assert keys.pin(servers) == ["gsd-web"]
    assert keys.pin(servers) == []
    assert pins.pins("10.1.0.4") == (KEY,)
    row = list(found.events())[-1]
    assert (row.event, row.data["instance"]) == ("host.pinned", "i-1")


def test_a_replaced_instance_brings_its_own_key_and_a_changed_one_is_refused(
    tmp_path: Path,
) -> None:
    found, pins = store(tmp_path, FakeClock()), KnownHosts(tmp_path / "known_hosts")
    cloud = FakeCloud({"i-1": printed([KEY]), "i-2": printed([OTHER])})
    keys = TargetKeys(cloud, pins, found, keys_from_console)
    keys.pin({"gsd-web": {"id": "i-1", "address": "10.1.0.4"}})
    keys.pin({"gsd-web": {"id": "i-2", "address": "10.1.0.4"}})
    assert pins.pins("10.1.0.4") == (OTHER,)
    pins.add("10.1.0.9", [KEY])
    with pytest.raises(HostKeyError):
        keys.pin({"gsd-oa": {"id": "i-2", "address": "10.1.0.9"}})


def test_stacks_that_users_are_served_from_are_not_destroyed(tmp_path: Path) -> None:
    stacks, found = FakeStacks(), store(tmp_path, FakeClock())
    work = Provisioning(stacks, found, quiet, LocalDispatcher(1))
    work.apply(REFS)
    live = replace(application("GD-HRS-001"), department="GD-HRS")
    found.prepare(ApplicationRow(live.id, "W01", "d", Side.SOURCE), ())
    found.settle(live.id, Side.TARGET, "cut over")
    with pytest.raises(RefusedError, match="E-STK-002"):
        work.destroy(REFS, [live])
    assert len(stacks.applied) == len(REFS)
    assert len(work.destroy(REFS[2:], [live])) == 1
