"""The wheel has one top-level name and carries the sample workspace."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIMIT_S = 120.0
SAMPLE = ("inventory.yaml", "migrations/waves.yaml", "stacks/landing-zone/Pulumi.yaml")


def test_the_wheel_carries_the_workspace_that_the_tests_cover(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    done = subprocess.run(
        words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=LIMIT_S
    )
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.iterdir()
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"govcloud"}
    assert [name for name in SAMPLE if f"govcloud/_workspace/{name}" not in names] == []
    assert [name for name in names if "__pycache__" in name or ".govcloud/" in name] == []
