"""EC2: NetworkAcl, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

from collections.abc import Mapping

import pulumi

from govcloud.resources.base import CloudResource


class NetworkAcl(CloudResource):
    """A stateless filter at the border of subnets; it refuses what no rule allows."""

    def __init__(
        self,
        resource_name: str,
        *,
        vpc_id: pulumi.Input[str],
        tags: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:ec2:NetworkAcl`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            vpc_id: Its network. Required. A change replaces the resource.
            tags: Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never
                shown.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:ec2:NetworkAcl",
            resource_name,
            {
                "vpcId": vpc_id,
                "tags": tags,
            },
            ("networkAclId", "arn"),
            opts,
        )

    @property
    def vpc_id(self) -> pulumi.Output[str]:
        """Its network."""
        return self._output("vpcId")

    @property
    def tags(self) -> pulumi.Output[dict[str, str] | None]:
        """Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never shown."""
        return self._output("tags")

    @property
    def network_acl_id(self) -> pulumi.Output[str]:
        """The filter's id."""
        return self._output("networkAclId")

    @property
    def arn(self) -> pulumi.Output[str]:
        """Its ARN."""
        return self._output("arn")
