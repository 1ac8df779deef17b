"""EC2: NatGateway, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

from collections.abc import Mapping

import pulumi

from govcloud.resources.base import CloudResource


class NatGateway(CloudResource):
    """A way out for hosts that nobody outside may reach."""

    def __init__(
        self,
        resource_name: str,
        *,
        subnet_id: pulumi.Input[str],
        allocation_id: pulumi.Input[str] | None = None,
        connectivity_type: pulumi.Input[str] | None = None,
        tags: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:ec2:NatGateway`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            subnet_id: The subnet it stands in. Required. A change replaces the resource.
            allocation_id: The public address it uses; none for a private one. A change replaces
                the resource.
            connectivity_type: `public` or `private`. Default: 'public'. A change replaces the
                resource.
            tags: Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never
                shown.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:ec2:NatGateway",
            resource_name,
            {
                "subnetId": subnet_id,
                "allocationId": allocation_id,
                "connectivityType": connectivity_type,
                "tags": tags,
            },
            ("natGatewayId", "arn"),
            opts,
        )

    @property
    def subnet_id(self) -> pulumi.Output[str]:
        """The subnet it stands in."""
        return self._output("subnetId")

    @property
    def allocation_id(self) -> pulumi.Output[str | None]:
        """The public address it uses; none for a private one."""
        return self._output("allocationId")

    @property
    def connectivity_type(self) -> pulumi.Output[str]:
        """`public` or `private`."""
        return self._output("connectivityType")

    @property
    def tags(self) -> pulumi.Output[dict[str, str] | None]:
        """Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never shown."""
        return self._output("tags")

    @property
    def nat_gateway_id(self) -> pulumi.Output[str]:
        """The gateway's id."""
        return self._output("natGatewayId")

    @property
    def arn(self) -> pulumi.Output[str]:
        """Its ARN."""
        return self._output("arn")
