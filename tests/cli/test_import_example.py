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
    assert len(shown) == 8
    assert "8192" in shown[4]
    assert "W01" in shown[6]
