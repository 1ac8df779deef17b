"""Waves as an operator plans them: shown, written after a yes, explained, held against the rules."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from govcloud.cli.app import app
from tests.sample_workspace import sample_in

FROM = ("--from", "2027-02-22")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """The sample workspace in a folder of its own."""
    return sample_in(tmp_path, "migrations/programme.yaml")


def govcloud(workspace: Path, *words: str) -> Result:
    """Run a command in this workspace."""
    return CliRunner().invoke(app, ["-C", str(workspace), *words], env={"COLUMNS": "160"})


def view(workspace: Path, *words: str) -> dict[str, Any]:
    """The document that a command prints."""
    done = govcloud(workspace, *words, "-o", "json")
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def programme(workspace: Path, text: str) -> None:
    (workspace / "migrations" / "programme.yaml").write_text(text, "utf-8")


def test_the_sample_is_planned_at_once_and_nothing_is_written(workspace: Path) -> None:
    before = (workspace / "migrations" / "waves.yaml").read_bytes()
    found = view(workspace, "waves", "plan", *FROM)
    assert found["schema"] == "govcloud.waves-plan/1"
    assert [wave["kind"] for wave in found["waves"]] == ["PILOT", "BATCH", "BATCH"]
    assert sum(wave["totals"]["applications"] for wave in found["waves"]) == 8
    assert (found["distance_windows"], found["changed"]) == (0, True)
    assert (workspace / "migrations" / "waves.yaml").read_bytes() == before
    assert not list((workspace / ".govcloud").glob("state-*"))


def test_it_is_planned_without_a_programme_too(workspace: Path) -> None:
    (workspace / "migrations" / "programme.yaml").unlink()
    (workspace / "migrations" / "waves.yaml").unlink()
    assert govcloud(workspace, "waves", "plan", *FROM).exit_code == 0


def test_what_people_wrote_is_replaced_after_a_yes_only(workspace: Path) -> None:
    refused = govcloud(workspace, "waves", "plan", "--write", *FROM)
    assert (refused.exit_code, "E-WAV-005" in refused.stderr) == (2, True)
    assert "testing" not in refused.stderr
    assert govcloud(workspace, "waves", "plan", "--write", "--yes", *FROM).exit_code == 0
    first = (workspace / "migrations" / "waves.yaml").read_bytes()
    again = govcloud(workspace, "waves", "plan", "--write", "--detailed-exitcode", *FROM)
    assert (again.exit_code, "written" in again.stderr) == (0, False)
    assert (workspace / "migrations" / "waves.yaml").read_bytes() == first
    assert view(workspace, "waves", "check")["violations"] == []


def test_a_plan_that_differs_from_the_file_ends_with_5_where_that_is_asked_for(
    workspace: Path,
) -> None:
    assert govcloud(workspace, "waves", "plan", "--detailed-exitcode", *FROM).exit_code == 5


def test_why_there_and_not_earlier(workspace: Path) -> None:
    found = view(workspace, "waves", "explain", "GD-GSD-008", *FROM)
    assert (found["wave"], found["move_group"]) == ("W03", ["GD-GSD-008"])
    kinds = {reason["kind"] for item in found["earlier"] for reason in item["reasons"]}
    assert {"need", "lead", "freeze", "pilot", "pilot-soak"} <= kinds
    assert any("GD-GSD-001" in item["text"] for item in found["would_help"])
    told = govcloud(workspace, "waves", "explain", "GD-GSD-008", *FROM).stdout
    assert "why not earlier" in told
    assert "春节" not in told, "it is over by then"


def test_what_is_retired_is_in_no_window(workspace: Path) -> None:
    done = govcloud(workspace, "waves", "explain", "GD-HRS-002", *FROM)
    assert (done.exit_code, "E-WAV-006" in done.stderr) == (10, True)


def test_a_hand_that_breaks_a_rule_is_told_with_its_code_and_line(workspace: Path) -> None:
    govcloud(workspace, "waves", "plan", "--write", "--yes", *FROM)
    path = workspace / "migrations" / "waves.yaml"
    last = view(workspace, "waves", "show")["waves"][-1]
    text = path.read_text("utf-8").replace(last["starts"], "2027-05-01T00:00")
    path.write_text(text.replace(last["ends"], "2027-05-01T06:00"), "utf-8")
    done = govcloud(workspace, "waves", "check", "-o", "json")
    assert done.exit_code == 5
    broken = json.loads(done.stdout)["violations"]
    assert {item["code"] for item in broken} == {"E-WIN-001"}
    assert all(item["line"] > 10 for item in broken)


def test_waves_are_shown_whole_and_one_by_one_and_by_department(workspace: Path) -> None:
    assert "试点批次" in govcloud(workspace, "waves", "show").stdout
    (wave,) = view(workspace, "waves", "show", "W01", "--department", "GD-HRS")["waves"]
    assert [one["id"] for one in wave["applications"]] == ["GD-HRS-001"]
    assert govcloud(workspace, "waves", "show", "--department", "GD-HSR").exit_code == 10
    assert govcloud(workspace, "waves", "show", "--partner", "P-9").exit_code == 10
    assert govcloud(workspace, "waves", "show", "W9").exit_code == 10


def test_two_plans_are_held_beside_each_other(workspace: Path) -> None:
    old = workspace / "old.yaml"
    shutil.copy(workspace / "migrations" / "waves.yaml", old)
    govcloud(workspace, "waves", "plan", "--write", "--yes", *FROM)
    found = view(workspace, "waves", "diff", str(old))
    assert {item["how"] for item in found["applications"]} == {"moved"}
    assert view(workspace, "waves", "diff", *FROM)["changed"] is False
    assert govcloud(workspace, "waves", "diff", str(old), "--detailed-exitcode").exit_code == 5


def test_the_plan_goes_into_files_by_their_suffix(workspace: Path) -> None:
    files = [workspace / f"plan{suffix}" for suffix in (".html", ".ics", ".csv", ".xlsx", ".md")]
    words = [word for file in files for word in ("--export", str(file))]
    assert govcloud(workspace, "waves", "plan", *FROM, *words).exit_code == 0
    assert all(file.stat().st_size > 100 for file in files)
    assert (
        govcloud(workspace, "waves", "show", "--export", str(workspace / "x.doc")).exit_code == 10
    )


def test_rules_that_clash_are_named_with_file_and_line(workspace: Path) -> None:
    programme(
        workspace,
        "start: 2027-01-04\npilot: {none: true}\n"
        "dates:\n"
        "  - {application: GD-GSD-001, on: 2027-03-06}\n"
        "  - {application: GD-GSD-008, on: 2027-03-06}\n",
    )
    done = govcloud(workspace, "waves", "plan", "--from", "2027-01-04", "-o", "json")
    assert done.exit_code == 10
    told = json.loads(done.stderr)
    assert "no smaller set clashes" in told["message"]
    assert [(fault["file"], fault["line"]) for fault in told["faults"]][:2] == [
        ("migrations/programme.yaml", 4),
        ("migrations/programme.yaml", 5),
    ]
    assert told["faults"][2]["file"] == "inventory.yaml"
    assert told["faults"][2]["line"] > 0


def test_a_wave_may_hold_what_others_cut_over(workspace: Path) -> None:
    path = workspace / "inventory.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("strategy: REHOST", "strategy: REPLATFORM", 1), "utf-8")
    assert view(workspace, "waves", "check")["violations"] == []
    assert govcloud(workspace, "inventory", "check").exit_code == 0
