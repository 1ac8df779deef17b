"""What is wrong in an estate as a whole is found with its code; what hangs together is told together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from govcloud.model.application import (
    Application,
    Dependency,
    Placement,
)
from govcloud.model.inventory import Inventory
from govcloud.model.machine import Datastore, Server
from govcloud.model.organisation import Department, Engagement, Partner
from govcloud.model.technical_terms import Arch
from govcloud.model.terms import (
    Engine,
    PartnerRole,
    Strategy,
    Zone,
)
from govcloud.rules.checks import inventory_faults, inventory_warnings
from govcloud.rules.checks_duplicates import core
from govcloud.rules.circumstances import Circumstances
from tests.sound_estate import (
    ENDED,
    HALL,
    LABOUR,
    MAKER,
    SOUND,
    TODAY,
    USCC,
    WEB,
    another,
    app,
    estate,
    hall,
)

OWNED = Engagement("P-0001", PartnerRole.OPERATOR)
FAULTS = [
    ("check digit of a department", hall(uscc=USCC[:-1] + "0"), "E-USCC-001"),
    ("check digit of a partner", estate(partners=(replace(MAKER, uscc="9"),)), "E-USCC-001"),
    ("partner twice", estate(partners=(MAKER, replace(MAKER, uscc=""))), "E-ID-001"),
    ("id of a partner", estate(partners=(replace(MAKER, id="some maker"),)), "E-ID-003"),
    ("unknown partner", app(partners=(Engagement("P-0O01", PartnerRole.BUILDER),)), "E-ID-004"),
    ("unknown successor", app(successor="GD-GSD-0O8"), "E-ID-005"),
    ("unknown parent", hall(parent="GD-XXX"), "E-ID-006"),
    ("its own parent", hall(parent="GD-GSD"), "E-ORG-001"),
    ("area", hall(region_code="44"), "E-ORG-002"),
    ("area of no province", hall(region_code="990000"), "E-ORG-002"),
    ("level 5", app(mlps_level=5), "E-LVL-001"),
    ("critical infrastructure of level 2", app(cii=True, mlps_level=2), "E-LVL-002"),
    ("S above the level", app(mlps_s=4), "E-LVL-003"),
    ("neither S nor A is the level", app(mlps_s=2, mlps_a=2), "E-LVL-003"),
    ("from the classified intranet", app(zone_source=Zone.INTRANET_CLASSIFIED), "E-ZONE-001"),
    ("to the classified intranet", app(zone_target=Zone.INTRANET_CLASSIFIED), "E-ZONE-001"),
    (
        "placed in the classified intranet",
        app(target=Placement(zones=(Zone.INTRANET_CLASSIFIED,))),
        "E-ZONE-001",
    ),
    (
        "database on the internet",
        app(
            target=Placement(zones=(Zone.INTERNET,)),
            datastores=(Datastore("portal", Engine.POSTGRESQL, "gsd-web"),),
        ),
        "E-ZONE-002",
    ),
    (
        "another processor",
        app(servers=(replace(WEB, arch=Arch.X86_64),), target=Placement(arch=Arch.AARCH64)),
        "E-STR-001",
    ),
    ("retired with a wave", estate(replace(ENDED, wave="W01")), "E-STR-002"),
    ("retained with a wave", app(strategy=Strategy.RETAIN, wave="W01"), "E-STR-003"),
    ("wave of another form", app(wave="第一批"), "E-ID-003"),
    ("its own successor", app(successor="GD-GSD-008"), "E-STR-005"),
    ("back at once from one zone", app(rto_minutes=15, target=Placement(zones=(Zone.DATA,))), "E-DR-001"),
    ("an impossible year", app(live_since=date(1899, 12, 30)), "E-DATE-001"),
    ("one name twice", estate(SOUND, replace(SOUND, id="GD-GSD-009", name_zh="政务 服务网", servers=())), "E-NAME-001"),
    ("unclaimed server of another's name", estate(servers=(replace(WEB, address=""),)), "E-SRV-008"),
    ("unclaimed server of another's address", estate(servers=(replace(WEB, name="b"),)), "E-SRV-002"),
    ("unclaimed server in a cloud network", estate(servers=(Server("b", "10.1.2.3"),)), "E-NET-005"),
    ("name of an unclaimed server", estate(servers=(Server("B;"),)), "E-SRV-003"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("inventory", "wanted"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS]
)
def test_each_fault_of_an_estate_has_its_code(inventory: Inventory, wanted: str) -> None:
    found = {finding.code for finding in inventory_faults(inventory)}
    assert wanted in found
    assert found <= {wanted}


def test_faults_hold_on_any_day_and_warnings_on_theirs() -> None:
    inventory = app(mlps_assessed_on=TODAY)
    assert inventory_faults(inventory) == ()
    assert inventory_warnings(inventory, Circumstances(TODAY)) == ()
    later = inventory_warnings(inventory, Circumstances(TODAY + timedelta(days=367)))
    assert [finding.code for finding in later] == ["W-ASM-001"]


def test_a_dependency_outside_the_estate_is_no_unknown_application() -> None:
    assert inventory_faults(app(depends_on=(Dependency(external="银行支付网关"),))) == ()


def test_a_bridge_undoes_a_circle() -> None:
    one = replace(SOUND, depends_on=(Dependency("GD-HRS-001", bridge="每日同步"),))
    two = another(depends_on=(Dependency("GD-GSD-008"),))
    assert inventory_warnings(estate(one, two), Circumstances(TODAY)) == ()


def ring(*ids: str) -> list[Application]:
    return [
        another(id=id_, name_zh=f"系统甲{id_}乙", depends_on=(Dependency(after),))
        for id_, after in zip(ids, (*ids[1:], ids[0]), strict=True)
    ]


def test_every_circle_is_told_with_its_way() -> None:
    apps = ring("GD-HRS-001", "GD-HRS-002", "GD-HRS-003") + ring("GD-HRS-011", "GD-HRS-012")
    found = inventory_warnings(estate(*apps), Circumstances(TODAY))
    assert [(each.code, each.subject) for each in found] == [
        ("W-CYC-001", "GD-HRS-001"),
        ("W-CYC-001", "GD-HRS-011"),
    ]
    assert "GD-HRS-001 → GD-HRS-002 → GD-HRS-003 → GD-HRS-001" in found[0].message


def test_circles_that_touch_are_one_group_and_all_its_members_are_named() -> None:
    first, *rest = ring("GD-HRS-001", "GD-HRS-002", "GD-HRS-003")
    both = replace(first, depends_on=(*first.depends_on, Dependency("GD-HRS-004")))
    back = another(id="GD-HRS-004", name_zh="末", depends_on=(Dependency("GD-HRS-001"),))
    (found,) = inventory_warnings(estate(both, *rest, back), Circumstances(TODAY))
    assert "GD-HRS-001 → GD-HRS-004 → GD-HRS-001; 4 hang together" in found.message


def test_a_hub_that_many_need_is_back_no_later_than_its_strictest_consumer() -> None:
    hub = another(id="GD-HRS-999", rto_minutes=480)
    many = [
        another(id=f"GD-HRS-{n:03}", name_zh=f"甲{n}乙", rto_minutes=240 + n, depends_on=(Dependency("GD-HRS-999"),))
        for n in range(51)
    ]  # fmt: skip
    (found,) = inventory_warnings(estate(hub, *many), Circumstances(TODAY))
    assert (found.code, found.subject) == ("W-RTO-002", "GD-HRS-999")
    assert "51 need it, GD-HRS-000 within 240 min; it has 480 min" in found.message
    assert inventory_warnings(estate(hub, *many[1:]), Circumstances(TODAY)) == ()


def test_a_partner_on_whom_more_than_a_tenth_hangs_is_named() -> None:
    others = tuple(Partner(f"P-{n:04}", f"公司{n}") for n in range(2, 60))
    slots = [OWNED] * 6 + [Engagement(row.id, PartnerRole.BUILDER) for row in others[:44]]
    inventory = estate(replace(SOUND, partners=tuple(slots)), partners=(MAKER, *others))
    (found,) = inventory_warnings(inventory, Circumstances(TODAY))
    assert (found.code, found.subject) == ("W-PTN-002", "P-0001")
    assert "6 of 50" in found.message


def test_parents_in_a_circle_are_told_once() -> None:
    rows = [
        Department(f"GD-{one}", one, "", parent=f"GD-{up}") for one, up in ("AB", "BC", "CB", "DE")
    ]
    rows = [replace(row, id=row.id * 1 + "X", parent=row.parent + "X") for row in rows]
    found = inventory_faults(estate(departments=(HALL, LABOUR, *rows)))
    assert [(each.code, each.subject) for each in found] == [
        ("E-ORG-001", "GD-AX"),
        ("E-ID-006", "GD-DX"),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("资产管理系统", "资产监管平台"),
        ("广东省不动产登记信息平台（二期）", "不动产登记系统"),
        ("网上信访系统V2.0", "信访管理系统"),
    ],
)
def test_names_of_one_function_have_one_core(one: str, other: str) -> None:
    assert core(one) == core(other)


@pytest.mark.parametrize(
    ("one", "other"), [("水库管理系统", "水质管理系统"), ("医师系统", "律师系统")]
)
def test_names_of_two_functions_have_two_cores(one: str, other: str) -> None:
    assert core(one) != core(other)
