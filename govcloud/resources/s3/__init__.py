"""S3: the types that govcloud provisions."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
from govcloud.resources.s3.bucket import Bucket
from govcloud.resources.s3.bucket_policy import BucketPolicy

__all__ = [
    "Bucket",
    "BucketPolicy",
]
