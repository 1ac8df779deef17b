"""Who may do what: the boundary that no tenant role can leave, and three separated administrators."""

from __future__ import annotations

from dataclasses import dataclass

import pulumi

from govcloud.resources import iam, s3
from landing_zone_stack.audit import document
from landing_zone_stack.context import Context

_FORBIDDEN = (
    "cloudtrail:DeleteTrail",
    "cloudtrail:StopLogging",
    "cloudtrail:UpdateTrail",
    "iam:CreateUser",
    "iam:DeleteRolePermissionsBoundary",
    "kms:ScheduleKeyDeletion",
    "organizations:LeaveOrganization",
)
_ADMINISTRATORS = {
    # Separation of the three powers: none of them can do another's work.
    "system": ("ec2:*", "s3:*", "logs:*"),
    "security": ("iam:*", "kms:*", "sts:*"),
}


@dataclass(frozen=True, slots=True)
class Roles:
    """What departments' roles are kept within."""

    boundary: iam.Policy
    auditor: iam.Role


def identity(context: Context, archive: s3.Bucket) -> Roles:
    """Register the boundary and the administrators."""
    boundary = iam.Policy(
        "boundary",
        description="What no role of a department may exceed",
        policy=pulumi.Output.json_dumps(
            document(
                {"Effect": "Allow", "Action": "*", "Resource": "*"},
                {"Effect": "Deny", "Action": list(_FORBIDDEN), "Resource": "*"},
            )
        ),
        tags=context.tags("boundary"),
    )
    for name, actions in _ADMINISTRATORS.items():
        role = _role(context, f"{name}-administrator", boundary)
        may = {"Effect": "Allow", "Action": list(actions), "Resource": "*"}
        iam.RolePolicy(
            f"{name}-administrator",
            role=role.role_name,
            policy=pulumi.Output.json_dumps(document(may)),
        )
    return Roles(boundary, _auditor(context, boundary, archive))


def _auditor(context: Context, boundary: iam.Policy, archive: s3.Bucket) -> iam.Role:
    role = _role(context, "auditor", boundary)
    looking = [
        "cloudtrail:Get*",
        "cloudtrail:LookupEvents",
        "logs:Get*",
        "logs:FilterLogEvents",
        "iam:Get*",
    ]
    reading = iam.Policy(
        "audit",
        description="Reads what was recorded, changes nothing",
        policy=pulumi.Output.json_dumps(
            document(
                {"Effect": "Allow", "Action": looking, "Resource": "*"},
                {
                    "Effect": "Allow",
                    "Action": ["s3:GetObject", "s3:ListBucket"],
                    "Resource": [archive.arn, pulumi.Output.concat(archive.arn, "/*")],
                },
            )
        ),
        tags=context.tags("audit"),
    )
    iam.RolePolicyAttachment("audit", role=role.role_name, policy_arn=reading.arn)
    return role


def _role(context: Context, name: str, boundary: iam.Policy) -> iam.Role:
    trust = {"Effect": "Allow", "Principal": {"AWS": context.root}, "Action": "sts:AssumeRole"}
    return iam.Role(
        name,
        assume_role_policy=pulumi.Output.json_dumps(document(trust)),
        permissions_boundary=boundary.arn,
        tags=context.tags(name),
    )
