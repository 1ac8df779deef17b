"""What `init` lays down is a workspace in which the next command works."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from govcloud.cli.app import app

ROOT = Path(__file__).parents[2]


def govcloud(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


@pytest.mark.parametrize(
    "form", [(), ("--folder",), ("--sample",), ("--sample", "--folder")], ids=" ".join
)
def test_what_is_laid_down_passes_the_check_at_once_and_without_a_warning(
    tmp_path: Path, form: tuple[str, ...]
) -> None:
    assert govcloud("init", str(tmp_path / "new"), *form).exit_code == 0
    result = govcloud("-C", str(tmp_path / "new"), "inventory", "check", "--strict", "-o", "json")
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["warnings"] == []


def test_the_sample_is_the_same_estate_in_both_forms(tmp_path: Path) -> None:
    digests = set()
    for form in ((), ("--folder",)):
        folder = tmp_path / str(len(form))
        govcloud("init", str(folder), "--sample", *form)
        result = govcloud("-C", str(folder), "inventory", "check", "-o", "json")
        digests.add(json.loads(result.stdout)["digest"])
    assert len(digests) == 1


def test_the_next_commands_are_said(tmp_path: Path) -> None:
    shown = govcloud("init", str(tmp_path / "new")).stdout
    assert f"cd {tmp_path / 'new'}" in shown.replace("\n", "")
    assert "govcloud inventory check" in shown
    view = json.loads(govcloud("init", str(tmp_path / "two"), "--sample", "-o", "json").stdout)
    assert view["schema"] == "govcloud.init/1"
    assert "govcloud local up" in view["next"]


def test_a_folder_in_use_is_refused_and_what_is_in_the_way_is_listed(tmp_path: Path) -> None:
    (tmp_path / "budget.xlsx").write_bytes(b"mine")
    result = govcloud("init", str(tmp_path))
    assert result.exit_code == 10
    assert "budget.xlsx  E-WS-005  is in the way" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["budget.xlsx"]


def test_force_keeps_an_inventory_that_is_there(tmp_path: Path) -> None:
    govcloud("init", str(tmp_path))
    own = (tmp_path / "inventory.yaml").read_text("utf-8").replace("示例部门", "省数据局")
    (tmp_path / "inventory.yaml").write_text(own, "utf-8")
    (tmp_path / "pyproject.toml").unlink()
    result = govcloud("init", str(tmp_path), "--sample", "--folder", "--force")
    assert result.exit_code == 0
    assert "kept as they were" in result.stdout
    assert (tmp_path / "inventory.yaml").read_text("utf-8") == own
    assert not (tmp_path / "inventory").exists()
    assert govcloud("-C", str(tmp_path), "inventory", "check").exit_code == 0


def test_a_workspace_that_is_missing_names_the_command_that_makes_one(tmp_path: Path) -> None:
    result = govcloud("-C", str(tmp_path), "inventory", "check")
    assert result.exit_code == 10
    assert "govcloud init" in result.stderr
