"""IAM: what ties roles to policies and to instances."""

from __future__ import annotations

from govcloud.provider.table.entry import Kind, Op, Output, Prop, Resource, Same
from govcloud.provider.table.iam import NO_ENTITY, PATH, tags
from govcloud.provider.table.iam_inside import told_of_role

ATTACHMENT = Resource(
    service="iam",
    name="RolePolicyAttachment",
    text="A policy given to a role.",
    create=Op("attach_role_policy"),
    id="{role}|{policyArn}",
    answer="@",
    read=Op(
        "list_attached_role_policies",
        {"RoleName": "$id.0", "MaxItems": 1000},
        "AttachedPolicies[?PolicyArn=='$id.1'] | [0]",
        many=told_of_role("[0].AttachedManagedPolicies[?PolicyArn=='$id.1'] | [0]", "$id.0"),
    ),
    delete=(Op("detach_role_policy", {"RoleName": "$id.0", "PolicyArn": "$id.1"}),),
    gone=NO_ENTITY,
    props={
        "role": Prop(
            "The role's name.", param="RoleName", path="$id.0", required=True, replace=True
        ),
        "policyArn": Prop(
            "The policy's ARN.", param="PolicyArn", path="$id.1", required=True, replace=True
        ),
    },
)

INLINE = Resource(
    service="iam",
    name="RolePolicy",
    text="Rights written into one role.",
    create=Op("put_role_policy"),
    id="{role}|{name}",
    answer="@",
    read=Op(
        "get_role_policy",
        {"RoleName": "$id.0", "PolicyName": "$id.1"},
        many=told_of_role("[0].RolePolicyList[?PolicyName=='$id.1'] | [0]", "$id.0"),
    ),
    update=Op(
        "put_role_policy",
        {"RoleName": "$id.0", "PolicyName": "$id.1", "PolicyDocument": "$in.policy"},
    ),
    delete=(Op("delete_role_policy", {"RoleName": "$id.0", "PolicyName": "$id.1"}),),
    gone=NO_ENTITY,
    siblings=Op(
        "list_role_policies", {"RoleName": "$in.role"}, "PolicyNames[].join('|', ['$in.role', @])"
    ),
    props={
        "role": Prop(
            "The role's name.", param="RoleName", path="$id.0", required=True, replace=True
        ),
        "name": Prop(
            "Its name in the role; made from the resource's name if not given.",
            param="PolicyName",
            path="$id.1",
            replace=True,
            autoname=128,
        ),
        "policy": Prop(
            "The rights, as JSON.",
            Kind.JSON,
            param="PolicyDocument",
            path="PolicyDocument",
            required=True,
            same=Same.JSON,
        ),
    },
)

_ROLE_IN = {"InstanceProfileName": "$id", "RoleName": "$value"}
_OLD_ROLE_IN = {"InstanceProfileName": "$id", "RoleName": "$old"}

PROFILE = Resource(
    service="iam",
    name="InstanceProfile",
    text="What gives an instance its role.",
    create=Op("create_instance_profile"),
    id="InstanceProfile.InstanceProfileName",
    answer="InstanceProfile",
    read=Op("get_instance_profile", {"InstanceProfileName": "$id"}, "InstanceProfile"),
    delete=(
        Op(
            "remove_role_from_instance_profile",
            {"InstanceProfileName": "$id", "RoleName": "$in.role"},
            absent=NO_ENTITY,
        ),
        Op("delete_instance_profile", {"InstanceProfileName": "$id"}),
    ),
    gone=NO_ENTITY,
    exists=("EntityAlreadyExists",),
    siblings=Op("list_instance_profiles", {}, "InstanceProfiles[].InstanceProfileName"),
    tagging=tags("instance_profile", "InstanceProfileName"),
    props={
        "name": Prop(
            "Its name; made from the resource's name if not given.",
            param="InstanceProfileName",
            path="InstanceProfileName",
            replace=True,
            autoname=128,
        ),
        "path": PATH,
        "role": Prop(
            "The name of the role that it gives.",
            path="Roles[0].RoleName",
            required=True,
            put=(
                Op("remove_role_from_instance_profile", _OLD_ROLE_IN, absent=NO_ENTITY),
                Op("add_role_to_instance_profile", _ROLE_IN),
            ),
        ),
    },
    outputs={
        "instanceProfileId": Output("The cloud's own id of it.", "InstanceProfileId"),
        "arn": Output("Its ARN.", "arn:{partition}:iam::{account}:instance-profile{path}{id}"),
    },
)

ENTRIES = (ATTACHMENT, INLINE, PROFILE)
