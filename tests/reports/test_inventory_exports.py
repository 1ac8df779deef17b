"""Whatever an inventory says, no export runs it, cuts it short or hides where it came from."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from govcloud.model.inventory import Inventory
from govcloud.reports import application_tables, exchange, server_tables
from govcloud.reports.csv_file import MARK, csv_bytes, csv_rows
from govcloud.reports.dictionary import choices, dictionary
from govcloud.reports.inventory_page import inventory_page
from govcloud.reports.markdown import markdown
from govcloud.reports.oscal import oscal
from govcloud.reports.overviews import overviews
from govcloud.reports.sheets import CELL_CHARS_MAX, Column, cell, inert, sheet
from govcloud.reports.workbook import workbook
from tests.reports.exported import ABOUT, hostile_estate, read_csv, sample, tables


@pytest.fixture(scope="module")
def estate() -> Inventory:
    return sample()


@pytest.fixture(scope="module")
def hostile() -> Inventory:
    return hostile_estate()


def test_the_form_begins_with_its_number_and_names_columns_in_both_languages(
    estate: Inventory,
) -> None:
    content = csv_bytes(application_tables.applications(estate))
    assert content.startswith(MARK)
    head, first, *_ = read_csv(content)
    assert head[:3] == ["序号 No.", "系统编码 app_id", "系统名称 Name"]
    assert first[:3] == ["1", "GD-GSD-001", "统一身份认证平台"]
    assert "建设投资(万元) Capex, 10,000 yuan" in head


def test_no_cell_of_a_workbook_is_a_formula_or_a_link(hostile: Inventory) -> None:
    content = workbook(ABOUT, [*tables(hostile), dictionary(tables(hostile), {})])
    book = openpyxl.load_workbook(io.BytesIO(content))
    kinds = {one.data_type for page in book for row in page.iter_rows() for one in row}
    assert kinds <= {"s", "n", "inlineStr"}
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if "worksheets/" in name]
    assert not [text for text in sheets if b"<f>" in text or b"<hyperlink" in text]
    assert book.sheetnames[0] == "说明 About"
    assert book["应用系统清单 Applications"].freeze_panes == "C2"


def test_closed_lists_are_offered_to_choose_from(estate: Inventory) -> None:
    table = application_tables.applications(estate)
    page = openpyxl.load_workbook(io.BytesIO(workbook(ABOUT, [table])))[table.name]
    offered = {
        str(one.sqref).split(":")[0]: one.formula1 for one in page.data_validations.dataValidation
    }
    strategy = get_column_letter(table.keys.index("strategy") + 1)
    assert "REHOST 平移,RELOCATE 整体搬迁" in offered[f"{strategy}2"]
    assert choices(table, table.keys.index("audience")) == [], "several words in a cell"
    assert choices(table, table.keys.index("cii")) == ["是", "否"]


def test_every_sheet_has_places_to_sign_on_paper(estate: Inventory) -> None:
    content = workbook(ABOUT, tables(estate))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        page = parts.read("xl/worksheets/sheet2.xml").decode()
    footer = re.findall("<oddFooter>(.*)</oddFooter>", page)[0]
    assert all(word in footer for word in ("填报单位(盖章)", "填报人", "编制", "审核", "批准"))
    assert openpyxl.load_workbook(io.BytesIO(content)).worksheets[1].print_title_rows == "$1:$1"


def test_the_same_content_on_the_same_day_gives_the_same_bytes(estate: Inventory) -> None:
    assert workbook(ABOUT, tables(estate)) == workbook(ABOUT, tables(estate))
    assert oscal(estate, ABOUT) == oscal(estate, ABOUT)


def test_a_text_too_long_for_a_cell_goes_on_in_the_next_column(hostile: Inventory) -> None:
    table = application_tables.applications(hostile)
    places = [n for n, name in enumerate(table.headings) if name.startswith("系统功能")]
    assert [table.headings[n] for n in places] == ["系统功能 Function", "系统功能 Function (2)"]
    told = [str(table.rows[0][n] or "") for n in places]
    assert "".join(told) == "x" * 40_000
    assert max(map(len, told)) < CELL_CHARS_MAX


def test_a_page_shows_hostile_text_and_runs_none_of_it(hostile: Inventory) -> None:
    made = inventory_page(ABOUT, [application_tables.overview(hostile)]).decode()
    assert "<script>alert" not in made
    assert "&lt;script&gt;alert(1)" in made
    assert "\x1b" not in made
    assert "\u202e" not in made
    assert 'id="GD-GSD-008"' in made
    assert not re.findall(r'(?:src|href)="(?!#)', made)


def test_a_page_of_a_province_stays_small(estate: Inventory) -> None:
    many = tuple(replace(estate.applications[0], id=f"GD-GSD-{n:04}") for n in range(1_132))
    made = inventory_page(ABOUT, [application_tables.overview(replace(estate, applications=many))])
    assert len(made) < 3_000_000


def test_a_page_leads_from_a_server_to_its_application(estate: Inventory) -> None:
    made = inventory_page(ABOUT, overviews(estate)).decode()
    first = estate.applications[0].id
    assert f'<a href="#q={first}">' in made
    assert f'<td><a href="#{first}">{first}</a>' in made


def test_no_form_lets_through_what_turns_lines_or_speaks_to_terminals(hostile: Inventory) -> None:
    made = [csv_bytes(table, ABOUT) for table in [*tables(hostile), server_tables.fedramp(hostile)]]
    made += [content for form in exchange.FORMS.values() for content in form(hostile, None).files()]
    made += [oscal(hostile, ABOUT), markdown(ABOUT, overviews(hostile))]
    made += [inventory_page(ABOUT, overviews(hostile))]
    for content in made:
        told = content.decode("utf-8-sig")
        assert not [c for c in "\x1b\x07\u202e\u200b" if c in told]
    for content in made[:-3]:
        for row in read_csv(content):
            assert not [one for one in row if one.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_a_formula_behind_another_separator_stays_inside_its_quotes() -> None:
    assert csv_rows([("a;=1+1", "b")], mark=False) == b'"a;=1+1","b"\r\n'


def test_the_source_of_a_table_stands_over_an_empty_last_column(estate: Inventory) -> None:
    head, first, *_ = read_csv(csv_bytes(application_tables.applications(estate), ABOUT))
    assert "合成数据" in head[-1]
    assert ABOUT.digest in head[-1]
    assert first[-1] == ""


def test_the_dictionary_tells_the_words_of_closed_lists(estate: Inventory) -> None:
    words = {"Application": {"capex_wan": ("建设投资", "what it cost")}}
    rows = {
        row[3]: row for row in dictionary([application_tables.applications(estate)], words).rows
    }
    assert "REHOST 平移" in str(rows["strategy"][4])
    assert rows["cii"][4] == "是 / 否 (yes / no)"
    assert rows["capex_wan"][5] == "what it cost"


def test_markdown_has_no_markup_of_others(hostile: Inventory) -> None:
    made = markdown(ABOUT, [application_tables.overview(hostile)]).decode()
    assert "\\<script\\>" in made
    (row,) = [line for line in made.split("\n") if "GD-GSD-001" in line and "cmd" in line]
    assert (
        len(re.findall(r"(?<!\\)\|", row)) == len(application_tables.overview(hostile).headings) + 1
    )


@given(st.text())
def test_no_text_is_taken_for_a_formula(value: str) -> None:
    shown = inert(cell(value))
    assert shown is None or not str(shown).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.text(max_size=200))
def test_a_cell_holds_all_that_can_be_seen(value: str) -> None:
    (row,) = sheet("t", ("", "t"), [Column("a", "", "a", lambda one: one)], [value]).rows
    assert row[0] == cell(value)
