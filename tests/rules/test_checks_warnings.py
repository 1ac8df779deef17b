"""What deserves a look in an estate is found with its code, and nothing else is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from govcloud.model.application import (
    Component,
    Placement,
    Satisfaction,
)
from govcloud.model.inventory import Inventory
from govcloud.model.machine import Datastore, Disk, Server, Utilisation
from govcloud.model.organisation import Engagement
from govcloud.model.technical_terms import Lifecycle, Tier
from govcloud.model.terms import (
    Criticality,
    CryptoAssessment,
    Engine,
    MlpsConclusion,
    OrgKind,
    PartnerRole,
    PersonalInfo,
    Strategy,
)
from govcloud.rules.checks import inventory_warnings
from govcloud.rules.circumstances import Circumstances
from govcloud.rules.profiles import AssessmentProfile, EndOfLife, Profiles
from govcloud.rules.software import Recogniser
from tests.sound_estate import (
    ENDED,
    MAKER,
    OLD,
    SOUND,
    TODAY,
    USCC,
    WEB,
    another,
    app,
    estate,
    hall,
    server,
)

OWNED = (Engagement("P-0001", PartnerRole.OPERATOR),)
WARNINGS = [
    ("nothing to warn of", estate(), []),
    ("no network", hall(network=""), ["W-NET-001"]),
    ("one code twice", estate(partners=(replace(MAKER, uscc=USCC),)), ["W-ORG-001"]),
    ("an operator owns", hall(kind=OrgKind.OPERATOR), ["W-ORG-002"]),
    ("not graded", app(mlps_level=0), ["W-LVL-001"]),
    ("not filed", app(mlps_filing_no=""), ["W-LVL-003"]),
    ("level 4 among others", app(mlps_level=4), ["W-LVL-004"]),
    ("level 4 alone", app(mlps_level=4, target=Placement(account="1")), []),
    ("another form of filing", app(mlps_filing_no="粤备001"), ["W-LVL-005"]),
    ("assessed long ago", app(mlps_assessed_on=OLD), ["W-ASM-001"]),
    ("level 2 assessed long ago", app(mlps_level=2, mlps_assessed_on=OLD), []),
    ("assessed in vain", app(mlps_conclusion=MlpsConclusion.NOT_MET), ["W-ASM-002"]),
    ("no 密评", app(crypto_assessment=None), ["W-CRY-001"]),
    ("密评 failed", app(crypto_assessment=CryptoAssessment.FAILED), ["W-CRY-001"]),
    ("密评 long ago", app(crypto_assessed_on=OLD), ["W-CRY-002"]),
    ("faces without purpose", app(personal_info=PersonalInfo.BIOMETRIC), ["W-PII-001"]),
    ("records of nobody", app(personal_info=PersonalInfo.NONE, pi_records=7), ["W-PII-002"]),
    ("one hand", app(owner_business="信息处", owner_operations="信息 处"), ["W-OWN-001"]),
    ("two hands", app(owner_business="业务处", owner_operations="信息处"), []),
    (
        "contract over",
        app(partners=(replace(OWNED[0], ends_on=TODAY - timedelta(days=1)),)),
        ["W-PTN-001"],
    ),
    ("contract of today", app(partners=(replace(OWNED[0], ends_on=TODAY),)), []),
    (
        "contract over, and accepted",
        app(partners=(replace(OWNED[0], ends_on=OLD),), stage=Lifecycle.ACCEPTED),
        [],
    ),
    ("core without equipment", app(criticality=Criticality.CORE, dr_grade=2), ["W-DR-001"]),
    ("grade against RPO", app(rpo_minutes=15, dr_grade=2), ["W-RPO-001"]),
    ("level against RPO", app(rpo_minutes=1440), ["W-RPO-002"]),
    ("grade against RTO", app(rto_minutes=60, dr_grade=1), ["W-RTO-001"]),
    ("in a hurry", app(rto_minutes=15), ["W-RTO-003"]),
    ("not come yet", app(last_login_on=TODAY + timedelta(days=1)), ["W-DATE-001"]),
    (
        "used before it lived",
        app(live_since=TODAY, last_login_on=TODAY - timedelta(days=1)),
        ["W-DATE-002"],
    ),
    ("more a day than in all", app(users_daily=2, users_registered=1), ["W-USR-001"]),
    ("more at once than a day", app(peak_concurrency=2, visits_daily=1), ["W-USR-001"]),
    ("yuan", app(capex_wan=Decimal(3_200_000)), ["W-MON-001"]),
    ("MB of memory", server(mem_gb=65_536.0), ["W-SIZE-001"]),
    ("MB of disk", server(disks=(Disk("sda", 100.0, 4_096.0),)), ["W-SIZE-002"]),
    ("idle", server(cpu_cores=32, util=Utilisation(cpu_p95=12.0)), ["W-UTL-001"]),
    ("busy", server(cpu_cores=6, util=Utilisation(cpu_p95=64.0)), []),
    ("no address", server(address=""), ["W-SRV-001"]),
    ("no server", app(servers=()), ["W-STR-002"]),
    ("unclaimed", estate(servers=(Server("b", "10.250.0.9"),)), ["W-SRV-002"]),
    (
        "a database that is not moved",
        app(datastores=(Datastore("Core$1", Engine.ORACLE, "gsd-web"),)),
        ["W-STR-001"],
    ),
    ("retired and moving", app(stage=Lifecycle.RETIRED), ["W-STG-001"]),
    ("retained in the cloud", app(strategy=Strategy.RETAIN, stage=Lifecycle.ACCEPTED), ["W-STG-001"]),
    ("blocked by what", app(stage=Lifecycle.BLOCKED), ["W-STG-002"]),
    (
        "less liked",
        app(
            satisfaction_before=Satisfaction(Decimal("4.60"), 9),
            satisfaction_after=Satisfaction(Decimal("4.10"), 9),
        ),
        ["W-SAT-001"],
    ),
    ("not used for half a year", app(last_login_on=OLD), ["W-ZOM-001"]),
    ("used by nobody", app(users_daily=0), ["W-ZOM-001"]),
    ("not changed, and nobody's", app(last_change_on=date(2019, 1, 1)), ["W-ZOM-001"]),
    ("not changed, but cared for", app(last_change_on=date(2019, 1, 1), partners=OWNED), []),
    (
        "end of life",
        app(components=(Component(Tier.WEB, "Tomcat", "7", eol_on=TODAY - timedelta(days=1)),)),
        ["W-EOL-001"],
    ),
    ("like systems", estate(SOUND, another(name_zh="省政务服务平台")), ["W-DUP-001"]),
    (
        "like functions",
        estate(replace(SOUND, function="办理出生登记"), another(function="办理 出生登记")),
        ["W-DUP-001"],
    ),
    ("the same in another province", estate(SOUND, another(department="FJ-GSD", name_zh="政务服务平台")), []),
    ("an ended one warns of nothing", estate(replace(ENDED, mlps_filing_no="", last_login_on=OLD)), []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("inventory", "wanted"), [row[1:] for row in WARNINGS], ids=[row[0] for row in WARNINGS]
)
def test_each_warning_of_an_estate_has_its_code(inventory: Inventory, wanted: list[str]) -> None:
    found = inventory_warnings(inventory, Circumstances(TODAY))
    assert sorted(finding.code for finding in found) == wanted
    assert not any(finding.stops for finding in found)


def test_what_runs_without_care_is_told_once_for_all_its_servers() -> None:
    centos = EndOfLife("CentOS Linux", "os", ("centos",), "7", date(2024, 6, 30), "", verified=True)
    sold = replace(centos, product="RHEL", match=("rhel",), extended_on=date(2028, 6, 30))
    known = Recogniser(Profiles(AssessmentProfile({}, (), ()), ends_of_life=(centos, sold)))
    servers = [
        replace(WEB, name=f"gsd-{n}", address=f"10.250.1.{n}", os=os, os_version="7.9")
        for n, os in enumerate(["CentOS"] * 7 + ["RHEL"])
    ]
    found = inventory_warnings(app(servers=tuple(servers)), Circumstances(TODAY, known))
    assert [each.code for each in found] == ["W-EOL-001", "W-EOL-001"]
    assert "gsd-4 and 2 more has had no fixes since 2024-06-30" in found[0].message
    assert "until 2028-06-30" in found[1].hint
    assert (
        inventory_warnings(app(servers=tuple(servers)), Circumstances(date(2024, 6, 30), known))
        == ()
    )
