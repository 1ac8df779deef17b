"""Other people's forms have the columns, units and limits that their tools know."""

from __future__ import annotations

import json
import re
import uuid
from dataclasses import replace

import jsonschema_rs
import pytest

from govcloud.model.dictionary import Element
from govcloud.model.inventory import Dependency, Inventory, Server
from govcloud.reports import exchange, server_tables
from govcloud.reports.gsa import NOT_IN_REACH, gsa
from govcloud.reports.oscal import oscal
from tests.reports.exported import ABOUT, hostile_estate, read_csv, sample
from tests.reports.oscal_schema import SCHEMA


@pytest.fixture(scope="module")
def estate() -> Inventory:
    return sample()


@pytest.fixture(scope="module")
def hostile() -> Inventory:
    return hostile_estate()


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


def test_what_nobody_told_of_a_server_is_not_made_up(estate: Inventory) -> None:
    bare = replace(estate, applications=(), servers=(Server("a"),))
    told = dict(zip((one := server_tables.fedramp(bare)).headings, one.rows[0], strict=True))
    assert [told[name] for name in ("Virtual", "Public", "Asset Type")] == [None, None, None]
    (item,) = json.loads(oscal(bare, ABOUT))["system-security-plan"]["system-implementation"][
        "inventory-items"
    ]
    assert "virtual" not in [prop["name"] for prop in item["props"]]
    assert server_tables.resources(bare).rows[0][7:9] == (None, None), "disks"


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


def test_konveyor_counts_columns_and_gets_all_of_its_template(estate: Inventory) -> None:
    headings = exchange.konveyor(estate, None).headings
    assert headings.index("Owner") == 15
    assert headings[17:19] == ("Tag Category 1", "Tag 1")
    assert headings[-1] == "Tag 20"


def test_migration_hub_takes_both_names_of_vcenter_or_neither(estate: Inventory) -> None:
    known = Server("a", ids={"moref": "vm-1", "vcenter": "v"}), Server("b", ids={"moref": "vm-2"})
    form = exchange.migration_hub(replace(estate, applications=(), servers=known), None)
    place = form.headings.index("VMware.MoRefId")
    assert [row[place : place + 2] for row in form.rows] == [("vm-1", "v"), (None, None)]
