"""The worked example of docs/imports.md: from an RVTools file to a wave plan, word for word."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from typer.testing import CliRunner

from govcloud.cli.app import app

ROOT = Path(__file__).resolve().parents[2]


def commands() -> list[list[str]]:
    """The lines of the example that call govcloud, without what `cd` does."""
    text = (ROOT / "docs" / "imports.md").read_text("utf-8")
    block = text[text.index("## From an RVTools file") :].split("```")[1]
    lines = [line.partition("#")[0].partition("&&")[0] for line in block.splitlines()]
    return [shlex.split(line)[1:] for line in lines if line.startswith("govcloud ")]


def test_the_worked_example_does_what_it_says(tmp_path: Path) -> None:
    place = tmp_path / "demo"
    shown = []
    for words in commands():
        files = [re.sub(r"^\.\./docs/", f"{ROOT}/docs/", word) for word in words]
        line = ["init", str(place)] if words[0] == "init" else ["-C", str(place), *files]
        done = CliRunner().invoke(app, line, catch_exceptions=False)
        assert done.exit_code == 0, f"{words}\n{done.output}"
        shown.append(done.output)
    assert len(shown) == 10
    assert "8192" in shown[4]
    assert "W01" in shown[6]
    assert "GD-GSD-002" in (place / "migrations/waves.yaml").read_text("utf-8")


def test_what_people_changed_of_what_was_laid_down_is_asked_for(tmp_path: Path) -> None:
    place = tmp_path / "demo"
    imported = commands()[1]
    files = [re.sub(r"^\.\./docs/", f"{ROOT}/docs/", word) for word in imported]
    assert CliRunner().invoke(app, ["init", str(place)]).exit_code == 0
    for name, words, code, told in (
        ("inventory.yaml", files, 4, "E-IMP-009"),
        ("migrations/waves.yaml", ["waves", "plan", "--write"], 2, "E-WAV-005"),
    ):
        with (place / name).open("a", encoding="utf-8") as file:
            file.write("# 待核实\n")
        done = CliRunner().invoke(app, ["-C", str(place), *words])
        assert (done.exit_code, told in done.stderr) == (code, True), done.output


def test_who_is_not_cut_over_is_told_so(tmp_path: Path) -> None:
    place = tmp_path / "demo"
    CliRunner().invoke(app, ["init", str(place)])
    done = CliRunner().invoke(app, ["-C", str(place), "waves", "explain", "GD-GSD-001"])
    assert done.exit_code == 10
    assert "not cut over: its strategy is RETAIN" in done.stderr
