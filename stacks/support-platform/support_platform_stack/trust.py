"""What others rely on: the keys that sign identities and seals, certificates that cannot be lost, and images."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pulumi

from govcloud.model.key_policy import SIGNS, key_policy
from govcloud.model.place import Place, document, plain_http_refused
from govcloud.model.tagging import Tags
from govcloud.resources import ecr, kms, s3, secretsmanager

_SIGNS = "SIGN_VERIFY"
_CERTIFICATE_DAYS = 3650
_CHINA = "aws-cn"


@dataclass(frozen=True, slots=True)
class Trust:
    """Keys, the store of certificates, and the registry; None where the cloud has none."""

    key: kms.Key
    identity: kms.Key
    seals: kms.Key
    certificates: s3.Bucket
    registry: ecr.Repository | None


def trust(place: Place, tags: Tags) -> Trust:
    """Register it."""
    key = kms.Key(
        "support",
        description=f"govcloud {place.env}: common support platform",
        policy=json.dumps(key_policy(place, ["sns"])),
        enable_key_rotation=True,
        tags=tags.of("support"),
    )
    kms.Alias("support", name=f"alias/govcloud-{place.env}-support", target_key_id=key.key_id)
    identity = _signing(place, tags, "identity")
    seals = _signing(place, tags, "seals")
    # Made empty: what it holds is put there by the platform's keepers, and never passes through a state file.
    secretsmanager.Secret(
        "identity", kms_key_id=key.arn, description="Unified identity", tags=tags.of("identity")
    )
    certificates = s3.Bucket(
        "certificates",
        object_lock_enabled=True,
        lock_days=_CERTIFICATE_DAYS,
        versioning="Enabled",
        kms_key_id=key.arn,
        block_public_access=True,
        tags=tags.of("certificates", "DATA"),
    )
    bare = plain_http_refused(certificates.arn, pulumi.Output.concat(certificates.arn, "/*"))
    s3.BucketPolicy(
        "certificates",
        bucket=certificates.bucket,
        policy=pulumi.Output.json_dumps(document(bare)),
    )
    return Trust(key, identity, seals, certificates, _registry(place, tags, key))


def _signing(place: Place, tags: Tags, name: str) -> kms.Key:
    """A key that signs: SM2 where the cloud has it and the law asks for it."""
    key = kms.Key(
        f"sign-{name}",
        description=f"govcloud {place.env}: signs {name}",
        policy=json.dumps(key_policy(place, [], uses=SIGNS)),
        key_spec="SM2" if place.partition == _CHINA else "ECC_NIST_P256",
        key_usage=_SIGNS,
        enable_key_rotation=False,  # the cloud rotates symmetric keys only
        tags=tags.of(f"sign-{name}"),
    )
    kms.Alias(
        f"sign-{name}", name=f"alias/govcloud-{place.env}-sign-{name}", target_key_id=key.key_id
    )
    return key


def _registry(place: Place, tags: Tags, key: kms.Key) -> ecr.Repository | None:
    if not place.has("ecr"):
        return None
    return ecr.Repository(
        "registry",
        name=f"govcloud-{place.env}-support",
        kms_key=key.arn,
        tags=tags.of("registry"),
    )
