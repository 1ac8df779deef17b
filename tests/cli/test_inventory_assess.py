"""Assessment and graph as a person asks for them: shown, exported, and refused with a reason."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from govcloud.adapters.clock import SystemClock
from govcloud.adapters.store_ledger import Origin
from govcloud.adapters.store_sqlite import SqliteStore
from govcloud.cli.app import app
from govcloud.model.event import Entry

ROOT = Path(__file__).parents[2]
ON = ("--on", "2026-11-25")
VIEWS = ("summary", "strategy", "chimneys", "walls", "fragility", "eol", "effort")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """The sample workspace's inventory in a folder of its own."""
    for name in ("inventory.yaml", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def govcloud(workspace: Path, *words: str) -> Result:
    """Run a command in this workspace."""
    return CliRunner().invoke(app, ["-C", str(workspace), *words], env={"COLUMNS": "160"})


def view(workspace: Path, *words: str) -> dict[str, Any]:
    """The document that a command prints."""
    done = govcloud(workspace, *words, "-o", "json")
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_is_shown_and_printed(workspace: Path, name: str) -> None:
    shown = govcloud(workspace, "inventory", "assess", "--view", name, *ON)
    assert shown.exit_code == 0, shown.output
    assert "合成数据" in shown.stdout
    found = view(workspace, "inventory", "assess", "--view", name, *ON)
    assert (found["schema"], found["view"]) == ("govcloud.assessment/1", name)
    assert found["assessed"] == 9


def test_an_application_is_told_with_its_reason_and_its_remedies(workspace: Path) -> None:
    shown = govcloud(workspace, "inventory", "assess", "GD-GSD-008", *ON).stdout
    assert "suggested  REHOST 平移" in shown
    assert "readiness" in shown
    found = view(workspace, "inventory", "assess", "GD-GSD-008", "GD-GSD-001", *ON)
    assert [row["id"] for row in found["applications"]] == ["GD-GSD-008", "GD-GSD-001"]


def test_looking_makes_no_record(workspace: Path) -> None:
    govcloud(workspace, "inventory", "assess")
    govcloud(workspace, "inventory", "graph")
    assert not list(workspace.rglob("*.db*"))
    assert {path.name for path in workspace.iterdir()} <= {
        "inventory.yaml",
        "pyproject.toml",
        ".govcloud",  # the reader's cache
    }


def test_what_the_ledger_measured_takes_the_place_of_estimates(workspace: Path) -> None:
    before = view(workspace, "inventory", "assess", "GD-GSD-008", *ON)["applications"][0]
    store = SqliteStore(
        workspace / ".govcloud" / "state-local.db",
        Origin("operator", "controller", "worker", "0"),
        SystemClock(),
    )
    step, attempt = "GD-GSD-008/cutover.manifest:/srv/uploads@gsd-web", "a#1"
    app, size = "GD-GSD-008", {"bytes": 3 * 1024**3}
    store.record(
        Entry("intent", app, step_id=step, attempt_id=attempt),
        Entry("done", app, step_id=step, attempt_id=attempt, data=size),
    )
    store.close()
    after = view(workspace, "inventory", "assess", "GD-GSD-008", *ON)["applications"][0]
    assert "cut-over" in after["measured"]
    assert after["cutover_minutes"] < before["cutover_minutes"]


def test_a_profile_of_the_workspace_is_used_and_named(workspace: Path) -> None:
    (workspace / "profiles").mkdir()
    (workspace / "profiles" / "effort.yaml").write_text("cutover_minutes_fixed: 500\n", "utf-8")
    found = view(workspace, "inventory", "assess", "GD-GSD-008", *ON)
    assert found["profiles"]["effort.yaml"] == "profiles/effort.yaml"
    assert found["applications"][0]["cutover_minutes"] > 500
    shown = govcloud(workspace, "inventory", "assess", *ON).stdout
    assert "rules of the workspace: effort.yaml" in shown


def test_a_profile_with_faults_is_refused_with_its_lines(workspace: Path) -> None:
    (workspace / "profiles").mkdir()
    (workspace / "profiles" / "effort.yaml").write_text(
        "throughput: 1\nchanged_share: 2\n", "utf-8"
    )
    done = govcloud(workspace, "inventory", "assess")
    assert done.exit_code == 10
    assert "profiles/effort.yaml:1" in done.output
    assert "profiles/effort.yaml:2" in done.output


def test_ids_and_a_view_of_the_estate_are_not_asked_together(workspace: Path) -> None:
    done = govcloud(workspace, "inventory", "assess", "GD-GSD-008", "--view", "walls")
    assert done.exit_code == 2


@pytest.mark.parametrize("verb", ["assess", "graph"])
def test_what_is_not_there_is_refused_with_what_it_may_have_meant(
    workspace: Path, verb: str
) -> None:
    done = govcloud(workspace, "inventory", verb, "GD-GSD-080")
    assert (done.exit_code, "did you mean" in done.output) == (10, True)
    done = govcloud(workspace, "inventory", verb, "--department", "GD-GSE")
    assert (done.exit_code, "E-ID-002" in done.output) == (10, True)


def test_an_assessment_is_exported_in_every_form(workspace: Path) -> None:
    files = [workspace / f"a{suffix}" for suffix in (".csv", ".xlsx", ".md", ".html", ".json")]
    words = [word for file in files for word in ("--export", str(file))]
    assert govcloud(workspace, "inventory", "assess", *ON, *words).exit_code == 0
    assert all(file.stat().st_size > 500 for file in files)
    assert "SYNTHETIC" in files[2].read_text("utf-8")


def test_a_graph_is_shown_for_each_scope(workspace: Path) -> None:
    assert view(workspace, "inventory", "graph")["scope"] == "estate"
    assert view(workspace, "inventory", "graph", "--groups")["scope"] == "groups"
    found = view(workspace, "inventory", "graph", "--department", "GD-GSD")
    assert (found["scope"], found["totals"]["applications"]) == ("department", 4)
    found = view(workspace, "inventory", "graph", "GD-GSD-001", "--depth", "2")
    assert found["schema"] == "govcloud.graph/1"
    assert {node["id"]: node["steps"] for node in found["nodes"]}["GD-GSD-008"] == 1
    shown = govcloud(workspace, "inventory", "graph", "GD-GSD-001").stdout
    assert "├─ GD-GSD-007" in shown


def test_a_graph_is_written_in_every_form_and_twice_the_same(workspace: Path) -> None:
    files = [workspace / f"g{s}" for s in (".svg", ".html", ".mmd", ".md", ".dot", ".json")]
    words = [word for file in files for word in ("--export", str(file))]
    assert govcloud(workspace, "inventory", "graph", "GD-GSD-001", *words).exit_code == 0
    first = [file.read_bytes() for file in files]
    assert govcloud(workspace, "inventory", "graph", "GD-GSD-001", *words).exit_code == 0
    assert [file.read_bytes() for file in files] == first


def test_a_file_that_nobody_makes_is_refused_and_none_is_written(workspace: Path) -> None:
    words = ("--export", str(workspace / "g.svg"), "--export", str(workspace / "g.pdf"))
    done = govcloud(workspace, "inventory", "graph", *words)
    assert (done.exit_code, "E-EXP-001" in done.output) == (10, True)
    assert not (workspace / "g.svg").exists()


def test_two_scopes_at_once_are_no_question(workspace: Path) -> None:
    assert govcloud(workspace, "inventory", "graph", "GD-GSD-001", "--groups").exit_code == 2
