"""Which stacks an estate needs."""

from __future__ import annotations

from govcloud.model.inventory import Application, Department, Inventory, Server, Strategy
from govcloud.model.stack import StackRef
from govcloud.model.wave import Wave
from govcloud.rules.stacks import rounds, stack_refs, tenant_ranges
from tests.places import place

KEY = "ssh-ed25519 AAAA govcloud"
PORTAL = Server("gsd-web", "10.250.0.8", ports=(80,))


def application(name: str, strategy: Strategy = Strategy.REHOST) -> Application:
    return Application(name, "", "", "GD-GSD", False, strategy, 3, servers=(PORTAL,))


def estate(*applications: Application) -> Inventory:
    departments = (
        Department("GD-GSD", "广东省政务服务数据管理局", "Government Services", "10.1.0.0/16"),
        Department("FJ-BDA", "福建省大数据管理局", "Big Data", "10.4.0.0/16"),
    )
    return Inventory(departments, applications)


def refs(*applications: Application) -> tuple[StackRef, ...]:
    waves = [Wave("W01", "first", ("GD-GSD-008",))]
    return stack_refs(estate(*applications), waves, place(), KEY)


def test_the_landing_zone_comes_first_and_each_department_has_a_stack_of_its_own() -> None:
    assert [str(ref) for ref in refs()] == [
        "landing-zone/local",
        "data-platform/local",
        "support-platform/local",
        "department/local-GD-GSD",
        "department/local-FJ-BDA",
    ]


def test_a_department_names_the_landing_zone_that_it_needs() -> None:
    spec = refs()[3].spec
    assert spec["landing_zone"] == "organization/landing-zone/local"
    assert spec["references"] == [spec["landing_zone"]]


def test_every_server_of_an_application_that_moves_gets_a_target() -> None:
    department = refs(application("GD-GSD-008"))[3].spec
    assert department["servers"] == [
        {
            "name": "gsd-web",
            "app": "GD-GSD-008",
            "mlps": 3,
            "ports": [80],
            "source": "10.250.0.8",
            "wave": "W01",
            "size": "t3.small",
        }
    ]
    assert department["public_key"] == KEY
    assert department["department"]["network"] == "10.1.0.0/16"


def test_what_is_retired_or_stays_gets_no_target() -> None:
    staying = [
        application(f"GD-GSD-{number:03}", strategy)
        for number, strategy in enumerate(Strategy)
        if strategy is not Strategy.REHOST
    ]
    assert refs(*staying)[3].spec["servers"] == []


def test_an_application_in_no_wave_yet_has_a_target_without_a_wave() -> None:
    assert refs(application("GD-GSD-009"))[3].spec["servers"][0]["wave"] == ""


def test_each_department_has_its_own_servers_only() -> None:
    assert refs(application("GD-GSD-008"))[4].spec["servers"] == []


def test_a_department_without_a_network_has_no_stack_yet() -> None:
    homeless = Inventory((Department("GD-GSD", "", "", ""),), ())
    named = [str(ref) for ref in stack_refs(homeless, [], place(), KEY)]
    assert not [name for name in named if name.startswith("department/")]


def test_routes_name_only_the_private_ranges_in_use() -> None:
    assert tenant_ranges(["10.1.0.0/16", "192.168.4.0/22", "10.2.0.0/16"]) == [
        "10.0.0.0/8",
        "192.168.0.0/16",
    ]


def test_platforms_and_departments_stand_side_by_side_and_what_nobody_knows_waits() -> None:
    names = [
        "landing-zone",
        "data-platform",
        "support-platform",
        "department",
        "department",
        "own",
        "other",
    ]
    refs = [StackRef(project, f"s{number}") for number, project in enumerate(names)]
    found = [[ref.project for ref in one] for one in rounds(refs)]
    assert found == [
        ["landing-zone"],
        ["data-platform", "support-platform", "department", "department"],
        ["own"],
        ["other"],
    ]
