"""S3: what somebody may add by hand to our buckets."""

from __future__ import annotations

from govcloud.provider.table.entry import Inside, Op

_HERE = {"Bucket": "$id"}
_NONE = ("NoSuchLifecycleConfiguration",)


def _others(path: str) -> Op:
    """Asks for the rules beside the one that is to go."""
    return Op(
        "get_bucket_lifecycle_configuration", {"Bucket": "$owner"}, f"Rules[?ID!='$item.ID']{path}"
    )


IN_BUCKET = (
    Inside(
        "govcloud:s3:BucketPolicy",
        Op("get_bucket_policy", _HERE, absent=("NoSuchBucketPolicy",)),
        id="owner",
        shows="{policy: Policy}",
        remove=(Op("delete_bucket_policy", {"Bucket": "$owner"}),),
    ),
    # a bucket's rules are written as a whole: those that stay are written anew, and none is a call of its own
    Inside(
        "s3:LifecycleRule",
        Op("get_bucket_lifecycle_configuration", _HERE, "Rules", absent=_NONE),
        id="join('|', [owner, ID])",
        unless="ID=='govcloud'",
        shows="{name: ID, expires: Expiration, moves: Transitions, status: Status}",
        remove=(
            Op(
                "put_bucket_lifecycle_configuration",
                {"Bucket": "$owner", "LifecycleConfiguration": {"Rules": "$asked.others"}},
                asks={"others": _others("")},
            ),
            Op(
                "delete_bucket_lifecycle",
                {"Bucket": "$asked.alone"},
                asks={"alone": _others(" | length(@) == `0` && '$owner' || `null`")},
            ),
        ),
    ),
    Inside(
        "s3:Grant",
        Op("get_bucket_acl", _HERE),
        each="Grants",
        unless="Grantee.ID && Grantee.ID==above.Owner.ID",
        id="join('|', [owner, not_null(Grantee.URI, Grantee.ID, Grantee.EmailAddress, '?'), Permission])",
        shows="{to: not_null(Grantee.URI, Grantee.DisplayName, Grantee.ID), may: Permission}",
        remove=(Op("put_bucket_acl", {"Bucket": "$owner", "ACL": "private"}),),
    ),
)
