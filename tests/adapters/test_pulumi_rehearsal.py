"""What a rehearsal tells of the stacks' programs, without engine and cloud."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from govcloud.adapters.pulumi_rehearsal import Rehearsed, rehearse
from govcloud.adapters.pulumi_settings import StackSettings
from govcloud.model.stack import StackRef
from govcloud.provider.rehearsing import Rehearsing
from govcloud.rules.stacks import stack_refs
from tests.engine_fixtures import ROOT
from tests.places import place
from tests.stacks.test_programs import ESTATE

PROGRAM = """
import pulumi
from govcloud.resources import s3, secretsmanager, ssm

bucket = s3.Bucket("kept", kms_key_id="key")
s3.BucketPolicy("kept", bucket=bucket.bucket, policy=pulumi.Output.json_dumps({"arn": bucket.arn}))
ssm.Parameter("word", value=pulumi.Output.secret("hush"))
print("a program may speak")
pulumi.log.warn("and warn")
"""
REF = StackRef("own", "test", {})


def settings(workspace: Path) -> StackSettings:
    home = workspace / ".govcloud" / "pulumi"
    return StackSettings(workspace, None, home, "cn-north-1", "123456789012", "w", "test")


def written(tmp_path: Path, program: str) -> Path:
    folder = tmp_path / "stacks" / "own"
    folder.mkdir(parents=True)
    (folder / "Pulumi.yaml").write_text("name: own\nruntime: python\n", "utf-8")
    (folder / "__main__.py").write_text(program, "utf-8")
    return tmp_path


def seen(tmp_path: Path, program: str) -> Rehearsed:
    return rehearse(settings(written(tmp_path, program)), [REF], Rehearsing(place("test")))


def test_all_stacks_of_an_estate_are_rehearsed_and_lead_to_each_other() -> None:
    where = place("test")
    refs = stack_refs(ESTATE, [], where, "ssh-ed25519 AAAA govcloud")
    found = rehearse(settings(ROOT), refs, Rehearsing(where))
    assert not found.untold
    assert {one.stack for one in found.resources} == {str(ref) for ref in refs}
    hub = next(
        one for one in found.resources if (one.type, one.name) == ("ec2:TransitGateway", "hub")
    )
    joined = [one for one in found.resources if one.type == "ec2:TransitGatewayVpcAttachment"]
    assert {one.inputs["transitGatewayId"] for one in joined} == {hub.outputs["transitGatewayId"]}


def test_inputs_are_as_the_provider_completes_them_and_policies_are_known(tmp_path: Path) -> None:
    by_type = {one.type: one for one in seen(tmp_path, PROGRAM).resources}
    bucket, policy, parameter = (
        by_type[kind] for kind in ("s3:Bucket", "s3:BucketPolicy", "ssm:Parameter")
    )
    assert bucket.inputs["blockPublicAccess"] is True
    assert bucket.inputs["bucket"].startswith("kept-")
    assert policy.inputs["bucket"] == bucket.inputs["bucket"]
    assert bucket.outputs["arn"] in policy.inputs["policy"]
    assert parameter.inputs["value"] == "[secret]"


def test_where_a_resource_is_registered_is_told_when_asked_for(tmp_path: Path) -> None:
    workspace = written(tmp_path, PROGRAM)
    found = rehearse(settings(workspace), [REF], Rehearsing(place("test")), places=True)
    assert {(one.file, one.line) for one in found.resources} == {
        ("stacks/own/__main__.py", line) for line in (5, 6, 7)
    }


@pytest.mark.parametrize(
    ("program", "why"),
    [
        ("raise ValueError('no')", "ValueError: no"),
        ("import pulumi\npulumi.StackReference('organization/none/x').get_output('y')", "read from the cloud"),
        ("import pulumi\npulumi.runtime.invoke('aws:index:getRegion', {})", "asks the engine"),
        ("import nowhere", "nowhere"),
    ],
)  # fmt: skip
def test_a_program_that_cannot_be_rehearsed_is_told_with_the_reason(
    tmp_path: Path, program: str, why: str
) -> None:
    found = seen(tmp_path, program)
    assert why in found.untold["own/test"]
    assert not found.resources


def test_a_project_that_is_not_there_is_told(tmp_path: Path) -> None:
    found = rehearse(settings(tmp_path), [replace(REF, project="gone")], Rehearsing(place("test")))
    assert "no Pulumi project" in found.untold["gone/test"]
