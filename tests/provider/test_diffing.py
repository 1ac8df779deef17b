"""A difference names its place, and says when it needs a replacement and in which order."""

from __future__ import annotations

from typing import Any

import pytest

from govcloud.provider.diffing import Difference, Sides, diff
from govcloud.provider.table import TABLE
from govcloud.provider.wire import UNKNOWN

ADD, ADD_REPLACE, DELETE, UPDATE, UPDATE_REPLACE = 0, 1, 2, 4, 5
VPC = {"cidrBlock": "10.1.0.0/16"}


def found(
    name: str,
    olds: dict[str, Any],
    news: dict[str, Any],
    state: dict[str, Any] | None = None,
    ignored: tuple[str, ...] = (),
) -> Difference:
    sides = Sides(olds, news, state or olds, "web")
    return diff(TABLE[f"govcloud:{name}"], sides, ignored)


@pytest.mark.parametrize(
    ("old", "new", "path", "kind"),
    [
        ({"env": "a"}, {"env": "b"}, "tags.env", UPDATE),
        ({"gov.cost": "1"}, {"gov.cost": "2"}, 'tags["gov.cost"]', UPDATE),
        ({}, {"env": "a"}, "tags.env", ADD),
        ({"env": "a"}, {}, "tags.env", DELETE),
        (None, {"env": "a"}, "tags", ADD),
        ({"env": "a"}, None, "tags", DELETE),
        ({"env": "a"}, UNKNOWN, "tags", UPDATE),
    ],
)
def test_a_tag_that_differs_is_named(old: Any, new: Any, path: str, kind: int) -> None:
    olds = VPC if old is None else {**VPC, "tags": old}
    news = VPC if new is None else {**VPC, "tags": new}
    assert found("ec2:Vpc", olds, news).changes == {path: kind}


def test_a_place_in_a_list_is_named() -> None:
    olds, news = {"securityGroupIds": ["sg-1", "sg-2"]}, {"securityGroupIds": ["sg-1", "sg-3"]}
    assert found("ec2:Instance", olds, news).changes == {"securityGroupIds[1]": UPDATE}
    turned = {"securityGroupIds": ["sg-2", "sg-1"]}
    assert found("ec2:Instance", olds, turned).changes == {}


@pytest.mark.parametrize("ignored", ["tags", "tags.env", "tags.*"])
def test_what_is_to_be_ignored_is_no_difference(ignored: str) -> None:
    olds, news = {**VPC, "tags": {"env": "a"}}, {**VPC, "tags": {"env": "b"}}
    assert found("ec2:Vpc", olds, news, ignored=(ignored,)).changes == {}
    assert found("ec2:Vpc", olds, news, ignored=("cidrBlock",)).changes == {"tags.env": UPDATE}


def test_what_cannot_change_forces_a_replacement() -> None:
    difference = found("ec2:Vpc", VPC, {"cidrBlock": UNKNOWN})
    assert difference.changes == {"cidrBlock": UPDATE_REPLACE}
    assert difference.replaces == ("cidrBlock",)


def test_what_the_cloud_chose_is_no_difference_until_the_program_says_otherwise() -> None:
    olds = {"vpcId": "vpc-1", "cidrBlock": "10.1.1.0/24"}
    state = {**olds, "availabilityZone": "us-east-1a"}
    assert found("ec2:Subnet", olds, olds, state).changes == {}
    assert found("ec2:Subnet", state, olds, state).changes == {}
    same = {**olds, "availabilityZone": "us-east-1a"}
    assert found("ec2:Subnet", olds, same, state).changes == {}
    other = {**olds, "availabilityZone": "us-east-1b"}
    assert found("ec2:Subnet", olds, other, state).replaces == ("availabilityZone",)


def test_a_fixed_name_that_stays_goes_first_and_one_of_ours_does_not() -> None:
    fixed = {"roleName": "auditor", "path": "/"}
    assert found("iam:Role", fixed, {**fixed, "path": "/x/"}).delete_first
    ours = {"roleName": "web-0a1b2c3", "path": "/"}
    assert not found("iam:Role", ours, {**ours, "path": "/x/"}).delete_first
    assert not found("iam:Role", fixed, {**fixed, "roleName": "other"}).delete_first


def test_a_document_and_an_arn_are_compared_by_what_they_say() -> None:
    one, two = {"policy": '{"a": 1, "b": 2}'}, {"policy": '{"b":2,"a":1}'}
    assert found("s3:BucketPolicy", one, two).changes == {}
    by_id = {"name": "alias/x", "targetKeyId": "1-2"}
    by_arn = {"name": "alias/x", "targetKeyId": "arn:aws-cn:kms:cn-north-1:1:key/1-2"}
    assert found("kms:Alias", by_id, by_arn).changes == {}
