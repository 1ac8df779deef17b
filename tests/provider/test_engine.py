"""The real engine drives the provider: started by the engine itself, and shared by attaching to it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pulumi
import pytest
from pulumi import automation as auto

from govcloud import __version__
from govcloud.adapters.toolbox import pulumi_root
from govcloud.provider.plugin import install
from govcloud.resources import ec2, kms, secretsmanager
from tests.provider.rig import client

pytestmark = pytest.mark.engine

ROOT = Path(__file__).resolve().parents[2]
REGION = "us-east-1"
RESOURCES = 8
ODD_KEY = "vpcId"


def program() -> None:
    """A small network with one server; a tag's key is spelt as a property is."""
    vpc = ec2.Vpc("net", cidr_block="10.77.0.0/16", tags={"env": "engine", ODD_KEY: "odd"})
    subnet = ec2.Subnet("app", vpc_id=vpc.vpc_id, cidr_block="10.77.1.0/24")
    group = ec2.SecurityGroup("web", vpc_id=vpc.id)
    ec2.SecurityGroupIngress(
        "web", security_group_id=group.id, from_port=80, to_port=80, cidr_block="10.0.0.0/8"
    )
    host = ec2.Instance(
        "host",
        image_id="ami-0123456789abcdef0",
        instance_type="t3.small",
        subnet_id=subnet.id,
        security_group_ids=[group.id],
    )
    key = kms.Key("data", deletion_window_in_days=7)
    held = secretsmanager.Secret("db", secret_string="open sesame", kms_key_id=key.key_id)
    pulumi.export("address", host.private_ip)
    pulumi.export("arn", vpc.arn)
    pulumi.export("tags", vpc.tags)
    pulumi.export("secret", held.secret_string)


def stack_in(home: Path, endpoint: str, **environment: str) -> auto.Stack:
    """A stack with a state of its own."""
    for name in ("state", "work"):
        (home / name).mkdir()
    options = auto.LocalWorkspaceOptions(
        work_dir=str(home / "work"),
        pulumi_home=str(home / "home"),
        pulumi_command=auto.PulumiCommand(root=str(pulumi_root("", ROOT))),
        env_vars={
            "PULUMI_CONFIG_PASSPHRASE": "for tests only",
            "PULUMI_SKIP_UPDATE_CHECK": "true",
            "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
            "PULUMI_IGNORE_AMBIENT_PLUGINS": "true",
            **environment,
        },
        secrets_provider="passphrase",
        project_settings=auto.ProjectSettings(
            name="landing-zone",
            runtime="python",
            backend=auto.ProjectBackend(f"file://{home}/state"),
        ),
    )
    install(home / "home", __version__, Path(sys.executable))
    stack = auto.create_or_select_stack(
        "engine", project_name="landing-zone", program=program, opts=options
    )
    given = {"region": REGION, "endpointUrl": endpoint, "workspaceId": "w-1"}
    stack.set_all_config({f"govcloud:{k}": auto.ConfigValue(v) for k, v in given.items()})
    return stack


def seen(summary: Mapping[Any, int] | None) -> dict[str, int]:
    """The counts by operation, as plain words."""
    return {str(getattr(op, "value", op)): count for op, count in (summary or {}).items()}


@pytest.mark.slow
def test_a_stack_lives_from_up_to_destroy(tmp_path: Path, endpoint: str) -> None:
    stack = stack_in(tmp_path, endpoint)
    done = stack.up()
    assert seen(done.summary.resource_changes) == {"create": RESOURCES}
    assert done.outputs["arn"].value.startswith(f"arn:aws:ec2:{REGION}:")
    assert done.outputs["address"].value.startswith("10.77.1.")
    assert done.outputs["tags"].value == {"env": "engine", ODD_KEY: "odd"}
    assert done.outputs["secret"].secret
    assert b"open sesame" not in b"".join(
        path.read_bytes() for path in (tmp_path / "state").rglob("*") if path.is_file()
    )
    assert seen(stack.preview().change_summary) == {"same": RESOURCES}

    vpc = done.outputs["arn"].value.rpartition("/")[2]
    client("ec2", endpoint).create_tags(Resources=[vpc], Tags=[{"Key": "env", "Value": "drifted"}])
    refreshed = stack.refresh()
    assert seen(refreshed.summary.resource_changes) == {"same": RESOURCES - 1, "update": 1}
    assert seen(stack.up().summary.resource_changes) == {"same": RESOURCES - 1, "update": 1}

    assert seen(stack.destroy().summary.resource_changes) == {"delete": RESOURCES}
    filters = [{"Name": "tag:env", "Values": ["engine", "drifted"]}]
    assert client("ec2", endpoint).describe_vpcs(Filters=filters)["Vpcs"] == []


def test_an_engine_attaches_to_a_provider_that_runs(
    tmp_path: Path, endpoint: str, provider_port: int
) -> None:
    stack = stack_in(tmp_path, endpoint, PULUMI_DEBUG_PROVIDERS=f"govcloud:{provider_port}")
    assert seen(stack.up().summary.resource_changes) == {"create": RESOURCES}
    assert seen(stack.preview().change_summary) == {"same": RESOURCES}
    assert seen(stack.destroy().summary.resource_changes) == {"delete": RESOURCES}
