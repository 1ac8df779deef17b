"""Instances of the embedded cloud that come alive as hosts of a real lab."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from govcloud.local.cloud import EmbeddedCloud
from govcloud.local.lab import Lab
from tests.engine_fixtures import client

pytestmark = pytest.mark.lab

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJm0ZK1pc8uFJwZLiU2QhSNPXLVbHxWL3pkmuzmUlYu3 govcloud"


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    home = tmp_path / "local"
    home.mkdir()
    estate = {"hosts_max": 4, "servers": {"portal": {"app": "GD-GSD-008", "ports": [80]}}}
    (home / "estate.json").write_text(json.dumps(estate), encoding="utf-8")
    made = Lab(home)
    made.up([], {})
    yield made
    made.down()


@pytest.fixture
def cloud(lab: Lab) -> Iterator[EmbeddedCloud]:
    made = EmbeddedCloud(lab.home, lab=True)
    made.up()
    yield made
    made.down()


def eventually(holds: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 60
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.05)
    return holds()


def test_an_instance_is_a_host_from_its_start_to_its_end_and_over_a_restart_of_the_cloud(
    cloud: EmbeddedCloud, lab: Lab
) -> None:
    ec2 = client("ec2", cloud.endpoint)
    ec2.import_key_pair(KeyName="login", PublicKeyMaterial=KEY.encode())
    tags = [{"Key": "Name", "Value": "portal"}, {"Key": "gov:app", "Value": "GD-GSD-008"}]
    made = ec2.run_instances(
        ImageId="ami-1",
        MinCount=1,
        MaxCount=1,
        KeyName="login",
        TagSpecifications=[{"ResourceType": "instance", "Tags": tags}],
    )["Instances"][0]

    def printed() -> str:
        return str(ec2.get_console_output(InstanceId=made["InstanceId"]).get("Output") or "")

    assert eventually(lambda: "-----END SSH HOST KEY KEYS-----" in printed())
    first = printed()
    assert "ssh-ed25519 " in first
    assert lab.record(made["PrivateIpAddress"]).authorized_key == KEY

    cloud.down()
    lab.stop(made["PrivateIpAddress"])
    cloud.up()
    assert eventually(lambda: printed() == first)
    assert [host.running for host in lab.status()] == [True]

    ec2.stop_instances(InstanceIds=[made["InstanceId"]])
    assert eventually(lambda: [host.running for host in lab.status()] == [False])
    ec2.terminate_instances(InstanceIds=[made["InstanceId"]])
    assert eventually(lambda: lab.status() == [])
