"""`govcloud stack drift` as scripts meet it: exit codes, one document, nothing taken away unasked, all on record."""

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
from tests.engine_fixtures import ROOT, client

pytestmark = pytest.mark.engine

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

    def govcloud(self, *words: str, ends: int = 0) -> subprocess.CompletedProcess[str]:
        """Run it as a process, with nobody at the terminal."""
        environment = os.environ | {
            "PYTHONPATH": str(ROOT),
            "GOVCLOUD_PULUMI_ROOT": str(pulumi_root("", ROOT)),
        }
        done = subprocess.run(
            [sys.executable, "-m", "govcloud", "--operator", "operator", *words],
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


def test_drift_is_found_told_and_healed_and_nothing_is_taken_away_unasked(place: Place) -> None:
    assert len(place.told("stack", "drift")["never_applied"]) == 4
    place.govcloud("stack", "apply")
    assert "no drift" in place.govcloud("stack", "drift").stdout

    ec2 = client("ec2", place.endpoint)
    vpc = next(v for v in ec2.describe_vpcs()["Vpcs"] if v["CidrBlock"] == "10.1.0.0/16")["VpcId"]
    ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsHostnames={"Value": False})
    mine = ec2.create_subnet(VpcId=vpc, CidrBlock="10.1.240.0/24")["Subnet"]["SubnetId"]
    found = place.told("stack", "drift", "GD-HRS", ends=5)
    assert found["schema"] == "govcloud.drift/1"
    assert found["counts"] == {"changed": 1, "missing": 0, "added": 1}
    [stack] = found["stacks"]
    assert {one["kind"]: one["id"] for one in stack["deviations"]} == {
        "changed": vpc,
        "added": mine,
    }
    assert place.told("stack", "drift", "landing-zone")["drift"] is False

    asked = place.govcloud("stack", "drift", "--heal", ends=2)
    assert mine in asked.stderr
    assert ec2.describe_subnets(SubnetIds=[mine])["Subnets"]

    healed = place.told("stack", "drift", "GD-HRS", "--heal", "--yes")["healed"]
    assert [one["id"] for one in healed["by_hand"]] == [mine]
    assert [one["stack"] for one in healed["stacks"]] == ["department/local-GD-HRS"]
    assert healed["left"] == 0
    assert place.told("stack", "drift")["drift"] is False
    rows = place.told("audit", "log")["events"]
    [removed] = [row for row in rows if row["event"] == "stack.addition-removed"]
    assert (removed["actor"], removed["data"]["id"]) == ("operator", mine)
