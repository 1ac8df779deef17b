"""CloudWatch Logs: LogGroup, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

from collections.abc import Mapping

import pulumi

from govcloud.resources.base import CloudResource


class LogGroup(CloudResource):
    """A place where logs are kept."""

    def __init__(
        self,
        resource_name: str,
        *,
        name: pulumi.Input[str] | None = None,
        retention_in_days: pulumi.Input[int] | None = None,
        kms_key_id: pulumi.Input[str] | None = None,
        tags: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:logs:LogGroup`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            name: Its name; made from the resource's name if not given. A change replaces the
                resource.
            retention_in_days: Days that logs are kept; for ever if not given.
            kms_key_id: The ARN of the key that encrypts them.
            tags: Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never
                shown.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:logs:LogGroup",
            resource_name,
            {
                "name": name,
                "retentionInDays": retention_in_days,
                "kmsKeyId": kms_key_id,
                "tags": tags,
            },
            ("arn",),
            opts,
        )

    @property
    def name(self) -> pulumi.Output[str]:
        """Its name; made from the resource's name if not given."""
        return self._output("name")

    @property
    def retention_in_days(self) -> pulumi.Output[int | None]:
        """Days that logs are kept; for ever if not given."""
        return self._output("retentionInDays")

    @property
    def kms_key_id(self) -> pulumi.Output[str | None]:
        """The ARN of the key that encrypts them."""
        return self._output("kmsKeyId")

    @property
    def tags(self) -> pulumi.Output[dict[str, str] | None]:
        """Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never shown."""
        return self._output("tags")

    @property
    def arn(self) -> pulumi.Output[str]:
        """Its ARN."""
        return self._output("arn")
