"""What an import leaves out, and what it will not begin on, each under the code that the book explains."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from govcloud.cli.app import app
from tests.import_files import VDISK, VINFO, vm, workbook
from tests.importing import START, call, estate, laid_out, rvtools


def told(place: Path, *words: str | Path, code: int) -> str:
    line = ["-C", str(place), "-o", "json", "inventory", "import", "-y", *map(str, words)]
    done = CliRunner().invoke(app, line, catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done.stderr


def test_a_disk_of_a_machine_that_no_row_tells_of_is_left_out(tmp_path: Path) -> None:
    place = laid_out(tmp_path)
    lost = {"VM": "gone", "Disk": "Hard disk 1", "Capacity MiB": 1024, "VM ID": "vm-9"}
    file = workbook(place / "r.xlsx", {"vInfo": (VINFO, [vm("a")]), "vDisk": (VDISK, [lost])})
    (skipped,) = call(place, file, "-y", code=3)["skipped"]
    assert (skipped["code"], skipped["row"]) == ("E-IMP-011", 2)
    assert [one.name for one in estate(place).servers] == ["a"]


def test_damaged_sources_are_told_line_by_line_before_anything_is_written(tmp_path: Path) -> None:
    place = laid_out(tmp_path)
    (place / "imports").mkdir()
    (place / "imports/provenance.jsonl").write_text('{"about": 1\n[]\n', "utf-8")
    before = (place / "inventory.yaml").read_bytes()
    faults = json.loads(told(place, rvtools(place, vm("a")), code=10))["faults"]
    assert [(one["code"], one["line"]) for one in faults] == [("E-IMP-012", 1), ("E-IMP-012", 2)]
    assert (place / "inventory.yaml").read_bytes() == before


def test_what_a_person_wrote_between_the_lines_is_not_rewritten(tmp_path: Path) -> None:
    place = laid_out(tmp_path)
    (place / "inventory.yaml").write_text(f"{START}# 待核实\n", "utf-8")
    assert "E-IMP-009" in told(place, rvtools(place, vm("a")), code=4)
