"""Software is recognised by the names people write, and its end of support by the version."""

from __future__ import annotations

from datetime import date

import pytest

from govcloud.model.application import Component
from govcloud.model.machine import Datastore, Server
from govcloud.model.technical_terms import Origin, Tier
from govcloud.model.terms import Engine
from govcloud.rules.software import Installed, Recogniser
from tests.assess_estates import PROFILES, TODAY, application


def system(os: str, version: str = "") -> Installed:
    app = application(servers=(Server("s", os=os, os_version=version),))
    return Recogniser(PROFILES).installed(app)[0]


def component(product: str, version: str = "", tier: Tier = Tier.APP) -> Installed:
    app = application(components=(Component(tier, product, version),))
    return Recogniser(PROFILES).installed(app)[0]


@pytest.mark.parametrize(
    ("os", "version", "ends"),
    [
        ("CentOS", "7.9", date(2024, 6, 30)),
        ("CentOS Linux 7 (Core)", "", date(2024, 6, 30)),
        ("CentOS", "6.10", date(2020, 11, 30)),
        ("CentOS 4/5/6/7 (64-bit)", "", None),
        ("CentOS 5/6/7 (64-bit)", "", date(2024, 6, 30)),
        ("CentOS Stream", "9", date(2027, 5, 31)),
        ("Red Hat Enterprise Linux 6 (64-bit)", "", date(2020, 11, 30)),
        ("Microsoft Windows Server 2008 R2 (64-bit)", "", date(2020, 1, 14)),
        ("Windows Server", "2012 R2", date(2023, 10, 10)),
        ("Windows Server", "2012", date(2023, 10, 10)),
        ("Debian GNU/Linux", "12", date(2028, 6, 10)),
        ("openEuler", "22.03", date(2026, 6, 30)),
        ("银河麒麟", "V10", None),
        ("OS of our own", "7", None),
    ],
)
def test_an_operating_system_ends_when_its_maker_says(
    os: str, version: str, ends: date | None
) -> None:
    assert system(os, version).ends_on == ends


def test_a_database_is_told_by_engine_and_version() -> None:
    store = Datastore("d", Engine.ORACLE, "s", "11.2.0.4")
    (found,) = Recogniser(PROFILES).installed(application(datastores=(store,)))
    assert (found.product, found.ends_on) == ("Oracle Database", date(2015, 1, 31))
    assert found.extended_on == date(2020, 12, 31)
    assert found.origin is Origin.FOREIGN
    assert found.ended(TODAY)


@pytest.mark.parametrize(
    ("product", "version", "layer", "origin"),
    [
        ("Oracle WebLogic", "10.3.6", "middleware", Origin.FOREIGN),
        ("东方通 TongWeb", "7", "middleware", Origin.DOMESTIC),
        ("达梦 DM8", "", "database", Origin.DOMESTIC),
        ("Apache Tomcat", "8.5", "middleware", Origin.OPEN_SOURCE),
        ("OpenJDK", "1.8.0_191", "runtime", None),
    ],
)
def test_the_longest_name_that_is_found_wins(
    product: str, version: str, layer: str, origin: Origin | None
) -> None:
    found = component(product, version)
    assert (found.layer, found.origin) == (layer, origin)


def test_words_inside_other_words_are_no_names() -> None:
    assert component("Obesity register").origin is None
    assert component("Diisco").ends_on is None


def test_what_the_inventory_tells_counts_more_than_what_is_known() -> None:
    part = Component(Tier.APP, "Tomcat", "7", origin=Origin.DOMESTIC, eol_on=date(2030, 1, 1))
    (found,) = Recogniser(PROFILES).installed(application(components=(part,)))
    assert (found.origin, found.ends_on) == (Origin.DOMESTIC, date(2030, 1, 1))
    assert (found.source, found.verified) == ("inventory", False)


def test_the_language_of_a_component_is_software_too() -> None:
    part = Component(Tier.APP, "申报系统", language="PHP 5.6")
    found = Recogniser(PROFILES).installed(application(components=(part,)))
    assert [(row.product, row.ends_on) for row in found] == [
        ("申报系统", None),
        ("PHP", date(2018, 12, 31)),
    ]


def test_the_last_day_of_care_is_still_cared_for() -> None:
    found = component("Tomcat", "7.0.109")
    assert not found.ended(date(2021, 3, 31))
    assert found.ended(date(2021, 4, 1))
