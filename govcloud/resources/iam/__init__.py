"""IAM: the types that govcloud provisions."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
from govcloud.resources.iam.account_password_policy import AccountPasswordPolicy
from govcloud.resources.iam.group import Group
from govcloud.resources.iam.group_policy_attachment import GroupPolicyAttachment
from govcloud.resources.iam.instance_profile import InstanceProfile
from govcloud.resources.iam.policy import Policy
from govcloud.resources.iam.role import Role
from govcloud.resources.iam.role_policy import RolePolicy
from govcloud.resources.iam.role_policy_attachment import RolePolicyAttachment

__all__ = [
    "AccountPasswordPolicy",
    "Group",
    "GroupPolicyAttachment",
    "InstanceProfile",
    "Policy",
    "Role",
    "RolePolicy",
    "RolePolicyAttachment",
]
