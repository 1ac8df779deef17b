"""Whatever an inventory says, checks end with findings: names that trick, rings without end, any text at all."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govcloud.adapters.codes_yaml import read_codes
from govcloud.model.application import Application, Dependency
from govcloud.model.inventory import Inventory
from govcloud.model.machine import Disk, Server, Utilisation
from govcloud.model.organisation import Department, Engagement, Partner
from govcloud.model.terms import PartnerRole, Strategy
from govcloud.rules.checks import inventory_faults, inventory_warnings
from govcloud.rules.circumstances import Circumstances
from govcloud.rules.names import folded, folded_all
from tests.sound_estate import HALL, LABOUR, MAKER, SOUND, TODAY, WEB, another, estate

CODES = {code.code for family in read_codes() for code in family.codes}
SHELL = [
    "a;id",
    "$(id)",
    "`id`",
    "-oProxyCommand=x",
    "a b",
    "a\nb",
    "~root",
    "a'b",
    'a"b',
    "a|b",
    "a\x00b",
]
"""Words that a shell or an option parser would obey."""


def codes(inventory: Inventory) -> set[str]:
    return {finding.code for finding in inventory_faults(inventory)}


@pytest.mark.parametrize(
    "other", ["gd-gsd-008", "\uff27\uff24-\uff27\uff33\uff24-008", "GD-GSD-008 ", "GD-GSD-00\uff18"]
)
def test_ids_that_people_confuse_are_one(other: str) -> None:
    assert "E-ID-001" in codes(estate(SOUND, replace(SOUND, id=other, name_zh="另一", servers=())))


@pytest.mark.parametrize(
    ("one", "other"), [("\u00e9-1", "e\u0301-1"), ("P-1", "p-1"), ("\u212b", "\u00c5")]
)
def test_partners_that_people_confuse_are_one(one: str, other: str) -> None:
    rows = (replace(MAKER, id=one), replace(MAKER, id=other, uscc=""))
    assert "E-ID-001" in codes(estate(partners=rows))


def test_server_names_that_people_confuse_are_one() -> None:
    shouting = Server("GSD-WEB", "10.250.0.9")
    assert {"E-SRV-003", "E-SRV-008"} <= codes(estate(servers=(shouting,)))


@pytest.mark.parametrize("word", SHELL)
def test_a_word_that_a_shell_would_obey_is_no_identifier(word: str) -> None:
    assert "E-ID-003" in codes(estate(replace(SOUND, id=word)))
    assert "E-ID-003" in codes(estate(replace(SOUND, wave=word)))
    assert "E-ID-003" in codes(estate(partners=(replace(MAKER, id=word),)))
    assert "E-ID-003" in codes(estate(departments=(replace(HALL, id=word), LABOUR)))
    assert "E-SRV-003" in codes(estate(replace(SOUND, servers=(replace(WEB, name=word),))))
    assert "E-SRV-004" in codes(estate(replace(SOUND, servers=(replace(WEB, user=word),))))
    assert "E-SRV-006" in codes(estate(replace(SOUND, servers=(replace(WEB, reach=word),))))


@pytest.mark.parametrize(
    "text", ["010.250.0.8", "10.250.8", "0xA.1.1.1", "10.250.0.\uff18", "::1", "10.250.0.8 ", "167772161"]
)  # fmt: skip
def test_an_address_is_four_plain_numbers(text: str) -> None:
    assert "E-SRV-005" in codes(estate(replace(SOUND, servers=(replace(WEB, address=text),))))


def ring(size: int) -> Inventory:
    apps = [
        another(
            id=f"GD-HRS-{number:05}",
            name_zh=f"甲{number}乙",
            depends_on=(Dependency(f"GD-HRS-{(number + 1) % size:05}"),),
        )
        for number in range(size)
    ]
    return estate(*apps)


def test_a_ring_of_twenty_thousand_is_told_in_one_line() -> None:
    found = inventory_warnings(ring(20_000), Circumstances(TODAY))
    (circle,) = [each for each in found if each.code == "W-CYC-001"]
    assert len(circle.message) < 1_000
    assert "19,989 more" in circle.message


def test_an_estate_of_like_names_takes_no_longer_than_its_size() -> None:
    apps = [
        another(id=f"GD-HRS-{n:05}", name_zh=f"同名系统{'甲' * (n % 90)}") for n in range(4_000)
    ]
    begun = time.process_time()
    inventory_warnings(estate(*apps), Circumstances(TODAY))
    assert time.process_time() - begun < 5


texts = st.text(max_size=12)
days = st.dates(date(1, 1, 1), date(9999, 12, 31))
numbers = st.floats(0, 1e12)
engagements = st.builds(Engagement, texts, st.sampled_from(PartnerRole))
servers = st.builds(
    Server,
    name=texts,
    address=texts,
    user=texts,
    reach=texts,
    host_key=texts,
    disks=st.lists(st.builds(Disk, texts, numbers, numbers), max_size=2).map(tuple),
    util=st.builds(Utilisation, cpu_p95=numbers),
)
GIVEN: dict[str, Any] = {
    "ids": st.just({}),
    "servers": st.lists(servers, max_size=2).map(tuple),
    "partners": st.lists(engagements, max_size=2).map(tuple),
    "attributes": st.just({}),
    "components": st.just(()),
    "outcome_metrics": st.just(()),
    "maintenance_windows": st.just(()),
    "xinchuang": st.none(),
}
for name in ("live_since", "last_login_on", "last_change_on", "mlps_assessed_on", "stage_since"):
    GIVEN[name] = st.none() | days
applications = st.builds(
    Application, **{name: value for name, value in GIVEN.items() if name != "ids"}
)
estates = st.builds(
    Inventory,
    departments=st.lists(st.builds(Department, texts, texts, texts, texts), max_size=3).map(tuple),
    applications=st.lists(applications, max_size=3).map(tuple),
    partners=st.lists(st.builds(Partner, texts, texts), max_size=2).map(tuple),
    servers=st.lists(servers, max_size=2).map(tuple),
    places=st.just({}),
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(estates)
def test_whatever_is_said_the_checks_end_with_findings_that_are_explained(made: Inventory) -> None:
    found = inventory_faults(made)
    known = {app.id for app in made.applications}
    sound = {need.app for app in made.applications for need in app.depends_on if need.app} <= known
    if sound:
        found += inventory_warnings(made, Circumstances(TODAY))
    assert {each.code for each in found} <= CODES
    for each in found:
        assert leads_somewhere(made, each.path)


def leads_somewhere(made: Inventory, path: tuple[str | int, ...]) -> bool:
    here: Any = made
    for step in path:
        if isinstance(step, int):
            if not 0 <= step < len(here):
                return False
            here = here[step]
        elif not hasattr(here, step):
            return False
        else:
            here = getattr(here, step)
    return True


def test_a_strategy_that_ends_asks_for_nothing_more() -> None:
    ended = [
        replace(SOUND, strategy=each, servers=(), mlps_filing_no="")
        for each in Strategy
        if each.ends
    ]
    for app in ended:
        assert inventory_warnings(estate(app), Circumstances(TODAY)) == ()


@given(st.lists(st.text("aA \x00\u00e9\uff21", max_size=4), max_size=6))
def test_names_folded_at_once_are_names_folded_one_by_one(words: list[str]) -> None:
    assert folded_all(words) == [folded(word) for word in words]


def test_ten_thousand_unknown_names_are_told_without_delay() -> None:
    apps = [
        another(
            id=f"GD-HRS-{n:05}", name_zh=f"甲{n}乙", depends_on=(Dependency(f"GD-HRS-{n:05}X"),)
        )
        for n in range(10_000)
    ]
    begun = time.process_time()
    found = [each for each in inventory_faults(estate(*apps)) if each.code == "E-DEP-001"]
    assert time.process_time() - begun < 10
    assert len(found) == 10_000
    assert found[0].refers_to == "GD-HRS-00000X"
