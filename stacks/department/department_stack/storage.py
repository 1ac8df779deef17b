"""What the tenant keeps: its own key, its bucket, its log group, its secret."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pulumi

from department_stack.spec import Spec
from govcloud.model.key_policy import key_policy
from govcloud.model.place import document, plain_http_refused
from govcloud.resources import kms, logs, s3, secretsmanager

_KEPT_DAYS = 365


@dataclass(frozen=True, slots=True)
class Storage:
    """Key, bucket and secret."""

    key: kms.Key
    bucket: s3.Bucket
    secret: secretsmanager.Secret


def storage(spec: Spec) -> Storage:
    """Register them."""
    code = spec.department.lower()
    key = kms.Key(
        "data",
        description=f"govcloud {spec.env}: data of {spec.department}",
        policy=json.dumps(key_policy(spec.place, ["logs"])),
        enable_key_rotation=True,
        tags=spec.tags("data", "DATA"),
    )
    kms.Alias("data", name=f"alias/govcloud-{spec.env}-{code}-data", target_key_id=key.key_id)
    bucket = s3.Bucket(
        f"{code}-data",
        versioning="Enabled",
        kms_key_id=key.arn,
        block_public_access=True,
        tags=spec.tags("data", "DATA"),
    )
    bare = plain_http_refused(bucket.arn, pulumi.Output.concat(bucket.arn, "/*"))
    s3.BucketPolicy(
        f"{code}-data", bucket=bucket.bucket, policy=pulumi.Output.json_dumps(document(bare))
    )
    logs.LogGroup(
        "applications",
        name=f"/govcloud/{spec.env}/{code}",
        retention_in_days=_KEPT_DAYS,
        kms_key_id=key.arn,
        tags=spec.tags("applications"),
    )
    # Made empty: what it holds is put there by its department, and never passes through a state file.
    secret = secretsmanager.Secret(
        "applications",
        kms_key_id=key.arn,
        tags=spec.tags("secrets", "DATA"),
    )
    return Storage(key, bucket, secret)
