"""What is wrong with an estate is found, with its code and its place; what is right is left in peace."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from govcloud.model.inventory import (
    Application,
    Datastore,
    Department,
    Dependency,
    Engine,
    FileTree,
    Inventory,
    Probe,
    Server,
    Strategy,
)
from govcloud.model.wave import Wave
from govcloud.rules.checks import inventory_faults, inventory_warnings
from govcloud.rules.checks_waves import wave_findings
from govcloud.rules.circumstances import Circumstances
from govcloud.rules.finding import Finding
from govcloud.rules.names import did_you_mean, folded, path_fault

HALL = Department("GD-GSD", "政务服务数据管理局", "", "10.1.0.0/16")
LABOUR = Department("GD-HRS", "人力资源和社会保障厅", "", "10.2.0.0/16")
WEB = Server("gsd-web", "10.250.0.8", ports=(80,))


def application(id_: str = "GD-GSD-008", **changes: Any) -> Application:
    plain = Application(
        id=id_,
        name_zh=f"政务服务网（{id_}甲）",
        name_en="",
        department=id_[:6],
        classified=False,
        strategy=Strategy.REHOST,
        mlps_level=1,
        servers=(replace(WEB, name=id_.lower(), address=f"10.250.0.{int(id_[-3:])}"),),
    )
    return replace(plain, **changes)


PORTAL = application(
    servers=(WEB,),
    datastores=(Datastore("portal", Engine.POSTGRESQL, "gsd-web"),),
    trees=(FileTree("gsd-web", "/srv/uploads"), FileTree("gsd-web", "/srv/uploads-old")),
    services=("portal",),
    probe=Probe("/health", "ok"),
)


def estate(*apps: Application, departments: tuple[Department, ...] = (HALL, LABOUR)) -> Inventory:
    return Inventory(departments=departments, applications=apps or (PORTAL,))


def inventory_findings(inventory: Inventory) -> tuple[Finding, ...]:
    faults = inventory_faults(inventory)
    return faults or inventory_warnings(inventory, Circumstances(date(2026, 11, 24)))


def codes(inventory: Inventory) -> list[str]:
    return sorted(finding.code for finding in inventory_findings(inventory))


def changed(**changes: Any) -> Inventory:
    return estate(replace(PORTAL, **changes))


def server(**changes: Any) -> Inventory:
    return changed(servers=(replace(WEB, **changes), WEB))


def networks(*texts: str) -> Inventory:
    given = (replace(HALL, network=texts[0]), replace(LABOUR, network=(*texts, "10.2.0.0/16")[1]))
    return estate(departments=given)


NEEDS_001 = (Dependency("GD-GSD-001"),)
CASES = [
    ("nothing wrong", estate(), []),
    ("classified", changed(classified=True), ["E-SCOPE-001"]),
    ("twice", estate(PORTAL, application(servers=(replace(WEB, name="b", address="10.250.0.9"),))), ["E-ID-001"]),
    ("department twice", estate(departments=(HALL, replace(LABOUR, id="GD-GSD"))), ["E-ID-001"]),
    ("unknown department", changed(department="GD-GSX"), ["E-ID-002"]),
    ("id of an application", changed(id="GD-GSD-8"), ["E-ID-003"]),
    ("id in full width", changed(id="\uff27\uff24-GSD-008"), ["E-ID-003"]),
    ("id of a department", estate(departments=(HALL, replace(LABOUR, id="gd-hrs"))), ["E-ID-003"]),
    ("no network", networks("10.1.0.0"), ["E-NET-001"]),
    ("host bits", networks("10.1.0.1/16"), ["E-NET-001"]),
    ("IPv6", networks("fd00::/16"), ["E-NET-001"]),
    ("public network", networks("8.8.0.0/16"), ["E-NET-002"]),
    ("too large", networks("172.16.0.0/12"), ["E-NET-003"]),
    ("too small", networks("10.1.0.0/25"), ["E-NET-003"]),
    ("overlap", networks("10.1.0.0/16", "10.1.128.0/17"), ["E-NET-004"]),
    ("source in a cloud network", changed(servers=(replace(WEB, address="10.2.3.4"),)), ["E-NET-005"]),
    ("address twice", server(name="b"), ["E-SRV-002"]),
    ("name twice", server(address="10.250.0.9"), ["E-SRV-008"]),
    ("name of a server", server(name="Web_1", address="10.250.0.9"), ["E-SRV-003"]),
    ("name of a server with a command", server(name="-oProxyCommand=x", address="10.250.0.9"), ["E-SRV-003"]),
    ("login", server(name="b", address="10.250.0.9", user="$(id)"), ["E-SRV-004"]),
    ("address", server(name="b", address="10.250.0.256"), ["E-SRV-005"]),
    ("reach", server(name="b", address="10.250.0.9", reach="-x y"), ["E-SRV-006"]),
    ("host key", server(name="b", address="10.250.0.9", host_key="AAAA"), ["E-SRV-007"]),
    ("database's server", changed(datastores=(Datastore("x", Engine.MARIADB, "gsd-wbe"),)), ["E-SRV-001"]),
    ("tree's server", changed(trees=(FileTree("other", "/srv/x"),)), ["E-SRV-001"]),
    ("database twice", changed(datastores=PORTAL.datastores * 2), ["E-DB-001"]),
    ("database name", changed(datastores=(Datastore('x"; DROP', Engine.MARIADB, "gsd-web"),)), ["E-DB-002"]),
    ("relative path", changed(trees=(FileTree("gsd-web", "srv"),)), ["E-TREE-001"]),
    ("path upwards", changed(trees=(FileTree("gsd-web", "/srv/../etc"),)), ["E-TREE-001"]),
    ("the root", changed(trees=(FileTree("gsd-web", "/"),)), ["E-TREE-001"]),
    ("the system's path", changed(trees=(FileTree("gsd-web", "/proc/1"),)), ["E-TREE-001"]),
    ("trees overlap", changed(trees=(FileTree("gsd-web", "/srv/a/b"), FileTree("gsd-web", "/srv/a"))), ["E-TREE-002"]),
    ("service name", changed(services=("a b",)), ["E-SVC-001"]),
    ("service twice", changed(services=("a", "a")), ["E-SVC-002"]),
    ("probe", changed(probe=Probe("http://x/")), ["E-PRB-001"]),
    ("probe without port", changed(servers=(replace(WEB, ports=()),)), ["E-PRB-002"]),
    ("services without server", estate(application(servers=(), services=("a",))), ["E-SVC-003"]),
    ("retired without server", estate(application(servers=(), strategy=Strategy.RETIRE)), []),
    ("unknown dependency", changed(depends_on=NEEDS_001), ["E-DEP-001"]),
    ("needs itself", changed(depends_on=(Dependency("GD-GSD-008"),)), ["E-DEP-003"]),
    (
        "needs what is retired",
        estate(
            replace(PORTAL, depends_on=NEEDS_001),
            application("GD-GSD-001", strategy=Strategy.RETIRE),
        ),
        ["W-DEP-001"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("inventory", "wanted"), [row[1:] for row in CASES], ids=[row[0] for row in CASES]
)
def test_each_fault_of_an_inventory_has_its_code(inventory: Inventory, wanted: list[str]) -> None:
    assert codes(inventory) == wanted


def test_a_finding_leads_to_its_place() -> None:
    wrong = replace(PORTAL, trees=(FileTree("gsd-web", "/srv/ok"), FileTree("gsd-web", "relative")))
    (finding,) = inventory_findings(estate(application("GD-HRS-001"), wrong))
    assert finding.path == ("applications", 1, "trees", 1, "path")
    assert (finding.subject, finding.stops) == ("GD-GSD-008", True)


def test_a_circle_of_hard_dependencies_is_told_with_its_way() -> None:
    apps = [
        application(f"GD-GSD-00{one}", depends_on=(Dependency(f"GD-GSD-00{other}", hard=True),))
        for one, other in ((1, 2), (2, 3), (3, 1))
    ]
    (finding,) = inventory_findings(estate(*apps))
    assert (finding.code, finding.stops) == ("W-CYC-001", False)
    assert finding.message.count("→") == 3


def test_a_circle_with_a_soft_dependency_is_none() -> None:
    one = application("GD-GSD-001", depends_on=(Dependency("GD-GSD-002", hard=False),))
    two = application("GD-GSD-002", depends_on=(Dependency("GD-GSD-001"),))
    assert codes(estate(one, two)) == []


def test_a_near_name_is_proposed() -> None:
    (finding,) = inventory_findings(
        estate(replace(PORTAL, depends_on=(Dependency("GD-HRS-010"),)), application("GD-HRS-001"))
    )
    assert finding.hint == "did you mean `GD-HRS-001`?"
    assert finding.refers_to == "GD-HRS-010"
    assert did_you_mean("zzz", ["gsd-web"]) == ""


IDENTITY = application("GD-GSD-001")
SITE = application("GD-GSD-007", depends_on=NEEDS_001)
OLD = application("GD-HRS-002", strategy=Strategy.RETIRE, servers=())
KEPT = application("GD-HRS-003", strategy=Strategy.RETAIN)
ALL = estate(IDENTITY, SITE, OLD, KEPT)


def waves(*lists: list[str]) -> tuple[Wave, ...]:
    return tuple(Wave(f"W0{number}", "", tuple(ids)) for number, ids in enumerate(lists, start=1))


PLANS = [
    ("needed first", waves(["GD-GSD-001"], ["GD-GSD-007"]), []),
    ("together", waves(["GD-GSD-007", "GD-GSD-001"]), []),
    ("needed later", waves(["GD-GSD-007"], ["GD-GSD-001"]), ["E-DEP-002"]),
    ("needed never", waves(["GD-GSD-007"]), ["E-DEP-002"]),
    ("unknown", waves(["GD-GSD-011"]), ["E-APP-001"]),
    ("in two", waves(["GD-GSD-001"], ["GD-GSD-001"]), ["E-WAV-002"]),
    ("twice in one", waves(["GD-GSD-001", "GD-GSD-001"]), ["E-WAV-002"]),
    ("retired", waves(["GD-HRS-002"]), ["E-STR-002"]),
    ("retained", waves(["GD-HRS-003"]), ["E-STR-003"]),
    ("two of one id", (Wave("W01", "", ()), Wave("w01", "", ())), ["E-ID-001", "E-ID-003"]),
]


@pytest.mark.parametrize(
    ("plan", "wanted"), [row[1:] for row in PLANS], ids=[row[0] for row in PLANS]
)
def test_each_fault_of_a_wave_plan_has_its_code(plan: tuple[Wave, ...], wanted: list[str]) -> None:
    assert sorted(finding.code for finding in wave_findings(plan, ALL)) == wanted


def test_names_that_people_confuse_are_one() -> None:
    assert folded("\uff27\uff24-Gsd 008") == folded("gd-gsd008")
    assert folded("e\u0301") == folded("é")


@pytest.mark.parametrize(
    "path", ["/srv/a//b", "/srv/./a", "/srv/a/", "/srv/a\nb", "/" + "a" * 2000]
)
def test_a_path_that_can_be_misread_is_refused(path: str) -> None:
    assert path_fault(path)


@pytest.mark.parametrize("path", ["/srv/uploads", "/opt/粤省事", "/srv/with space", "/home/a..b"])
def test_any_plain_absolute_path_is_taken(path: str) -> None:
    assert path_fault(path) == ""
