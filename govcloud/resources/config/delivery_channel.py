"""Config: DeliveryChannel, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

import pulumi

from govcloud.resources.base import CloudResource


class DeliveryChannel(CloudResource):
    """Where the record is delivered."""

    def __init__(
        self,
        resource_name: str,
        *,
        s3_bucket_name: pulumi.Input[str],
        name: pulumi.Input[str] | None = None,
        s3_key_prefix: pulumi.Input[str] | None = None,
        sns_topic_arn: pulumi.Input[str] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:config:DeliveryChannel`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            s3_bucket_name: The bucket. Required.
            name: Its name; an account has one channel. Default: 'default'. A change replaces
                the resource.
            s3_key_prefix: Where in the bucket.
            sns_topic_arn: The topic that is told.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:config:DeliveryChannel",
            resource_name,
            {
                "s3BucketName": s3_bucket_name,
                "name": name,
                "s3KeyPrefix": s3_key_prefix,
                "snsTopicArn": sns_topic_arn,
            },
            (),
            opts,
        )

    @property
    def s3_bucket_name(self) -> pulumi.Output[str]:
        """The bucket."""
        return self._output("s3BucketName")

    @property
    def name(self) -> pulumi.Output[str]:
        """Its name; an account has one channel."""
        return self._output("name")

    @property
    def s3_key_prefix(self) -> pulumi.Output[str | None]:
        """Where in the bucket."""
        return self._output("s3KeyPrefix")

    @property
    def sns_topic_arn(self) -> pulumi.Output[str | None]:
        """The topic that is told."""
        return self._output("snsTopicArn")
