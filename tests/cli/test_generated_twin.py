"""An estate and its twin in another tool's form: what both say of a machine agrees."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from govcloud.cli.app import app
from govcloud.cli.wiring.generation import generate_workspace

SMALL = {"departments": 3, "applications": 12}


def test_what_its_twin_of_rvtools_says_agrees_with_the_inventory(tmp_path: Path) -> None:
    generate_workspace(tmp_path, SMALL, single=True, rvtools=True)
    words = ("inventory", "import", str(tmp_path / "forms" / "rvtools.xlsx"), "--dry-run")
    told = CliRunner().invoke(app, ["-C", str(tmp_path), *words, "-o", "json"])
    assert told.exit_code == 0
    disputed = {row["field"] for row in json.loads(told.stdout)["conflicts"]}
    assert disputed <= {"hypervisor", "os"}, "words may differ, figures and addresses do not"
