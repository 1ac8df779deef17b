"""The stacks on the real engine and an embedded cloud without a lab: all of it there, then all of it gone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from govcloud.adapters.pulumi_stack import PulumiStacks, StackSettings
from govcloud.errors import CloudError
from govcloud.model.stack import StackRef
from govcloud.rules.stacks import stack_refs
from tests.engine_fixtures import ROOT, client, running_cloud, settings, silent, stacks_of
from tests.places import place
from tests.stacks.test_programs import ESTATE

pytestmark = pytest.mark.engine

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJm0ZK1pc8uFJwZLiU2QhSNPXLVbHxWL3pkmuzmUlYu3 govcloud"


@pytest.fixture
def chosen(tmp_path: Path) -> Iterator[StackSettings]:
    with running_cloud(tmp_path) as cloud:
        yield settings(ROOT, tmp_path, cloud.endpoint)


@pytest.fixture
def stacks(chosen: StackSettings) -> Iterator[PulumiStacks]:
    with stacks_of(chosen) as made:
        yield made


def refs() -> tuple[StackRef, ...]:
    return stack_refs(ESTATE, [], place("test"), KEY)


def left(endpoint: str) -> dict[str, list[Any]]:
    """What a stack could have left behind; keys wait for their end, and count no more."""
    ec2, iam = client("ec2", endpoint), client("iam", endpoint)
    reservations = ec2.describe_instances()["Reservations"]
    running = [one for held in reservations for one in held["Instances"]]
    kms = client("kms", endpoint)
    aliases = [one["AliasName"] for one in kms.list_aliases()["Aliases"]]
    return {
        "networks": [vpc for vpc in ec2.describe_vpcs()["Vpcs"] if not vpc["IsDefault"]],
        "instances": [one for one in running if one["State"]["Name"] != "terminated"],
        "addresses": ec2.describe_addresses()["Addresses"],
        "key pairs": ec2.describe_key_pairs()["KeyPairs"],
        "roles": iam.list_roles()["Roles"],
        "policies": iam.list_policies(Scope="Local")["Policies"],
        "buckets": client("s3", endpoint).list_buckets()["Buckets"],
        "log groups": client("logs", endpoint).describe_log_groups()["logGroups"],
        "trails": client("cloudtrail", endpoint).describe_trails()["trailList"],
        "aliases": [name for name in aliases if name.startswith("alias/govcloud-test")],
    }


@pytest.mark.slow
def test_landing_zone_and_department_are_made_once_and_leave_nothing(
    stacks: PulumiStacks, chosen: StackSettings
) -> None:
    shared, lake, support, tenant = refs()
    assert not stacks.plan(tenant, silent).counts.get("same")
    made = [stacks.apply(ref, silent) for ref in refs()]
    assert [result.counts.keys() for result in made] == [{"create"}] * 4

    servers = stacks.outputs(tenant)["servers"]
    assert servers.keys() == {"gsd-web", "gsd-oa"}
    found = client("ec2", chosen.endpoint).describe_instances(
        InstanceIds=[servers["gsd-web"]["id"]]
    )["Reservations"][0]["Instances"][0]
    assert found["PrivateIpAddress"] == servers["gsd-web"]["address"]
    assert {"Key": "gov:app", "Value": "GD-GSD-008"} in found["Tags"]
    assert all(left(chosen.endpoint).values())

    again = [stacks.apply(ref, silent) for ref in refs()]
    assert [result.changed for result in again] == [False] * 4
    assert not any(stacks.plan(ref, silent).changed for ref in refs())

    for ref in (tenant, support, lake, shared):
        stacks.destroy(ref, silent)
    assert {what: found for what, found in left(chosen.endpoint).items() if found} == {}


def test_a_department_cannot_be_applied_before_the_landing_zone(stacks: PulumiStacks) -> None:
    with pytest.raises(
        CloudError, match="needs the stack landing-zone/test, which is not there yet"
    ):
        stacks.apply(refs()[3], silent)
