"""S3: BucketPolicy, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

import pulumi

from govcloud.resources.base import CloudResource


class BucketPolicy(CloudResource):
    """What a bucket allows and refuses."""

    def __init__(
        self,
        resource_name: str,
        *,
        bucket: pulumi.Input[str],
        policy: pulumi.Input[str],
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:s3:BucketPolicy`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            bucket: The bucket. Required. A change replaces the resource.
            policy: The policy, as JSON. Required.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:s3:BucketPolicy",
            resource_name,
            {
                "bucket": bucket,
                "policy": policy,
            },
            (),
            opts,
        )

    @property
    def bucket(self) -> pulumi.Output[str]:
        """The bucket."""
        return self._output("bucket")

    @property
    def policy(self) -> pulumi.Output[str]:
        """The policy, as JSON."""
        return self._output("policy")
