"""How complete an inventory is: what is asked counts, what is told counts, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from govcloud.model.application import Application, MaintenanceWindow
from govcloud.model.machine import Disk, Server
from govcloud.model.organisation import Engagement
from govcloud.model.technical_terms import Weekday
from govcloud.model.terms import (
    AppType,
    Audience,
    Criticality,
    DataClass,
    Funding,
    PartnerRole,
    PersonalInfo,
    ScopeOfUse,
    Strategy,
    Zone,
)
from govcloud.rules.completeness import DEMANDS, SETS, practices, tally
from govcloud.rules.views_completeness import completeness
from tests.sound_estate import HALL, LABOUR, SOUND, TODAY, another, estate

WHOLE = replace(
    SOUND,
    name_en="Services portal",
    function="网上办事",
    type=AppType.PORTAL,
    owner_business="业务处负责人",
    owner_technical="技术处负责人",
    owner_operations="信息中心负责人",
    partners=(Engagement("P-0001", PartnerRole.OPERATOR),),
    opex_wan_year=Decimal(12),
    division="政务服务处",
    audience=(Audience.CITIZEN,),
    scope_of_use=ScopeOfUse.PUBLIC,
    frequency_of_use="每日",
    approved_by="省发展改革委",
    approved_on=date(2015, 1, 1),
    funding=Funding.PROVINCIAL,
    live_since=date(2016, 1, 1),
    mlps_assessed_on=TODAY,
    cii=False,
    data_class=DataClass.GENERAL_3,
    personal_info=PersonalInfo.GENERAL,
    pi_records=10,
    criticality=Criticality.IMPORTANT,
    users_registered=10,
    rto_minutes=240,
    rpo_minutes=60,
    dr_grade=4,
    zone_source=Zone.INTERNET,
    zone_target=Zone.INTERNET,
    servers=(
        Server(
            "gsd-web",
            "10.250.0.8",
            cpu_cores=4,
            mem_gb=8.0,
            disks=(Disk("sda", 100.0),),
            os="Debian",
            os_version="12",
        ),
    ),
    maintenance_windows=(MaintenanceWindow(Weekday.SAT, "00:00", 6),),
    reviewed_on=TODAY,
    reviewed_by="业务处负责人",
)


def lacking(app: Application) -> list[str]:
    return tally(app).lacks


def silent(app: Application, name: str) -> Application:
    """The application as if nobody had told this field."""
    given = getattr(SOUND, name)
    empty: Any = () if isinstance(given, tuple) else "" if isinstance(given, str) else None
    changes: dict[str, Any] = {name: empty}
    return replace(app, **changes)


def test_an_application_that_tells_all_lacks_nothing() -> None:
    assert lacking(WHOLE) == []
    assert tally(WHOLE).score() == 100.0


@pytest.mark.parametrize(
    "name",
    [each.name for each in DEMANDS if each.told is None],
)
def test_each_field_that_is_asked_for_is_missed(name: str) -> None:
    app = replace(WHOLE, personal_info=PersonalInfo.SENSITIVE, pi_purpose="比对")
    assert name in lacking(silent(app, name))


def test_nought_and_no_are_told() -> None:
    assert lacking(replace(WHOLE, rpo_minutes=0, cii=False, users_registered=0)) == []


@pytest.mark.parametrize(
    ("change", "asked"),
    [
        ({"mlps_level": 1}, "mlps_filing_no"),
        ({"mlps_level": 2}, "crypto_assessment"),
        ({"personal_info": PersonalInfo.NONE}, "pi_records"),
        ({"personal_info": PersonalInfo.GENERAL}, "pi_purpose"),
        ({"strategy": Strategy.RETAIN}, "servers"),
        ({"strategy": Strategy.RETIRE}, "rto_minutes"),
    ],
)
def test_a_field_is_asked_only_of_those_whom_it_concerns(
    change: dict[str, Any], asked: str
) -> None:
    assert asked not in lacking(silent(replace(WHOLE, **change), asked))


def test_a_server_without_system_or_size_is_missed() -> None:
    bare = replace(WHOLE, servers=(*WHOLE.servers, Server("gsd-db", "10.250.0.9")))
    assert lacking(bare) == ["servers.os", "servers.size"]


def test_departments_stand_in_the_order_of_their_scores() -> None:
    view = completeness(estate(WHOLE, another(), departments=(LABOUR, HALL)), TODAY)
    assert [(row["rank"], row["id"]) for row in view["departments"]] == [
        (1, "GD-GSD"),
        (2, "GD-HRS"),
    ]
    assert view["departments"][0]["score"] == 100.0
    assert view["departments"][0]["complete"] == 1
    assert [row["id"] for row in view["rows"]] == ["GD-HRS-001"]
    assert [row["set"] for row in view["sets"]] == list(SETS)


def test_the_score_is_what_is_told_of_what_is_asked() -> None:
    view = completeness(estate(WHOLE, another()), TODAY)
    both = [tally(app) for app in (WHOLE, another())]
    asked = sum(sum(each.asked.values()) for each in both)
    told = sum(sum(each.told.values()) for each in both)
    assert view["score"] == round(100 * told / asked, 1)
    assert sum(row["lacking"] for row in view["fields"]) == asked - told


def test_the_four_practices_hold_with_evidence_or_name_who_falls_short() -> None:
    office = replace(WHOLE, id="GD-GSD-009", name_zh="协同办公", type=AppType.OFFICE, servers=())
    found = practices(estate(WHOLE, office, departments=(HALL,)), TODAY)
    assert [each.holds for each in found] == [True] * 4
    found = practices(estate(WHOLE, another(reviewed_on=TODAY, reviewed_by="")), TODAY)
    assert [each.short for each in found] == [
        ("GD-GSD", "GD-HRS"),
        (),
        ("GD-HRS-001",),
        ("GD-HRS-001",),
    ]


def test_a_department_without_applications_is_not_covered() -> None:
    found = practices(estate(WHOLE), TODAY)
    assert found[1].short == ("GD-HRS",)
    assert completeness(estate(WHOLE), TODAY)["departments"][-1]["score"] == 0.0


def test_a_review_grows_old() -> None:
    later = TODAY + timedelta(days=367)
    assert practices(estate(WHOLE), TODAY)[3].holds
    assert practices(estate(WHOLE), later)[3].short == ("GD-GSD-008",)
