"""CloudTrail: Trail, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

from collections.abc import Mapping

import pulumi

from govcloud.resources.base import CloudResource


class Trail(CloudResource):
    """A record of who called what, delivered into a bucket."""

    def __init__(
        self,
        resource_name: str,
        *,
        s3_bucket_name: pulumi.Input[str],
        name: pulumi.Input[str] | None = None,
        s3_key_prefix: pulumi.Input[str] | None = None,
        is_multi_region_trail: pulumi.Input[bool] | None = None,
        enable_log_file_validation: pulumi.Input[bool] | None = None,
        include_global_service_events: pulumi.Input[bool] | None = None,
        kms_key_id: pulumi.Input[str] | None = None,
        cloud_watch_logs_log_group_arn: pulumi.Input[str] | None = None,
        cloud_watch_logs_role_arn: pulumi.Input[str] | None = None,
        logging: pulumi.Input[bool] | None = None,
        tags: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:cloudtrail:Trail`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            s3_bucket_name: The bucket that it writes to. Required.
            name: Its name; made from the resource's name if not given. A change replaces the
                resource.
            s3_key_prefix: Where in the bucket.
            is_multi_region_trail: Whether it covers all regions. Default: True.
            enable_log_file_validation: Whether the files carry digests against tampering.
                Default: True.
            include_global_service_events: Whether calls of services without a region are in it.
                Default: True.
            kms_key_id: The ARN of the key that encrypts the files.
            cloud_watch_logs_log_group_arn: The log group that it writes to as well.
            cloud_watch_logs_role_arn: The role with which it writes there.
            logging: Whether it records now. Default: True.
            tags: Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never
                shown.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:cloudtrail:Trail",
            resource_name,
            {
                "s3BucketName": s3_bucket_name,
                "name": name,
                "s3KeyPrefix": s3_key_prefix,
                "isMultiRegionTrail": is_multi_region_trail,
                "enableLogFileValidation": enable_log_file_validation,
                "includeGlobalServiceEvents": include_global_service_events,
                "kmsKeyId": kms_key_id,
                "cloudWatchLogsLogGroupArn": cloud_watch_logs_log_group_arn,
                "cloudWatchLogsRoleArn": cloud_watch_logs_role_arn,
                "logging": logging,
                "tags": tags,
            },
            ("arn",),
            opts,
        )

    @property
    def s3_bucket_name(self) -> pulumi.Output[str]:
        """The bucket that it writes to."""
        return self._output("s3BucketName")

    @property
    def name(self) -> pulumi.Output[str]:
        """Its name; made from the resource's name if not given."""
        return self._output("name")

    @property
    def s3_key_prefix(self) -> pulumi.Output[str | None]:
        """Where in the bucket."""
        return self._output("s3KeyPrefix")

    @property
    def is_multi_region_trail(self) -> pulumi.Output[bool]:
        """Whether it covers all regions."""
        return self._output("isMultiRegionTrail")

    @property
    def enable_log_file_validation(self) -> pulumi.Output[bool]:
        """Whether the files carry digests against tampering."""
        return self._output("enableLogFileValidation")

    @property
    def include_global_service_events(self) -> pulumi.Output[bool]:
        """Whether calls of services without a region are in it."""
        return self._output("includeGlobalServiceEvents")

    @property
    def kms_key_id(self) -> pulumi.Output[str | None]:
        """The ARN of the key that encrypts the files."""
        return self._output("kmsKeyId")

    @property
    def cloud_watch_logs_log_group_arn(self) -> pulumi.Output[str | None]:
        """The log group that it writes to as well."""
        return self._output("cloudWatchLogsLogGroupArn")

    @property
    def cloud_watch_logs_role_arn(self) -> pulumi.Output[str | None]:
        """The role with which it writes there."""
        return self._output("cloudWatchLogsRoleArn")

    @property
    def logging(self) -> pulumi.Output[bool]:
        """Whether it records now."""
        return self._output("logging")

    @property
    def tags(self) -> pulumi.Output[dict[str, str] | None]:
        """Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never shown."""
        return self._output("tags")

    @property
    def arn(self) -> pulumi.Output[str]:
        """Its ARN."""
        return self._output("arn")
