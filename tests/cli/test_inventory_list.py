"""Applications are listed by department, wave, strategy and level, and shown with all that is told of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from govcloud.cli.app import app

ROOT = Path(__file__).parents[2]


def govcloud(*words: str) -> Result:
    return CliRunner().invoke(app, ["-C", str(ROOT), *words], env={"COLUMNS": "200"})


def listed(*words: str) -> list[str]:
    done = govcloud("inventory", "list", "-o", "json", *words)
    assert done.exit_code == 0, done.stderr
    return [row["id"] for row in json.loads(done.stdout)["applications"]]


def test_options_narrow_the_list_together() -> None:
    every = listed()
    assert len(every) == 9
    retiring = listed("--strategy", "retire")
    assert retiring
    assert set(retiring) < set(every)
    assert listed("--department", "GD-GSD", "--wave", "W01", "--level", "三级")
    assert set(listed("--strategy", "RETIRE", "--strategy", "REHOST")) > set(retiring)
    assert not listed("--strategy", "RETIRE", "--wave", "W01")


@pytest.mark.parametrize(
    ("words", "exit_code", "told"),
    [
        (("--department", "GD-GSX"), 10, "did you mean `GD-GSD`?"),
        (("--wave", "W99"), 10, "E-WAV-001"),
        (("--level", "九级"), 2, "is no protection level"),
        (("--strategy", "MOVE"), 2, "--strategy"),
    ],
)
def test_what_is_asked_for_and_not_there_is_said(
    words: tuple[str, ...], exit_code: int, told: str
) -> None:
    done = govcloud("inventory", "list", *words)
    assert done.exit_code == exit_code
    assert told in done.stderr


def test_an_application_is_shown_with_the_words_of_its_fields_and_codes() -> None:
    told = govcloud("inventory", "show", "GD-GSD-008").stdout
    for words in ("等保级别", "PORTAL 门户网站", "kind SSO 单点登录", "disks (name vda"):
        assert words in told
    assert "stage" not in told.split()


def test_a_code_stands_beside_its_word_in_json() -> None:
    view = json.loads(govcloud("inventory", "show", "GD-GSD-008", "-o", "json").stdout)
    assert view["strategy"] == "REHOST"
    assert view["zh"]["strategy"] == "平移"
    assert view["zh"]["depends_on[0].kind"] == "单点登录"


def test_an_inventory_is_checked_before_anybody_has_written_waves(tmp_path: Path) -> None:
    (tmp_path / "inventory.yaml").write_bytes((ROOT / "inventory.yaml").read_bytes())
    done = CliRunner().invoke(app, ["-C", str(tmp_path), "inventory", "check", "-o", "json"])
    assert done.exit_code == 0
    assert json.loads(done.stdout)["waves"] == 0
