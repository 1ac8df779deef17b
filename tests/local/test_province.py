"""The synthetic province: the same bytes everywhere, and the figures that were asked for (DOMAIN §5)."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from govcloud.errors import UsageError
from govcloud.local.province.departments import DEPARTMENTS
from govcloud.local.province.province import Province
from govcloud.local.province.sketch import sketches
from govcloud.local.province.wish import Wish, rosters
from govcloud.model.inventory import Inventory
from govcloud.model.technical_terms import Lifecycle
from govcloud.model.terms import Strategy
from govcloud.rules.checks import inventory_faults
from govcloud.rules.estate_figures import EstateFigures


@cache
def whole() -> Inventory:
    return Province(Wish()).inventory()


@cache
def figures() -> EstateFigures:
    made = EstateFigures()
    made.add(whole())
    return made


def test_it_has_exactly_the_departments_applications_and_partners_of_the_table() -> None:
    estate = figures().view()
    assert estate["departments"] == 48
    assert estate["applications"] == sum(row.applications for row in DEPARTMENTS) == 1_132
    assert estate["partners"]["distinct"] == 720
    assert len({row.id for app in whole().applications for row in app.partners}) == 720
    owned = Counter(app.department for app in whole().applications)
    assert {f"GD-{row.code}": row.applications for row in DEPARTMENTS} == owned


def test_nothing_is_wrong_with_it() -> None:
    assert inventory_faults(whole()) == ()


def near(found: float, wanted: float, share: float) -> bool:
    return abs(found - wanted) <= share * wanted


def test_its_figures_are_those_that_were_measured_before() -> None:
    estate = figures().view()
    needs = estate["dependencies"]
    assert near(estate["servers"], 7_294, 0.03)
    assert near(needs["edges"], 4_043, 0.02)
    assert near(needs["per_application"], 3.57, 0.02)
    assert near(needs["across_departments_share"], 0.65, 0.03)
    assert needs["alone"] == 0
    assert [row["id"] for row in needs["most_needed"][:6]] == [
        f"GD-GSD-{number:03d}" for number in (1, 3, 6, 2, 4, 5)
    ]
    wanted = (883, 511, 390, 344, 152, 133)
    for row, fan_in in zip(needs["most_needed"], wanted, strict=False):
        assert near(row["fan_in"], fan_in, 0.10)
    assert needs["cyclic_groups"][0] == 7
    assert near(len(needs["cyclic_groups"]), 10, 0.10)
    assert needs["longest_chain"] == 10
    assert near(estate["partners"]["engagements"], 2_679, 0.02)
    assert near(estate["partners"]["top_20_share"], 0.31, 0.05)


def test_sizes_and_levels_are_shared_out_as_they_were_before() -> None:
    found = [app for roster in rosters(Wish()) for app in sketches(Wish(), roster)]
    sizes = Counter(app.size for app in found)
    levels = Counter(app.level for app in found)
    for size, count in {"XS": 378, "S": 395, "M": 235, "L": 89, "XL": 35}.items():
        assert abs(sizes[size] - count) <= 3 * count**0.5
    for level, count in {0: 64, 1: 28, 2: 666, 3: 373, 4: 1}.items():
        assert abs(levels[level] - count) <= 3 * count**0.5


@pytest.mark.parametrize(
    ("table", "wanted"),
    [
        (
            "engines",
            {
                "mysql": 285,
                "oracle": 279,
                "sqlserver": 144,
                "dameng": 107,
                "postgresql": 87,
                "kingbase": 87,
                "none": 75,
                "opengauss": 39,
                "mongodb": 29,
            },
        ),
        ("strategies", {"REHOST": 634, "REPLATFORM": 181, "RETIRE": 79, "RETAIN": 68}),
        ("zones", {"INTERNET": 317, "EXTRANET_PUBLIC": 589, "EXTRANET_DEDICATED": 226}),
    ],
)
def test_what_is_drawn_is_as_frequent_as_it_was_asked_to_be(
    table: str, wanted: dict[str, int]
) -> None:
    found = figures().view()[table]
    for name, count in wanted.items():
        assert abs(found[name] - count) <= 3 * count**0.5, name


def test_the_named_applications_stand_where_they_always_stand() -> None:
    estate = whole()
    assert estate.application("GD-GSD-007").name_zh == "粤省事"
    assert estate.application("GD-GSD-008").strategy is Strategy.REFACTOR
    assert "306" in estate.application("GD-GSD-009").notes
    needed = [row.app for row in estate.application("GD-GSD-007").depends_on]
    assert {f"GD-GSD-00{number}" for number in range(1, 7)} <= set(needed)
    assert sum(not app.startswith("GD-GSD-") for app in needed) >= 40
    fujian = Province(Wish(province="FJ")).inventory()
    assert fujian.application("FJ-GSD-001").visits_daily == 20_000
    assert fujian.application("FJ-PSD-001").name_zh.startswith("牵挂你")
    assert inventory_faults(fujian) == ()


def test_a_department_more_changes_nothing_in_the_others() -> None:
    few, more = (Province(Wish(departments=count)).inventory() for count in (5, 6))
    alike = {app.id: app for app in few.applications}
    for app in more.applications:
        if app.id in alike and app.strategy is not Strategy.CONSOLIDATE:
            assert app.servers == alike[app.id].servers
            assert app.name_zh == alike[app.id].name_zh


def test_another_seed_is_another_province_without_faults() -> None:
    other = Province(Wish(seed=7)).inventory()
    assert other.applications[0] != whole().applications[0]
    assert inventory_faults(other) == ()


@pytest.mark.parametrize(("departments", "apps"), [(1, 9), (3, 12), (48, 56), (48, 2_000)])
def test_any_number_of_applications_is_dealt_out_exactly(departments: int, apps: int) -> None:
    found = Province(Wish(departments=departments, applications=apps)).inventory()
    assert (len(found.departments), len(found.applications)) == (departments, apps)
    assert inventory_faults(found) == ()


@pytest.mark.parametrize(("departments", "apps"), [(0, None), (49, None), (3, 10), (1, 10_000)])
def test_what_cannot_be_dealt_out_is_refused(departments: int, apps: int | None) -> None:
    with pytest.raises(UsageError):
        Province(Wish(departments=departments, applications=apps))


def test_a_hundred_thousand_applications_can_be_numbered() -> None:
    dealt = rosters(Wish(applications=100_000))
    assert sum(len(roster.applications) for roster in dealt) == 100_000
    assert max(len(roster.applications) for roster in dealt) <= 9_999


def test_names_can_be_neutral_and_texts_english() -> None:
    found = Province(Wish(departments=3, applications=12, neutral=True, english=True)).inventory()
    assert all(row.name_zh.startswith("部门") for row in found.departments)
    assert found.application("GD-GSD-007").name_en == "Provincial Service Mini-program"
    assert all(app.owner_technical.isascii() for app in found.applications)


def test_on_day_400_a_part_is_in_the_cloud_and_nothing_is_ahead_of_what_it_needs() -> None:
    found = Province(Wish(day=400)).inventory()
    stages = Counter(app.stage for app in found.applications)
    assert abs(stages[Lifecycle.ACCEPTED] / 1_132 - 0.19) < 0.03
    assert abs(stages[Lifecycle.DECOMMISSIONED] / 1_132 - 0.07) < 0.03
    assert stages[Lifecycle.EXEMPTED]
    assert stages[Lifecycle.RETIRED]
    served = {
        app.id
        for app in found.applications
        if app.stage is not None and app.stage.served_from_cloud
    }
    moving = {app.id for app in found.applications if app.strategy.cuts_over}
    for app in found.applications:
        if app.id in served:
            assert all(need in served for need in app.needs if need in moving)
    assert all(
        app.stage is Lifecycle.REGISTERED
        for app in Province(Wish(departments=3, applications=12, day=0)).inventory().applications
    )


def test_departments_differ_in_what_they_leave_out() -> None:
    told: Counter[str] = Counter()
    for app in whole().applications:
        told[app.department] += app.capex_wan is not None
    shares = [told[row.id] / len(whole().of_department(row.id)) for row in whole().departments]
    assert max(shares) == 1.0
    assert min(shares) < 0.75
