"""The embedded cloud: it starts, keeps its state, and refuses what it should not read."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest

from govcloud.errors import InputError, UnreachableError
from govcloud.local.cloud import EmbeddedCloud
from govcloud.local.pidfile import Pidfile, started

REGION = "cn-north-1"


def client(service: str, endpoint: str) -> Any:
    return boto3.client(
        service,
        endpoint_url=endpoint,
        region_name=REGION,
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )


def networks(endpoint: str) -> set[str]:
    found = client("ec2", endpoint).describe_vpcs()["Vpcs"]
    return {vpc["CidrBlock"] for vpc in found if not vpc["IsDefault"]}


@pytest.fixture
def cloud(tmp_path: Path) -> Iterator[EmbeddedCloud]:
    made = EmbeddedCloud(tmp_path / "local")
    yield made
    made.down()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedCloud]:
    """A cloud for tests that leave it as it is, but for what is in it."""
    made = EmbeddedCloud(tmp_path_factory.mktemp("workspace") / "local")
    made.up()
    yield made
    made.down()


def test_the_cloud_keeps_its_state_its_keys_and_its_port_over_a_restart(
    cloud: EmbeddedCloud, tmp_path: Path
) -> None:
    endpoint = cloud.up()
    vpc = client("ec2", endpoint).create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
    kms = client("kms", endpoint)
    key = kms.create_key()["KeyMetadata"]["KeyId"]
    signer = kms.create_key(KeySpec="RSA_2048", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["KeyId"]
    sealed = kms.encrypt(KeyId=key, Plaintext=b"a data key")["CiphertextBlob"]
    client("ec2", endpoint).create_key_pair(KeyName="operators")
    s3 = client("s3", endpoint)
    s3.create_bucket(Bucket="archive", CreateBucketConfiguration={"LocationConstraint": REGION})
    s3.put_object(Bucket="archive", Key="a", Body=b"one")
    cloud.down()
    assert not cloud.status().running
    assert stat.S_IMODE((tmp_path / "local/cloud.snapshot").stat().st_mode) == 0o600

    assert cloud.up() == endpoint
    found = client("ec2", endpoint).describe_vpcs(VpcIds=[vpc])["Vpcs"]
    assert found[0]["CidrBlock"] == "10.9.0.0/16"
    assert kms.decrypt(CiphertextBlob=sealed)["Plaintext"] == b"a data key"
    assert kms.sign(KeyId=signer, Message=b"m", SigningAlgorithm="RSASSA_PSS_SHA_256")["Signature"]
    assert s3.get_object(Bucket="archive", Key="a")["Body"].read() == b"one"
    peered = client("ec2", endpoint).create_vpc_peering_connection(VpcId=vpc, PeerVpcId=vpc)
    assert peered["VpcPeeringConnection"]["VpcPeeringConnectionId"]


def test_a_killed_cloud_comes_back_with_its_last_snapshot(cloud: EmbeddedCloud) -> None:
    endpoint = cloud.up()
    client("ec2", endpoint).create_vpc(CidrBlock="10.8.0.0/16")
    cloud.save()
    pid = cloud.status().pid
    os.kill(pid, signal.SIGKILL)
    while started(pid):
        time.sleep(0.01)
    assert not cloud.status().running
    assert networks(cloud.up()) == {"10.8.0.0/16"}


def test_what_was_written_is_saved_without_being_asked(running: EmbeddedCloud) -> None:
    snapshot = running.home / "cloud.snapshot"
    running.save()
    before = snapshot.stat().st_mtime_ns
    client("ec2", running.endpoint).create_vpc(CidrBlock="10.7.0.0/16")
    deadline = time.monotonic() + 10
    while snapshot.stat().st_mtime_ns == before and time.monotonic() < deadline:
        time.sleep(0.05)
    assert snapshot.stat().st_mtime_ns > before


def test_reset_forgets_all_and_keeps_the_port(cloud: EmbeddedCloud) -> None:
    endpoint = cloud.up()
    client("ec2", endpoint).create_vpc(CidrBlock="10.6.0.0/16")
    cloud.reset()
    assert cloud.endpoint == endpoint
    assert networks(endpoint) == set()


def test_starting_what_runs_already_changes_nothing(running: EmbeddedCloud) -> None:
    endpoint, pid = running.endpoint, running.status().pid
    assert (running.up(), running.status().pid) == (endpoint, pid)


def test_stopping_what_does_not_run_is_no_fault(cloud: EmbeddedCloud) -> None:
    cloud.down()
    assert not cloud.status().running


def test_the_daemon_has_a_session_and_streams_of_its_own(running: EmbeddedCloud) -> None:
    pid = running.status().pid
    assert os.getsid(pid) == pid
    streams = {str(Path(f"/proc/{pid}/fd/{number}").readlink()) for number in range(3)}
    assert streams == {"/dev/null", str(running.home / "cloud.log")}


def test_status_counts_what_is_there(running: EmbeddedCloud) -> None:
    before = running.status().resources.get("instances running", 0)
    client("ec2", running.endpoint).run_instances(ImageId="ami-1", MinCount=2, MaxCount=2)
    assert running.status().resources["instances running"] == before + 2


def test_status_says_what_the_cloud_is_and_holds(running: EmbeddedCloud) -> None:
    before = running.status().services
    client("kms", running.endpoint).create_key()
    client("ec2", running.endpoint).create_vpc(CidrBlock="10.5.0.0/16")
    told = running.status()
    assert told.services["kms"] == before.get("kms", 0) + 1
    # The network, and its main route table, ACL and default security group.
    assert told.services["ec2"] == before.get("ec2", 0) + 4
    assert told.versions.keys() == {"govcloud", "moto"}
    assert told.uptime_s > 0
    assert any("aws:SecureTransport" in one for one in told.mended)


def test_an_instance_without_a_host_has_printed_nothing(running: EmbeddedCloud) -> None:
    ec2 = client("ec2", running.endpoint)
    made = ec2.run_instances(ImageId="ami-1", MinCount=1, MaxCount=1)["Instances"][0]
    assert ec2.get_console_output(InstanceId=made["InstanceId"]).get("Output", "") == ""


def test_a_cloud_that_never_ran_has_no_endpoint(tmp_path: Path) -> None:
    with pytest.raises(UnreachableError) as raised:
        _ = EmbeddedCloud(tmp_path / "local").endpoint
    assert raised.value.hint == "govcloud local up"


def test_a_taken_port_is_a_sentence(cloud: EmbeddedCloud, tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        (tmp_path / "local").mkdir()
        kept = {"port": other.getsockname()[1]}
        (tmp_path / "local/cloud.json").write_text(json.dumps(kept), encoding="utf-8")
        with pytest.raises(InputError, match="taken by another program"):
            cloud.up()


def test_a_pid_that_is_someone_elses_now_is_not_the_daemon(tmp_path: Path) -> None:
    told = {"pid": os.getpid(), "started": started(os.getpid()) + 1}
    (tmp_path / "cloud.pid").write_text(json.dumps(told), encoding="utf-8")
    assert Pidfile(tmp_path / "cloud.pid").pid() == 0
