"""IAM: what somebody may add by hand to the rights of our roles and groups."""

from __future__ import annotations

from dataclasses import replace

from govcloud.provider.table.entry import Inside, Many, Op

_CALL = "get_account_authorization_details"
_BOTH = {"Filter": ["Role", "Group"]}
"""One call tells of all roles and groups with their rights, wherever they are asked about."""


def told_of_role(path: str, of: str = "$id") -> Many:
    """A share of what is told of a role."""
    return Many(_BOTH, "RoleDetailList", "RoleName", of, call=_CALL, path=path)


def _in_role(path: str) -> Op:
    return Op(_CALL, many=told_of_role(path))


def _in_group(path: str) -> Op:
    return Op(_CALL, many=Many(_BOTH, "GroupDetailList", "GroupName", path=path))


_ATTACHED = Inside(
    "govcloud:iam:RolePolicyAttachment",
    _in_role("[].AttachedManagedPolicies[]"),
    id="join('|', [owner, PolicyArn])",
    shows="{policy: PolicyArn}",
    remove=(Op("detach_role_policy", {"RoleName": "$owner", "PolicyArn": "$item.PolicyArn"}),),
)
_WRITTEN = Inside(
    "govcloud:iam:RolePolicy",
    _in_role("[].RolePolicyList[]"),
    id="join('|', [owner, PolicyName])",
    shows="{name: PolicyName, policy: PolicyDocument}",
    remove=(Op("delete_role_policy", {"RoleName": "$owner", "PolicyName": "$item.PolicyName"}),),
)

IN_ROLE = (
    _ATTACHED,
    _WRITTEN,
    Inside(
        "govcloud:iam:InstanceProfile",
        _in_role("[].InstanceProfileList[]"),
        id="InstanceProfileName",
        shows="{name: InstanceProfileName}",
        remove=(
            Op(
                "remove_role_from_instance_profile",
                {"InstanceProfileName": "$item.InstanceProfileName", "RoleName": "$owner"},
            ),
        ),
    ),
)

IN_GROUP = (
    replace(
        _ATTACHED,
        type="govcloud:iam:GroupPolicyAttachment",
        op=_in_group("[].AttachedManagedPolicies[]"),
        remove=(
            Op("detach_group_policy", {"GroupName": "$owner", "PolicyArn": "$item.PolicyArn"}),
        ),
    ),
    replace(
        _WRITTEN,
        type="iam:GroupPolicy",
        op=_in_group("[].GroupPolicyList[]"),
        remove=(
            Op("delete_group_policy", {"GroupName": "$owner", "PolicyName": "$item.PolicyName"}),
        ),
    ),
    Inside(
        "iam:GroupMember",
        Op("get_group", {"GroupName": "$id"}, "Users"),
        id="join('|', [owner, UserName])",
        shows="{user: UserName}",
        remove=(
            Op("remove_user_from_group", {"GroupName": "$owner", "UserName": "$item.UserName"}),
        ),
    ),
)
