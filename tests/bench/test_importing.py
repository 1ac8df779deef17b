"""Importing RVTools' vInfo of 10,000 machines, beside openpyxl reading the same workbook and throwing it away."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.bench.rounds import interleaved, told
from tests.import_files import vm, workbook
from tests.rvtools_headings import FULLER

pytestmark = pytest.mark.bench

ROUNDS = 5
MACHINES = 10_000
OWNER = "owner"
OURS = """
import gc, sys
gc.disable()
from pathlib import Path
from govcloud.adapters.importers.forms import FORMATS
from govcloud.adapters.importers.rows import read_tables
from govcloud.adapters.importers.tables import open_tables
from govcloud.adapters.inventory_plain import judged
from govcloud.adapters.inventory_write import inventory_text
from govcloud.adapters.provenance_file import claims_text
from govcloud.rules.importing import Wishes
from govcloud.rules.importing_settle import import_rows
rows = read_tables(open_tables(Path(sys.argv[1])), FORMATS).rows
done = import_rows({"departments": [], "applications": []}, rows, {}, Wishes())
inventory, findings = judged(done.estate, synthetic=True)
assert not findings and inventory_text(inventory) and claims_text(done.merge.claims)
print(len(inventory.servers))
"""
PEER = """
import sys
import openpyxl
book = openpyxl.load_workbook(sys.argv[1], read_only=True)
print(sum(1 for page in book for row in page.iter_rows(values_only=True)) - 1)
"""


def whole(program: str, file: Path) -> Callable[[], object]:
    """A whole process; it must have seen every machine."""

    def run() -> object:
        words = [sys.executable, "-c", program, str(file)]
        done = subprocess.run(words, capture_output=True, text=True, check=True)
        assert int(done.stdout) == MACHINES
        return done

    return run


def machine(number: int) -> dict[str, Any]:
    """A machine that answers every column of the fuller header."""
    told = {
        "Primary IP Address": f"59.192.{number // 250}.{number % 250 + 1}",
        "VM ID": f"vm-{number}",
        "VM UUID": f"4213{number:028x}",
        "SMBIOS UUID": f"4214{number:028x}",
        "SRM Placeholder": False,
        OWNER: f"GD-HRS-{number % 900:03}",
    }
    return {**dict.fromkeys(FULLER, "notSet"), **vm(f"vm{number:05}"), **told}


def test_an_import_of_ten_thousand_machines(tmp_path: Path) -> None:
    headings = (*FULLER, OWNER)
    rows = (machine(number) for number in range(MACHINES))
    file = workbook(tmp_path / "vinfo.xlsx", {"vInfo": (headings, rows)})
    rivals = {
        "openpyxl, cells thrown away": whole(PEER, file),
        "read, merged, checked, written": whole(OURS, file),
    }
    title = f"{MACHINES:,} machines, {len(headings)} columns"
    told(title, interleaved(rivals, ROUNDS), "openpyxl, cells thrown away")
