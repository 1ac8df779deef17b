"""An import as a rule of nouns: twice is once, persons win, no value without its cell, whatever is told."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from govcloud.model.provenance import Claims, Row, Source, Told
from govcloud.rules.importing import Import, Wishes
from govcloud.rules.importing_settle import import_rows

DEPARTMENT = {"id": "GD-HRS", "name_zh": "人社厅", "name_en": ""}
FORMS = ("rvtools", "cmf", "form-servers", "migration-hub", "form-applications")


def estate(**more: Any) -> dict[str, Any]:
    return {"departments": [dict(DEPARTMENT)], **more}


def server_row(
    number: int, keys: dict[str, str], file: str = "a.csv", form: str = "form-servers", **told: Any
) -> Row:
    row = Row("server", Source(form, file, "0" * 64, ""), number, dict(keys))
    for name, value in keys.items():
        row.fields[f"ids.{name}"] = Told(value, name, value)
    for name, value in told.items():
        home = row.links if name in {"application", "wave", "strategy"} else row.fields
        home[name] = Told(value, name, str(value))
    return row


def run(before: dict[str, Any], rows: list[Row], claims: Claims | None = None) -> Import:
    return import_rows(deepcopy(before), rows, claims or {}, Wishes("GD-HRS"))


def test_what_a_person_took_out_is_not_brought_back() -> None:
    rows = [server_row(2, {"instance": "a", "address": "59.192.0.1"}, os="Linux", rack="R1")]
    first = run(estate(), rows)
    (server,) = first.estate["servers"]
    del server["rack"]
    again = run(first.estate, rows, first.merge.claims)
    assert "rack" not in again.estate["servers"][0]
    assert [(c.field, c.why) for c in again.merge.conflicts] == [("rack", "a person took it out")]
    gone = run({**first.estate, "servers": []}, rows, first.merge.claims)
    assert gone.estate["servers"] == []
    assert [(c.subject, c.told_from) for c in gone.merge.conflicts] == [("a", "a.csv row 2")]


def test_what_a_person_renamed_is_followed() -> None:
    keys = {"vm_uuid": "4213aaaa000011112222333344445555", "vm_name": "OLD"}
    first = run(estate(), [server_row(2, keys, form="rvtools", os="Linux")])
    first.estate["servers"][0]["name"] = "new"
    rows = [server_row(2, keys, form="rvtools", os="Rocky")]
    again = run(first.estate, rows, first.merge.claims)
    (server,) = again.estate["servers"]
    assert (server["name"], server["os"]) == ("new", "Rocky")
    assert again.merge.conflicts == []


def test_an_application_that_a_person_renamed_is_followed() -> None:
    row = Row("application", Source("form-applications", "a.csv", "0", ""), 2, {"name_zh": "旧名"})
    row.fields["ids.name_zh"] = Told("旧名", "系统名称", "旧名")
    first = run(estate(), [row])
    first.estate["applications"][0]["name_zh"] = "新名"
    again = run(first.estate, [row], first.merge.claims)
    (app,) = again.estate["applications"]
    assert app["name_zh"] == "新名"
    assert [c.why for c in again.merge.conflicts] == ["what a person wrote stays"]
    first.estate["applications"] = []
    assert run(first.estate, [row], first.merge.claims).estate["applications"] == []


def test_machines_of_one_name_in_two_departments_are_two() -> None:
    first = server_row(2, {"instance": "web", "address": "59.192.0.1"})
    second = server_row(2, {"instance": "web", "address": "59.192.9.9"}, file="b.csv")
    done = run(estate(), [first, second])
    assert [one["name"] for one in done.estate["servers"]] == ["web", "web-2"]
    assert "another machine" in done.merges[0]
    again = run(done.estate, [first, second], done.merge.claims)
    assert again.estate == done.estate


def test_a_new_export_may_tell_new_addresses_even_two_that_were_swapped() -> None:
    one, two = (
        {"vm_name": "a", "vm_uuid": "a" * 31 + "1"},
        {"vm_name": "b", "vm_uuid": "b" * 31 + "1"},
    )
    first = run(
        estate(),
        [
            server_row(2, {**one, "address": "59.192.0.1"}, form="rvtools"),
            server_row(3, {**two, "address": "59.192.0.2"}, form="rvtools"),
        ],
    )
    again = run(
        first.estate,
        [
            server_row(2, {**one, "address": "59.192.0.2"}, form="rvtools"),
            server_row(3, {**two, "address": "59.192.0.1"}, form="rvtools"),
        ],
        first.merge.claims,
    )
    told = {s["name"]: s["address"] for s in again.estate["servers"]}
    assert told == {"a": "59.192.0.2", "b": "59.192.0.1"}
    assert again.faults == []


def test_two_rows_that_disagree_are_told_and_the_later_counts() -> None:
    rows = [
        server_row(2, {"instance": "a"}, cpu_cores=4),
        server_row(3, {"instance": "a"}, cpu_cores=8),
    ]
    done = run(estate(), rows)
    assert done.estate["servers"][0]["cpu_cores"] == 8
    (conflict,) = done.merge.conflicts
    assert (conflict.stands_from, conflict.told_from) == (
        "a.csv row 3, column cpu_cores",
        "a.csv row 2, column cpu_cores",
    )


def disk_rows(file: str, form: str, **sizes: float) -> list[Row]:
    told = {f"disks.{name}": {"name": name, "size_gb": size} for name, size in sizes.items()}
    return [server_row(2, {"instance": "a"}, file, form, **told)]


def sizes_of(done: Import) -> dict[str, float]:
    (server,) = done.estate["servers"]
    return {one["name"]: one["size_gb"] for one in server["disks"]}


def test_the_disks_of_two_forms_are_never_added_up() -> None:
    form = disk_rows("form.xlsx", "form-servers", 系统盘=50.0, 数据盘=200.0)
    export = disk_rows("rv.xlsx", "rvtools", **{"Hard disk 1": 50.0, "Hard disk 2": 100.0})
    for rows in ([*form, *export], [*export, *form]):
        done = run(estate(), rows)
        assert sizes_of(done) == {"Hard disk 1": 50.0, "Hard disk 2": 100.0}
        assert [(c.field, c.stands, c.told) for c in done.merge.conflicts] == [
            ("disks", "150 GB", "250 GB")
        ]
    first = run(estate(), form)
    second = run(first.estate, export, first.merge.claims)
    assert sizes_of(second) == {"Hard disk 1": 50.0, "Hard disk 2": 100.0}
    third = run(second.estate, form, second.merge.claims)
    assert third.estate == second.estate


def test_disks_that_a_person_wrote_stay_alone() -> None:
    mine = estate(servers=[{"name": "a", "disks": [{"name": "sda", "size_gb": 150.0}]}])
    export = disk_rows("rv.xlsx", "rvtools", **{"Hard disk 1": 50.0, "Hard disk 2": 100.0})
    done = run(mine, export)
    assert (sizes_of(done), done.merge.conflicts) == ({"sda": 150.0}, [])


def test_a_disk_that_a_new_export_does_not_tell_is_gone() -> None:
    first = run(estate(), disk_rows("rv.xlsx", "rvtools", one=50.0, two=100.0))
    again = run(first.estate, disk_rows("rv.xlsx", "rvtools", one=60.0), first.merge.claims)
    assert sizes_of(again) == {"one": 60.0}


def test_an_intake_form_makes_the_applications_it_names() -> None:
    rows = [server_row(2, {"instance": "a"}, form="cmf", application="Payroll", wave="W01")]
    done = run(estate(), rows)
    (app,) = done.estate["applications"]
    assert (app["id"], app["name_zh"], app["servers"][0]["name"]) == ("GD-HRS-001", "Payroll", "a")
    assert app["attributes"]["wave"] == "W01"
    assert done.merge.claims["server", "a"]["application"].told.raw == "Payroll"


def disks(name: str) -> st.SearchStrategy[dict[str, Any]]:
    return st.builds(
        lambda size, used: {"name": name, "size_gb": size, **({"used_gb": 1.0} if used else {})},
        st.sampled_from([10.0, 20.0]),
        st.booleans(),
    )


def test_of_several_applications_the_first_has_the_server_and_that_is_said() -> None:
    rows = [server_row(2, {"fqdn": "a.gd"}, form="migration-hub", application="Payroll, Leave")]
    done = run(estate(), rows)
    assert [app["name_zh"] for app in done.estate["applications"]] == ["Payroll"]
    assert done.assumed[0] == "a: several applications told (Payroll, Leave); GD-HRS-001 has it"
    assert run(done.estate, rows, done.merge.claims).estate == done.estate


VALUES = {
    "os": st.sampled_from(["Linux", "Windows", "Rocky"]),
    "cpu_cores": st.integers(1, 3),
    "attributes.用途": st.sampled_from(["甲", "乙"]),
    "application": st.sampled_from(["GD-HRS-001", "GD-HRS-002", "没有"]),
    **{f"disks.{name}": disks(name) for name in ("a", "b", "total")},
}
KEYS = {
    "vm_uuid": st.sampled_from([f"{n:032x}" for n in range(0x10, 0x13)]),
    "vm_name": st.sampled_from(["web", "db", "WEB"]),
    "instance": st.sampled_from(["web", "db", "x"]),
    "fqdn": st.sampled_from(["web.gd", "db.gd"]),
    "address": st.sampled_from(["59.192.0.1", "59.192.0.2", "10.0.0.9"]),
    "external_id": st.sampled_from(["e1", "e2"]),
}


@st.composite
def rows_of(draw: st.DrawFn) -> list[Row]:
    found = []
    for number in range(draw(st.integers(1, 7))):
        names = draw(st.sets(st.sampled_from(sorted(KEYS)), min_size=1, max_size=4))
        keys = {name: draw(KEYS[name]) for name in sorted(names)}
        told = draw(st.sets(st.sampled_from(sorted(VALUES)), max_size=3))
        values = {name: draw(VALUES[name]) for name in sorted(told)}
        form = draw(st.sampled_from(FORMS[:4]))
        file = draw(st.sampled_from(["a.csv", "b.csv"]))
        found.append(server_row(number + 2, keys, file, form, **values))
    return found


APPS = [
    {"id": f"GD-HRS-00{n}", "name_zh": f"系统{n}", "name_en": "", "department": "GD-HRS"}
    | {"classified": False, "strategy": "RETAIN", "mlps_level": 2}
    for n in (1, 2)
]


@given(rows_of())
def test_importing_twice_is_importing_once_whatever_is_told(rows: list[Row]) -> None:
    first = run(estate(applications=deepcopy(APPS)), rows)
    again = run(first.estate, rows, deepcopy(first.merge.claims))
    assert again.estate == first.estate
    assert again.merge.claims == first.merge.claims
    assert (again.added, list(again.merge.changed())) == ({}, [])


@given(rows_of())
def test_every_value_has_its_cell_and_stands_as_its_claim_says(rows: list[Row]) -> None:
    done = run(estate(applications=deepcopy(APPS)), rows)
    servers = list(done.estate["servers"])
    owner = {}
    for app in done.estate["applications"]:
        for server in app.get("servers", []):
            servers.append(server)
            owner[server["name"]] = app["id"]
    addresses = [one["address"] for one in servers if "address" in one]
    assert len(addresses) == len(set(addresses))
    for server in servers:
        held = done.merge.claims.get(("server", server["name"]), {})
        assert [held[f"disks.{d['name']}"].value for d in server.get("disks", [])] == server.get(
            "disks", []
        )
        for field in server.keys() - {"name", "ids", "attributes", "disks", "util"}:
            assert held[field].value == server[field]
        for key, value in server.get("ids", {}).items():
            assert held[f"ids.{key}"].value == value
        if server["name"] in owner:
            assert held["application"].value == owner[server["name"]]


@given(rows_of(), st.data())
def test_what_a_person_wrote_is_never_overwritten(rows: list[Row], data: st.DataObject) -> None:
    first = run(estate(applications=deepcopy(APPS)), rows)
    mine = deepcopy(first.estate)
    for server in mine["servers"]:
        if data.draw(st.booleans()):
            server["os"] = "AIX"
    more = data.draw(rows_of())
    again = run(mine, [*rows, *more], first.merge.claims)
    written = {one["name"] for one in mine["servers"] if one.get("os") == "AIX"}
    everywhere = [*again.estate["servers"]]
    for app in again.estate["applications"]:
        everywhere += app.get("servers", [])
    assert {one["name"] for one in everywhere if one.get("os") == "AIX"} == written
