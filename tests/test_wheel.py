"""The wheel has one top-level name and carries the sample workspace, which `init` lays down from it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LIMIT_S = 120.0
SAMPLE = ("inventory.yaml", "migrations/waves.yaml", "stacks/landing-zone/Pulumi.yaml")
CARRIED = (
    "locales/codes/inventory.yaml",
    "locales/fields.yaml",
    "profiles/inventory.schema.json",
    "profiles/workspace/gitignore",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    """The wheel of this checkout, opened."""
    folder = tmp_path_factory.mktemp("wheel")
    words = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(
        words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=LIMIT_S
    )
    assert done.returncode == 0, done.stderr
    (path,) = folder.iterdir()
    with zipfile.ZipFile(path) as archive:
        yield archive


def test_the_wheel_carries_the_workspace_that_the_tests_cover(wheel: zipfile.ZipFile) -> None:
    names = wheel.namelist()
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"govcloud"}
    assert [name for name in SAMPLE if f"govcloud/_workspace/{name}" not in names] == []
    assert [name for name in CARRIED if f"govcloud/{name}" not in names] == []
    assert [name for name in names if "__pycache__" in name or ".govcloud/" in name] == []


@pytest.mark.parametrize("form", [(), ("--sample", "--folder")], ids=" ".join)
def test_a_workspace_is_laid_down_from_the_wheel_alone(
    wheel: zipfile.ZipFile, tmp_path: Path, form: tuple[str, ...]
) -> None:
    wheel.extractall(tmp_path / "site")

    def govcloud(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-P", "-m", "govcloud", *words],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
            capture_output=True,
            text=True,
            check=False,
            timeout=LIMIT_S,
        )

    done = govcloud("init", "province", *form)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "province/schemas/inventory.schema.json").is_file()
    assert (tmp_path / "province/stacks/landing-zone/Pulumi.yaml").is_file()
    checked = govcloud("-C", "province", "inventory", "check", "--strict")
    assert checked.returncode == 0, checked.stderr
    assert govcloud("explain", "E-USCC-001").returncode == 0
