"""A messy province: what is planted is found, at its line, with its code, as often as it was planted."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from govcloud.adapters.inventory_write import inventory_text
from govcloud.adapters.inventory_yaml import read_inventory
from govcloud.errors import Fault, InputError
from govcloud.local.province.province import Province
from govcloud.local.province.wish import Wish
from govcloud.model.inventory import Inventory
from govcloud.rules.checks import inventory_warnings
from govcloud.rules.circumstances import Circumstances

APPLICATIONS, ORGANISATIONS = 1_132, 768


@cache
def province() -> Province:
    return Province(Wish(messy=True))


@cache
def text() -> str:
    return inventory_text(province().inventory())


@pytest.fixture(scope="module")
def faults(tmp_path_factory: pytest.TempPathFactory) -> tuple[Fault, ...]:
    path = tmp_path_factory.mktemp("messy") / "inventory.yaml"
    path.write_text(text(), "utf-8")
    with pytest.raises(InputError) as refused:
        read_inventory(path)
    return tuple(refused.value.faults)


def at(faults: tuple[Fault, ...], code: str) -> Iterator[str]:
    lines = text().splitlines()
    return (lines[fault.line - 1] for fault in faults if fault.code == code)


def about(count: int, share: float, whole: int = APPLICATIONS) -> bool:
    wanted = share * whole
    return abs(count - wanted) <= 3 * math.sqrt(wanted) + 1


def test_every_fault_has_its_code_and_the_line_on_which_it_stands(
    faults: tuple[Fault, ...],
) -> None:
    assert [line.strip() for line in at(faults, "E-SCOPE-001")] == ["classified: true"] * 2
    full_width = [*at(faults, "E-INV-003")]
    assert all(re.fullmatch(" *users_registered: [\uff10-\uff19]+", line) for line in full_width)
    assert all("name_zh:" in line for line in at(faults, "E-NAME-001"))
    assert all("app: GD-" in line for line in at(faults, "E-DEP-001"))
    assert all("uscc:" in line for line in at(faults, "E-USCC-001"))
    assert all("live_since: 1914" in line for line in at(faults, "E-DATE-001"))
    no_days = [*at(faults, "E-INV-004")]
    assert all(re.search('live_since: "201[0-9]-', line) for line in no_days)
    codes = {"E-SCOPE-001", "E-INV-003", "E-NAME-001", "E-DEP-001", "E-USCC-001"}
    assert {fault.code for fault in faults} == codes | {"E-DATE-001", "E-INV-004"}


def test_defects_are_as_frequent_as_real_registers_have_them(faults: tuple[Fault, ...]) -> None:
    counts = Counter(fault.code for fault in faults)
    assert counts["E-SCOPE-001"] == 2
    assert about(counts["E-USCC-001"], 0.01, ORGANISATIONS)
    assert about(counts["E-INV-003"], 0.04)
    # what stands in a row whose form is broken is not told before the form is mended
    assert about(counts["E-NAME-001"], 0.02)
    assert about(counts["E-DEP-001"], 0.02)
    assert about(counts["E-DATE-001"] + counts["E-INV-004"], 0.01)


def test_what_only_deserves_a_look_is_planted_too() -> None:
    messy, tidy = province().inventory(), Province(Wish()).inventory()
    assert about(sum(not row.uscc for row in messy.partners + messy.departments), 0.03, 768)
    unfiled = [app for app in messy.applications if app.mlps_level >= 2 and not app.mlps_filing_no]
    assert about(len(unfiled), 0.05)
    before, after = (_codes(each) for each in (tidy, messy))
    assert before["W-LVL-003"] == before["W-OWN-001"] == 0
    assert after["W-LVL-003"]
    assert after["W-OWN-001"]


def _codes(inventory: Inventory) -> Counter[str]:
    around = Circumstances(Wish().as_of)
    readable = tuple(
        replace(app, users_registered=app.users_daily, live_since=None, depends_on=())
        for app in inventory.applications
    )
    found = inventory_warnings(replace(inventory, applications=readable), around)
    return Counter(each.code for each in found)
