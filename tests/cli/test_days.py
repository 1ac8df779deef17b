"""A day that nothing can have to do with is refused, wherever it is said: nothing is counted beyond the calendar."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from govcloud.cli.app import app
from tests.sample_workspace import sample_in


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """The sample's inventory and programme in a folder of their own."""
    return sample_in(tmp_path)


@pytest.mark.parametrize(
    "words",
    [
        ("waves", "plan", "--from=9999-12-31"),
        ("waves", "diff", "--from=0001-01-01"),
        ("inventory", "check", "--on=2101-01-01"),
        ("inventory", "completeness", "--on=0001-01-01"),
        ("inventory", "generate", "--out", "far", "--day=999999999"),
        ("inventory", "generate", "--out", "far", "--as-of=9999-01-01"),
    ],
    ids=" ".join,
)
def test_an_option_names_no_day_beyond_reach(workspace: Path, words: tuple[str, ...]) -> None:
    done = CliRunner().invoke(app, ["-C", str(workspace), *words])
    assert done.exit_code == 2, done.output
    assert not (workspace / "far").exists()


@pytest.mark.parametrize(
    "text",
    [
        "start: 9999-01-01",
        "until: 9999-12-31",
        'windows: {single: [{date: 9999-12-31, start: "22:00", hours: 8}]}',
        "blackouts: [{name: x, dates: [{from: 0001-01-01, to: 2027-01-01}]}]",
    ],
)
def test_a_programme_has_no_day_beyond_reach(workspace: Path, text: str) -> None:
    (workspace / "migrations/programme.yaml").write_text(text, "utf-8")
    done = CliRunner().invoke(app, ["-C", str(workspace), "waves", "plan", "--from=2027-01-01"])
    assert done.exit_code == 10, done.output
    assert "from 1980 to 2100" in done.stderr
