"""Which databases the cloud is to run, and how much is asked of it for them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcloud.model.inventory import Application, Datastore, Engine, Server, Strategy
from govcloud.model.technical_terms import Arch
from govcloud.rules.managed_databases import OFFERED, managed_databases, offered_version, storage_gb
from tests.places import place

HOST = Server("gsd-db", cpu_cores=8, mem_gb=32)
ORDERS = Datastore("orders", Engine.POSTGRESQL, "gsd-db", version="13.4", size_gb=200)
REPLACED = Application(
    "GD-GSD-008",
    "",
    "Portal",
    "GD-GSD",
    False,
    Strategy.REPLATFORM,
    2,
    servers=(HOST,),
    datastores=(ORDERS,),
)


def managed(app: Application) -> dict[str, Any]:
    """The one database that the cloud is to run for it."""
    [found], staying = managed_databases([app], {}, place())
    assert staying == []
    return found


def staying(app: Application, *lacking: str) -> list[dict[str, Any]]:
    """Those that stay on servers; the cloud runs none."""
    found, rest = managed_databases([app], {}, replace(place(), lacking=lacking))
    assert found == []
    return rest


def test_a_database_is_sized_by_its_server_and_its_data() -> None:
    assert managed_databases([REPLACED], {"GD-GSD-008": "W01"}, place())[0] == [
        {
            "name": "db-gd-gsd-008-orders",
            "database": "orders",
            "app": "GD-GSD-008",
            "mlps": 2,
            "wave": "W01",
            "engine": "postgres",
            "version": "14",
            "size": "db.m5.2xlarge",
            "storage_gb": 260,
            "several_zones": False,
            "backup_days": 14,
            "protected": False,
        }
    ]


def test_level_3_asks_for_two_zones_protection_and_long_backups() -> None:
    found = managed(replace(REPLACED, mlps_level=3))
    assert (found["several_zones"], found["protected"], found["backup_days"]) == (True, True, 35)


@pytest.mark.parametrize(
    ("rto", "rpo", "several"),
    [(60, None, True), (None, 1, True), (240, 5, False), (None, None, False)],
)
def test_what_must_be_back_soon_stands_in_two_zones(
    rto: int | None, rpo: int | None, several: bool
) -> None:
    found = managed(replace(REPLACED, rto_minutes=rto, rpo_minutes=rpo))
    assert found["several_zones"] is several


def test_a_database_on_arm_stays_on_arm() -> None:
    host = replace(HOST, arch=Arch.AARCH64)
    assert managed(replace(REPLACED, servers=(host,)))["size"] == "db.m6g.2xlarge"


@pytest.mark.parametrize("strategy", [one for one in Strategy if one is not Strategy.REPLATFORM])
def test_only_where_the_platform_is_replaced_the_cloud_runs_it(strategy: Strategy) -> None:
    assert managed_databases([replace(REPLACED, strategy=strategy)], {}, place()) == ([], [])


def test_what_is_classified_goes_to_no_cloud() -> None:
    assert managed_databases([replace(REPLACED, classified=True)], {}, place()) == ([], [])


def test_without_the_service_a_database_stays_on_its_server_and_says_so() -> None:
    reason = "this cloud has no managed databases (rds)"
    assert staying(REPLACED, "rds") == [{"name": "orders", "app": "GD-GSD-008", "reason": reason}]


@pytest.mark.parametrize("engine", [one for one in Engine if one not in OFFERED])
def test_which_engine_replaces_another_is_not_ours_to_decide(engine: Engine) -> None:
    [told] = staying(replace(REPLACED, datastores=(replace(ORDERS, engine=engine),)))
    assert engine.zh in told["reason"]


@pytest.mark.parametrize(
    ("engine", "runs", "wanted"),
    [
        (Engine.POSTGRESQL, "9.6.24", "14"),
        (Engine.POSTGRESQL, "PostgreSQL 16.2", "16"),
        (Engine.POSTGRESQL, "18.1", "18"),
        (Engine.POSTGRESQL, "", "17"),
        (Engine.MYSQL, "5.7.44", "8.0"),
        (Engine.MYSQL, "8.0.32", "8.0"),
        (Engine.MARIADB, "10.11.4", "10.11"),
        (Engine.MARIADB, "10.7", "10.11"),
    ],
)
def test_a_version_is_the_first_on_offer_that_is_not_older(
    engine: Engine, runs: str, wanted: str
) -> None:
    assert offered_version(runs, OFFERED[engine][1]) == wanted


@given(st.floats(0, 200_000), st.floats(0, 500))
def test_storage_holds_the_data_and_is_what_the_cloud_can_give(size: float, growth: float) -> None:
    found = storage_gb(replace(ORDERS, size_gb=size, growth_gb_month=growth), HOST)
    assert 20 <= found <= 65_536
    assert found >= min(size, 65_536)


@given(st.lists(st.text(max_size=80), min_size=1, max_size=5))
def test_every_name_is_one_that_the_cloud_takes_and_no_two_are_alike(names: list[str]) -> None:
    stores = tuple(replace(ORDERS, name=name) for name in names)
    found, _ = managed_databases([replace(REPLACED, datastores=stores)], {}, place())
    told = [one["name"] for one in found]
    assert len(set(told)) == len(names)
    assert all(name.isascii() and name[0].isalpha() and len(name) <= 54 for name in told)
    assert not any("--" in name or name.endswith("-") for name in told)
