"""Controls of a running cloud: what was made by hand is found, and what breaks a mandatory rule is not made."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from govcloud.cli.app import app
from govcloud.local.cloud import EmbeddedCloud
from tests.engine_fixtures import ROOT, client


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The sample workspace with an embedded cloud in which somebody worked by hand."""
    folder = tmp_path_factory.mktemp("running")
    for name in ("inventory.yaml", "pyproject.toml"):
        shutil.copy(ROOT / name, folder / name)
    for name in ("stacks", "migrations"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    cloud = EmbeddedCloud(folder / ".govcloud/local")
    try:
        by_hand(cloud.up())
        yield folder
    finally:
        cloud.down()


def by_hand(endpoint: str) -> None:
    """A server in the default network, a bucket, a network, a person with a password, an open disk."""
    ec2, s3, iam = (client(name, endpoint) for name in ("ec2", "s3", "iam"))
    ec2.run_instances(ImageId="ami-00000000000000001", MinCount=1, MaxCount=1)
    ec2.create_volume(AvailabilityZone="cn-north-1a", Size=1)
    vpc = ec2.create_vpc(CidrBlock="10.77.0.0/16")["Vpc"]["VpcId"]
    group = ec2.create_security_group(GroupName="g", Description="by hand", VpcId=vpc)["GroupId"]
    anybody = {
        "IpProtocol": "tcp",
        "FromPort": 3389,
        "ToPort": 3389,
        "IpRanges": [{"CidrIp": "0.0.0.0/0"}],
    }
    ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[anybody])
    place = {"LocationConstraint": "cn-north-1"}
    s3.create_bucket(Bucket="made-by-hand", CreateBucketConfiguration=place)
    client("rds", endpoint).create_db_instance(
        DBInstanceIdentifier="made-by-hand",
        DBInstanceClass="db.t3.micro",
        Engine="postgres",
        PubliclyAccessible=True,
    )
    iam.create_user(UserName="somebody")
    iam.create_login_profile(UserName="somebody", Password="a Long 1ne, made up")


def govcloud(workspace: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["-C", str(workspace), *words], env={"COLUMNS": "160"})


def audited(workspace: Path) -> dict[str, Any]:
    done = govcloud(workspace, "audit", "controls", "--running", "-o", "json")
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_what_was_made_by_hand_is_found_in_a_running_cloud(workspace: Path) -> None:
    found = audited(workspace)
    assert found["basis"] == "running"
    assert not found["untold"]
    rules = {row["rule"]: row for row in found["findings"]}
    for rule, subject in {
        "server-known": "i-",
        "bucket-known": "made-by-hand",
        "network-known": "vpc-",
        "bucket-public-access-blocked": "made-by-hand",
        "bucket-tls-only": "made-by-hand",
        "network-recorded": "vpc-",
        "default-group-empty": "vpc-",
        "ingress-from-named": "sgr-",
        "admin-ports-from-management": "sgr-",
        "server-asks-for-token": "i-",
        "default-network-unused": "vpc-",
        "user-second-factor": "somebody",
        "volume-encrypted": "vol-",
        "database-private": "made-by-hand",
        "database-encrypted": "made-by-hand",
        "database-demands-tls": "made-by-hand",
        "database-kept": "made-by-hand",
        "trail-exists": "cloud",
    }.items():
        assert rules[rule]["subject"].startswith(subject), rule
    statuses = {row["clause"]: row["status"] for row in found["controls"]}
    assert statuses["8.2.4.3-b"] == "NOT_MET"
    assert statuses["8.1.4.3-a"] == "NOT_MET"


def test_a_stack_that_breaks_a_mandatory_rule_is_not_applied(workspace: Path) -> None:
    program = workspace / "stacks/support-platform/__main__.py"
    whole = program.read_text("utf-8")
    bucket = "from govcloud.resources import s3\ns3.Bucket('open', block_public_access=False)\n"
    program.write_text(whole + bucket, "utf-8")
    try:
        done = govcloud(workspace, "stack", "apply", "--yes", "support-platform")
    finally:
        program.write_text(whole, "utf-8")
    assert done.exit_code == 4, done.output
    assert "E-CTL-001" in done.stderr
    assert "bucket-public-access-blocked" in done.stderr
    assert "block_public_access=True" in done.stderr
    assert not (workspace / ".govcloud/pulumi/.pulumi").exists()
