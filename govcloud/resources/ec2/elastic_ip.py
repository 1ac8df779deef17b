"""EC2: ElasticIp, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

from collections.abc import Mapping

import pulumi

from govcloud.resources.base import CloudResource


class ElasticIp(CloudResource):
    """A public address of one's own."""

    def __init__(
        self,
        resource_name: str,
        *,
        tags: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:ec2:ElasticIp`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            tags: Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never
                shown.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:ec2:ElasticIp",
            resource_name,
            {
                "tags": tags,
            },
            ("allocationId", "publicIp", "arn"),
            opts,
        )

    @property
    def tags(self) -> pulumi.Output[dict[str, str] | None]:
        """Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never shown."""
        return self._output("tags")

    @property
    def allocation_id(self) -> pulumi.Output[str]:
        """The allocation's id."""
        return self._output("allocationId")

    @property
    def public_ip(self) -> pulumi.Output[str]:
        """The address."""
        return self._output("publicIp")

    @property
    def arn(self) -> pulumi.Output[str]:
        """Its ARN."""
        return self._output("arn")
