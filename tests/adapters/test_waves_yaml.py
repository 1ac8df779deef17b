"""A wave file is read as it was written, whoever wrote it, and nobody's work is lost in silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govcloud.adapters.waves_write import made_by_hand, waves_text, write_waves
from govcloud.adapters.waves_yaml import json_schema, read_wave_file, read_waves
from govcloud.adapters.yaml_text import load_yaml
from govcloud.errors import FailedError, InputError
from govcloud.model.wave import PlanOrigin
from govcloud.rules.waves_case import Case
from govcloud.rules.waves_plan import plan_waves
from tests.wave_programmes import MONDAY, app, case, cases

ROOT = Path(__file__).parents[2]
ORIGIN = PlanOrigin("a" * 64, "b" * 64, MONDAY, MONDAY, "govcloud 0.1.0")
HAND = "waves:\n  - id: W01\n    name: first\n    applications:\n      - GD-AA-001\n"
ESTATE = case(app("GD-AA-001"), app("GD-BB-002")).inventory


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "waves.yaml"
    write_waves(path, text)
    return path


@settings(max_examples=30, deadline=None)
@given(cases())
def test_a_plan_is_read_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, given_case: Case
) -> None:
    plan = plan_waves(given_case)
    if not plan.found.complete:
        return
    text = waves_text(plan.waves, ORIGIN, given_case.inventory)
    path = written(tmp_path_factory.mktemp("w"), text)
    file = read_wave_file(path, given_case.inventory)
    assert file.waves == plan.waves
    assert waves_text(file.waves, ORIGIN, given_case.inventory) == text
    assert not made_by_hand(file)
    jsonschema_rs.validator_for(json_schema()).validate(load_yaml(path.read_bytes(), "w")[0])


@given(st.text(max_size=80))
def test_a_name_can_never_leave_its_comment(name: str) -> None:
    estate = case(app("GD-AA-001", name_zh=name)).inventory
    waves = plan_waves(case(app("GD-AA-001", name_zh=name))).waves
    value, _ = load_yaml(waves_text(waves, ORIGIN, estate).encode("utf-8", "replace"), "w")
    assert value["waves"][0]["applications"] == ["GD-AA-001"]


def test_a_file_that_people_wrote_stays_valid_and_is_known(tmp_path: Path) -> None:
    path = written(tmp_path, HAND)
    (wave,) = read_waves(path, ESTATE)
    assert (wave.id, wave.starts, wave.kind) == ("W01", None, None)
    assert made_by_hand(read_wave_file(path, ESTATE))


def test_a_plan_that_was_changed_by_hand_is_known(tmp_path: Path) -> None:
    waves = plan_waves(case(app("GD-AA-001"), app("GD-BB-002"))).waves
    path = written(tmp_path, waves_text(waves, ORIGIN, ESTATE).replace("W01", "W07"))
    assert made_by_hand(read_wave_file(path, ESTATE))


def test_totals_are_no_part_of_what_people_agreed_to(tmp_path: Path) -> None:
    waves = plan_waves(case(app("GD-AA-001"))).waves
    assert waves[0].totals is not None
    more = tuple(replace(w, totals=replace(waves[0].totals, hosts=9)) for w in waves)
    first, second = (waves_text(each, ORIGIN, ESTATE) for each in (waves, more))
    lines = [a for a, b in zip(first.splitlines(), second.splitlines(), strict=True) if a != b]
    assert [line.strip()[:7] for line in lines] == ["totals:"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("    starts: 2027-01-16T00:00\n", "E-INV-001"),
        ("    starts: 2027-01-16T06:00\n    ends: 2027-01-16T00:00\n", "E-PRG-002"),
        ("    starts: 2027-01-16\n    ends: 2027-01-16T06:00\n", "E-INV-004"),
        ("    kind: BIG\n", "E-INV-004"),
        ("    kinds: PILOT\n", "E-INV-002"),
    ],
)
def test_a_window_that_makes_no_sense_is_refused(tmp_path: Path, change: str, told: str) -> None:
    text = HAND.replace("    applications", f"{change}    applications")
    with pytest.raises(InputError) as caught:
        read_wave_file(written(tmp_path, text), ESTATE)
    assert [fault.code for fault in caught.value.faults] == [told]


def test_what_is_written_is_there_whole_and_nothing_beside_it(tmp_path: Path) -> None:
    written(tmp_path, HAND)
    written(tmp_path, HAND.replace("first", "second"))
    assert [path.name for path in tmp_path.iterdir()] == ["waves.yaml"]


def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "waves.yaml").mkdir()
    with pytest.raises(FailedError, match="cannot be written"):
        write_waves(tmp_path / "waves.yaml", HAND)
    assert [path.name for path in tmp_path.iterdir()] == ["waves.yaml"]


def test_a_wave_or_an_application_that_comes_twice_is_refused_without_an_inventory_too(
    tmp_path: Path,
) -> None:
    with pytest.raises(InputError) as caught:
        read_wave_file(written(tmp_path, HAND + HAND.removeprefix("waves:\n")), None)
    assert [fault.code for fault in caught.value.faults] == ["E-ID-001", "E-WAV-002"]


def test_the_sample_still_says_what_it_said() -> None:
    (wave,) = read_wave_file(ROOT / "migrations" / "waves.yaml", None).waves
    assert (wave.id, len(wave.applications), wave.starts) == ("W01", 8, None)
    assert ORIGIN.counted_from == date(2027, 1, 4)
