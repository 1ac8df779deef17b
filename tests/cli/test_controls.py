"""Controls as a person asks for them: before anything is made, over the whole environment, and for pipelines."""

from __future__ import annotations

import json
import os
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from govcloud.cli.app import app
from govcloud.rules.controls import WORDING, WORDING_ZH

ROOT = Path(__file__).parents[2]
ON = ("--on", "2026-11-25")
GOLDEN = Path(__file__).with_name("sample_controls.txt")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workspace in a folder of its own; no cloud, no lab, no engine."""
    folder = tmp_path_factory.mktemp("sample")
    for name in ("inventory.yaml", "pyproject.toml"):
        shutil.copy(ROOT / name, folder / name)
    for name in ("stacks", "migrations"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.fixture
def workspace(sample: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    shutil.copytree(sample, tmp_path / "own", ignore=shutil.ignore_patterns(".govcloud"))
    return tmp_path / "own"


def govcloud(workspace: Path, *words: str) -> Result:
    """Run a command in this workspace."""
    return CliRunner().invoke(app, ["-C", str(workspace), *words], env={"COLUMNS": "160"})


def view(workspace: Path, *words: str, ends: int = 0) -> dict[str, Any]:
    """The document that a command prints."""
    done = govcloud(workspace, *words, "-o", "json")
    assert done.exit_code == ends, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_our_stacks_have_no_finding_of_a_mandatory_rule(sample: Path) -> None:
    found = view(sample, "stack", "check")
    assert found["schema"] == "govcloud.stack-check/1"
    assert found["mandatory"] == 0
    assert found["untold"] == []
    assert {row["binding"] for row in found["findings"]} == {"advisory"}


@pytest.mark.parametrize("profile", ["us-fedramp", "uk-official", "de-bsi", "it-pa"])
def test_but_for_the_region_they_pass_the_other_profiles_too(sample: Path, profile: str) -> None:
    found = view(sample, "stack", "check", "--profile", profile, ends=5)
    mandatory = {row["rule"] for row in found["findings"] if row["binding"] == "mandatory"}
    assert mandatory <= {"region-allowed", "key-spec-listed"}


def test_findings_tell_the_line_that_registers_what_they_are_of(sample: Path) -> None:
    found = view(sample, "stack", "check", "GD-HRS")
    assert {row["stack"] for row in found["findings"]} == {"department/local-GD-HRS"}
    for row in found["findings"]:
        line = (sample / row["file"]).read_text("utf-8").splitlines()[row["line"] - 1]
        assert "(" in line, row


def test_a_mandatory_finding_ends_a_check_and_an_advisory_one_only_a_strict_check(
    sample: Path,
) -> None:
    assert govcloud(sample, "stack", "check").exit_code == 0
    assert govcloud(sample, "stack", "check", "--strict").exit_code == 5
    assert govcloud(sample, "stack", "check", "data-platform", "--strict").exit_code == 0


def test_the_samples_controls_are_judged_as_they_were_agreed(sample: Path) -> None:
    found = view(sample, "audit", "controls", *ON)
    told = "".join(f"{row['clause']}  {row['status']}\n" for row in found["controls"])
    assert told == GOLDEN.read_text("utf-8")


def test_every_output_says_that_it_is_evidence_and_no_certification(
    sample: Path, tmp_path: Path
) -> None:
    forms = ("sarif", "oscal.json", "json", "csv", "html", "md", "junit.xml", "xlsx")
    files = [tmp_path / f"controls.{form}" for form in forms]
    words = [word for file in files for word in ("--export", str(file))]
    shown = govcloud(sample, "audit", "controls", *ON, *words)
    assert shown.exit_code == 0, shown.output
    assert WORDING in shown.stdout.replace("\n", " ")
    for file in files:
        assert file.stat().st_size > 1000
        if not file.name.endswith(("xlsx", "csv")):
            text = file.read_text("utf-8")
            assert WORDING in text or WORDING_ZH in text, file
    assert len(ET.parse(tmp_path / "controls.junit.xml").findall(".//testcase")) == 80


def test_level_two_and_another_country_are_a_word_away(sample: Path) -> None:
    second = view(sample, "audit", "controls", "--level", "2", *ON)
    assert len(second["controls"]) == 56
    assert all(row["clause"].startswith("7.") for row in second["controls"])
    other = view(sample, "audit", "controls", "--profile", "us-fedramp", "--level", "low", *ON)
    assert {row["clause"] for row in other["controls"]} >= {"AU-2", "SC-7"}


def test_a_profile_of_the_workspace_takes_the_place_of_ours(workspace: Path) -> None:
    (workspace / "profiles").mkdir()
    shipped = (ROOT / "govcloud" / "profiles" / "cn-mlps.yaml").read_text("utf-8")
    stricter = shipped.replace("advisory: [egress-listed]", "mandatory: [egress-listed]")
    (workspace / "profiles" / "cn-mlps.yaml").write_text(stricter, "utf-8")
    found = view(workspace, "stack", "check", ends=5)
    assert found["source"] == "profiles/cn-mlps.yaml"
    assert {r["rule"] for r in found["findings"] if r["binding"] == "mandatory"} == {
        "egress-listed"
    }


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--profile", "cn-mpls"), 10, "E-PRF-006"),
        (("--level", "9"), 2, "no level"),
        (("nowhere",), 10, "E-STK-001"),
    ],
)
def test_a_wrong_word_is_answered_with_the_right_ones(
    sample: Path, words: tuple[str, ...], code: int, told: str
) -> None:
    done = govcloud(sample, "stack", "check", *words)
    assert done.exit_code == code, done.output
    assert told in done.stderr


def test_a_region_that_no_profile_knows_asks_for_a_name(workspace: Path) -> None:
    settings = workspace / "pyproject.toml"
    settings.write_text(settings.read_text("utf-8").replace("cn-north-1", "sa-east-1"), "utf-8")
    done = govcloud(workspace, "stack", "check")
    assert done.exit_code == 2
    assert "--profile" in done.stderr
    assert "cn-mlps" in done.stderr


def test_a_program_that_cannot_be_rehearsed_is_told(workspace: Path) -> None:
    main = workspace / "stacks" / "data-platform" / "__main__.py"
    main.write_text("raise ValueError('not today')\n", "utf-8")
    found = view(workspace, "stack", "check")
    assert [row["stack"] for row in found["untold"]] == ["data-platform/local"]
    assert "not today" in found["untold"][0]["reason"]


def test_the_policy_pack_is_a_file_that_a_pipeline_can_run(sample: Path) -> None:
    shown = govcloud(sample, "policy")
    path = Path(shown.stdout.strip())
    assert os.access(path, os.X_OK)
    rules = {row["name"]: row for row in view(sample, "policy")["rules"]}
    assert rules["bucket-public-access-blocked"]["mandatory"]
    assert not rules["bucket-public-access-blocked"]["whole"]
    assert rules["network-recorded"]["whole"]
    assert not rules["alarms-heard"]["mandatory"]
    assert "server-known" not in rules, "only a running cloud tells"
