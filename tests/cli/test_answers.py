"""The answer of a check is kept whole, and shown again only while nothing that it depends on has changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DAY = "2026-11-24"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    made = tmp_path / "workspace"
    made.mkdir()
    sample = (ROOT / "inventory.yaml").read_text("utf-8")
    warned = sample.replace("crypto_assessment: PASSED", "crypto_assessment: NONE")
    assert warned != sample
    (made / "inventory.yaml").write_text(warned, "utf-8")
    shutil.copytree(ROOT / "migrations", made / "migrations")
    return made


def check(workspace: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "govcloud", "inventory", "check", *words],
        cwd=workspace,
        env={**os.environ, "PYTHONPATH": str(ROOT), **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def entries(workspace: Path) -> set[str]:
    return {path.name for path in (workspace / ".govcloud" / "cache").glob("*.kept")}


def test_the_second_answer_is_the_first_and_needs_no_command(workspace: Path) -> None:
    first = check(workspace, "--on", DAY)
    kept = entries(workspace)
    again = check(workspace, "--on", DAY)
    assert (again.stdout, again.stderr, again.returncode) == (first.stdout, "", 0)
    assert "9 applications" in first.stdout
    loaded = subprocess.run(
        [sys.executable, "-c", CHILD, "--on", DAY],
        cwd=workspace,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert loaded.stdout.removeprefix(first.stdout) == "[]\n"
    assert entries(workspace) == kept


CHILD = """
import sys
sys.argv = ["govcloud", "inventory", "check", *sys.argv[1:]]
from govcloud.__main__ import main
main()
print([name for name in ("typer", "rich", "pydantic", "yaml") if name in sys.modules])
"""


def _one_more_wave(workspace: Path) -> None:
    waves = workspace / "migrations" / "waves.yaml"
    waves.write_text(waves.read_text("utf-8").replace("id: W01", "id: W77"), "utf-8")


def _another_name(workspace: Path) -> None:
    file = workspace / "inventory.yaml"
    file.write_text(file.read_text("utf-8").replace("省", "省 "), "utf-8")


def _a_profile(workspace: Path) -> None:
    (workspace / "profiles").mkdir()
    (workspace / "profiles" / "mine.yaml").write_text("a: 1\n", "utf-8")


@pytest.mark.parametrize("change", [_one_more_wave, _another_name, _a_profile])
def test_what_changes_in_the_workspace_is_judged_anew(
    workspace: Path, change: Callable[[Path], None]
) -> None:
    check(workspace, "--on", DAY)
    before = entries(workspace)
    change(workspace)
    check(workspace, "--on", DAY)
    assert entries(workspace) > before


def test_another_question_another_form_and_another_terminal_have_their_own_answers(
    workspace: Path,
) -> None:
    answers = {
        check(workspace, "--on", DAY).stdout,
        check(workspace, "--on", DAY, "--all").stdout,
        check(workspace, "--on", DAY, "-o", "json").stdout,
        check(workspace, "--on", DAY, COLUMNS="60").stdout,
    }
    assert len(answers) == 4


def test_faults_and_findings_are_told_every_time_with_their_exit_status(workspace: Path) -> None:
    strict = [check(workspace, "--on", DAY, "--strict") for _ in range(2)]
    assert [done.returncode for done in strict] == [5, 5]
    assert strict[0].stderr == strict[1].stderr != ""
    (workspace / "inventory.yaml").write_text("departments: 1\n", "utf-8")
    faulty = [check(workspace, "--on", DAY) for _ in range(2)]
    assert [done.returncode for done in faulty] == [10, 10]
    assert faulty[0].stderr == faulty[1].stderr != ""


def test_a_damaged_answer_is_not_shown(workspace: Path) -> None:
    first = check(workspace, "--on", DAY)
    for path in (workspace / ".govcloud" / "cache").glob("*.kept"):
        path.write_bytes(path.read_bytes().replace(b"applications", b"Applications"))
    assert check(workspace, "--on", DAY).stdout == first.stdout


def test_a_workspace_that_cannot_be_written_has_answers_all_the_same(workspace: Path) -> None:
    (workspace / ".govcloud").write_text("in the way", "utf-8")
    for _ in range(2):
        assert "9 applications" in check(workspace, "--on", DAY).stdout


@pytest.mark.parametrize("times", [1, 2])
def test_a_reader_that_has_enough_hears_no_complaint(workspace: Path, times: int) -> None:
    script = f"{sys.executable} -m govcloud inventory check --all --on {DAY} -o json | head -c 10"
    for _ in range(times):
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=workspace,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
        )
        assert done.stderr == b""
