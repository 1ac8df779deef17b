"""The command line as scripts meet it: words, streams, exit codes, and faults told all at once."""

from __future__ import annotations

import json
from pathlib import Path

import apsw
import pytest
from typer.testing import CliRunner, Result

from govcloud.adapters.controller_lock import controller
from govcloud.adapters.store_ledger import Origin
from govcloud.adapters.store_sqlite import SqliteStore
from govcloud.cli.app import app, hoisted
from govcloud.cli.commands import COMMANDS, INVENTORY, Late
from govcloud.model.event import Entry
from tests.fakes_engine import FakeClock
from tests.sample_workspace import sample_in


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """The sample's inventory, waves and settings in a folder of its own."""
    return sample_in(tmp_path)


def govcloud(workspace: Path, *words: str) -> Result:
    """Run a command in this workspace, as `operator`."""
    return CliRunner().invoke(app, ["-C", str(workspace), "--operator", "operator", *words])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["status", "-o", "json"], ["-o", "json", "status"]),
        (
            ["approve", "abc", "--operator", "approver"],
            ["--operator", "approver", "approve", "abc"],
        ),
        (["migrate", "run", "--wave", "W01", "-q"], ["-q", "migrate", "run", "--wave", "W01"]),
        (["status", "--output=json"], ["--output=json", "status"]),
        (["inventory", "show", "--", "-q"], ["inventory", "show", "--", "-q"]),
        (["status", "-o"], ["status", "-o"]),
    ],
)
def test_global_options_may_stand_anywhere_before_two_dashes(
    typed: list[str], meant: list[str]
) -> None:
    assert hoisted(typed) == meant


LATE: dict[tuple[str, ...], Late] = {(name,): late for name, late in COMMANDS.items()}
LATE |= {("inventory", verb): late for verb, late in INVENTORY.items()}


@pytest.mark.parametrize("words", LATE, ids=" ".join)
def test_the_list_of_commands_says_what_each_command_says_of_itself(words: tuple[str, ...]) -> None:
    help_text = CliRunner().invoke(app, [*words, "--help"], env={"COLUMNS": "200"}).output
    assert LATE[words].help in help_text


def test_a_sound_inventory_is_checked_and_told_as_one_json_document(workspace: Path) -> None:
    done = govcloud(workspace, "inventory", "check", "-o", "json")
    assert done.exit_code == 0
    view = json.loads(done.stdout)
    assert view["schema"] == "govcloud.inventory-check/1"
    assert view["synthetic"] is True
    assert (len(view["departments"]), view["applications"]) == (5, 9)


def test_every_fault_of_the_inventory_is_told_with_its_line_and_nothing_is_done(
    workspace: Path,
) -> None:
    path = workspace / "inventory.yaml"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("strategy: REHOST", "strategy: REHOSTED", 1).replace(
            "app: GD-GSD-001", "app: GD-GSD-01", 1
        ),
        "utf-8",
    )
    done = govcloud(workspace, "inventory", "check", "-o", "json")
    assert done.exit_code == 10
    told = json.loads(done.stderr)
    assert [fault["line"] > 0 for fault in told["faults"]] == [True] * len(told["faults"])
    assert len(told["faults"]) >= 2
    assert not (workspace / ".govcloud").exists()


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["migrate", "plan", "--wave", "W9"], 10, "E-WAV-001"),
        (["status", "GD-GSD-01"], 10, "did you mean GD-GSD-001?"),
        (["approve", "f" * 12], 10, "E-APR-002"),
        (["migrate", "rollback", "NOPE-1"], 10, "E-APP-001"),
        (["stack", "plan"], 13, "govcloud local up"),
        (["migrate", "plan", "--wave", "W01"], 13, "govcloud local up"),
        (["--env", "prod", "stack", "plan"], 10, "E-SET-002"),
        (["local", "reset"], 2, "nobody at the terminal"),
        (["local", "reset", "--confirm", "x"], 2, "nothing was deleted"),
        (["hosts", "trust", "nowhere"], 10, "E-SRV-001"),
        (["migrate", "run"], 2, "--wave"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_done_is_a_sentence_with_the_exit_code_of_its_kind(
    workspace: Path, words: list[str], code: int, says: str
) -> None:
    done = govcloud(workspace, *words)
    assert done.exit_code == code, done.output
    assert says in " ".join(done.stderr.split())
    assert "Traceback" not in done.output


def test_outside_a_workspace_the_way_in_is_told(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["-C", str(tmp_path), "status"])
    assert done.exit_code == 10
    assert "inventory.yaml" in done.stderr


def test_a_second_controller_is_refused_and_the_holder_named(workspace: Path) -> None:
    with controller(workspace / ".govcloud/run.lock", "night shift", "2026-11-24T01:00:00.000Z"):
        done = govcloud(workspace, "migrate", "run", "--wave", "W01")
    assert done.exit_code == 11
    assert "night shift" in done.stderr


def test_an_environment_is_named_so_that_files_and_stacks_can_be(workspace: Path) -> None:
    with (workspace / "pyproject.toml").open("a") as settings:
        settings.write('[tool.govcloud.env."../x"]\nregion = "r"\naccount = "1"\n')
    done = govcloud(workspace, "--env", "../x", "status")
    assert (done.exit_code, "E-SET-006" in done.stderr) == (10, True)


@pytest.mark.parametrize(
    "words",
    [
        ("migrate", "run", "--wave", "W01"),
        ("migrate", "rollback", "GD-GSD-001"),
        ("audit", "export", "{workspace}/x.json"),
    ],
)
def test_nothing_is_done_on_a_record_that_does_not_hold(
    workspace: Path, words: tuple[str, ...]
) -> None:
    path = workspace / ".govcloud/state-local.db"
    found = SqliteStore(path, Origin("operator", "c", "w", "0"), FakeClock())
    found.record(Entry("stack.applied", data={"n": 1}))
    found.close()
    other = apsw.Connection(str(path))
    other.execute("DROP TRIGGER ledger_rows_never_change; UPDATE ledger SET actor = 'nobody'")
    other.close()
    done = govcloud(workspace, *[word.format(workspace=workspace) for word in words])
    assert done.exit_code == 20
    assert "row 1" in done.stderr


def test_settings_say_where_they_come_from(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOVCLOUD_WORKERS", "2")
    rows = json.loads(govcloud(workspace, "config", "-o", "json").stdout)["settings"]
    origins = {row["name"]: (row["value"], row["origin"]) for row in rows}
    assert origins["workers"] == ("2", "GOVCLOUD_WORKERS")
    assert origins["operator"] == ("operator", "flag")
    assert origins["approval_days"] == ("30", "default")


def test_what_was_never_planned_is_registered_and_what_retires_is_said_so(workspace: Path) -> None:
    rows = json.loads(govcloud(workspace, "status", "-o", "json").stdout)["applications"]
    stages = {row["id"]: row["stage_en"] for row in rows}
    assert stages["GD-GSD-001"] == "registered"
    assert stages["GD-HRS-002"] == "retired"


def test_a_misspelt_approval_does_not_let_everybody_apply(workspace: Path) -> None:
    with (workspace / "pyproject.toml").open("a") as settings:
        settings.write('[tool.govcloud.env.local.approvals]\nstack = "yes"\n')
    done = govcloud(workspace, "stack", "list")
    assert (done.exit_code, "E-SET-009" in done.stderr) == (10, True)


def test_an_endpoint_in_settings_holds_no_credentials(workspace: Path) -> None:
    with (workspace / "pyproject.toml").open("a") as settings:
        settings.write(
            '[tool.govcloud.env.own]\nregion = "cn-north-1"\naccount = "123456789012"\n'
            'endpoint = "https://operator:hush@cloud.example"\n'
        )
    done = govcloud(workspace, "--env", "own", "stack", "list")
    assert (done.exit_code, "E-SET-010" in done.stderr) == (10, True)
    assert "hush" not in done.stderr
