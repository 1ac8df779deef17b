"""A workspace with its own embedded cloud, and govcloud run in it as a process."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from govcloud.adapters.toolbox import pulumi_root
from govcloud.local.cloud import EmbeddedCloud
from tests.engine_fixtures import ROOT

_APPLICATION = """\
applications:
  - {id: GD-HRS-001, name_zh: 留存应用, name_en: Retained, department: GD-HRS, classified: false, mlps_level: 3,
     strategy: RETAIN}
"""
TIME_LIMIT_S = 300


def inventory(departments: int) -> str:
    """So many departments without servers; the first is GD-HRS. Each asks for some 26 resources."""
    rows = ["  - {id: GD-HRS, name_zh: 人社厅, name_en: Human Resources, network: 10.1.0.0/16}"]
    for number in range(1, departments):
        code = f"GD-D{chr(65 + number // 26)}{chr(65 + number % 26)}"
        rows.append(
            f"  - {{id: {code}, name_zh: 部门{number}, name_en: Department {number}, network: 10.{number + 1}.0.0/16}}"
        )
    return "\n".join(["synthetic: true  # 合成数据", "departments:", *rows, _APPLICATION])


@dataclass(frozen=True)
class Place:
    """A workspace, and the cloud that it is applied to."""

    folder: Path
    endpoint: str

    def govcloud(
        self, *words: str, ends: int = 0, operator: str = "operator"
    ) -> subprocess.CompletedProcess[str]:
        """Run it as a process, with nobody at the terminal."""
        done = subprocess.run(
            self.command(*words, operator=operator),
            cwd=self.folder, env=self.environment, capture_output=True, text=True,
            stdin=subprocess.DEVNULL, timeout=TIME_LIMIT_S, check=False,
        )  # fmt: skip
        assert done.returncode == ends, done.stdout + done.stderr
        return done

    def command(self, *words: str, operator: str = "operator") -> list[str]:
        """What is run."""
        return [sys.executable, "-m", "govcloud", "--operator", operator, *words]

    @property
    def environment(self) -> dict[str, str]:
        """What it is run with."""
        root = str(pulumi_root("", ROOT))
        return os.environ | {"PYTHONPATH": str(ROOT), "GOVCLOUD_PULUMI_ROOT": root}

    def told(self, *words: str, ends: int = 0) -> dict[str, Any]:
        """Its JSON document."""
        told: dict[str, Any] = json.loads(self.govcloud(*words, "-o", "json", ends=ends).stdout)
        return told


@contextmanager
def place_of(folder: Path, departments: int) -> Iterator[Place]:
    """A fresh workspace of so many departments, with a fresh cloud."""
    for part in ("stacks", "migrations"):
        shutil.copytree(ROOT / part, folder / part)
    shutil.copy(ROOT / "pyproject.toml", folder)
    (folder / "inventory.yaml").write_text(inventory(departments), "utf-8")
    (folder / "migrations/waves.yaml").write_text("waves: []\n", "utf-8")
    cloud = EmbeddedCloud(folder / ".govcloud/local")
    try:
        yield Place(folder, cloud.up())
    finally:
        cloud.down()


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """Of one department; nothing is applied yet."""
    with place_of(tmp_path, 1) as made:
        yield made
