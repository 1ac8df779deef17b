"""The sample workspace in a folder of its own, with a fresh embedded cloud without a lab, and the words to work it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from govcloud.adapters.toolbox import pulumi_root
from govcloud.local.cloud import EmbeddedCloud

ROOT = Path(__file__).resolve().parents[2]
REGION = "cn-north-1"
_PARTS = ("inventory.yaml", "pyproject.toml", "stacks", "migrations")
_SETTLE_S = 2.0  # the cloud imports its services beside the first calls: not in our time
_LIMIT_S = 300


@dataclass(frozen=True)
class Estate:
    """A workspace and its cloud."""

    folder: Path
    cloud: EmbeddedCloud
    cloud_pid: int

    @property
    def pulumi_home(self) -> Path:
        """Where the engine's states are."""
        return self.folder / ".govcloud/pulumi"

    def govcloud(self, *words: str) -> None:
        """Run the command line here. It must end well."""
        environment = os.environ | {
            "PYTHONPATH": str(ROOT),
            "GOVCLOUD_PULUMI_ROOT": str(pulumi_root("", ROOT)),
        }
        run([sys.executable, "-m", "govcloud", *words], self.folder, environment)

    def bare_boto3(self, calls_file: Path) -> None:
        """Run the peer against this cloud."""
        script = Path(__file__).with_name("bare_boto3.py")
        run(
            [sys.executable, str(script), str(calls_file), self.cloud.endpoint],
            self.folder,
            os.environ | {"AWS_EC2_METADATA_DISABLED": "true"},
        )

    @contextmanager
    def seen_through(self, port: int) -> Iterator[None]:
        """Have the workspace take a relay's port for its cloud's."""
        kept = self.folder / ".govcloud/local/cloud.json"
        own = kept.read_text("utf-8")
        kept.write_text(json.dumps({"port": port}), "utf-8")
        try:
            yield
        finally:
            kept.write_text(own, "utf-8")


@contextmanager
def fresh_estate(folder: Path) -> Iterator[Estate]:
    """Lay it out, start the cloud; at the end nothing of it is left."""
    folder.mkdir(parents=True)
    for part in _PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, folder / part)
        else:
            shutil.copy2(ROOT / part, folder / part)
    cloud = EmbeddedCloud(folder / ".govcloud/local")
    cloud.up()
    try:
        time.sleep(_SETTLE_S)
        yield Estate(folder, cloud, cloud.status().pid)
    finally:
        cloud.down()
        shutil.rmtree(folder)


def run(words: list[str], folder: Path, environment: dict[str, str]) -> None:
    """A whole process; what it said is shown if it ends otherwise than with 0."""
    done = subprocess.run(
        words, cwd=folder, env=environment, capture_output=True, text=True,
        stdin=subprocess.DEVNULL, timeout=_LIMIT_S, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{words}: {done.returncode}\n{done.stdout}\n{done.stderr}"
