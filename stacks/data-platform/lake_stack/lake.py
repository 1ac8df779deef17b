"""The lake: data as they came, data made fit for use, and data that departments open to each other."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

import pulumi

from govcloud.model.key_policy import key_policy
from govcloud.model.place import Place, document, plain_http_refused
from govcloud.model.tagging import Tags
from govcloud.resources import glue, kms, s3

_LAYERS = {"raw": "as they came", "curated": "made fit for use", "shared": "opened to each other"}


@dataclass(frozen=True, slots=True)
class Lake:
    """Its key, its buckets by layer, and its catalogue; None where the cloud has none."""

    key: kms.Key
    buckets: Mapping[str, s3.Bucket]
    catalogue: glue.Database | None


def lake(place: Place, tags: Tags) -> Lake:
    """Register it."""
    key = kms.Key(
        "lake",
        description=f"govcloud {place.env}: data lake",
        policy=json.dumps(key_policy(place, ["sns"])),
        enable_key_rotation=True,
        tags=tags.of("lake"),
    )
    kms.Alias("lake", name=f"alias/govcloud-{place.env}-lake", target_key_id=key.key_id)
    buckets = {name: _layer(name, key, tags) for name in _LAYERS}
    catalogue = None
    if place.has("glue"):
        catalogue = glue.Database(
            "catalogue",
            name=f"govcloud_{place.env}".replace("-", "_"),
            description="What data there are, who owns them, and who may have them",
            location_uri=pulumi.Output.concat("s3://", buckets["shared"].bucket, "/"),
        )
    return Lake(key, buckets, catalogue)


def _layer(name: str, key: kms.Key, tags: Tags) -> s3.Bucket:
    bucket = s3.Bucket(
        f"lake-{name}",
        versioning="Enabled",
        kms_key_id=key.arn,
        block_public_access=True,
        tags=tags.of(f"lake-{name}"),
    )
    bare = plain_http_refused(bucket.arn, pulumi.Output.concat(bucket.arn, "/*"))
    s3.BucketPolicy(
        f"lake-{name}", bucket=bucket.bucket, policy=pulumi.Output.json_dumps(document(bare))
    )
    return bucket
