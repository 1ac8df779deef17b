"""EC2: TransitGatewayRouteTablePropagation, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

import pulumi

from govcloud.resources.base import CloudResource


class TransitGatewayRouteTablePropagation(CloudResource):
    """Which table is told the way to an attached network."""

    def __init__(
        self,
        resource_name: str,
        *,
        transit_gateway_route_table_id: pulumi.Input[str],
        transit_gateway_attachment_id: pulumi.Input[str],
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:ec2:TransitGatewayRouteTablePropagation`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            transit_gateway_route_table_id: The table. Required. A change replaces the resource.
            transit_gateway_attachment_id: The network's attachment. Required. A change replaces
                the resource.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:ec2:TransitGatewayRouteTablePropagation",
            resource_name,
            {
                "transitGatewayRouteTableId": transit_gateway_route_table_id,
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
    def transit_gateway_attachment_id(self) -> pulumi.Output[str]:
        """The network's attachment."""
        return self._output("transitGatewayAttachmentId")
