"""A check of the inventory is a page, however much there is to say, and its documents hold all of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from govcloud.cli.app import app

HEAD = """\
departments:
  - {id: GD-GSD, name_zh: 省数据局, network: 10.1.0.0/16}
applications:
"""
DAY = ("--on", "2026-11-24")


def row(number: int, level: int = 0) -> str:
    common = "department: GD-GSD, classified: false, strategy: REFACTOR"
    return f"  - {{id: GD-GSD-{number:03}, name_zh: 系统甲{number}乙, {common}, mlps_level: {level}}}\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Seven applications whose level is not set."""
    (tmp_path / "migrations").mkdir()
    (tmp_path / "migrations/waves.yaml").write_text("waves: []\n", "utf-8")
    write(tmp_path, *(row(number) for number in range(1, 8)))
    return tmp_path


def write(folder: Path, *rows: str) -> None:
    (folder / "inventory.yaml").write_text(HEAD + "".join(rows), "utf-8")


def inventory(workspace: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["-C", str(workspace), "inventory", *words])


def view(workspace: Path, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(inventory(workspace, *words, "-o", "json").stdout)
    return found


def test_warnings_are_summed_up_by_code_with_the_first_few_of_each(workspace: Path) -> None:
    shown = inventory(workspace, "check", *DAY).stdout
    assert "7 warnings" in shown
    assert shown.count("its protection level is not set") == 3
    assert "… and 4 more W-LVL-001: --all" in shown
    assert "未定级" in shown


def test_all_warnings_are_shown_to_who_asks(workspace: Path) -> None:
    shown = inventory(workspace, "check", "--all", *DAY).stdout
    assert shown.count("its protection level is not set") == 7
    assert "more W-LVL-001" not in shown


def test_the_document_holds_every_warning_with_its_place(workspace: Path) -> None:
    found = view(workspace, "check", *DAY)
    assert found["schema"] == "govcloud.inventory-check/1"
    assert [(each["code"], each["count"]) for each in found["by_code"]] == [("W-LVL-001", 7)]
    assert [(each["file"], each["line"]) for each in found["findings"]] == [
        ("inventory.yaml", line) for line in range(4, 11)
    ]
    assert len(found["warnings"]) == 7


def test_warnings_stop_only_those_who_ask_for_it(workspace: Path) -> None:
    assert inventory(workspace, "check", *DAY).exit_code == 0
    assert inventory(workspace, "check", "--strict", *DAY).exit_code == 5
    write(workspace, row(1, level=1))
    assert inventory(workspace, "check", "--strict", *DAY).exit_code == 0


def test_a_check_of_one_day_says_the_same_on_every_day(workspace: Path) -> None:
    first = inventory(workspace, "check", *DAY, "-o", "json")
    assert inventory(workspace, "check", *DAY, "-o", "json").stdout == first.stdout
    assert inventory(workspace, "check", "--on", "tomorrow").exit_code == 2


def test_software_whose_maker_stopped_caring_is_told_from_the_profile(workspace: Path) -> None:
    server = "servers: [{name: a, address: 10.250.0.1, os: CentOS, os_version: '7.9'}]"
    write(workspace, row(1, level=1).replace("}", f", {server}}}"))
    found = view(workspace, "check", *DAY)
    assert [each["code"] for each in found["by_code"]] == ["W-EOL-001"]
    assert view(workspace, "check", "--on", "2020-01-01")["by_code"] == []


def test_faults_are_all_in_the_document_and_no_more_than_a_page_on_the_terminal(
    workspace: Path,
) -> None:
    write(workspace, *(row(number).replace("GD-GSD,", "GD-XXX,") for number in range(1, 301)))
    result = inventory(workspace, "check")
    assert result.exit_code == 10
    assert result.stderr.count("E-ID-002") == 101
    assert "and 200 more: 300 × E-ID-002" in result.stderr
    result = inventory(workspace, "check", "-o", "json")
    assert len(json.loads(result.stderr)["faults"]) == 300


def test_completeness_shows_practices_league_and_rows(workspace: Path) -> None:
    shown = inventory(workspace, "completeness", *DAY).stdout
    for words in ("GAO-16-511", "省数据局", "系统功能", "GD-GSD-001", "of 7 applications is told"):
        assert words in shown.replace("\n", " ")
    found = view(workspace, "completeness", *DAY)
    assert found["schema"] == "govcloud.inventory-completeness/1"
    assert len(found["rows"]) == 7
    assert found["on"] == "2026-11-24"


def test_completeness_may_be_demanded(workspace: Path) -> None:
    assert inventory(workspace, "completeness", "--at-least", "90").exit_code == 5
    assert inventory(workspace, "completeness", "--at-least", "1").exit_code == 0
    assert inventory(workspace, "completeness", "--at-least", "101").exit_code == 2


def test_a_region_that_the_profile_does_not_permit_is_a_fault_at_its_line(workspace: Path) -> None:
    settings = '[tool.govcloud.env.local]\nregion = "cn-north-1"\naccount = "123456789012"\n'
    (workspace / "pyproject.toml").write_text(settings, "utf-8")
    sound = row(1, level=2).replace("REFACTOR", "REHOST")
    for region, code in (("cn-northwest-1", 0), ("us-east-1", 10)):
        write(workspace, sound.replace("}", f", target: {{region: {region}}}}}"))
        done = inventory(workspace, "check", *DAY)
        assert done.exit_code == code, done.output
    assert "inventory.yaml:4" in done.stderr
    assert "E-REG-001" in done.stderr
    assert "us-east-1" in done.stderr
