"""Which instances come alive as hosts of the lab, and what becomes of them."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto import mock_aws

from govcloud.local.cloud_instances import Reconciler

KEYS = "-----BEGIN SSH HOST KEY KEYS-----\nssh-ed25519 AAAA\n-----END SSH HOST KEY KEYS-----\n"


class FakeLab:
    """Remembers what is asked of it; `refuse` hosts do not come up."""

    def __init__(self, refuse: str = "") -> None:
        self.alive: dict[str, tuple[str, tuple[int, ...], str]] = {}
        self.said: list[str] = []
        self.refuse = refuse

    def start_target(
        self, name: str, address: str, ports: Sequence[int], authorized_key: str
    ) -> str:
        self.said.append(f"start {name}")
        if name == self.refuse:
            raise OSError("no room for another host")
        self.alive[address] = (name, tuple(ports), authorized_key)
        return KEYS

    def stop(self, address: str) -> None:
        self.said.append(f"stop {self.alive.pop(address)[0]}")

    def destroy(self, address: str) -> None:
        self.said.append(f"destroy {self.alive.pop(address, ('nothing',))[0]}")

    def is_up(self) -> bool:
        return True


def eventually(holds: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 10
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.01)
    return holds()


@pytest.fixture
def ec2(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setenv("MOTO_EC2_LOAD_DEFAULT_AMIS", "false")
    with mock_aws():
        client = boto3.client("ec2", region_name="cn-north-1")
        client.import_key_pair(KeyName="login", PublicKeyMaterial=PUBLIC_KEY.encode())
        yield client


PUBLIC_KEY = (
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJm0ZK1pc8uFJwZLiU2QhSNPXLVbHxWL3pkmuzmUlYu3 login"
)


def run(ec2: Any, name: str, app: str = "GD-GSD-008") -> dict[str, Any]:
    tags = [{"Key": "Name", "Value": name}] + ([{"Key": "gov:app", "Value": app}] if app else [])
    made: dict[str, Any] = ec2.run_instances(
        ImageId="ami-1",
        MinCount=1,
        MaxCount=1,
        KeyName="login",
        TagSpecifications=[{"ResourceType": "instance", "Tags": tags}],
    )["Instances"][0]
    return made


@pytest.fixture
def home(tmp_path: Path) -> Path:
    servers = {name: {"app": "GD-GSD-008", "ports": [80]} for name in ("portal", "desk", "third")}
    estate = {"hosts_max": 2, "servers": servers}
    (tmp_path / "estate.json").write_text(json.dumps(estate), encoding="utf-8")
    return tmp_path


@pytest.fixture
def started(home: Path) -> Iterator[Callable[[FakeLab], Reconciler]]:
    running: list[Reconciler] = []

    def start(lab: FakeLab) -> Reconciler:
        reconciler = Reconciler(lab, home, threading.RLock())
        reconciler.start()
        running.append(reconciler)
        return reconciler

    yield start
    for reconciler in running:
        reconciler.end()
        reconciler.join()


Start = Callable[[FakeLab], Reconciler]


def test_an_instance_of_an_application_in_a_wave_comes_alive(ec2: Any, started: Start) -> None:
    lab = FakeLab()
    reconciler = started(lab)
    made = run(ec2, "portal")
    reconciler.wake()
    assert eventually(lambda: reconciler.console(made["InstanceId"]) == KEYS)
    assert lab.alive == {made["PrivateIpAddress"]: ("portal", (80,), PUBLIC_KEY)}


def test_other_instances_are_records_only(ec2: Any, started: Start) -> None:
    lab = FakeLab()
    run(ec2, "portal", app="")
    run(ec2, "not-in-a-wave")
    last = run(ec2, "desk")
    reconciler = started(lab)
    assert eventually(lambda: bool(reconciler.console(last["InstanceId"])))
    assert lab.said == ["start desk"]


def test_hosts_are_stopped_started_and_ended_with_their_instances(ec2: Any, started: Start) -> None:
    lab = FakeLab()
    reconciler = started(lab)
    instance = [run(ec2, "portal")["InstanceId"]]
    orders = (ec2.stop_instances, ec2.start_instances, ec2.terminate_instances)
    for done, order in enumerate(orders, start=1):
        reconciler.wake()
        assert eventually(partial(lambda wanted: len(lab.said) == wanted, done))
        order(InstanceIds=instance)
    reconciler.wake()
    assert eventually(lambda: len(lab.said) == len(orders) + 1)
    assert lab.said == ["start portal", "stop portal", "start portal", "destroy portal"]
    assert reconciler.console(instance[0]) == ""


def test_no_more_hosts_come_alive_than_the_lab_may_hold(ec2: Any, started: Start) -> None:
    lab = FakeLab()
    for name in ("portal", "desk", "third"):
        run(ec2, name)
    reconciler = started(lab)
    assert eventually(lambda: reconciler.alive() == 2)
    reconciler.look_again()
    assert eventually(lambda: len(lab.said) == 4)
    assert len(lab.alive) == 2


def test_a_host_that_does_not_come_up_does_not_hold_up_the_others(
    ec2: Any, started: Start, capsys: pytest.CaptureFixture[str]
) -> None:
    lab = FakeLab(refuse="portal")
    failing = run(ec2, "portal")["InstanceId"]
    good = run(ec2, "desk")["InstanceId"]
    reconciler = started(lab)
    assert eventually(lambda: reconciler.console(good) == KEYS)
    assert eventually(lambda: reconciler.failed() == [failing])
    assert "no room for another host" in capsys.readouterr().err


def test_an_instance_that_died_while_nobody_looked_is_ended_unless_it_has_an_heir(
    ec2: Any, started: Start
) -> None:
    dead = run(ec2, "portal")
    ec2.terminate_instances(InstanceIds=[dead["InstanceId"]])
    living = run(ec2, "desk")
    lab = FakeLab()
    lab.alive[dead["PrivateIpAddress"]] = ("portal", (80,), PUBLIC_KEY)
    reconciler = started(lab)
    assert eventually(lambda: bool(reconciler.console(living["InstanceId"])))
    assert lab.said == ["destroy portal", "start desk"]
