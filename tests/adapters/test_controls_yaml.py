"""Profiles of controls: what ships is whole, a country is a file, and every fault is told with its line."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from govcloud.adapters.controls_yaml import profile_names, read_control_profile
from govcloud.cli.wiring.controls_words import words
from govcloud.errors import Fault, InputError
from govcloud.rules.conditions import comparisons

SHIPPED = ["cn-mlps", "de-bsi", "it-pa", "uk-official", "us-fedramp"]

ATLANTIS = """
en: Atlantis
zh: 亚特兰蒂斯
origin: none
numbering: made up
levels: [{id: deep, en: deep, zh: 深}]
parameters: {retention_days: 30, regions: [sea-1]}
checks:
  - name: harbour-named
    of: ec2:Vpc
    when: {field: name, op: equals, value: harbour}
    en: the network is called harbour
    zh: 网络名为 harbour
    fix: call it harbour
    fix_zh: 改名
controls:
  - id: A1
    en: names
    zh: 名称
    demand: networks are called harbour
    demand_zh: 网络名为 harbour
    verified: made-up
    mandatory: [harbour-named, bucket-encrypted]
"""


def own(tmp_path: Path, text: str, name: str = "atlantis") -> Path:
    (tmp_path / "profiles").mkdir(exist_ok=True)
    (tmp_path / "profiles" / f"{name}.yaml").write_text(text, "utf-8")
    return tmp_path


def faults(tmp_path: Path, text: str, name: str = "atlantis") -> list[Fault]:
    with pytest.raises(InputError) as caught:
        read_control_profile(own(tmp_path, text, name), "atlantis", words())
    return list(caught.value.faults)


def test_five_profiles_ship_and_a_workspace_adds_its_own(tmp_path: Path) -> None:
    assert profile_names(None) == SHIPPED
    assert profile_names(own(tmp_path, ATLANTIS)) == ["atlantis", *SHIPPED]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_profile_is_whole_in_both_languages(name: str) -> None:
    profile = read_control_profile(None, name, words())
    assert profile.regions
    for control in profile.controls:
        assert control.zh, control.id
        assert control.demand_zh, control.id
        assert control.verified, control.id
        assert bool(control.unseen) == bool(control.unseen_zh), control.id
        assert set(control.mandatory).isdisjoint(control.advisory), control.id


def test_the_chinese_catalogue_has_every_row_with_its_twin_and_how_sure_its_number_is() -> None:
    profile = read_control_profile(None, "cn-mlps", words())
    assert len(profile.controls) == 80
    assert sum("2" in control.clauses for control in profile.controls) == 56
    assert {control.verified for control in profile.controls} == {"point", "sequence", "derived"}
    assert all(control.nist and control.sources for control in profile.controls)
    undecided = [control.id for control in profile.controls if not control.checks]
    assert "8.2.6.1-a…e" in undecided
    assert len(undecided) == 16


def test_every_check_of_the_book_is_used_by_the_chinese_profile() -> None:
    text = (files("govcloud") / "profiles" / "checks.yaml").read_text("utf-8")
    assert text.count("  - name:") == len(read_control_profile(None, "cn-mlps", words()).checks)


def test_a_new_country_is_a_file_that_uses_our_checks_and_its_own(tmp_path: Path) -> None:
    profile = read_control_profile(own(tmp_path, ATLANTIS), "atlantis", words())
    assert profile.source == "profiles/atlantis.yaml"
    assert profile.binding("deep") == {"harbour-named", "bucket-encrypted"}
    assert profile.controls[0].clauses == {"deep": "A1"}


def test_parameters_of_the_profile_stand_in_the_checks(tmp_path: Path) -> None:
    text = ATLANTIS.replace("bucket-encrypted", "log-retention, key-spec-listed")
    profile = read_control_profile(own(tmp_path, text), "atlantis", words())
    values = [test.value for test in comparisons(profile.checks["log-retention"].when)]
    assert values == [None, 30]
    assert profile.checks["key-spec-listed"].unset == "key_specs"


@pytest.mark.parametrize(
    ("was", "now", "code", "line"),
    [
        ("of: ec2:Vpc", "of: ec2:Vcp", "E-PRF-001", 10),
        ("field: name", "field: nane", "E-PRF-001", 11),
        ("value: harbour}", "value: $harbour}", "E-PRF-001", 9),
        ("value: harbour}", "value: 3}", "E-PRF-002", 11),
        ("name: harbour-named", "name: bucket-encrypted", "E-PRF-004", 9),
        ("bucket-encrypted]", "bucket-encrypetd]", "E-PRF-001", 23),
        ("mandatory: [harbour-named, bucket-encrypted]", "nist: [AC-2]", "E-PRF-005", 17),
        ("verified: made-up", "in: {shallow: A1}\n    verified: x", "E-PRF-001", 22),
        ("fix: call it harbour", "fix: ''", "E-INV-004", 14),
        ("origin: none", "origni: none", "E-INV-002", 4),
    ],
)
def test_a_fault_is_told_with_its_line(
    tmp_path: Path, was: str, now: str, code: str, line: int
) -> None:
    told = faults(tmp_path, ATLANTIS.replace(was, now))
    assert (code, line) in {(fault.code, fault.line) for fault in told}, told
    assert all(fault.file == "profiles/atlantis.yaml" for fault in told)


def test_a_name_that_is_none_tells_the_nearest() -> None:
    with pytest.raises(InputError, match="E-PRF-006") as caught:
        read_control_profile(None, "cn-mpls", words())
    assert "cn-mlps" in caught.value.hint
