"""What the tenant keeps: its own key, its bucket, its log group, its secret."""

from __future__ import annotations

from dataclasses import dataclass

import pulumi

from department_stack.spec import Spec
from govcloud.model.place import document
from govcloud.resources import kms, logs, s3, secretsmanager

_KEPT_DAYS = 365
_USES = [
    "kms:Encrypt*",
    "kms:Decrypt*",
    "kms:ReEncrypt*",
    "kms:GenerateDataKey*",
    "kms:Describe*",
]


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
        policy=_key_policy(spec),
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


def _key_policy(spec: Spec) -> pulumi.Output[str]:
    everything = {
        "Effect": "Allow",
        "Principal": {"AWS": spec.place.root},
        "Action": "kms:*",
        "Resource": "*",
    }
    logging = {
        "Effect": "Allow",
        "Principal": {"Service": spec.place.principal("logs")},
        "Action": _USES,
        "Resource": "*",
    }
    return pulumi.Output.json_dumps(document(everything, logging))
