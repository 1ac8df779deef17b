"""Importing what agencies have: nothing lost, nothing a person wrote overwritten, twice is once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from govcloud.adapters.inventory_yaml import read_inventory
from govcloud.cli.app import app
from tests.import_files import APPLICATIONS, VDISK, VINFO, VINFO_OLD, table, vm, workbook
from tests.importing import START, call, estate, laid_out, rvtools, server


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return laid_out(tmp_path)


@pytest.mark.parametrize(
    "headings", [VINFO, VINFO_OLD, tuple(reversed(VINFO))], ids=["new", "old", "other order"]
)
def test_every_generation_of_rvtools_tells_the_same_machine(
    place: Path, headings: Sequence[str]
) -> None:
    call(place, rvtools(place, vm("WEB_01"), vm("golden", Template=True), headings=headings), "-y")
    found = server(place, "web-01")
    assert (found.cpu_cores, found.mem_gb, found.os) == (4, 8.0, "CentOS Linux 7.6")
    assert (found.disk_gb, found.used_gb) == (100.0, 50.0)
    assert found.ids["vm_uuid"] == "4213-web_01"
    assert found.ids["vcenter"] == "vc-1"
    assert found.attributes["Powerstate"] == "poweredOn"
    assert [one.name for one in estate(place).servers] == ["web-01"]


def test_disks_come_from_their_own_sheet_and_take_the_place_of_the_total(place: Path) -> None:
    machine = vm("db")
    parts = [("Hard disk 1", 51_200), ("Hard disk 2", 20_480)]
    disks = [
        {
            "VM": "db",
            "Disk": n,
            "Capacity MiB": size,
            "VM ID": machine["VM ID"],
            "VI SDK UUID": "vc-1",
        }
        for n, size in parts
    ]
    file = workbook(place / "r.xlsx", {"vInfo": (VINFO, [machine]), "vDisk": (VDISK, disks)})
    call(place, file, "-y")
    assert [(d.name, d.size_gb) for d in server(place, "db").disks] == [
        ("Hard disk 1", 50.0),
        ("Hard disk 2", 20.0),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_form_is_read_in_every_encoding_that_agencies_use(place: Path, encoding: str) -> None:
    view = call(place, table(place / "form.csv", APPLICATIONS, encoding), "-y")
    assert view["skipped"] == []
    jobs, titles = estate(place).applications[1:]
    assert (jobs.id, jobs.name_zh, jobs.mlps_level) == ("GD-HRS-002", "就业管理系统", 3)
    assert (jobs.users_registered, str(jobs.live_since), str(jobs.opex_wan_year)) == (
        1_200,
        "2014-05-01",
        "35.5",
    )
    assert titles.name_zh == "职称申报系统"
    assert (titles.notes, titles.opex_wan_year) == ("", None)
    (partner,) = estate(place).partners
    assert partner.name_zh == "合作伙伴甲"
    assert [one.id for one in jobs.partners] == [partner.id]
    assert any("涉密" in line for line in view["assumed"])


def test_importing_twice_is_importing_once(place: Path) -> None:
    form = table(place / "form.csv", APPLICATIONS)
    file = rvtools(place, vm("WEB_01", owner="就业管理系统"), vm("db"))
    call(place, form, file, "--assign", "owner", "-y")
    first = {
        p: p.read_bytes()
        for p in (place / "inventory.yaml", place / "imports" / "provenance.jsonl")
    }
    again = call(place, form, file, "--assign", "owner", "-y")
    assert not again["changes"]
    assert (again["added"], again["changed"], again["conflicts"]) == ([], [], [])
    assert {path: path.read_bytes() for path in first} == first


def test_what_a_person_wrote_since_stays_and_is_told(place: Path) -> None:
    file = rvtools(place, vm("db"))
    call(place, file, "-y")
    path = place / "inventory.yaml"
    path.write_text(path.read_text("utf-8").replace("cpu_cores: 4", "cpu_cores: 6"), "utf-8")
    view = call(place, file, "-y")
    (conflict,) = view["conflicts"]
    assert (conflict["field"], conflict["stands"], conflict["stands_from"]) == (
        "cpu_cores",
        6,
        "a person",
    )
    assert server(place, "db").cpu_cores == 6


def test_a_source_nearer_to_the_machine_wins_and_the_other_is_told(place: Path) -> None:
    call(place, rvtools(place, vm("db")), "-y")
    hub = [
        ("ExternalId", "HostName", "IPAddress", "RAM.TotalSizeInMB", "OS.Name"),
        ("m1", "db.gd.internal", "", 4096, "Ubuntu 20"),
    ]
    view = call(place, table(place / "hub.csv", hub), "-y")
    assert [one["field"] for one in view["conflicts"]] == ["mem_gb", "os"]
    assert view["merges"] == ["hub.csv row 2 is db: the same fqdn"]
    assert server(place, "db").mem_gb == 8.0


def test_every_value_leads_back_to_its_cell(place: Path) -> None:
    call(place, rvtools(place, vm("db", Memory=6144)), "-y")
    line = ["-C", str(place), "-o", "json", "inventory", "source", "db", "mem_gb"]
    done = CliRunner().invoke(app, line, catch_exceptions=False)
    (told,) = json.loads(done.stdout)["sources"]
    assert (told["sheet"], told["row"], told["column"], told["raw"], told["value"]) == (
        "vInfo",
        2,
        "Memory",
        "6144",
        6.0,
    )
    assert len(told["sha256"]) == 64


def test_servers_go_to_the_applications_that_a_file_names(place: Path) -> None:
    pairs = table(
        place / "pairs.csv",
        [("server", "application"), ("WEB_01", "GD-HRS-001"), ("db", "GD-HRS-009")],
    )
    view = call(place, rvtools(place, vm("WEB_01"), vm("db")), "--assign", pairs, "-y", code=3)
    assert [s.name for s in estate(place).application("GD-HRS-001").servers] == ["web-01"]
    assert [one["code"] for one in view["skipped"]] == ["E-APP-001"]
    assert [one.name for one in estate(place).servers] == ["db"]


def test_rows_that_cannot_be_taken_are_told_and_the_rest_is_taken(place: Path) -> None:
    rows = [
        ("系统名称", "主管部门", "等保级别", "是否涉密", "注册用户数"),
        ("甲系统", "GD-HRS", "九级", "否", "很多"),
        ("乙系统", "无此单位", "二级", "否", "1"),
        ("丙系统", "GD-HRS", "三级", "是", "1"),
    ]
    view = call(place, table(place / "f.csv", rows), "-y", code=3)
    assert [(one["row"], one["code"]) for one in view["skipped"]] == [
        (2, "E-IMP-010"),
        (2, "E-IMP-010"),
        (3, "E-ID-002"),
        (4, "E-SCOPE-001"),
    ]
    assert [app.name_zh for app in estate(place).applications] == ["社会保险历史档案", "甲系统"]


def test_two_servers_cannot_have_one_address(place: Path) -> None:
    first = vm("a")["Primary IP Address"]
    call(place, rvtools(place, vm("a"), vm("b")), "-y")
    moved = rvtools(place, vm("b", **{"Primary IP Address": first}))
    view = call(place, moved, "-y", code=3)
    assert [one["code"] for one in view["skipped"]] == ["E-SRV-002"]
    assert server(place, "b").address == vm("b")["Primary IP Address"]


def test_nothing_is_written_without_a_yes(place: Path) -> None:
    before = (place / "inventory.yaml").read_bytes()
    file = rvtools(place, vm("a"))
    assert call(place, file, "--dry-run")["changes"]
    call(place, file, code=2)
    assert (place / "inventory.yaml").read_bytes() == before
    assert not (place / "imports").exists()


def test_comments_of_a_person_are_not_lost(place: Path) -> None:
    path = place / "inventory.yaml"
    path.write_text(START + "# 待核实 / to be checked\n", "utf-8")
    file = rvtools(place, vm("a"))
    call(place, file, "-y", code=4)
    call(place, file, "--out", place / "proposal.yaml", "-y")
    assert len(read_inventory(place / "proposal.yaml").servers) == 1
    assert "待核实" in path.read_text("utf-8")


def test_a_formula_is_never_evaluated(place: Path) -> None:
    call(
        place, rvtools(place, vm("a", Annotation='=HYPERLINK("http://x")', Datacenter="=1+1")), "-y"
    )
    found = server(place, "a")
    assert "HYPERLINK" not in found.attributes.get("Annotation", "")
    assert found.site in {"", "=1+1"}


def test_an_import_stands_in_the_ledger_with_the_files_digest(place: Path) -> None:
    call(place, rvtools(place, vm("a")), "-y")
    line = ["-C", str(place), "-o", "json", "audit", "log"]
    events = json.loads(CliRunner().invoke(app, line, catch_exceptions=False).stdout)["events"]
    (row,) = [event for event in events if event["event"] == "inventory.imported"]
    assert len(row["data"]["files"]["rvtools.xlsx"]) == 64
