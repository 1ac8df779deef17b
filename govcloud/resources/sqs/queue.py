"""SQS: Queue, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

from collections.abc import Mapping

import pulumi

from govcloud.resources.base import CloudResource


class Queue(CloudResource):
    """A queue of messages, each for one reader."""

    def __init__(
        self,
        resource_name: str,
        *,
        name: pulumi.Input[str] | None = None,
        kms_master_key_id: pulumi.Input[str] | None = None,
        message_retention_period: pulumi.Input[str] | None = None,
        visibility_timeout: pulumi.Input[str] | None = None,
        redrive_policy: pulumi.Input[str] | None = None,
        policy: pulumi.Input[str] | None = None,
        tags: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:sqs:Queue`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            name: Its name; made from the resource's name if not given. A change replaces the
                resource.
            kms_master_key_id: The key that encrypts what waits.
            message_retention_period: Seconds that a message is kept, as a text. Default:
                '345600'.
            visibility_timeout: Seconds for which a message that was handed out is hidden, as a
                text. Default: '30'.
            redrive_policy: Where a message goes that nobody could deal with, as JSON.
            policy: Who may send and receive, as JSON.
            tags: Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never
                shown.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:sqs:Queue",
            resource_name,
            {
                "name": name,
                "kmsMasterKeyId": kms_master_key_id,
                "messageRetentionPeriod": message_retention_period,
                "visibilityTimeout": visibility_timeout,
                "redrivePolicy": redrive_policy,
                "policy": policy,
                "tags": tags,
            },
            ("url", "arn"),
            opts,
        )

    @property
    def name(self) -> pulumi.Output[str]:
        """Its name; made from the resource's name if not given."""
        return self._output("name")

    @property
    def kms_master_key_id(self) -> pulumi.Output[str | None]:
        """The key that encrypts what waits."""
        return self._output("kmsMasterKeyId")

    @property
    def message_retention_period(self) -> pulumi.Output[str]:
        """Seconds that a message is kept, as a text."""
        return self._output("messageRetentionPeriod")

    @property
    def visibility_timeout(self) -> pulumi.Output[str]:
        """Seconds for which a message that was handed out is hidden, as a text."""
        return self._output("visibilityTimeout")

    @property
    def redrive_policy(self) -> pulumi.Output[str | None]:
        """Where a message goes that nobody could deal with, as JSON."""
        return self._output("redrivePolicy")

    @property
    def policy(self) -> pulumi.Output[str | None]:
        """Who may send and receive, as JSON."""
        return self._output("policy")

    @property
    def tags(self) -> pulumi.Output[dict[str, str] | None]:
        """Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never shown."""
        return self._output("tags")

    @property
    def url(self) -> pulumi.Output[str]:
        """Where it is spoken to."""
        return self._output("url")

    @property
    def arn(self) -> pulumi.Output[str]:
        """Its ARN."""
        return self._output("arn")
