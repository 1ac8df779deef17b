"""Who may do what: the boundary that no role can leave, three separated administrators, and break-glass."""

from __future__ import annotations

from dataclasses import dataclass

import pulumi

from govcloud.model.place import document, trusting
from govcloud.resources import iam, s3
from landing_zone_stack.context import Context

_FORBIDDEN = (
    "cloudtrail:DeleteTrail",
    "cloudtrail:StopLogging",
    "cloudtrail:UpdateTrail",
    "config:DeleteConfigurationRecorder",
    "config:StopConfigurationRecorder",
    "guardduty:DeleteDetector",
    "iam:CreateUser",
    "iam:DeleteRolePermissionsBoundary",
    "kms:ScheduleKeyDeletion",
    "organizations:LeaveOrganization",
    "s3:BypassGovernanceRetention",
)
_SYSTEM = ("ec2:*", "s3:*", "logs:*", "backup:*", "route53:*", "sns:*", "sqs:*", "cloudwatch:*")
_SECURITY = ("iam:*", "kms:*", "sts:*", "guardduty:*", "config:*")
_CRYPTOGRAPHY = ("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*")
_HOUR_S = 3600


@dataclass(frozen=True, slots=True)
class Administrators:
    """The boundary, and the administrators whom others name: security keeps the keys, audit reads the record."""

    boundary: iam.Policy
    security: iam.Role
    auditor: iam.Role


def identity(context: Context) -> Administrators:
    """Register passwords' rules, the boundary, the administrators (三员), and the way in for an emergency."""
    iam.AccountPasswordPolicy("passwords")
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
    system = _administrator(context, "system-administrator", boundary)
    security = _administrator(context, "security-administrator", boundary)
    # Separation of the three powers: none of them can do another's work.
    _may(system, "system-administrator", _SYSTEM, ())
    _may(security, "security-administrator", _SECURITY, _CRYPTOGRAPHY)
    auditor = _administrator(context, "auditor", boundary)
    _break_glass(context)
    return Administrators(boundary, security, auditor)


def reads_records(context: Context, auditor: iam.Role, archive: s3.Bucket) -> None:
    """Register what the auditor may read: what was recorded, and nothing else."""
    looking = [
        "cloudtrail:Get*",
        "cloudtrail:LookupEvents",
        "config:Describe*",
        "config:Get*",
        "logs:Get*",
        "logs:FilterLogEvents",
        "iam:Get*",
        "iam:List*",
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
    iam.RolePolicyAttachment("audit", role=auditor.role_name, policy_arn=reading.arn)


def _administrator(context: Context, name: str, boundary: iam.Policy) -> iam.Role:
    return iam.Role(
        name,
        assume_role_policy=pulumi.Output.json_dumps(trusting({"AWS": context.place.root})),
        permissions_boundary=boundary.arn,
        tags=context.tags(name),
    )


def _may(role: iam.Role, name: str, allowed: tuple[str, ...], denied: tuple[str, ...]) -> None:
    statements = [{"Effect": "Allow", "Action": list(allowed), "Resource": "*"}]
    if denied:
        statements.append({"Effect": "Deny", "Action": list(denied), "Resource": "*"})
    iam.RolePolicy(
        name, role=role.role_name, policy=pulumi.Output.json_dumps(document(*statements))
    )


def _break_glass(context: Context) -> None:
    """For one hour, with a second factor, without the boundary; an alarm tells each use."""
    role = iam.Role(
        "break-glass",
        assume_role_policy=pulumi.Output.json_dumps(
            trusting(
                {"AWS": context.place.root},
                Condition={"Bool": {"aws:MultiFactorAuthPresent": "true"}},
            )
        ),
        description="Emergencies only: every use raises an alarm and is reviewed",
        max_session_duration=_HOUR_S,
        tags=context.tags("break-glass"),
    )
    _may(role, "break-glass", ("*",), ())
