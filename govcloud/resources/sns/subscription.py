"""SNS: Subscription, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

import pulumi

from govcloud.resources.base import CloudResource


class Subscription(CloudResource):
    """Somebody who listens to a topic."""

    def __init__(
        self,
        resource_name: str,
        *,
        topic_arn: pulumi.Input[str],
        protocol: pulumi.Input[str],
        endpoint: pulumi.Input[str],
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:sns:Subscription`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            topic_arn: The topic. Required. A change replaces the resource.
            protocol: Such as `sqs`, `https` or `email`. Required. A change replaces the
                resource.
            endpoint: Where it is delivered: a queue's ARN, a URL, an address. Required. A
                change replaces the resource.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:sns:Subscription",
            resource_name,
            {
                "topicArn": topic_arn,
                "protocol": protocol,
                "endpoint": endpoint,
            },
            ("arn",),
            opts,
        )

    @property
    def topic_arn(self) -> pulumi.Output[str]:
        """The topic."""
        return self._output("topicArn")

    @property
    def protocol(self) -> pulumi.Output[str]:
        """Such as `sqs`, `https` or `email`."""
        return self._output("protocol")

    @property
    def endpoint(self) -> pulumi.Output[str]:
        """Where it is delivered: a queue's ARN, a URL, an address."""
        return self._output("endpoint")

    @property
    def arn(self) -> pulumi.Output[str]:
        """Its ARN."""
        return self._output("arn")
