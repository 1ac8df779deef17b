"""Whatever an inventory says, no export runs it, cuts it short or hides where it came from."""

from __future__ import annotations

import csv
import io
import json
import re
import uuid
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema_rs
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcloud.adapters.inventory_yaml import read_inventory
from govcloud.model.dictionary import Element
from govcloud.model.inventory import Dependency, Inventory, Server
from govcloud.reports import application_tables, exchange, inventory_tables, server_tables
from govcloud.reports.csv_file import MARK, csv_bytes, csv_rows
from govcloud.reports.dictionary import choices, dictionary
from govcloud.reports.gsa import NOT_IN_REACH, gsa
from govcloud.reports.inventory_page import inventory_page
from govcloud.reports.markdown import markdown
from govcloud.reports.masking import masked, masked_inventory, masked_text
from govcloud.reports.oscal import oscal
from govcloud.reports.overviews import overviews
from govcloud.reports.sheets import CELL_CHARS_MAX, About, Column, cell, inert, sheet
from govcloud.reports.workbook import workbook
from tests.reports.oscal_schema import SCHEMA

SAMPLE = Path(__file__).parents[2] / "inventory.yaml"
ABOUT = About("清单 Inventory", "d" * 64, "0.1.0", "2026-11-25", synthetic=True)
HOSTILE = '=cmd|"/c calc"!A1\x1b[31m\u202e<script>alert(1)</script>|`x`'


@pytest.fixture(scope="module")
def estate() -> Inventory:
    return read_inventory(SAMPLE)


@pytest.fixture(scope="module")
def hostile(estate: Inventory) -> Inventory:
    first, *rest = estate.applications
    bad = replace(
        first, name_zh=HOSTILE, notes="+1+1", owner_business="@SUM(A1)", function="x" * 40_000
    )
    server = Server(
        "=srv\x1b]0;x\x07", "fd00::1", os="\u0645\u0631\u062d\u0628\u0627;=1+1\u202e", site="\u200b"
    )
    return replace(estate, applications=(bad, *rest), servers=(server,))


def tables(inventory: Inventory) -> list[Any]:
    made = [application_tables.applications(inventory), server_tables.resources(inventory)]
    made += [inventory_tables.datastores(inventory), inventory_tables.dependencies(inventory)]
    return [*made, inventory_tables.partners(inventory), inventory_tables.departments(inventory)]


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


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
    strategy = openpyxl.utils.get_column_letter(table.keys.index("strategy") + 1)
    assert "REHOST 平移,RELOCATE 整体搬迁" in offered[f"{strategy}2"]
    assert choices(table, table.keys.index("audience")) == [], "several words in a cell"
    assert choices(table, table.keys.index("cii")) == ["是", "否"]


def test_every_sheet_has_places_to_sign_on_paper(estate: Inventory) -> None:
    page = openpyxl.load_workbook(io.BytesIO(workbook(ABOUT, tables(estate)))).worksheets[1]
    assert "填报单位(盖章)" in page.oddFooter.left.text
    assert "批准" in page.oddFooter.center.text
    assert page.print_title_rows == "$1:$1"


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


def test_telephones_are_masked_wherever_they_stand(estate: Inventory) -> None:
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


@given(st.text())
def test_no_text_is_taken_for_a_formula(value: str) -> None:
    shown = inert(cell(value))
    assert shown is None or not str(shown).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.text(max_size=200))
def test_a_cell_holds_all_that_can_be_seen(value: str) -> None:
    (row,) = sheet("t", ("", "t"), [Column("a", "", "a", lambda one: one)], [value]).rows
    assert row[0] == cell(value)


def test_oscal_items_name_the_application_they_serve(estate: Inventory) -> None:
    plan = json.loads(oscal(estate, ABOUT))["system-security-plan"]
    wanted = {"uuid", "metadata", "import-profile", "system-characteristics"}
    wanted |= {"system-implementation", "control-implementation"}
    assert plan.keys() >= wanted
    implemented = plan["system-implementation"]
    titles = {one["uuid"]: one["title"] for one in implemented["components"]}
    items = {one["description"]: one for one in implemented["inventory-items"]}
    (link,) = items["Server gsd-web"]["implemented-components"]
    assert titles[link["component-uuid"]] == "Guangdong government services portal"
    assert len(items) == sum(len(app.servers) for app in estate.applications)
    for one in [*implemented["components"], *implemented["inventory-items"]]:
        assert uuid.UUID(one["uuid"]).version == 5
        assert all(
            prop["value"] and re.fullmatch(r"[\w.-]+", prop["name"])
            for prop in one.get("props", [])
        )


def test_the_oscal_document_has_the_models_form(estate: Inventory, hostile: Inventory) -> None:
    valid = jsonschema_rs.validator_for(SCHEMA)
    for held in (estate, hostile, replace(estate, applications=())):
        assert [str(one) for one in valid.iter_errors(json.loads(oscal(held, ABOUT)))] == []
    items = json.loads(oscal(hostile, ABOUT))["system-security-plan"]["system-implementation"]
    assert {"name": "ipv6-address", "value": "fd00::1"} in items["inventory-items"][-1]["props"]


def test_a_fedramp_row_is_a_server(estate: Inventory) -> None:
    table = server_tables.fedramp(estate)
    assert table.headings[0] == "Unique Asset Identifier"
    assert [row[0] for row in table.rows] == [
        row.server.name for row in server_tables.hosts(estate)
    ]


def test_gsa_elements_are_filled_only_where_the_dictionary_is_there(estate: Inventory) -> None:
    assert gsa(estate, ()).rows == ((NOT_IN_REACH,),)
    known = [Element("1", "A", "Application Name", True, "name_en"), Element("2", "B", "Unknown")]
    table = gsa(estate, known)
    assert table.headings == ("Application Name", "Unknown")
    assert table.rows[0] == ("Unified identity platform", None)


def test_konveyor_gets_no_circle_and_is_told_of_it(estate: Inventory) -> None:
    one, two, *rest = estate.applications
    ring = (
        replace(one, depends_on=(Dependency(two.id),)),
        replace(two, depends_on=(Dependency(one.id),)),
        *rest,
    )
    rows = exchange.konveyor(replace(estate, applications=ring), None).rows
    assert not [row for row in rows if row[0] == "2" and {row[1], row[5]} == {one.id, two.id}]
    (told,) = [row for row in rows if row[:2] == ("1", one.id)]
    assert told[3] == f"moves together with {two.id}"


def test_a_form_goes_on_in_another_file_at_the_tools_limit() -> None:
    rows = [(str(n), "x" * 1_000) for n in range(25_001)]
    files = exchange.Form(("a", "b"), rows).files()
    assert len(files) == 3
    assert all(len(content) <= exchange.BYTES_MAX for content in files)
    heads = [read_csv(content)[0] for content in files]
    assert heads == [["a", "b"]] * 3
    assert [row[0] for content in files for row in read_csv(content)[1:]] == [
        row[0] for row in rows
    ]


def test_migration_hub_takes_memory_in_mib(estate: Inventory) -> None:
    app = replace(estate.applications[0], servers=(Server("a", "10.9.0.1", mem_gb=6.5),))
    form = exchange.migration_hub(replace(estate, applications=(app,)), None)
    (row,) = form.rows
    assert row[form.headings.index("RAM.TotalSizeInMB")] == 6_656


@pytest.mark.parametrize("name", sorted(exchange.FORMS))
def test_every_row_of_a_form_has_all_its_columns(estate: Inventory, name: str) -> None:
    form = exchange.FORMS[name](estate, None)
    assert form.rows
    assert {len(row) for row in form.rows} == {len(form.headings)}
