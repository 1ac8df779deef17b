"""A wave's applications are moved by govcloud, or by others, or lack what a move needs."""

from __future__ import annotations

from dataclasses import replace

from govcloud.model.inventory import Application, Datastore, Engine, Inventory, Server, Strategy
from govcloud.model.organisation import Department
from govcloud.rules.movable import immovable, left_to_others
from tests.wave_programmes import app

MOVED = app(
    "GD-GSD-001",
    strategy=Strategy.REHOST,
    servers=(Server("a", "10.0.0.1"),),
    datastores=(Datastore("portal", Engine.POSTGRESQL, "a"),),
)
ORACLE = replace(MOVED, datastores=(Datastore("old", Engine.ORACLE, "a"),))


def codes(*apps: Application) -> list[str]:
    estate = Inventory((), (), places={"GD-GSD-001": ("inventory.yaml", 7)})
    return [f"{f.line} {f.code}" for f in immovable(apps, estate)]


def test_what_steps_can_move_is_moved() -> None:
    assert codes(MOVED) == []
    assert left_to_others([MOVED]) == ()


def test_a_database_without_steps_is_refused_at_its_application() -> None:
    assert codes(ORACLE) == ["7 E-MIG-001"]


def test_a_server_without_an_address_is_refused() -> None:
    assert codes(replace(MOVED, servers=(Server("a"),))) == ["7 E-MIG-002"]


def test_a_department_without_a_cloud_network_is_refused() -> None:
    here = Department(MOVED.department, "省数据局", "")
    assert [f.code for f in immovable([MOVED], Inventory((here,), (MOVED,)))] == ["E-NET-006"]
    housed = replace(here, network="10.1.0.0/16")
    assert immovable([MOVED], Inventory((housed,), (MOVED,))) == ()


def test_what_others_carry_out_is_left_out_with_a_sentence() -> None:
    rebuilt = replace(ORACLE, strategy=Strategy.REPLATFORM)
    assert codes(rebuilt) == []
    (sentence,) = left_to_others([rebuilt])
    assert "REPLATFORM 平台替换" in sentence
