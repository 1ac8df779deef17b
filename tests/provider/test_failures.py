"""A failure says what was asked, what the cloud answered, and loses nothing that was made."""

from __future__ import annotations

from typing import Any

import grpc
import pytest
from pulumi.runtime.proto import provider_pb2 as pb
from pulumi.runtime.proto import status_pb2

from govcloud.provider.wire import from_struct
from tests.provider.rig import PROJECT, Made, Rig, client
from tests.provider.samples import Workshop

PROFILE = "govcloud:iam:InstanceProfile"


def init_failed(error: Any) -> pb.ErrorResourceInitFailed:
    """What a failed call says of the resource that it left."""
    trailer = dict(error.trailing_metadata())["grpc-status-details-bin"]
    status = status_pb2.Status.FromString(trailer)
    found = pb.ErrorResourceInitFailed()
    assert status.details[0].Unpack(found)
    return found


def test_what_was_made_but_not_set_up_is_recorded_and_can_be_deleted(rig: Rig) -> None:
    name = rig.fresh()
    with pytest.raises(grpc.RpcError) as told:
        rig.create(PROFILE, name, {"role": "nobody"})
    failed = init_failed(told.value)
    assert failed.id.startswith(name)
    assert "AddRoleToInstanceProfile: NoSuchEntity" in failed.reasons[0]
    assert from_struct(failed.inputs)["role"] == "nobody"
    assert from_struct(failed.properties)["arn"].endswith(f":instance-profile/{failed.id}")
    left = Made(
        PROFILE, name, failed.id, from_struct(failed.inputs), from_struct(failed.properties)
    )
    rig.delete(left)
    assert rig.refresh(left) is None


def test_an_update_that_fails_half_way_keeps_what_is_known(rig: Rig) -> None:
    made = Workshop(rig).make(PROFILE)
    with pytest.raises(grpc.RpcError) as told:
        rig.update(made, {**made.inputs, "role": "nobody"})
    failed = init_failed(told.value)
    assert failed.id == made.identity
    assert from_struct(failed.properties)["arn"] == made.state["arn"]


def test_a_refusal_names_operation_code_and_request(rig: Rig) -> None:
    workshop = Workshop(rig)
    workshop.make("govcloud:ec2:Subnet")
    vpc = workshop.made["govcloud:ec2:Vpc", ""]
    with pytest.raises(grpc.RpcError) as told:
        rig.delete(vpc)
    words = told.value.details()
    assert words.startswith("DeleteVpc: DependencyViolation: ")
    assert "(request " in words
    assert "Traceback" not in words


def test_a_name_that_somebody_else_took_is_said_so(rig: Rig) -> None:
    name = rig.fresh()
    rig.create("govcloud:logs:LogGroup", name, {"name": name})
    with pytest.raises(grpc.RpcError) as told:
        rig.create("govcloud:logs:LogGroup", f"{name}-2", {"name": name})
    assert "import it by its id" in told.value.details()


def test_in_recovery_too_nothing_of_another_workspace_is_taken(recovering_rig: Rig) -> None:
    rig = recovering_rig
    name = rig.fresh()
    rig.create("govcloud:logs:LogGroup", name, {"name": name})
    rig.configure(recovery="true", workspaceId="w-2")
    try:
        with pytest.raises(grpc.RpcError) as told:
            rig.create("govcloud:logs:LogGroup", name, {"name": name})
    finally:
        rig.configure(recovery="true")
    assert "import it by its id" in told.value.details()


def test_an_unknown_type_is_refused_with_those_that_there_are(rig: Rig) -> None:
    with pytest.raises(grpc.RpcError) as told:
        rig.check("govcloud:ec2:Castle", "x", {})
    assert "govcloud:ec2:Vpc" in told.value.details()


def test_a_silent_endpoint_is_said_to_be_unreachable(rig: Rig) -> None:
    lost = Rig(rig.stub, "http://127.0.0.1:1", stack="lost")
    lost.configure(accountId="123456789012")
    with pytest.raises(grpc.RpcError) as told:
        lost.create("govcloud:ec2:Vpc", "net", {"cidrBlock": "10.1.0.0/16"})
    assert "http://127.0.0.1:1" in told.value.details()


def test_the_birth_tag_is_borne_and_never_shown(rig: Rig, endpoint: str) -> None:
    made = Workshop(rig).make("govcloud:ec2:Vpc")
    borne = client("ec2", endpoint).describe_vpcs(VpcIds=[made.identity])["Vpcs"][0]["Tags"]
    [birth] = [tag["Value"] for tag in borne if tag["Key"] == "govcloud:urn"]
    assert birth.startswith("w-1/")
    assert len(birth) == len("w-1/") + 32
    assert PROJECT not in birth
    assert "govcloud:urn" not in made.state["tags"]
