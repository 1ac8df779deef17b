"""An assessment's tables hold what its views say, in both languages, for spreadsheets."""

from __future__ import annotations

import io

import openpyxl
import pytest

from govcloud.reports.assessment_tables import assessment_tables
from govcloud.reports.csv_file import csv_bytes
from govcloud.reports.sheets import About
from govcloud.reports.workbook import workbook
from govcloud.rules import views_assess
from govcloud.rules.survey import Survey
from tests.assess_estates import PROFILES, TODAY, province

LOOK = Survey(province(150, 10), PROFILES, TODAY)
FOUND = views_assess.assessed(LOOK, LOOK.inventory.applications)
VIEWS = {name: make(LOOK, FOUND) for name, make in views_assess.views().items()}


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_has_a_table_with_its_rows(name: str) -> None:
    tables = assessment_tables([VIEWS[name]])
    assert tables
    for table in tables:
        assert table.zh
        assert table.en
        assert all(len(row) == len(table.headings) for row in table.rows)


def test_the_summary_has_a_row_for_each_application_with_its_reason_and_values() -> None:
    table = assessment_tables([VIEWS["summary"]])[0]
    assert len(table.rows) == len(FOUND)
    assert "依据 because" in table.headings
    assert csv_bytes(table).startswith("\ufeff系统编码".encode())


def test_all_views_together_are_one_workbook_and_no_table_comes_twice() -> None:
    tables = assessment_tables(VIEWS.values())
    assert len({table.key for table in tables}) == len(tables)
    about = About("上云评估", "d", "0", "2026-11-25", synthetic=True)
    book = openpyxl.load_workbook(io.BytesIO(workbook(about, tables)), read_only=True)
    assert len(book.sheetnames) > len(tables)


def test_an_application_in_full_is_a_table_too() -> None:
    (table,) = assessment_tables([views_assess.applications(LOOK, FOUND[:2])])
    assert len(table.rows) == 2
