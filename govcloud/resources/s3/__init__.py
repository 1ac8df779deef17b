"""S3: the types that govcloud provisions. Generated from govcloud/provider/table: change that, then `python -m govcloud.provider.generate`."""

# ruff: noqa: E501 - its first line says where it comes from
from govcloud.resources.s3.bucket import Bucket
from govcloud.resources.s3.bucket_policy import BucketPolicy

__all__ = [
    "Bucket",
    "BucketPolicy",
]
