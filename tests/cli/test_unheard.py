"""What the machine refuses is a sentence: full disks, pipes in place of files, names that cannot be."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from govcloud.adapters.workspace_place import find_workspace
from govcloud.cli.app import app
from govcloud.cli.wiring.planning import read_plan
from govcloud.errors import InputError

ROOT = Path(__file__).parents[2]
SILENT = Path("/dev/full")


@pytest.mark.parametrize("words", [["--version"], ["config"], ["config", "-o", "json"]])
def test_an_answer_that_a_full_disk_does_not_take_is_told_in_a_sentence(words: list[str]) -> None:
    with SILENT.open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "govcloud", *words],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ended.returncode == 1
    assert "no more can be written: No space left on device" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_name_too_long_for_a_file_is_no_input() -> None:
    ended = CliRunner().invoke(app, ["-C", "x" * 5000, "inventory", "check"])
    assert ended.exit_code == 10
    assert "cannot be the name of a file" in ended.stderr


def test_a_plan_is_not_waited_for_at_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "plan")
    with pytest.raises(InputError, match=r"E-STK-006: .* is no regular file"):
        read_plan(tmp_path / "plan")


def test_no_workspace_is_found_in_a_link_that_leads_to_itself(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(InputError, match="E-WS-001"):
        find_workspace(tmp_path / "loop")
