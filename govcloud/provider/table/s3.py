"""S3: buckets with their settings, and bucket policies."""

from __future__ import annotations

from collections.abc import Mapping

from govcloud.provider.table.entry import Kind, Many, Op, Output, Prop, Resource, Same, Tagging
from govcloud.provider.table.s3_inside import IN_BUCKET

_BLOCK_ALL = {
    "BlockPublicAcls": "$value",
    "IgnorePublicAcls": "$value",
    "BlockPublicPolicy": "$value",
    "RestrictPublicBuckets": "$value",
}

_KMS_DEFAULT = {
    "Rules": [
        {
            "ApplyServerSideEncryptionByDefault": {
                "SSEAlgorithm": "aws:kms",
                "KMSMasterKeyID": "$value",
            },
            "BucketKeyEnabled": True,
        }
    ]
}

_KEPT = {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": "$value"}}
_EXPIRY = {
    "ID": "govcloud",
    "Status": "Enabled",
    "Filter": {"Prefix": ""},
    "Expiration": {"Days": "$value"},
}


def _locked(rule: Mapping[str, object]) -> dict[str, object]:
    """The request that sets what a bucket with object lock does by default."""
    return {"Bucket": "$id", "ObjectLockConfiguration": {"ObjectLockEnabled": "Enabled", **rule}}


BUCKET = Resource(
    service="s3",
    name="Bucket",
    text="A store of objects; closed to the public unless told otherwise.",
    create=Op("create_bucket", {"CreateBucketConfiguration": {"LocationConstraint": "$location"}}),
    id="{bucket}",
    answer="@",
    read=Op(
        "head_bucket",
        {"Bucket": "$id"},
        many=Many({}, "Buckets", "Name", call="list_buckets", path="[0]"),
    ),
    delete=(Op("delete_bucket", {"Bucket": "$id"}),),
    gone=("NoSuchBucket", "404"),
    exists=("BucketAlreadyOwnedByYou", "BucketAlreadyExists"),
    siblings=Op("list_buckets", {}, "Buckets[].Name"),
    tagging=Tagging(
        tag=Op("put_bucket_tagging", {"Bucket": "$id", "Tagging": {"TagSet": "$tags"}}),
        get=Op("get_bucket_tagging", {"Bucket": "$id"}, "TagSet", absent=("NoSuchTagSet",)),
    ),
    props={
        "bucket": Prop(
            "Its name, unique in the partition; made from the resource's name if not given.",
            param="Bucket",
            path="$id",
            replace=True,
            autoname=63,
            lower=True,
        ),
        "objectLockEnabled": Prop(
            "Whether versions can be locked against deletion.",
            Kind.FLAG,
            param="ObjectLockEnabledForBucket",
            replace=True,
            get=Op(
                "get_object_lock_configuration",
                {"Bucket": "$id"},
                "ObjectLockConfiguration.ObjectLockEnabled == 'Enabled'",
                absent=("ObjectLockConfigurationNotFoundError",),
            ),
        ),
        "versioning": Prop(
            "`Enabled` or `Suspended`.",
            put=(
                Op(
                    "put_bucket_versioning",
                    {"Bucket": "$id", "VersioningConfiguration": {"Status": "$value"}},
                ),
            ),
            unset=(
                Op(
                    "put_bucket_versioning",
                    {"Bucket": "$id", "VersioningConfiguration": {"Status": "Suspended"}},
                ),
            ),
            get=Op("get_bucket_versioning", {"Bucket": "$id"}, "Status"),
        ),
        "kmsKeyId": Prop(
            "The key (id or ARN) that encrypts objects; the cloud's own if none is given.",
            same=Same.ARN_TAIL,
            put=(
                Op(
                    "put_bucket_encryption",
                    {"Bucket": "$id", "ServerSideEncryptionConfiguration": _KMS_DEFAULT},
                ),
            ),
            unset=(Op("delete_bucket_encryption", {"Bucket": "$id"}),),
            get=Op(
                "get_bucket_encryption",
                {"Bucket": "$id"},
                "ServerSideEncryptionConfiguration.Rules[0]"
                ".ApplyServerSideEncryptionByDefault.KMSMasterKeyID",
                absent=("ServerSideEncryptionConfigurationNotFoundError",),
            ),
        ),
        "blockPublicAccess": Prop(
            "Whether all four public-access blocks are on.",
            Kind.FLAG,
            default=True,
            put=(
                Op(
                    "put_public_access_block",
                    {"Bucket": "$id", "PublicAccessBlockConfiguration": _BLOCK_ALL},
                ),
            ),
            unset=(Op("delete_public_access_block", {"Bucket": "$id"}),),
            get=Op(
                "get_public_access_block",
                {"Bucket": "$id"},
                "PublicAccessBlockConfiguration.[BlockPublicAcls, IgnorePublicAcls,"
                " BlockPublicPolicy, RestrictPublicBuckets] | !contains(@, `false`)",
                absent=("NoSuchPublicAccessBlockConfiguration",),
            ),
        ),
        "lockDays": Prop(
            "Days for which no version can be deleted.",
            Kind.WHOLE,
            put=(Op("put_object_lock_configuration", _locked({"Rule": _KEPT})),),
            unset=(Op("put_object_lock_configuration", _locked({})),),
            get=Op(
                "get_object_lock_configuration",
                {"Bucket": "$id"},
                "ObjectLockConfiguration.Rule.DefaultRetention.Days",
                absent=("ObjectLockConfigurationNotFoundError",),
            ),
        ),
        "expireAfterDays": Prop(
            "Days after which an object is deleted; for ever if not given.",
            Kind.WHOLE,
            watched=True,
            put=(
                Op(
                    "put_bucket_lifecycle_configuration",
                    {"Bucket": "$id", "LifecycleConfiguration": {"Rules": [_EXPIRY]}},
                ),
            ),
            unset=(Op("delete_bucket_lifecycle", {"Bucket": "$id"}),),
            get=Op(
                "get_bucket_lifecycle_configuration",
                {"Bucket": "$id"},
                "Rules[?ID=='govcloud'].Expiration.Days | [0]",
                absent=("NoSuchLifecycleConfiguration",),
            ),
        ),
    },
    outputs={"arn": Output("Its ARN.", "arn:{partition}:s3:::{id}")},
    inside=IN_BUCKET,
)

POLICY = Resource(
    service="s3",
    name="BucketPolicy",
    text="What a bucket allows and refuses.",
    create=Op("put_bucket_policy"),
    id="{bucket}",
    answer="@",
    read=Op("get_bucket_policy", {"Bucket": "$id"}),
    update=Op("put_bucket_policy", {"Bucket": "$id", "Policy": "$in.policy"}),
    delete=(Op("delete_bucket_policy", {"Bucket": "$id"}),),
    gone=("NoSuchBucketPolicy", "NoSuchBucket"),
    props={
        "bucket": Prop("The bucket.", param="Bucket", path="$id", required=True, replace=True),
        "policy": Prop(
            "The policy, as JSON.",
            Kind.JSON,
            param="Policy",
            path="Policy",
            required=True,
            same=Same.JSON,
        ),
    },
)

ENTRIES = (BUCKET, POLICY)
