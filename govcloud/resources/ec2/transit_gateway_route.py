"""EC2: TransitGatewayRoute, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

import pulumi

from govcloud.resources.base import CloudResource


class TransitGatewayRoute(CloudResource):
    """A way written into a transit gateway's table, or a hole that swallows what goes there."""

    def __init__(
        self,
        resource_name: str,
        *,
        transit_gateway_route_table_id: pulumi.Input[str],
        destination_cidr_block: pulumi.Input[str],
        blackhole: pulumi.Input[bool] | None = None,
        transit_gateway_attachment_id: pulumi.Input[str] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:ec2:TransitGatewayRoute`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            transit_gateway_route_table_id: The table. Required. A change replaces the resource.
            destination_cidr_block: Where to, as CIDR. Required. A change replaces the resource.
            blackhole: Whether what goes there is dropped. A change replaces the resource.
            transit_gateway_attachment_id: The attachment of the network that it leads to. A
                change replaces the resource.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:ec2:TransitGatewayRoute",
            resource_name,
            {
                "transitGatewayRouteTableId": transit_gateway_route_table_id,
                "destinationCidrBlock": destination_cidr_block,
                "blackhole": blackhole,
                "transitGatewayAttachmentId": transit_gateway_attachment_id,
            },
            (),
            opts,
        )

    @property
    def transit_gateway_route_table_id(self) -> pulumi.Output[str]:
        """The table."""
        return self._output("transitGatewayRouteTableId")

    @property
    def destination_cidr_block(self) -> pulumi.Output[str]:
        """Where to, as CIDR."""
        return self._output("destinationCidrBlock")

    @property
    def blackhole(self) -> pulumi.Output[bool | None]:
        """Whether what goes there is dropped."""
        return self._output("blackhole")

    @property
    def transit_gateway_attachment_id(self) -> pulumi.Output[str | None]:
        """The attachment of the network that it leads to."""
        return self._output("transitGatewayAttachmentId")
