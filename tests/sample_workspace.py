"""The sample's own files in a folder of a test's own, without its stacks."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]
FILES = ("inventory.yaml", "pyproject.toml", "migrations/waves.yaml")


def sample_in(folder: Path, *more: str) -> Path:
    """The folder, with the sample's inventory, waves and settings, and whatever `more` names."""
    (folder / "migrations").mkdir()
    for name in (*FILES, *more):
        shutil.copy(ROOT / name, folder / name)
    return folder
