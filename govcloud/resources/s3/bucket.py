"""S3: Bucket, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

from collections.abc import Mapping

import pulumi

from govcloud.resources.base import CloudResource


class Bucket(CloudResource):
    """A store of objects; closed to the public unless told otherwise."""

    def __init__(
        self,
        resource_name: str,
        *,
        bucket: pulumi.Input[str] | None = None,
        object_lock_enabled: pulumi.Input[bool] | None = None,
        versioning: pulumi.Input[str] | None = None,
        kms_key_id: pulumi.Input[str] | None = None,
        block_public_access: pulumi.Input[bool] | None = None,
        lock_days: pulumi.Input[int] | None = None,
        expire_after_days: pulumi.Input[int] | None = None,
        tags: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:s3:Bucket`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            bucket: Its name, unique in the partition; made from the resource's name if not
                given. A change replaces the resource.
            object_lock_enabled: Whether versions can be locked against deletion. A change
                replaces the resource.
            versioning: `Enabled` or `Suspended`.
            kms_key_id: The key (id or ARN) that encrypts objects; the cloud's own if none is
                given.
            block_public_access: Whether all four public-access blocks are on. Default: True.
            lock_days: Days for which no version can be deleted.
            expire_after_days: Days after which an object is deleted; for ever if not given.
            tags: Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never
                shown.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:s3:Bucket",
            resource_name,
            {
                "bucket": bucket,
                "objectLockEnabled": object_lock_enabled,
                "versioning": versioning,
                "kmsKeyId": kms_key_id,
                "blockPublicAccess": block_public_access,
                "lockDays": lock_days,
                "expireAfterDays": expire_after_days,
                "tags": tags,
            },
            ("arn",),
            opts,
        )

    @property
    def bucket(self) -> pulumi.Output[str]:
        """Its name, unique in the partition; made from the resource's name if not given."""
        return self._output("bucket")

    @property
    def object_lock_enabled(self) -> pulumi.Output[bool | None]:
        """Whether versions can be locked against deletion."""
        return self._output("objectLockEnabled")

    @property
    def versioning(self) -> pulumi.Output[str | None]:
        """`Enabled` or `Suspended`."""
        return self._output("versioning")

    @property
    def kms_key_id(self) -> pulumi.Output[str | None]:
        """The key (id or ARN) that encrypts objects; the cloud's own if none is given."""
        return self._output("kmsKeyId")

    @property
    def block_public_access(self) -> pulumi.Output[bool]:
        """Whether all four public-access blocks are on."""
        return self._output("blockPublicAccess")

    @property
    def lock_days(self) -> pulumi.Output[int | None]:
        """Days for which no version can be deleted."""
        return self._output("lockDays")

    @property
    def expire_after_days(self) -> pulumi.Output[int | None]:
        """Days after which an object is deleted; for ever if not given."""
        return self._output("expireAfterDays")

    @property
    def tags(self) -> pulumi.Output[dict[str, str] | None]:
        """Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never shown."""
        return self._output("tags")

    @property
    def arn(self) -> pulumi.Output[str]:
        """Its ARN."""
        return self._output("arn")
