"""IAM: roles and policies."""

from __future__ import annotations

from dataclasses import replace

from govcloud.provider.table.entry import Kind, Many, Op, Output, Prop, Resource, Same, Tagging
from govcloud.provider.table.iam_inside import IN_ROLE, told_of_role

NO_ENTITY = ("NoSuchEntity",)
PATH = Prop("Its path, `/` unless told.", param="Path", path="Path", replace=True, default="/")


def tags(noun: str, key: str) -> Tagging:
    """IAM's way: each noun has its own two calls; `key` names it in the request."""
    return Tagging(
        tag=Op(f"tag_{noun}", {key: "$id", "Tags": "$tags"}),
        untag=Op(f"untag_{noun}", {key: "$id", "TagKeys": "$keys"}),
        in_create="Tags",
        path="Tags",
    )


ROLE = Resource(
    service="iam",
    name="Role",
    text="A set of rights that a service or person may take on for a while.",
    create=Op("create_role"),
    id="Role.RoleName",
    answer="Role",
    read=Op(
        "get_role",
        {"RoleName": "$id"},
        "Role",
        many=replace(
            told_of_role("[0]"),
            joined=Many({}, "Roles", "RoleName", call="list_roles"),
        ),
    ),
    update=Op(
        "update_role",
        {
            "RoleName": "$id",
            "Description": "$in.description",
            "MaxSessionDuration": "$in.maxSessionDuration",
        },
    ),
    delete=(Op("delete_role", {"RoleName": "$id"}),),
    gone=NO_ENTITY,
    exists=("EntityAlreadyExists",),
    siblings=Op("list_roles", {}, "Roles[].RoleName"),
    tagging=tags("role", "RoleName"),
    props={
        "roleName": Prop(
            "Its name; made from the resource's name if not given.",
            param="RoleName",
            path="RoleName",
            replace=True,
            autoname=64,
        ),
        "path": PATH,
        "assumeRolePolicy": Prop(
            "Who may take it on, as JSON.",
            Kind.JSON,
            param="AssumeRolePolicyDocument",
            path="AssumeRolePolicyDocument",
            required=True,
            same=Same.JSON,
            put=(Op("update_assume_role_policy", {"RoleName": "$id", "PolicyDocument": "$value"}),),
        ),
        "description": Prop(
            "What it is for.",
            param="Description",
            path="Description",
            default="Made by govcloud",
        ),
        "maxSessionDuration": Prop(
            "Seconds that it may be held, 3600 to 43200.",
            Kind.WHOLE,
            param="MaxSessionDuration",
            path="MaxSessionDuration",
            default=3600,
        ),
        "permissionsBoundary": Prop(
            "The ARN of the policy that bounds its rights.",
            param="PermissionsBoundary",
            path="PermissionsBoundary.PermissionsBoundaryArn",
            watched=True,
            put=(
                Op(
                    "put_role_permissions_boundary",
                    {"RoleName": "$id", "PermissionsBoundary": "$value"},
                ),
            ),
            unset=(Op("delete_role_permissions_boundary", {"RoleName": "$id"}),),
        ),
    },
    outputs={
        "roleId": Output("The cloud's own id of it.", "RoleId"),
        "arn": Output("Its ARN.", "arn:{partition}:iam::{account}:role{path}{id}"),
    },
    inside=IN_ROLE,
)

POLICY = Resource(
    service="iam",
    name="Policy",
    text="A set of rights that can be attached to roles.",
    create=Op("create_policy"),
    id="Policy.Arn",
    answer="Policy",
    read=Op("get_policy", {"PolicyArn": "$id"}, "Policy"),
    delete=(Op("delete_policy", {"PolicyArn": "$id"}),),
    gone=NO_ENTITY,
    exists=("EntityAlreadyExists",),
    siblings=Op("list_policies", {"Scope": "Local"}, "Policies[].Arn"),
    tagging=tags("policy", "PolicyArn"),
    props={
        "policyName": Prop(
            "Its name; made from the resource's name if not given.",
            param="PolicyName",
            path="PolicyName",
            replace=True,
            autoname=128,
        ),
        "path": PATH,
        "description": Prop(
            "What it is for; the cloud never lets it be changed.",
            param="Description",
            path="Description",
            replace=True,
            default="Made by govcloud",
        ),
        "policy": Prop(
            "The rights, as JSON.",
            Kind.JSON,
            param="PolicyDocument",
            required=True,
            same=Same.JSON,
            put=(
                Op(
                    "create_policy_version",
                    {"PolicyArn": "$id", "PolicyDocument": "$value", "SetAsDefault": True},
                ),
                Op(
                    "delete_policy_version",
                    {"PolicyArn": "$id", "VersionId": "$state.defaultVersionId"},
                ),
            ),
            get=Op(
                "get_policy_version",
                {"PolicyArn": "$id", "VersionId": "$answer.DefaultVersionId"},
                "PolicyVersion.Document",
            ),
        ),
    },
    outputs={
        "arn": Output("Its ARN.", "arn:{partition}:iam::{account}:policy{path}{policyName}"),
        "defaultVersionId": Output("The version in force.", "DefaultVersionId"),
    },
)

ENTRIES = (ROLE, POLICY)
