"""A department's managed databases: in the data tier, for its applications alone, made, watched and taken away."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from govcloud.adapters.controls_yaml import read_control_profile
from govcloud.cli.wiring.controls_words import words
from govcloud.errors import GovcloudError
from govcloud.model.cloud_resource import CloudResource
from govcloud.model.inventory import Application, Datastore, Engine, Inventory, Server, Strategy
from govcloud.model.stack import StackRef
from govcloud.provider.protection import lift, protected
from govcloud.rules.controls_judging import answers
from govcloud.rules.stacks import stack_refs
from tests.engine_fixtures import client, running_cloud, silent
from tests.places import place
from tests.rules.check_samples import Scene
from tests.stacks.test_drift import Applied
from tests.stacks.test_engine import KEY
from tests.stacks.test_programs import ESTATE, Registered, run

HOST = Server("gsd-db", "10.250.0.10", cpu_cores=4, mem_gb=16)
ORDERS = Datastore("orders", Engine.POSTGRESQL, "gsd-db", version="16.3", size_gb=100)
LEDGER = Datastore("总账", Engine.MYSQL, "gsd-db", version="5.7", size_gb=10)
REGISTER = Datastore("register", Engine.DAMENG, "gsd-db")
REPLACED = Application(
    "GD-GSD-010",
    "",
    "Orders",
    "GD-GSD",
    False,
    Strategy.REPLATFORM,
    2,
    servers=(HOST,),
    datastores=(ORDERS, LEDGER, REGISTER),
)


def estate(level: int = 2) -> Inventory:
    """One application whose databases the cloud is to run; one of another level moves as it is."""
    return Inventory(ESTATE.departments, (replace(REPLACED, mlps_level=level),))


def tenant(level: int = 2, *lacking: str) -> StackRef:
    where = replace(place("test"), lacking=lacking)
    return stack_refs(estate(level), [], where, KEY)[-1]


def test_a_database_stands_in_the_data_tier_encrypted_and_closed() -> None:
    made, _ = run(tenant(3))
    [group] = made.of("SubnetGroup").values()
    assert group["subnetIds"] == ["Subnet-data-a", "Subnet-data-b"]
    one = made.of("Instance")["db-gd-gsd-010-orders"]
    asked = {
        "engine": "postgres",
        "engineVersion": "16",
        "instanceClass": "db.m5.xlarge",
        "allocatedStorage": 140,
        "storageEncrypted": True,
        "kmsKeyId": "arn:aws-cn:x:::data",
        "masterUserSecretKmsKeyId": "arn:aws-cn:x:::data",
        "multiAz": True,
        "backupRetentionPeriod": 35,
        "deletionProtection": True,
        "publiclyAccessible": False,
        "parameterGroupName": "rules-postgres16",
    }
    assert {name: one[name] for name in asked} == asked
    assert one["tags"]["gov:app"] == "GD-GSD-010"
    assert one["tags"]["gov:zone"] == "DATA"
    assert not any("assword" in name for name in one)


def test_only_the_departments_applications_reach_a_database_and_only_at_its_port() -> None:
    made, _ = run(tenant())
    rules = made.of("SecurityGroupIngress")
    rule = rules["db-gd-gsd-010-orders"]
    assert rule["securityGroupId"] == "SecurityGroup-db-gd-gsd-010-orders"
    assert rule["peerSecurityGroupId"] == "SecurityGroup-exchange"
    assert (rule["fromPort"], rule["toPort"]) == (5432, 5432)
    assert (rules["db-gd-gsd-010"]["fromPort"], rules["db-gd-gsd-010"]["toPort"]) == (3306, 3306)


def test_databases_are_spoken_to_with_tls_only() -> None:
    made, _ = run(tenant())
    told = {one["family"]: one["tlsParameter"] for one in made.of("ParameterGroup").values()}
    assert told == {"postgres16": "rds.force_ssl", "mysql8.0": "require_secure_transport"}


def test_what_no_managed_database_replaces_is_said_in_the_outputs() -> None:
    _, exported = run(tenant())
    assert exported["databases"].keys() == {"db-gd-gsd-010-orders", "db-gd-gsd-010"}
    assert [one["name"] for one in exported["databases_on_servers"]] == ["register"]


def test_a_cloud_without_managed_databases_gets_none() -> None:
    made, exported = run(tenant(2, "rds"))
    assert not made.of("SubnetGroup")
    assert exported["databases"] == {}
    assert [one["name"] for one in exported["databases_on_servers"]] == [
        "orders",
        "总账",
        "register",
    ]


def test_a_department_that_replaces_no_platform_has_no_database() -> None:
    [*_, ref] = stack_refs(ESTATE, [], place("test"), KEY)
    made, exported = run(ref, Registered())
    assert not made.of("SubnetGroup")
    assert exported["databases"] == {}


@pytest.mark.parametrize("level", [2, 3])
def test_our_databases_keep_the_rules_for_databases(level: int) -> None:
    made, _ = run(tenant(level))
    seen = [
        CloudResource(one.typ.partition(":")[2], one.name, "", one.inputs, {"name": one.name})
        for one in made.seen
    ]
    told = answers(
        read_control_profile(None, "cn-mlps", words()), str(level), Scene(seen).evidence()
    )
    asked = {name: told[name] for name in told if name.startswith("database-")}
    assert {"database-private", "database-kept"} <= asked.keys()
    assert all(one.passed.total() == 2 and not one.failures for one in asked.values())


def standing(endpoint: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client("rds", endpoint).describe_db_instances()["DBInstances"]
    return found


@pytest.mark.slow
@pytest.mark.engine
def test_databases_are_made_once_watched_and_leave_a_last_snapshot(tmp_path: Path) -> None:
    with running_cloud(tmp_path) as cloud:
        made = Applied(tmp_path, cloud.endpoint, "peering")
        where = place("test", "peering")
        shared, *_, ref = made.refs = stack_refs(estate(3), [], where, KEY)
        made.refs = (shared, ref)
        try:
            for one in made.refs:
                made.stacks.apply(one, silent)
            assert not made.stacks.apply(ref, silent).changed
            assert made.deviations() == ()

            rds, [first, other] = client("rds", cloud.endpoint), standing(cloud.endpoint)
            rds.modify_db_instance(
                DBInstanceIdentifier=first["DBInstanceIdentifier"], PubliclyAccessible=True
            )
            [found] = made.deviations()
            assert (found.type, found.what) == ("govcloud:rds:Instance", "publiclyAccessible")

            with pytest.raises(GovcloudError, match="protected"):
                made.stacks.destroy(ref, silent)
            [record] = [one for one in made.records.every([ref]) if one.stack == str(ref)]
            left = protected(made.mender, record.resources)
            assert {one.id for one in left} == {
                one["DBInstanceIdentifier"] for one in (first, other)
            }
            for database in left:
                lift(made.mender, database)
            assert not protected(made.mender, record.resources)
            made.stacks.destroy(ref, silent)
            assert standing(cloud.endpoint) == []
            kept = rds.describe_db_snapshots()["DBSnapshots"]
            assert {one["DBInstanceIdentifier"] for one in kept} == {
                first["DBInstanceIdentifier"],
                other["DBInstanceIdentifier"],
            }
        finally:
            made.stacks.close()
