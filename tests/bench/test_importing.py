"""Importing RVTools' vInfo of 10,000 machines, beside openpyxl reading the same workbook and throwing it away."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bench.rounds import interleaved, told
from tests.import_files import VINFO, vm, workbook

pytestmark = pytest.mark.bench

ROUNDS = 3
MACHINES = 10_000
MORE = tuple(f"Custom {number}" for number in range(80 - len(VINFO)))
OURS = """
import sys
from pathlib import Path
from govcloud.adapters.importers.rows import read_tables
from govcloud.adapters.importers.tables import open_tables
from govcloud.rules.importing import Wishes, import_rows
rows = read_tables(open_tables(Path(sys.argv[1]))).rows
done = import_rows({"departments": [], "applications": []}, rows, [], Wishes())
print(len(done.estate["servers"]))
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


def test_an_import_of_ten_thousand_machines(tmp_path: Path) -> None:
    rows = [
        vm(
            f"vm{n:05}",
            **{
                "Primary IP Address": f"59.192.{n // 250}.{n % 250 + 1}",
                "VM ID": f"vm-{n}",
                **dict.fromkeys(MORE, "x"),
            },
        )
        for n in range(MACHINES)
    ]
    file = workbook(tmp_path / "vinfo.xlsx", {"vInfo": ((*VINFO, *MORE), rows)})
    rivals = {
        "openpyxl, cells thrown away": whole(PEER, file),
        "read, merged, with sources": whole(OURS, file),
    }
    title = f"{MACHINES:,} machines, {len(VINFO) + len(MORE)} columns"
    told(title, interleaved(rivals, ROUNDS), "openpyxl, cells thrown away")
