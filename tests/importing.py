"""A small workspace, and what an import makes of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from govcloud.adapters.inventory_yaml import read_inventory
from govcloud.cli.app import app
from govcloud.model.inventory import Inventory, Server
from tests.import_files import VINFO, workbook

START = """\
synthetic: true
departments:
  - {id: GD-HRS, name_zh: 广东省人力资源和社会保障厅, network: 10.2.0.0/16}
applications:
  - {id: GD-HRS-001, name_zh: 社会保险历史档案, department: GD-HRS, classified: false, strategy: RETAIN, mlps_level: 2}
"""
SETTINGS = '[tool.govcloud.env.local]\nregion = "cn-north-1"\nendpoint = "embedded"\naccount = "123456789012"\n'


def laid_out(tmp_path: Path) -> Path:
    """A workspace with one department and one application."""
    (tmp_path / "inventory.yaml").write_text(START, "utf-8")
    (tmp_path / "pyproject.toml").write_text(SETTINGS, "utf-8")
    (tmp_path / "migrations").mkdir()
    (tmp_path / "migrations" / "waves.yaml").write_text("waves: []\n", "utf-8")
    return tmp_path


def call(place: Path, *words: str | Path, code: int = 0) -> dict[str, Any]:
    """Run an import with JSON output; gives its view."""
    line = ["-C", str(place), "-o", "json", "inventory", "import", *map(str, words)]
    done = CliRunner().invoke(app, line, catch_exceptions=False)
    assert done.exit_code == code, done.output
    return dict(json.loads(done.stdout)) if done.stdout else {}


def refused(place: Path, *words: str | Path) -> str:
    """The codes of a refusal; nothing was written."""
    before = (place / "inventory.yaml").read_bytes()
    line = ["-C", str(place), "-o", "json", "inventory", "import", "-y", *map(str, words)]
    done = CliRunner().invoke(app, line, catch_exceptions=False)
    assert done.exit_code == 10, done.output
    assert (place / "inventory.yaml").read_bytes() == before
    assert not (place / "imports").exists()
    told = json.loads(done.stderr)
    return " ".join([told["message"], *[fault["code"] for fault in told["faults"]]])


def estate(place: Path) -> Inventory:
    return read_inventory(place / "inventory.yaml")


def server(place: Path, name: str) -> Server:
    held = estate(place)
    known = {one.name: one for app in held.applications for one in app.servers}
    return (known | {one.name: one for one in held.servers})[name]


def rvtools(place: Path, *rows: dict[str, Any], headings: Sequence[str] = VINFO) -> Path:
    return workbook(place / "rvtools.xlsx", {"vInfo": (headings, rows)})
