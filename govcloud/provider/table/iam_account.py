"""IAM: what holds for the whole account, and groups of its people."""

from __future__ import annotations

from govcloud.provider.table.entry import Kind, Op, Output, Prop, Resource
from govcloud.provider.table.iam import NO_ENTITY, PATH
from govcloud.provider.table.iam_inside import IN_GROUP


def _demand(text: str, name: str, default: int | bool) -> Prop:
    kind = Kind.FLAG if isinstance(default, bool) else Kind.WHOLE
    return Prop(text, kind, param=name, path=name, default=default)


_DEMANDS = {
    "minimumPasswordLength": _demand("Characters at least.", "MinimumPasswordLength", 14),
    "requireSymbols": _demand("Whether a symbol is in it.", "RequireSymbols", True),
    "requireNumbers": _demand("Whether a digit is in it.", "RequireNumbers", True),
    "requireUppercaseCharacters": _demand(
        "Whether a capital is in it.", "RequireUppercaseCharacters", True
    ),
    "requireLowercaseCharacters": _demand(
        "Whether a small letter is in it.", "RequireLowercaseCharacters", True
    ),
    "allowUsersToChangePassword": _demand(
        "Whether people change their own.", "AllowUsersToChangePassword", True
    ),
    "maxPasswordAge": _demand("Days until it lapses.", "MaxPasswordAge", 90),
    "passwordReusePrevention": _demand(
        "How many former ones are refused.", "PasswordReusePrevention", 24
    ),
}

PASSWORDS = Resource(
    service="iam",
    name="AccountPasswordPolicy",
    text="What every password of the account must be like; an account has one.",
    create=Op("update_account_password_policy"),
    id="'password-policy'",
    read=Op("get_account_password_policy", {}, "PasswordPolicy"),
    update=Op(
        "update_account_password_policy",
        {prop.param or "": f"$in.{name}" for name, prop in _DEMANDS.items()},
    ),
    delete=(Op("delete_account_password_policy"),),
    gone=NO_ENTITY,
    siblings=Op("get_account_password_policy", {}, "['password-policy']", absent=NO_ENTITY),
    props=_DEMANDS,
)

GROUP = Resource(
    service="iam",
    name="Group",
    text="People who share rights.",
    create=Op("create_group"),
    id="Group.GroupName",
    answer="Group",
    read=Op("get_group", {"GroupName": "$id"}, "Group"),
    delete=(Op("delete_group", {"GroupName": "$id"}),),
    gone=NO_ENTITY,
    exists=("EntityAlreadyExists",),
    siblings=Op("list_groups", {}, "Groups[].GroupName"),
    props={
        "groupName": Prop(
            "Its name; made from the resource's name if not given.",
            param="GroupName",
            path="GroupName",
            replace=True,
            autoname=128,
        ),
        "path": PATH,
    },
    outputs={"arn": Output("Its ARN.", "arn:{partition}:iam::{account}:group{path}{id}")},
    inside=IN_GROUP,
)

ATTACHMENT = Resource(
    service="iam",
    name="GroupPolicyAttachment",
    text="A policy given to a group.",
    create=Op("attach_group_policy"),
    id="{group}|{policyArn}",
    answer="@",
    read=Op(
        "list_attached_group_policies",
        {"GroupName": "$id.0", "MaxItems": 1000},
        "AttachedPolicies[?PolicyArn=='$id.1'] | [0]",
    ),
    delete=(Op("detach_group_policy", {"GroupName": "$id.0", "PolicyArn": "$id.1"}),),
    gone=NO_ENTITY,
    props={
        "group": Prop(
            "The group's name.", param="GroupName", path="$id.0", required=True, replace=True
        ),
        "policyArn": Prop(
            "The policy's ARN.", param="PolicyArn", path="$id.1", required=True, replace=True
        ),
    },
)

ENTRIES = (PASSWORDS, GROUP, ATTACHMENT)
