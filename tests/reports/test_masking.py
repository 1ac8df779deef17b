"""Telephone numbers do not leave the house by accident, wherever somebody wrote one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from govcloud.reports.masking import masked, masked_inventory, masked_text
from tests.reports.exported import sample, tables


def test_telephones_are_masked_wherever_they_stand() -> None:
    estate = sample()
    first, *rest = estate.applications
    told = replace(
        first, owner_business="业务处/13800138000", notes="值班 020-83330000，批文 2024-11"
    )
    held = replace(estate, applications=(told, *rest))
    shown = masked_inventory(held)
    phones = [c.phone for d in held.departments for c in d.contacts if c.phone]
    assert phones
    for form in (str(shown), str([table.rows for table in tables(shown)])):
        assert not [phone for phone in [*phones, "13800138000", "83330000"] if phone in form]
    assert shown.applications[0].notes == "值班 020-****0000，批文 2024-11"
    assert masked_inventory(shown) == shown


@pytest.mark.parametrize(
    ("phone", "shown"),
    [("13800000000", "138****0000"), ("12345", "****45"), ("110", "****"), ("", "")],
)
def test_of_a_short_number_hardly_anything_is_shown(phone: str, shown: str) -> None:
    assert masked(phone) == shown


@pytest.mark.parametrize(
    "text", ["44000099001-00001", "10.20.30.40", "2026-11-25", "138 cases", "v1.3800138000"]
)
def test_what_is_no_telephone_number_stays(text: str) -> None:
    assert masked_text(text) == text
