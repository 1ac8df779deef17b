"""Each strategy is suggested for its reason, each reason names its values, each finding its remedy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from govcloud.model.application import (
    Application,
    Component,
    Dependency,
    MaintenanceWindow,
    Placement,
    Satisfaction,
)
from govcloud.model.inventory import Inventory
from govcloud.model.machine import Datastore, Disk, Server
from govcloud.model.organisation import Engagement
from govcloud.model.technical_terms import Arch, ServerKind, Tier, Weekday
from govcloud.model.terms import Engine, PartnerRole, Strategy
from govcloud.rules.assessing import Assessment, assess
from govcloud.rules.conditions import comparisons
from govcloud.rules.survey import Survey
from govcloud.rules.traits import KINDS, MEANINGS, Traits
from tests.assess_estates import PROFILES, TODAY, application, province, survey

SERVER = Server(
    "s", "10.0.0.1", arch=Arch.X86_64, os="openEuler", os_version="24.03", disks=(Disk("a", 10, 5),)
)


def judged(*others: Application, **changes: Any) -> Assessment:
    app = application(**{"servers": (SERVER,), **changes})
    return assess(app, survey(app, *others))


OPERATOR = Engagement("P1", PartnerRole.OPERATOR, ends_on=date(2020, 1, 1))
WINDOWS = Server("w", kind=ServerKind.VM, os="Windows Server", os_version="2022", hypervisor="ESXi")
OLD = replace(SERVER, os="CentOS", os_version="6.9")
RULES: list[tuple[dict[str, Any], Strategy, str]] = [
    ({"last_login_on": date(2026, 1, 1)}, Strategy.RETIRE, "days_since_login"),
    ({"users_daily": 0, "visits_daily": 0}, Strategy.RETIRE, "users_daily"),
    (
        {"last_change_on": date(2020, 1, 1), "partners": (OPERATOR,)},
        Strategy.RETIRE,
        "maintained",
    ),
    ({"successor": "GD-GSD-001"}, Strategy.CONSOLIDATE, "successor"),
    ({"notes": "依赖加密狗"}, Strategy.RETAIN, "words"),
    (
        {"servers": (replace(SERVER, kind=ServerKind.APPLIANCE),)},
        Strategy.RETAIN,
        "appliances",
    ),
    ({"target": Placement(arch=Arch.AARCH64)}, Strategy.REPLATFORM, "arch_changes"),
    (
        {"datastores": (Datastore("d", Engine.ORACLE, "s", "19"),)},
        Strategy.REPLATFORM,
        "foreign_databases",
    ),
    (
        {"components": (Component(Tier.APP, "WebSphere"),)},
        Strategy.REPLATFORM,
        "foreign_middleware",
    ),
    ({"servers": (OLD,), "mlps_level": 3}, Strategy.REPLATFORM, "ended_os"),
    ({"servers": (WINDOWS,)}, Strategy.RELOCATE, "hypervisors"),
    (
        {"satisfaction_before": Satisfaction(Decimal(2), 90), "servers": (OLD,)},
        Strategy.REFACTOR,
        "satisfaction",
    ),
]


@pytest.mark.parametrize(("changes", "strategy", "trait"), RULES)
def test_a_strategy_is_suggested_with_the_values_that_speak_for_it(
    changes: dict[str, Any], strategy: Strategy, trait: str
) -> None:
    found = judged(**changes)
    assert found.suggested is strategy
    assert trait in found.reasons[0].values


def test_without_a_reason_an_application_moves_as_it_is_and_agrees() -> None:
    found = judged()
    assert (found.suggested, found.agrees, found.reasons[0].values) == (Strategy.REHOST, True, {})


def test_an_old_system_of_little_weight_moves_as_it_is_with_a_finding() -> None:
    found = judged(servers=(OLD,))
    assert found.suggested is Strategy.REHOST
    assert "A-EOL-001" in [f.rule.code for f in found.findings]


def test_a_namesake_with_more_users_takes_the_place_of_a_system() -> None:
    other = application("GD-EDU-001", name_zh="就业管理系统", users_registered=9)
    found = judged(other, name_zh="就业管理系统", users_registered=1)
    assert (found.suggested, found.successor) == (Strategy.CONSOLIDATE, "GD-EDU-001")
    kept = assess(other, survey(other, application(name_zh="就业管理系统")))
    assert kept.suggested is Strategy.REHOST


def test_who_built_a_shared_service_for_himself_uses_the_platform() -> None:
    platform = application("GD-GSD-001", name_zh="统一支付平台")
    users = [
        application(f"GD-D{c}-001", depends_on=(Dependency("GD-GSD-001"),)) for c in ("AB", "AC")
    ]
    own = application("GD-HRS-001", name_zh="人社缴费平台", servers=(SERVER,))
    look = survey(platform, own, *users)
    found = assess(own, look)
    assert (found.suggested, found.successor) == (Strategy.REPURCHASE, "GD-GSD-001")
    assert assess(platform, look).suggested is Strategy.REHOST


def test_other_reasons_are_named_beside_the_one_that_decides() -> None:
    found = judged(last_login_on=date(2020, 1, 1), notes="加密狗")
    assert [r.strategy for r in found.reasons] == [
        Strategy.RETIRE,
        Strategy.RETAIN,
        Strategy.REHOST,
    ]


def test_readiness_falls_by_the_weight_of_each_finding_and_never_below_nothing() -> None:
    found = judged()
    weights = PROFILES.assessment.weights
    assert found.readiness == 100 - sum(weights[f.rule.severity] for f in found.findings)
    bare = assess(application(servers=()), survey(application(servers=())))
    assert "A-HST-001" in [f.rule.code for f in bare.findings]
    harsh = replace(
        PROFILES, assessment=replace(PROFILES.assessment, weights=dict.fromkeys(weights, 99))
    )
    app = application()
    assert assess(app, replace(survey(app), profiles=harsh)).readiness == 0


def test_a_cutover_that_does_not_fit_its_window_is_blocked() -> None:
    store = Datastore("d", Engine.POSTGRESQL, "s", size_gb=900.0)
    window = MaintenanceWindow(Weekday.SAT, "00:00", 6)
    found = judged(datastores=(store,), maintenance_windows=(window,))
    blocked = {f.rule.code: f for f in found.findings}["A-WIN-001"]
    assert blocked.rule.severity == "blocker"
    assert blocked.values == {"window_too_short": True}


def test_every_trait_can_be_asked_of_every_application() -> None:
    inventory = province(120, 8)
    look = Survey(inventory, PROFILES, TODAY)
    for app in inventory.applications:
        traits = Traits(app, look)
        for name in KINDS:
            value = traits[name]
            assert value is None or isinstance(value, str | float | int | tuple)


def test_every_trait_has_a_meaning_and_every_rule_both_languages() -> None:
    assert set(MEANINGS) == set(KINDS)
    said = [(r.en, r.zh, r.when) for r in PROFILES.assessment.readiness]
    said += [(r.en, r.zh, r.when) for r in PROFILES.assessment.strategies]
    for en, zh, when in said:
        assert en
        assert zh
        assert {each.field for each in comparisons(when)} <= set(KINDS)


def test_a_verdict_does_not_depend_on_the_order_of_the_inventory() -> None:
    inventory = province(150, 8)
    turned = Inventory(inventory.departments, inventory.applications[::-1])
    one, other = Survey(inventory, PROFILES, TODAY), Survey(turned, PROFILES, TODAY)
    first = {app.id: assess(app, one) for app in inventory.applications}
    assert {app.id: assess(app, other) for app in turned.applications} == first
