"""`govcloud inventory generate` as its users meet it: a whole workspace, or nothing."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from govcloud.adapters.inventory_yaml import read_inventory
from govcloud.cli.app import app
from govcloud.cli.wiring.generation import generate_workspace
from govcloud.errors import FailedError, InputError, UsageError

PUBLISHED_FILE_SHA256 = "03d89c3b17bfd567955f29b6a0a2c1b3779bb7ebe13bda8d468c300c3b696665"
PUBLISHED_FOLDER_SHA256 = "e78bc29e565fd6105cd17f2089d3587619a3c8a0bc12dce227f86e4ffa112ed8"
SMALL = {"departments": 3, "applications": 12}
SEEN_ON = "2026-11-24"


def run(*words: str) -> Any:
    return CliRunner().invoke(app, [*words])


def small(target: Path, **more: Any) -> dict[str, Any]:
    return generate_workspace(target, {**SMALL, **more}, single=bool(more.pop("single", True)))


def test_the_default_province_has_its_published_digest(tmp_path: Path) -> None:
    view = generate_workspace(tmp_path / "one", {}, single=True)
    written = (tmp_path / "one" / "inventory.yaml").read_bytes()
    assert hashlib.sha256(written).hexdigest() == view["sha256"] == PUBLISHED_FILE_SHA256
    assert len(written) == view["bytes"]


def test_the_folder_form_has_its_published_digest_and_says_the_same(tmp_path: Path) -> None:
    view = generate_workspace(tmp_path / "many", {}, single=False)
    assert view["sha256"] == PUBLISHED_FOLDER_SHA256
    files = sorted((tmp_path / "many" / "inventory").rglob("*.yaml"))
    assert len(files) == 49
    for path in files:
        lines = path.read_text("utf-8").splitlines()
        assert any("合成数据 / SYNTHETIC" in line for line in lines[:3])
        assert "synthetic: true" in lines[:5]
    generate_workspace(tmp_path / "one", {}, single=True)
    folder = read_inventory(tmp_path / "many" / "inventory")
    assert folder.digest == read_inventory(tmp_path / "one" / "inventory.yaml").digest
    assert folder.synthetic


def test_no_hash_seed_and_no_locale_changes_a_byte(tmp_path: Path) -> None:
    words = "from pathlib import Path; from govcloud.cli.wiring.generation import generate_workspace as g; import sys"
    words += "; print(g(Path(sys.argv[1]), {'departments': 3, 'applications': 40}, single=True)['sha256'])"
    sums = set()
    for number, locale in (("0", "C"), ("1", "C.UTF-8")):
        env = {**os.environ, "PYTHONHASHSEED": number, "LC_ALL": locale}
        command = [sys.executable, "-c", words, str(tmp_path / number)]
        sums.add(subprocess.run(command, env=env, check=True, capture_output=True).stdout)
    assert len(sums) == 1


def test_what_is_laid_down_is_sound_and_can_be_planned(tmp_path: Path) -> None:
    target = str(tmp_path / "made")
    made = run("inventory", "generate", "--out", target, "--departments", "3", "--apps", "40")
    assert made.exit_code == 0
    checked = run("-C", target, "inventory", "check", "--on", SEEN_ON, "-o", "json")
    assert checked.exit_code == 0
    assert json.loads(checked.stdout)["applications"] == 40
    planned = run("-C", target, "waves", "plan", "--from", SEEN_ON, "-o", "json")
    assert planned.exit_code == 0


def test_a_folder_that_holds_anything_is_refused_and_not_touched(tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("mine")
    with pytest.raises(InputError, match="not empty"):
        small(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
    with pytest.raises(InputError, match="no folder"):
        small(mine)
    assert mine.read_text() == "mine"


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    small(tmp_path)
    assert (tmp_path / "inventory.yaml").is_file()
    assert (tmp_path / "migrations" / "programme.yaml").is_file()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".unfinished")]


def test_where_nothing_can_be_written_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        small(tmp_path / ("x" * 300))
    with pytest.raises(FailedError, match="cannot be written"):
        small(Path("/proc/nowhere"))
    with pytest.raises(UsageError):
        small(tmp_path / "a" / "b", applications=5)
    assert not [*tmp_path.iterdir()]


def test_what_one_file_cannot_hold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--single"):
        generate_workspace(tmp_path / "x", {"applications": 20_000}, single=True)
    assert not [*tmp_path.iterdir()]


def test_the_command_shows_its_figures_as_a_table_and_as_a_value(tmp_path: Path) -> None:
    words = ("inventory", "generate", "--departments", "3", "--apps", "12", "--single", "--out")
    shown = run(*words, str(tmp_path / "a"))
    assert "most needed" in shown.stdout
    told = json.loads(run(*words, str(tmp_path / "b"), "-o", "json").stdout)
    assert told["schema"] == "govcloud.estate/1"
    assert told["estate"]["applications"] == 12
    assert told["next"][-1].startswith("govcloud waves plan")
