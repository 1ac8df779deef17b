"""IAM: the types that govcloud provisions."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
from govcloud.resources.iam.instance_profile import InstanceProfile
from govcloud.resources.iam.policy import Policy
from govcloud.resources.iam.role import Role
from govcloud.resources.iam.role_policy import RolePolicy
from govcloud.resources.iam.role_policy_attachment import RolePolicyAttachment

__all__ = [
    "InstanceProfile",
    "Policy",
    "Role",
    "RolePolicy",
    "RolePolicyAttachment",
]
