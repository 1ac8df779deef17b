"""A programme is read whole: what it says becomes rules, and all that is wrong with it is told at once."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import jsonschema_rs
import pytest

from govcloud.adapters.programme_yaml import json_schema, read_programme
from govcloud.adapters.yaml_text import load_yaml
from govcloud.errors import InputError
from govcloud.model.programme import (
    DateSpan,
    FixedDate,
    LevelQuota,
    Programme,
    SingleWindow,
    WeeklyWindow,
    YearlySpan,
)
from govcloud.model.technical_terms import Weekday
from govcloud.model.terms import AppType
from tests.wave_programmes import app, case

ROOT = Path(__file__).parents[2]
ESTATE = case(app("GD-AA-001"), app("GD-BB-002")).inventory

WHOLE = """
start: 2027-01-04
until: 2027-12-31
time_zone: Asia/Shanghai
windows:
  weekly: [{day: TUE, start: "22:00", hours: 8}]
  single: [{date: 2027-06-16, start: "20:00", hours: 10, name: 端午}]
blackouts:
  - {name: 国庆, name_en: National Day, from: "10-01", to: "10-09"}
  - {name: 春节, dates: [{from: 2027-01-30, to: 2027-02-20}], departments: [GD-AA], level_from: 3, types: [GIS]}
capacity: {applications: 25, hosts: 200, people: 40, bandwidth_mbps: 2000}
departments: {limit: 4, limits: {GD-AA: 2}}
levels: [{from: 3, limit: 10}]
lead: {approval_days: 5, approval_days_by_level: {"3": 10}}
pilot: {applications: 5}
dates: [{application: GD-AA-001, not_after: 2027-06-30}]
keep: [GD-BB-002]
cutover_fits: true
"""


def read(tmp_path: Path, text: str) -> Programme:
    (tmp_path / "programme.yaml").write_text(text, "utf-8")
    return read_programme(tmp_path / "programme.yaml", ESTATE)


def faults(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        read(tmp_path, text)
    return [f"{fault.line} {fault.code}" for fault in caught.value.faults]


def test_all_that_it_says_becomes_rules(tmp_path: Path) -> None:
    found = read(tmp_path, WHOLE)
    assert found.weekly == (WeeklyWindow(Weekday.TUE, time(22), 8),)
    assert found.single == (SingleWindow(date(2027, 6, 16), time(20), 10, "端午"),)
    assert found.freezes[0].spans == (YearlySpan((10, 1), (10, 9)),)
    assert found.freezes[1].spans == (DateSpan(date(2027, 1, 30), date(2027, 2, 20)),)
    assert (found.freezes[1].types, found.freezes[1].level_from) == ((AppType.GIS,), 3)
    assert (found.capacity.people, found.departments.of("GD-AA"), found.departments.of("X")) == (
        40,
        2,
        4,
    )
    assert found.lead.approval_for(3) == 10
    assert found.levels == (LevelQuota(3, 10),)
    assert found.pilot is not None
    assert (found.pilot.applications, found.pilot.required) == (5, True)
    assert found.dates == (FixedDate("GD-AA-001", not_after=date(2027, 6, 30)),)
    assert found.places["freeze:国庆"][1] == 9
    assert found.places["date:GD-AA-001"][1] == 16


def test_where_there_is_none_the_defaults_hold(tmp_path: Path) -> None:
    found = read_programme(tmp_path / "programme.yaml", ESTATE)
    assert (found.weekly, found.capacity) == (Programme().weekly, Programme().capacity)
    assert found.digest


def test_another_file_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_programme(tmp_path / "what-if.yaml", ESTATE)


def test_its_digest_names_what_it_says_not_how_it_is_written(tmp_path: Path) -> None:
    one = read(tmp_path, "capacity: {hosts: 5}\nuntil: 2027-05-01\n")
    other = read(tmp_path, "# a comment\nuntil: 2027-05-01\ncapacity:\n  hosts: 5\n")
    assert one.digest == other.digest
    assert one.digest != read(tmp_path, "capacity: {hosts: 6}\nuntil: 2027-05-01\n").digest


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("capacity: {host: 5}", ["1 E-INV-002"]),
        ("capacity: {hosts: 0}", ["1 E-INV-004"]),
        ("capacity: {hosts: many}", ["1 E-INV-003"]),
        ("capacity: {hosts: true}", ["1 E-INV-003"]),
        ("capacity: [1]", ["1 E-INV-003"]),
        ("levels: {}", ["1 E-INV-003"]),
        ("start: 2027-02-30", ["1 E-INV-004"]),
        ("start: 20270101", ["1 E-INV-003"]),
        ("start: 2027-1-4", ["1 E-INV-004"]),
        ("windows: {weekly: [{day: SATURDAY, start: '00:00', hours: 6}]}", ["1 E-INV-004"]),
        ("windows: {weekly: [{day: SAT, start: '24:00', hours: 6}]}", ["1 E-INV-004"]),
        ("windows: {weekly: [{day: SAT, hours: 6}]}", ["1 E-INV-001"]),
        ("windows: {weekly: []}", ["1 E-PRG-002"]),
        ("time_zone: Asia/Shangai", ["1 E-PRG-001"]),
        ("time_zone: ../../etc/passwd", ["1 E-PRG-001"]),
        ("start: 2027-05-01\nuntil: 2027-04-01", ["2 E-PRG-002"]),
        ("blackouts:\n  - {name: a, from: '02-30', to: '03-01'}", ["2 E-INV-004"]),
        ("blackouts:\n  - {name: a}", ["2 E-PRG-002"]),
        ("blackouts:\n  - {name: a, from: '02-01'}", ["2 E-PRG-002"]),
        ("blackouts:\n  - {name: a, dates: [{from: 2027-03-02, to: 2027-03-01}]}", ["2 E-PRG-002"]),
        (
            "blackouts:\n  - {name: a, from: '02-01', to: '02-02'}\n  - {name: a, from: '03-01', to: '03-02'}",
            ["3 E-PRG-003"],
        ),
        ("dates: [{application: GD-AA-001}]", ["1 E-PRG-002"]),
        ("dates: [{application: GD-AA-01, on: 2027-05-01}]", ["1 E-PRG-004"]),
        ("keep:\n  - GD-AA-001\n  - GD-AA-009", ["3 E-PRG-004"]),
        ("departments: {limits: {GD-XX: 1}}", ["1 E-PRG-004"]),
        ("partners: {limits: {PT-X: 1}}", ["1 E-PRG-004"]),
        ("lead: {approval_days_by_level: {'9': 1}}", ["1 E-INV-003"]),
        ("- a list", ["1 E-INV-003"]),
        ("start: 2027-01-01\nuntill: x\ncapacity: {hosts: -1}", ["2 E-INV-002", "3 E-INV-004"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, told: list[str]) -> None:
    assert faults(tmp_path, text) == told


def test_a_name_that_is_nearly_right_is_suggested(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, "capacity: {hots: 5}\nkeep: [GD-AA-01]\n")
    assert "hosts" in caught.value.faults[0].hint


def test_the_sample_is_sound_and_fits_its_schema() -> None:
    content = (ROOT / "migrations" / "programme.yaml").read_bytes()
    read_programme(ROOT / "migrations" / "programme.yaml", ESTATE)
    jsonschema_rs.validator_for(json_schema()).validate(load_yaml(content, "x")[0])
    assert not jsonschema_rs.validator_for(json_schema()).is_valid({"capacity": {"hosts": "5"}})
