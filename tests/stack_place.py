"""A workspace of one department with its own embedded cloud, and govcloud run in it as a process."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from govcloud.adapters.toolbox import pulumi_root
from govcloud.local.cloud import EmbeddedCloud
from tests.engine_fixtures import ROOT

INVENTORY = """\
synthetic: true  # 合成数据
departments:
  - {id: GD-HRS, name_zh: 人社厅, name_en: Human Resources, network: 10.1.0.0/16}
applications:
  - {id: GD-HRS-001, name_zh: 留存应用, name_en: Retained, department: GD-HRS, classified: false, mlps_level: 3,
     strategy: RETAIN}
"""


@dataclass(frozen=True)
class Place:
    """A workspace of one department, and the cloud that it was applied to."""

    folder: Path
    endpoint: str

    def govcloud(
        self, *words: str, ends: int = 0, operator: str = "operator"
    ) -> subprocess.CompletedProcess[str]:
        """Run it as a process, with nobody at the terminal."""
        environment = os.environ | {
            "PYTHONPATH": str(ROOT),
            "GOVCLOUD_PULUMI_ROOT": str(pulumi_root("", ROOT)),
        }
        done = subprocess.run(
            [sys.executable, "-m", "govcloud", "--operator", operator, *words],
            cwd=self.folder, env=environment, capture_output=True, text=True,
            stdin=subprocess.DEVNULL, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == ends, done.stdout + done.stderr
        return done

    def told(self, *words: str, ends: int = 0) -> dict[str, Any]:
        """Its JSON document."""
        told: dict[str, Any] = json.loads(self.govcloud(*words, "-o", "json", ends=ends).stdout)
        return told


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """Nothing is applied yet."""
    for part in ("stacks", "migrations"):
        shutil.copytree(ROOT / part, tmp_path / part)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "inventory.yaml").write_text(INVENTORY, "utf-8")
    (tmp_path / "migrations/waves.yaml").write_text("waves: []\n", "utf-8")
    cloud = EmbeddedCloud(tmp_path / ".govcloud/local")
    try:
        yield Place(tmp_path, cloud.up())
    finally:
        cloud.down()
