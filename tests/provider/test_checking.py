"""Inputs are judged before anything is asked of the cloud, and what is left to us is filled in."""

from __future__ import annotations

from typing import Any

import pytest

from govcloud.provider.checking import Checked, Naming, check
from govcloud.provider.clients import Clients
from govcloud.provider.table import TABLE
from govcloud.provider.wire import UNKNOWN, Secret

CLIENTS = Clients()
VPC = {"cidrBlock": "10.1.0.0/16"}


def checked(
    name: str,
    given: dict[str, Any],
    olds: dict[str, Any] | None = None,
    naming: Naming | None = None,
) -> Checked:
    entry = TABLE[f"govcloud:{name}"]
    return check(entry, given, olds or {}, naming or Naming("web", b"1"), CLIENTS.input_shape)


def test_an_unknown_property_is_refused_with_a_guess() -> None:
    [(name, reason)] = checked("ec2:Vpc", {**VPC, "cidrBlok": "x"}).faults
    assert name == "cidrBlok"
    assert "did you mean `cidrBlock`?" in reason
    assert "enableDnsSupport" in reason


def test_defaults_are_filled_in() -> None:
    assert checked("ec2:Vpc", VPC).inputs == {
        **VPC,
        "instanceTenancy": "default",
        "enableDnsSupport": True,
        "enableDnsHostnames": False,
    }


def test_a_name_is_made_once_and_kept() -> None:
    first = checked("s3:Bucket", {}, naming=Naming("Web_Logs", b"1")).inputs["bucket"]
    assert first.startswith("web-logs-")
    assert len(first) == len("web-logs-") + 7
    other = checked("s3:Bucket", {}, naming=Naming("Web_Logs", b"2")).inputs["bucket"]
    assert other != first
    kept = checked("s3:Bucket", {}, {"bucket": first}, Naming("Web_Logs", b"2"))
    assert kept.inputs["bucket"] == first


def test_a_long_name_is_cut_to_what_the_type_allows() -> None:
    name = checked("iam:Role", {}, naming=Naming("x" * 100, b"1")).inputs["roleName"]
    assert len(name) == 64


def test_the_engines_own_proposal_of_a_name_counts() -> None:
    proposed = checked("ec2:SecurityGroup", {}, naming=Naming("web", b"1", proposed="p"))
    assert proposed.inputs["groupName"] == "p"
    forbidden = checked("ec2:SecurityGroup", {}, naming=Naming("web", b"1", forbidden=True))
    assert "groupName" not in forbidden.inputs


@pytest.mark.parametrize(
    ("name", "given", "reason"),
    [
        ("ec2:Vpc", {"cidrBlock": 10}, "must be a string"),
        ("ec2:Vpc", {**VPC, "enableDnsSupport": "yes"}, "must be true or false"),
        ("ec2:Vpc", {**VPC, "instanceTenancy": "mine"}, "must be one of"),
        ("ec2:Vpc", {**VPC, "tags": {"aws:x": "1"}}, "must not hold aws:x"),
        ("ec2:Vpc", {**VPC, "tags": {"govcloud:urn": "1"}}, "must not hold govcloud:urn"),
        ("ec2:Vpc", {**VPC, "tags": {"x": 1}}, "must be a mapping of strings"),
        ("kms:Key", {"policy": "{"}, "holds JSON"),
        ("iam:Role", {"assumeRolePolicy": "{}", "maxSessionDuration": 1}, "valid min value"),
        ("logs:LogGroup", {"retentionInDays": 1.5}, "must be an integer"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(
    name: str, given: dict[str, Any], reason: str
) -> None:
    [(_, found)] = checked(name, given).faults
    assert reason in found


def test_exactly_one_target_of_a_route_is_asked_for() -> None:
    route: dict[str, Any] = {"routeTableId": "rtb-1", "destinationCidrBlock": "0.0.0.0/0"}
    assert "exactly one of" in checked("ec2:Route", route).faults[0][1]
    assert checked("ec2:Route", {**route, "gatewayId": UNKNOWN}).faults == ()
    both = {**route, "gatewayId": "igw-1", "natGatewayId": "nat-1"}
    assert "exactly one of" in checked("ec2:Route", both).faults[0][1]


def test_what_is_not_known_yet_is_left_for_later() -> None:
    found = checked("ec2:Vpc", {"cidrBlock": UNKNOWN, "tags": {"a": UNKNOWN}})
    assert found.faults == ()
    assert found.inputs["cidrBlock"] is UNKNOWN


def test_a_secret_property_and_what_came_in_as_a_secret_are_wrapped() -> None:
    instance = checked("ec2:Instance", {"userData": "x", "imageId": Secret("ami-1")}).inputs
    assert instance["userData"] == Secret("x")
    assert instance["imageId"] == Secret("ami-1")
    assert instance["httpTokens"] == "required"
