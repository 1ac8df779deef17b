"""What is recorded and how it is kept: keys, the log archive, and the trail of every call."""

from __future__ import annotations

from dataclasses import dataclass

import pulumi

from govcloud.model.key_policy import key_policy
from govcloud.model.place import document, plain_http_refused, trusting
from govcloud.resources import cloudtrail, iam, kms, logs, s3
from landing_zone_stack.context import Context
from landing_zone_stack.identity import Administrators

LEGAL_DAYS = 184
"""Six calendar months at their longest: the Cybersecurity Law's least retention of logs."""

_KEPT_DAYS = 365


@dataclass(frozen=True, slots=True)
class Records:
    """Keys, archive and trail."""

    logs_key: kms.Key
    backup_key: kms.Key
    archive: s3.Bucket
    allowed: s3.BucketPolicy
    group: logs.LogGroup
    trail: cloudtrail.Trail


def audit(context: Context, administrators: Administrators) -> Records:
    """Register keys, archive and trail."""
    writers = ["logs", "cloudtrail", "delivery.logs", "sns"]
    logs_key = key(context, "logs", administrators, writers)
    backup_key = key(context, "backup", administrators, ["backup"])
    archive = s3.Bucket(
        "log-archive",
        object_lock_enabled=True,
        lock_days=LEGAL_DAYS,
        expire_after_days=_KEPT_DAYS,
        versioning="Enabled",
        kms_key_id=logs_key.arn,
        block_public_access=True,
        tags=context.tags("log-archive"),
    )
    allowed = s3.BucketPolicy(
        "log-archive", bucket=archive.bucket, policy=_archive_policy(context, archive)
    )
    group = logs.LogGroup(
        "trail",
        name=f"/govcloud/{context.env}/trail",
        retention_in_days=_KEPT_DAYS,
        kms_key_id=logs_key.arn,
        tags=context.tags("trail"),
    )
    trail = _trail(context, archive, group, allowed)
    return Records(logs_key, backup_key, archive, allowed, group, trail)


def key(context: Context, name: str, administrators: Administrators, users: list[str]) -> kms.Key:
    """A key that the security administrator keeps and cannot use; the services `users` use it and cannot change it."""
    made = kms.Key(
        name,
        description=f"govcloud {context.env}: {name}",
        policy=pulumi.Output.json_dumps(
            key_policy(context.place, users, [administrators.security.arn])
        ),
        enable_key_rotation=True,
        tags=context.tags(name),
    )
    kms.Alias(name, name=f"alias/govcloud-{context.env}-{name}", target_key_id=made.key_id)
    return made


def _trail(
    context: Context, archive: s3.Bucket, group: logs.LogGroup, allowed: s3.BucketPolicy
) -> cloudtrail.Trail:
    role = iam.Role(
        "trail",
        assume_role_policy=pulumi.Output.json_dumps(
            trusting({"Service": context.place.principal("cloudtrail")})
        ),
        description="Lets the trail write its log group",
        tags=context.tags("trail"),
    )
    writes = {
        "Effect": "Allow",
        "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
        "Resource": pulumi.Output.concat(group.arn, ":*"),
    }
    written = iam.RolePolicy(
        "trail", role=role.role_name, policy=pulumi.Output.json_dumps(document(writes))
    )
    return cloudtrail.Trail(
        "trail",
        name=f"govcloud-{context.env}",
        s3_bucket_name=archive.bucket,
        is_multi_region_trail=True,
        enable_log_file_validation=True,
        cloud_watch_logs_log_group_arn=pulumi.Output.concat(group.arn, ":*"),
        cloud_watch_logs_role_arn=role.arn,
        tags=context.tags("trail"),
        opts=pulumi.ResourceOptions(depends_on=[allowed, written]),
    )


def _archive_policy(context: Context, archive: s3.Bucket) -> pulumi.Output[str]:
    """The services that record may write; nobody may come without TLS."""
    names = [context.place.principal(name) for name in ("cloudtrail", "config", "delivery.logs")]
    inside = pulumi.Output.concat(archive.arn, "/*")
    asks = {
        "Effect": "Allow",
        "Principal": {"Service": names},
        "Action": ["s3:GetBucketAcl", "s3:ListBucket"],
        "Resource": archive.arn,
    }
    puts = {
        "Effect": "Allow",
        "Principal": {"Service": names},
        "Action": "s3:PutObject",
        "Resource": inside,
        "Condition": {"StringEquals": {"aws:SourceAccount": context.place.account}},
    }
    bare = plain_http_refused(archive.arn, inside)
    return pulumi.Output.json_dumps(document(asks, puts, bare))
