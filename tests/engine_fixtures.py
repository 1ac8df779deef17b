"""What tests of stacks run on: an embedded cloud without a lab, and the real engine."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import boto3

from govcloud import __version__
from govcloud.adapters.aws import AwsCloud, AwsSettings
from govcloud.adapters.pulumi_stack import PulumiStacks, StackSettings
from govcloud.adapters.toolbox import pulumi_root
from govcloud.local.cloud import ACCOUNT, EmbeddedCloud
from govcloud.model.stack import ResourceChange, StackRef
from govcloud.provider.plugin import install

ROOT = Path(__file__).resolve().parents[1]
REGION = "cn-north-1"


def installed(home: Path) -> Path:
    """Our plugin, below a Pulumi home."""
    return install(home, __version__, Path(sys.executable))


def silent(_ref: StackRef, _change: ResourceChange) -> None:
    """No progress."""


def client(service: str, endpoint: str) -> Any:
    """Plain boto3, to see what is really there."""
    return boto3.client(
        service,
        endpoint_url=endpoint,
        region_name=REGION,
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )


@contextmanager
def running_cloud(home: Path) -> Iterator[EmbeddedCloud]:
    """An embedded cloud with the key that stack states need."""
    cloud = EmbeddedCloud(home / "local")
    try:
        AwsCloud(AwsSettings(REGION, ACCOUNT, cloud.up())).ensure_state_key()
        yield cloud
    finally:
        cloud.down()


def workspace_with(home: Path, project: str, program: str) -> Path:
    """A workspace in `home` whose only stack project is this one."""
    folder = home / "workspace/stacks" / project
    folder.mkdir(parents=True)
    (folder / "Pulumi.yaml").write_text(f"name: {project}\nruntime: python\n", encoding="utf-8")
    (folder / "__main__.py").write_text(program, encoding="utf-8")
    return home / "workspace"


def settings(workspace: Path, home: Path, endpoint: str) -> StackSettings:
    """The settings of an environment `test`."""
    return StackSettings(
        workspace=workspace,
        engine_root=pulumi_root("", ROOT),
        home=home / "pulumi",
        region=REGION,
        account=ACCOUNT,
        workspace_id="0123456789abcdef",
        env_name="test",
        endpoint=endpoint,
    )


@contextmanager
def office_of(home: Path, program: str) -> Iterator[StackSettings]:
    """The settings of a workspace whose only stack project, `office`, is this program, with a cloud that runs."""
    workspace = workspace_with(home, "office", program)
    with running_cloud(home) as cloud:
        yield settings(workspace, home, cloud.endpoint)


@contextmanager
def stacks_of(chosen: StackSettings) -> Iterator[PulumiStacks]:
    """The stacks of an environment, their shared provider ended afterwards."""
    made = PulumiStacks(chosen, installed)
    try:
        yield made
    finally:
        made.close()
