"""What is recorded and how it is kept: keys, the log archive, and the trail of every call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi

from govcloud.resources import cloudtrail, iam, kms, logs, s3
from landing_zone_stack.context import Context

_KEPT_DAYS = 365


@dataclass(frozen=True, slots=True)
class Records:
    """Keys, archive and trail."""

    logs_key: kms.Key
    backup_key: kms.Key
    archive: s3.Bucket
    trail: cloudtrail.Trail


def audit(context: Context) -> Records:
    """Register keys, archive and trail."""
    logs_key = _key(context, "logs", _logs_key_policy(context))
    backup_key = _key(context, "backup", None)
    archive = s3.Bucket(
        "log-archive",
        object_lock_enabled=True,
        versioning="Enabled",
        kms_key_id=logs_key.arn,
        block_public_access=True,
        tags=context.tags("log-archive"),
    )
    allowed = s3.BucketPolicy("log-archive", bucket=archive.bucket, policy=_archive_policy(archive))
    group = logs.LogGroup(
        "trail",
        name=f"/govcloud/{context.env}/trail",
        retention_in_days=_KEPT_DAYS,
        kms_key_id=logs_key.arn,
        tags=context.tags("trail"),
    )
    return Records(logs_key, backup_key, archive, _trail(context, archive, group, allowed))


def _key(context: Context, name: str, policy: pulumi.Input[str] | None) -> kms.Key:
    key = kms.Key(
        name,
        description=f"govcloud {context.env}: {name}",
        policy=policy,
        enable_key_rotation=True,
        tags=context.tags(name),
    )
    kms.Alias(name, name=f"alias/govcloud-{context.env}-{name}", target_key_id=key.key_id)
    return key


def _trail(
    context: Context, archive: s3.Bucket, group: logs.LogGroup, allowed: s3.BucketPolicy
) -> cloudtrail.Trail:
    role = iam.Role(
        "trail",
        assume_role_policy=pulumi.Output.json_dumps(trusting("cloudtrail.amazonaws.com")),
        description="Lets the trail write its log group",
        tags=context.tags("trail"),
    )
    writes = {
        "Effect": "Allow",
        "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
        "Resource": "*",
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


def _logs_key_policy(context: Context) -> pulumi.Output[str]:
    everything = {
        "Effect": "Allow",
        "Principal": {"AWS": context.root},
        "Action": "kms:*",
        "Resource": "*",
    }
    services = [f"logs.{context.region}.amazonaws.com", "cloudtrail.amazonaws.com"]
    using = {
        "Effect": "Allow",
        "Principal": {"Service": services},
        "Action": [
            "kms:Encrypt*",
            "kms:Decrypt*",
            "kms:ReEncrypt*",
            "kms:GenerateDataKey*",
            "kms:Describe*",
        ],
        "Resource": "*",
    }
    return pulumi.Output.json_dumps(document(everything, using))


def _archive_policy(archive: s3.Bucket) -> pulumi.Output[str]:
    service = {"Service": "cloudtrail.amazonaws.com"}
    asks = {
        "Effect": "Allow",
        "Principal": service,
        "Action": "s3:GetBucketAcl",
        "Resource": archive.arn,
    }
    puts = {
        "Effect": "Allow",
        "Principal": service,
        "Action": "s3:PutObject",
        "Resource": pulumi.Output.concat(archive.arn, "/AWSLogs/*"),
    }
    return pulumi.Output.json_dumps(document(asks, puts))


def document(*statements: Mapping[str, object]) -> dict[str, object]:
    """A policy document."""
    return {"Version": "2012-10-17", "Statement": list(statements)}


def trusting(service: str) -> dict[str, object]:
    """The trust policy of a role that a service takes on."""
    return document(
        {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    )
