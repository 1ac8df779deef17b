"""Profiles are read whole, replaced file by file, and every fault in one is told with its line."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from govcloud.adapters.profiles_yaml import BUILT_IN, read_profiles
from govcloud.errors import Fault, InputError
from govcloud.rules.effort import EffortConstants

NAMES = ("assessment.yaml", "end-of-life.yaml", "products.yaml", "effort.yaml")


def own(tmp_path: Path, name: str, text: str) -> Path:
    (tmp_path / "profiles").mkdir(exist_ok=True)
    (tmp_path / "profiles" / name).write_text(text, "utf-8")
    return tmp_path


def shipped(name: str) -> str:
    return (files("govcloud") / "profiles" / name).read_text("utf-8")


def faults(workspace: Path) -> list[Fault]:
    with pytest.raises(InputError) as caught:
        read_profiles(workspace)
    return list(caught.value.faults)


def test_the_built_in_constants_are_those_of_the_code() -> None:
    found = read_profiles(None)
    assert found.constants == EffortConstants()
    assert set(found.sources.values()) == {BUILT_IN}


def test_every_built_in_date_has_a_source_and_says_whether_it_was_verified() -> None:
    for end in read_profiles(None).ends_of_life:
        assert end.source.startswith("https://"), end.product
        assert end.extended_on is None or end.extended_on > end.ends_on, (end.product, end.version)


def test_no_version_of_a_product_is_told_twice() -> None:
    told = [(e.product, e.version) for e in read_profiles(None).ends_of_life]
    assert len(told) == len(set(told))


def test_a_file_of_the_workspace_takes_the_place_of_ours_and_the_others_stay(
    tmp_path: Path,
) -> None:
    found = read_profiles(own(tmp_path, "effort.yaml", "throughput_mbps: 100\n"))
    assert found.constants.throughput_mbps == 100
    assert found.constants.compare_mbps == EffortConstants().compare_mbps
    assert found.sources["effort.yaml"] == "profiles/effort.yaml"
    assert found.sources["assessment.yaml"] == BUILT_IN


@pytest.mark.parametrize("name", NAMES)
def test_our_own_files_may_be_copied_and_read_back(tmp_path: Path, name: str) -> None:
    copied = read_profiles(own(tmp_path, name, shipped(name)))
    assert {**copied.sources, name: BUILT_IN} == read_profiles(None).sources
    assert copied.assessment == read_profiles(None).assessment


WRONG = [
    (
        "{field: mlps_level, op: at-least, value: 2}",
        "{field: mlps_levle, op: at-least, value: 2}",
        "E-PRF-001",
    ),
    (
        "{field: mlps_level, op: at-least, value: 2}",
        "{field: mlps_level, op: atleast, value: 2}",
        "E-PRF-001",
    ),
    (
        "{field: mlps_level, op: at-least, value: 2}",
        "{field: mlps_level, op: at-least, value: two}",
        "E-PRF-002",
    ),
    ("{field: mlps_level, op: at-least, value: 2}", "{mlps_level: 2}", "E-PRF-003"),
    ("    when: {all: []}", "    when: {field: id, op: given}", "E-PRF-003"),
    ("code: A-HST-002", "code: A-HST-001", "E-PRF-004"),
    ("severity: blocker", "severity: blocking", "E-PRF-001"),
    ("strategy: RELOCATE", "strategy: RELOACTE", "E-INV-004"),
    ("hub_fan_in: 10", "hub_fan_in: 0", "E-INV-004"),
    ("hub_fan_in: 10", "hub_fan_min: 10", "E-INV-002"),
    ("weights: {", "weights: {huge: 101, ", "E-INV-004"),
    ("remedy_zh: 结合迁移安排升级", "when: {all: []}", "E-YAML-002"),
]


@pytest.mark.parametrize(("before", "after", "code"), WRONG)
def test_a_fault_in_the_rules_is_told_with_its_line(
    tmp_path: Path, before: str, after: str, code: str
) -> None:
    text = shipped("assessment.yaml")
    assert before in text
    found = faults(own(tmp_path, "assessment.yaml", text.replace(before, after, 1)))
    at = text[: text.index(before)].count("\n") + 1
    assert code in {fault.code for fault in found}
    assert any(abs(fault.line - at) <= 5 for fault in found if fault.code == code), found


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    text = shipped("assessment.yaml")
    text = text.replace("field: hosts,", "field: host,").replace(
        "field: charsets,", "field: charset,"
    )
    found = faults(own(tmp_path, "assessment.yaml", text))
    assert [fault.code for fault in found] == ["E-PRF-001"] * 2
    assert "hosts" in found[0].hint


def test_a_condition_without_bottom_is_refused(tmp_path: Path) -> None:
    deep = "{not: " * 20 + "{all: []}" + "}" * 20
    text = shipped("assessment.yaml").replace("when: {all: []}", f"when: {deep}")
    assert "E-PRF-003" in {fault.code for fault in faults(own(tmp_path, "assessment.yaml", text))}


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("effort.yaml", "throughput_mbps: 0\n", "E-INV-004"),
        ("effort.yaml", "throughput: 5\n", "E-INV-002"),
        ("effort.yaml", "level_factor: {'3': 2}\n", "E-PRF-002"),
        ("effort.yaml", "changed_share: much\n", "E-INV-003"),
        ("end-of-life.yaml", "products: []\nextra: 1\n", "E-INV-002"),
        (
            "end-of-life.yaml",
            "products: [{product: A, layer: os, match: [a], source: x,"
            " versions: [{version: '1', ends_on: 2024-02-30, verified: true}]}]\n",
            "E-INV-004",
        ),
        (
            "end-of-life.yaml",
            "products: [{product: A, layer: os, match: [a], source: x,"
            " versions: [{version: any, ends_on: 2024-02-20, verified: true}]}]\n",
            "E-PRF-002",
        ),
        (
            "products.yaml",
            "products: [{name: A, layer: os, origin: MARS, match: [a]}]\n",
            "E-INV-004",
        ),
        ("products.yaml", "- a\n", "E-INV-003"),
        ("assessment.yaml", "", "E-YAML-009"),
    ],
)
def test_other_files_are_checked_as_strictly(
    tmp_path: Path, name: str, text: str, code: str
) -> None:
    assert code in {fault.code for fault in faults(own(tmp_path, name, text))}


def test_a_folder_in_the_place_of_a_profile_is_refused(tmp_path: Path) -> None:
    (tmp_path / "profiles" / "effort.yaml").mkdir(parents=True)
    assert [fault.code for fault in faults(tmp_path)] == ["E-FILE-002"]


def test_a_link_that_leads_nowhere_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "effort.yaml").symlink_to(tmp_path / "gone")
    assert [fault.code for fault in faults(tmp_path)] == ["E-FILE-001"]
