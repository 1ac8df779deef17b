"""What an operator can ask of an import, and what is done where it cannot be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from govcloud.cli.app import app
from tests.import_files import APPLICATIONS, table, vm, workbook
from tests.importing import START, call, estate, laid_out, refused, rvtools, server

SERVERS = [
    ("主机名", "IP地址", "CPU核数", "购置年份", "用途"),
    ("WEB_1", "59.192.1.1", 8, 2015, "门户"),
]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return laid_out(tmp_path)


def run(place: Path, *words: str | Path, stdin: bytes = b"") -> tuple[int, str, str]:
    line = ["-C", str(place), "-o", "json", "inventory", *map(str, words)]
    done = CliRunner().invoke(app, line, catch_exceptions=False, input=stdin)
    return done.exit_code, done.stdout, done.stderr


def test_any_column_may_say_whose_a_server_is(place: Path) -> None:
    rows = [vm("a", Datacenter="社会保险历史档案"), vm("b", Datacenter="/DC/社保/GD-HRS-001")]
    call(place, rvtools(place, *rows), "--assign", "datacenter", "-y")
    assert [one.name for one in estate(place).application("GD-HRS-001").servers] == ["a", "b"]


def test_a_column_that_no_table_has_is_told(place: Path) -> None:
    code, _, told = run(place, "import", rvtools(place, vm("a")), "--assign", "ownr", "-y")
    assert (code, "did you mean `owner`?" in told) == (2, True)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_pairs_come_in_every_encoding_too(place: Path, encoding: str) -> None:
    pairs = table(place / "pairs.csv", [("服务器", "系统"), ("A", "社会保险历史档案")], encoding)
    call(place, rvtools(place, vm("A")), "--assign", pairs, "-y")
    assert [one.name for one in estate(place).application("GD-HRS-001").servers] == ["a"]
    _, shown, _ = run(place, "source", "a.application")
    (told,) = json.loads(shown)["sources"]
    assert (told["file"], told["row"], told["raw"]) == ("pairs.csv", 2, "社会保险历史档案")


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("--format", "rvtolls"), "did you mean `rvtools`?"),
        (("--department", "GD-HRZ"), "did you mean `GD-HRS`?"),
    ],
)
def test_words_that_name_nothing_are_told(place: Path, words: tuple[str, str], hint: str) -> None:
    code, _, told = run(place, "import", rvtools(place, vm("a")), *words, "-y")
    assert (code, hint in told) == (2, True)


def test_pairs_that_are_not_there_are_no_column(place: Path) -> None:
    assert "E-FILE-001" in refused(place, rvtools(place, vm("a")), "--assign", "paris.csv")


def test_gsa_says_that_its_dictionary_was_not_in_reach(place: Path) -> None:
    code, _, told = run(place, "import", rvtools(place, vm("a")), "--format", "gsa", "-y")
    assert (code, "E-IMP-016" in told) == (10, True)


def test_forms_are_listed(place: Path) -> None:
    code, shown, _ = run(place, "import", "--formats")
    names = {one["name"] for one in json.loads(shown)["formats"]}
    assert code == 0
    assert {"rvtools", "migration-hub", "cmf", "mgn", "konveyor", "azure-migrate"} <= names
    assert {"servicenow", "form-applications", "form-servers", "form-interfaces"} <= names
    assert {"form-datastores", "gsa", "govcloud"} <= names


def test_a_table_may_come_from_standard_input(place: Path) -> None:
    content = table(place / "x.csv", SERVERS, "gb18030").read_bytes()
    code, shown, _ = run(place, "import", "-", "-y", stdin=content)
    assert code == 0
    assert json.loads(shown)["read"] == ["stdin: 资源清单, 1 rows"]
    assert server(place, "web-1").attributes == {"用途": "门户"}


def test_values_that_the_checks_refuse_are_left_out_with_their_cells(place: Path) -> None:
    rows = [
        *SERVERS,
        ("in-target", "10.2.0.9", 4, 2015, ""),
        ("old", "59.192.1.3", 4, 1955, ""),
    ]
    view = call(place, table(place / "s.csv", rows), "-y", code=3)
    assert [(one["row"], one["code"]) for one in view["skipped"]] == [(3, "E-NET-005")]
    assert server(place, "in-target").address == ""
    assert server(place, "in-target").cpu_cores == 4


def test_a_classified_row_is_left_out_however_it_says_so(place: Path) -> None:
    rows = [
        ("系统名称", "主管部门", "密级", "网络区域"),
        ("甲", "GD-HRS", "机密", ""),
        ("乙", "GD-HRS", "", "政务内网"),
        ("丙", "GD-HRS", "公开", "政务外网"),
    ]
    view = call(place, table(place / "s.csv", rows), "-y", code=3)
    assert [one["code"] for one in view["skipped"]] == ["E-SCOPE-001", "E-ZONE-001"]
    assert [one.name_zh for one in estate(place).applications][1:] == ["丙"]


def test_a_proposal_lies_beside_with_its_own_sources(place: Path) -> None:
    out = place / "proposal.yaml"
    before = (place / "inventory.yaml").read_bytes()
    view = call(place, rvtools(place, vm("a")), "--out", out, "-y")
    assert [Path(path).name for path in view["written"]] == [
        "proposal.yaml",
        "proposal.provenance.jsonl",
    ]
    assert (place / "inventory.yaml").read_bytes() == before
    assert not (place / "imports").exists()
    assert call(place, rvtools(place, vm("a")), "-y")["conflicts"] == []


@pytest.mark.parametrize("comment", ["# 待核实\n", "", "servers: []  # none yet\n"])
def test_comments_inside_are_kept_by_refusing_those_at_the_top_by_keeping_them(
    place: Path, comment: str
) -> None:
    path = place / "inventory.yaml"
    path.write_text(f"# yaml-language-server: x\n# 标题\n\n{START}{comment}", "utf-8")
    call(place, rvtools(place, vm("a")), "-y", code=4 if comment else 0)
    assert path.read_text("utf-8").startswith("# yaml-language-server: x\n# 标题\n")
    call(place, rvtools(place, vm("a")), "--rewrite", "-y")
    assert [one.name for one in estate(place).servers] == ["a"]


def test_a_folder_of_files_is_written_file_by_file(place: Path) -> None:
    folder = place / "inventory"
    (folder / "departments").mkdir(parents=True)
    kept = folder / "departments" / "GD-HRS.yaml"
    kept.write_text(f"{START}# mine\n", "utf-8")
    (place / "inventory.yaml").unlink()
    view = call(place, rvtools(place, vm("a")), "-y", code=4)
    assert view == {}
    kept.write_text(START, "utf-8")
    view = call(place, rvtools(place, vm("a")), "-y")
    assert [Path(path).name for path in view["written"]] == [
        "GD-HRS.yaml",
        "servers.yaml",
        "provenance.jsonl",
    ]
    again = call(place, rvtools(place, vm("a")), "-y")
    assert (again["changes"], again["written"]) == (False, [])


def test_what_was_exported_comes_back_as_it_was(place: Path) -> None:
    call(place, table(place / "form.csv", APPLICATIONS), "-y")
    call(place, rvtools(place, vm("a", owner="就业管理系统")), "--assign", "owner", "-y")
    for name in ("a.csv", "b.xlsx"):
        code, _, told = run(place, "export", place / name)
        assert code == 0, told
        view = call(place, place / name, "--dry-run")
        assert (view["added"], view["conflicts"], view["changes"]) == ([], [], False)


ABOUT = {"VM": "db", "VM ID": vm("db")["VM ID"], "VI SDK UUID": "vc-1"}
MAIN = str(vm("db")["Primary IP Address"])
CARDS = [("02:00:00:00:00:01", MAIN), ("02:00:00:00:00:02", "10.0.0.7")]
SHEETS: dict[str, list[dict[str, Any]]] = {
    "vInfo": [vm("db")],
    "vCPU": [{**ABOUT, "CPUs": 4, "Sockets": 2, "Cores p/s": 2}],
    "vMemory": [{**ABOUT, "Size MiB": 8192, "Consumed": 1}],
    "vNetwork": [
        {**ABOUT, "Adapter": "Vmxnet3", "Mac Address": mac, "IPv4 Address": ip} for mac, ip in CARDS
    ],
    "vPartition": [
        {**ABOUT, "Disk": "/", "Capacity MiB": 102400, "Consumed MiB": 51200, "Free MiB": 1}
    ],
    "vHost": [{"Host": "h", "CPU Model": "x"}],
}


def test_all_sheets_of_rvtools_tell_of_one_machine(place: Path) -> None:
    sheets: dict[str, Any] = {name: (tuple(rows[0]), rows) for name, rows in SHEETS.items()}
    file = workbook(place / "r.xlsx", sheets)
    view = call(place, file, "-y")
    found = server(place, "db")
    assert (found.address, found.cpu_cores, found.mem_gb) == (MAIN, 4, 8.0)
    assert (found.ids["mac"], found.ids["mac 2"]) == (CARDS[0][0], CARDS[1][0])
    assert found.attributes["IPv4 Address"] == "10.0.0.7"
    assert found.attributes["partition /"] == "50 of 100 GB used"
    assert found.attributes["Sockets"] == "2"
    assert (view["conflicts"], view["merges"], len(estate(place).servers)) == ([], [], 1)
    assert not call(place, file, "-y")["changes"]


def test_databases_come_to_the_servers_they_stand_on(place: Path) -> None:
    rows = [("主机名", "IP地址", "CPU核数", "所属系统"), ("db-1", "59.192.1.9", 8, "GD-HRS-001")]
    call(place, table(place / "s.csv", rows), "-y")
    stores = [
        ("所属系统", "实例", "类型", "版本", "主机", "大小"),
        ("GD-HRS-001", "archive", "MySQL", "5.7", "db-1", "200G"),
        ("GD-HRS-001", "bad name!", "MySQL", "5.7", "db-1", "1"),
        ("GD-HRS-001", "other", "MySQL", "5.7", "db-9", "1"),
    ]
    view = call(place, table(place / "d.csv", stores), "-y", code=3)
    (store,) = estate(place).application("GD-HRS-001").datastores
    assert (store.name, store.server, store.size_gb) == ("archive", "db-1", 200.0)
    assert [one["code"] for one in view["skipped"]] == ["E-IMP-014", "E-IMP-014"]


def test_two_inventories_are_compared_by_id_and_field(place: Path) -> None:
    other = place / "other.yaml"
    text = START.replace("strategy: RETAIN", "strategy: RETIRE").replace(
        "mlps_level: 2", "mlps_level: 3"
    )
    more = "  - {id: GD-GSD, name_zh: 政数局, network: 10.3.0.0/16}\napplications:"
    other.write_text(text.replace("applications:", more), "utf-8")
    code, shown, _ = run(place, "diff", place, other, "--detailed-exitcode")
    view = json.loads(shown)
    assert code == 5
    assert [(d["how"], d["kind"], d["id"], d["field"]) for d in view["differences"]] == [
        ("changed", "application", "GD-HRS-001", "mlps_level"),
        ("changed", "application", "GD-HRS-001", "strategy"),
        ("added", "department", "GD-GSD", ""),
    ]
    assert view["counts"] == {"added": 1, "removed": 0, "changed": 2}
    assert run(place, "diff", place, place / "inventory.yaml", "--detailed-exitcode")[0] == 0


def test_nothing_was_imported_of_what_a_person_wrote(place: Path) -> None:
    code, _, told = run(place, "source", "GD-HRS-001")
    assert (code, "E-IMP-013" in told) == (10, True)


def test_a_broken_line_of_provenance_is_named(place: Path) -> None:
    call(place, rvtools(place, vm("a")), "-y")
    path = place / "imports" / "provenance.jsonl"
    path.write_text(path.read_text("utf-8") + "{broken\n[]\n", "utf-8")
    code, _, told = run(place, "import", rvtools(place, vm("a")), "-y")
    assert (code, [one["line"] for one in json.loads(told)["faults"]]) == (10, [2, 3])
