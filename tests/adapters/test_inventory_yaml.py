"""An inventory and its waves are read once and whole: all faults at once, each with line, code and remedy."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from govcloud.adapters.input_file import read_input
from govcloud.adapters.inventory_yaml import read_inventory
from govcloud.adapters.waves_yaml import read_waves
from govcloud.errors import InputError
from govcloud.model.inventory import Engine, Inventory, Strategy
from govcloud.rules.checks import inventory_warnings
from govcloud.rules.circumstances import Circumstances
from govcloud.rules.finding import placed

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "inventory.yaml"

HEAD = "departments:\n  - {id: GD-GSD, name_zh: 省局, network: 10.1.0.0/16}\napplications:\n"
ROW = "  - {id: GD-GSD-001, name_zh: 认证, department: GD-GSD, classified: false, strategy: RETIRE, mlps_level: 3}\n"


def written(folder: Path, text: str, name: str = "inventory.yaml") -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def faults(path: Path) -> list[str]:
    with pytest.raises(InputError) as refusal:
        read_inventory(path)
    assert refusal.value.exit_code == 10
    return [str(fault) for fault in refusal.value.faults]


@pytest.fixture(scope="module")
def sample() -> Inventory:
    return read_inventory(SAMPLE)


def test_the_sample_is_three_departments_of_guangdong_and_two_of_fujian(sample: Inventory) -> None:
    assert [row.id[:2] for row in sample.departments] == ["GD", "GD", "GD", "FJ", "FJ"]
    assert [row.network for row in sample.departments] == [f"10.{n}.0.0/16" for n in range(1, 6)]
    assert len(sample.applications) >= 9
    assert all(row.name_zh and row.name_en for row in sample.departments)
    assert all(row.name_zh and row.name_en for row in sample.applications)
    assert sample.synthetic
    for today in (date(2026, 1, 1), date(2099, 12, 31)):
        assert inventory_warnings(sample, Circumstances(today)) == ()


def test_the_sample_is_moved_as_it_is_but_for_one_that_is_retired(sample: Inventory) -> None:
    kinds = [app.strategy for app in sample.applications]
    assert kinds.count(Strategy.RETIRE) == 1
    assert kinds.count(Strategy.REHOST) == len(kinds) - 1
    (wave,) = read_waves(ROOT / "migrations" / "waves.yaml", sample)
    assert {*wave.applications} == {a.id for a in sample.applications if a.strategy.moves}


def test_the_portal_is_read_as_it_is_written(sample: Inventory) -> None:
    portal = sample.application("GD-GSD-008")
    assert portal.name_zh == "广东政务服务网"
    assert [(need.app, need.hard) for need in portal.depends_on] == [("GD-GSD-001", True)]
    assert portal.server("gsd-web").address == "10.250.0.8"
    assert [(store.name, store.engine) for store in portal.datastores] == [
        ("portal", Engine.POSTGRESQL)
    ]
    assert [tree.path for tree in portal.trees] == ["/opt/portal", "/srv/uploads"]
    line = SAMPLE.read_text("utf-8").split("\n")[sample.places["GD-GSD-008"][1] - 1]
    assert "GD-GSD-008" in line


def test_the_digest_names_the_content_and_not_its_layout(tmp_path: Path, sample: Inventory) -> None:
    text = SAMPLE.read_text("utf-8")
    respaced = "# another comment\n" + text.replace("user: root, ", "")
    assert read_inventory(written(tmp_path, respaced)).digest == sample.digest
    moved = text.replace("address: 10.250.0.8", "address: 10.250.0.88")
    assert moved != text
    assert read_inventory(written(tmp_path, moved)).digest != sample.digest


def test_all_faults_are_told_at_once_in_order_of_line(tmp_path: Path) -> None:
    assert faults(written(tmp_path, FAULTY)) == ITS_FAULTS


FAULTY = """\
departments:
  - {id: GD-GSD, name_zh: 省局, netwrk: 10.1.0.0/16}
  - {id: GD-HRS, name_zh: 1.10, network: 10.2.0.0/16}
  - {id: GD-PSD, name_zh: 公安, network: 10.3.0.0/8}
applications:
  - id: GD-PSD-001
    name_zh: 交换
    department: GD-PSDD
    classified: no
    strategy: REHOTS
    mlps_level: 9
  - id: GD-PSD-002
    name_zh: 人口
    department: GD-PSD
    classified: true
    strategy: REHOST
    mlps_level: 3
    depends_on: [{app: GD-PSD-001}, {app: GD-PSD-020}]
    servers:
      - {name: psd-db, address: 10.250.0.1, ports: [70000, "80"]}
  - id: GD-HRS-001
    name_zh: 档案
    department: GD-HRS
    classified: true
    strategy: REHOST
    mlps_level: 3
    depends_on: [{app: GD-PSD-001}, {app: GD-PSD-020}]
    servers: [{name: hrs-db, address: 10.250.0.1}]
    trees: [{server: hrs-bd, path: ../etc}]
"""

ITS_FAULTS = [
    "inventory.yaml:2  E-INV-002  `departments[0].netwrk` is no key that we know"
    " (did you mean `network`?)",
    "inventory.yaml:3  E-INV-003  `departments[1].name_zh` is 1.1, not text (put it in quotes)",
    "inventory.yaml:4  E-NET-001  GD-PSD: network `10.3.0.0/8` is no IPv4 network"
    " (such as 10.1.0.0/16)",
    'inventory.yaml:9  E-INV-003  `applications[0].classified` is "no", not `true` or `false`'
    " (YAML 1.2 knows `true` and `false` only)",
    'inventory.yaml:10  E-INV-004  `applications[0].strategy` is "REHOTS" (did you mean `REHOST`?)',
    "inventory.yaml:11  E-INV-004  `applications[0].mlps_level` is 9, more than 5",
    'inventory.yaml:20  E-INV-003  `applications[1].servers[0].ports[1]` is "80",'
    " not a whole number (take the quotes away)",
    "inventory.yaml:20  E-INV-004  `applications[1].servers[0].ports[0]` is 70000, more than 65535",
    "inventory.yaml:24  E-SCOPE-001  GD-HRS-001: is classified: 涉密系统不得纳入"
    " (take it out of the inventory)",
    "inventory.yaml:27  E-DEP-001  GD-HRS-001: depends on `GD-PSD-020`,"
    " which is not in the inventory",
    "inventory.yaml:29  E-SRV-001  GD-HRS-001: server `hrs-bd` is not one of GD-HRS-001's"
    " servers (did you mean `hrs-db`?)",
    "inventory.yaml:29  E-TREE-001  GD-HRS-001: tree `../etc` is not absolute"
    " (such as /srv/uploads)",
]


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ("  - nothing\n", "E-INV-003"),
        ("  - \n", "E-INV-003"),
        (ROW.replace("认证", "''"), "E-INV-004"),
        (ROW.replace("认证", "n" * 300), "E-INV-004"),
        (ROW.replace("RETIRE", "~"), "E-INV-004"),
        (ROW.replace("mlps_level: 3", "mlps_level: 高"), "E-INV-003"),
        (ROW.replace("mlps_level: 3", "mlps_level: true"), "E-INV-003"),
        (ROW.replace("mlps_level: 3", "mlps_level: 3.0"), "E-INV-003"),
        (ROW.replace("mlps_level: 3", "mlps_level: -1"), "E-INV-004"),
        (ROW.replace("}", ", servers: {name: x}}"), "E-INV-003"),
        (ROW.replace("}", ", services: portal}"), "E-INV-003"),
        (ROW.replace("}", ", probe: /health}"), "E-INV-003"),
        (ROW.replace("}", ", datastores: [{name: a, engine: dbase, server: b}]}"), "E-INV-004"),
        (ROW + ROW, "E-ID-001"),
    ],
)
def test_a_value_that_does_not_belong_is_refused_at_its_line(
    tmp_path: Path, row: str, wanted: str
) -> None:
    (fault,) = faults(written(tmp_path, HEAD + row))
    line = 5 if wanted == "E-ID-001" else 4
    assert fault.startswith(f"inventory.yaml:{line}  {wanted}  ")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("applications: []\n", ["E-INV-001", "E-INV-004"]),
        ("- a\n", ["E-INV-003"]),
        ("departments: {}\napplications: {}\nextra: 1\n", ["E-INV-003", "E-INV-003", "E-INV-002"]),
        ("a: 1\na: 2\n", ["E-YAML-002"]),
    ],
    ids=["empty lists", "a list", "mappings", "no YAML of ours"],
)
def test_a_file_of_another_shape_is_refused(tmp_path: Path, text: str, wanted: list[str]) -> None:
    assert [fault.split("  ")[1] for fault in faults(written(tmp_path, text))] == wanted


def test_a_warning_tells_its_line_and_stops_nobody(tmp_path: Path) -> None:
    first = ROW.replace("}", ", depends_on: [{app: GD-GSD-002}]}")
    second = (
        ROW.replace("-001", "-002")
        .replace("认证", "证照")
        .replace("}", ", depends_on: [{app: GD-GSD-001}]}")
    )
    path = written(tmp_path, HEAD + first + second)
    inventory = read_inventory(path)
    found = inventory_warnings(inventory, Circumstances(date(2026, 11, 24)))
    (warning,) = placed(
        [each for each in found if each.code == "W-CYC-001"], inventory.places, path.name
    )
    assert (warning.file, warning.code) == ("inventory.yaml", "W-CYC-001")
    assert warning.line in {4, 5}


def test_a_wave_plan_tells_all_its_faults(tmp_path: Path, sample: Inventory) -> None:
    text = """\
waves:
  - id: W01
    name: 试点
    applications:
      - GD-GSD-007
      - GD-GSD-0O8
  - id: W02
    name: 收尾
    applications: [GD-GSD-001, GD-HRS-002, GD-GSD-007]
"""
    with pytest.raises(InputError) as refusal:
        read_waves(written(tmp_path, text, "migrations/waves.yaml"), sample)
    assert [(fault.file, fault.line, fault.code) for fault in refusal.value.faults] == [
        ("migrations/waves.yaml", 5, "E-DEP-002"),
        ("migrations/waves.yaml", 6, "E-APP-001"),
        ("migrations/waves.yaml", 9, "E-STR-002"),
        ("migrations/waves.yaml", 9, "E-WAV-002"),
    ]


def test_a_wave_plan_of_another_shape_is_refused(tmp_path: Path, sample: Inventory) -> None:
    with pytest.raises(InputError) as refusal:
        read_waves(
            written(tmp_path, "waves:\n  - {id: 1, aplications: []}\n", "m/waves.yaml"), sample
        )
    assert [fault.code for fault in refusal.value.faults] == [
        "E-INV-001",
        "E-INV-001",
        "E-INV-002",
        "E-INV-003",
    ]


def test_what_is_no_readable_file_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    cases = {
        tmp_path / "none": "E-FILE-001",
        tmp_path: "E-FILE-002",
        tmp_path / "pipe": "E-FILE-002",
    }
    cases |= {Path("/dev/zero"): "E-FILE-002", tmp_path / "none" / "x": "E-FILE-001"}
    for path, code in cases.items():
        with pytest.raises(InputError) as refusal:
            read_input(path)
        assert [fault.code for fault in refusal.value.faults] == [code]


def test_a_missing_inventory_comes_with_the_command_that_makes_one(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path / "inventory.yaml")
    assert "E-FILE-001" in fault
    assert "docs/inventory.md" in fault
