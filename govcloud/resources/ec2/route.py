"""EC2: Route, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

import pulumi

from govcloud.resources.base import CloudResource


class Route(CloudResource):
    """One route: where packets for a range of addresses go. Exactly one target must be given."""

    def __init__(
        self,
        resource_name: str,
        *,
        route_table_id: pulumi.Input[str],
        destination_cidr_block: pulumi.Input[str],
        gateway_id: pulumi.Input[str] | None = None,
        nat_gateway_id: pulumi.Input[str] | None = None,
        vpc_peering_connection_id: pulumi.Input[str] | None = None,
        transit_gateway_id: pulumi.Input[str] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:ec2:Route`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            route_table_id: The table. Required. A change replaces the resource.
            destination_cidr_block: The IPv4 range that it is for. Required. A change replaces
                the resource.
            gateway_id: An internet gateway.
            nat_gateway_id: A NAT gateway.
            vpc_peering_connection_id: A peering.
            transit_gateway_id: A transit gateway, at which the network has an attachment.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:ec2:Route",
            resource_name,
            {
                "routeTableId": route_table_id,
                "destinationCidrBlock": destination_cidr_block,
                "gatewayId": gateway_id,
                "natGatewayId": nat_gateway_id,
                "vpcPeeringConnectionId": vpc_peering_connection_id,
                "transitGatewayId": transit_gateway_id,
            },
            (),
            opts,
        )

    @property
    def route_table_id(self) -> pulumi.Output[str]:
        """The table."""
        return self._output("routeTableId")

    @property
    def destination_cidr_block(self) -> pulumi.Output[str]:
        """The IPv4 range that it is for."""
        return self._output("destinationCidrBlock")

    @property
    def gateway_id(self) -> pulumi.Output[str | None]:
        """An internet gateway."""
        return self._output("gatewayId")

    @property
    def nat_gateway_id(self) -> pulumi.Output[str | None]:
        """A NAT gateway."""
        return self._output("natGatewayId")

    @property
    def vpc_peering_connection_id(self) -> pulumi.Output[str | None]:
        """A peering."""
        return self._output("vpcPeeringConnectionId")

    @property
    def transit_gateway_id(self) -> pulumi.Output[str | None]:
        """A transit gateway, at which the network has an attachment."""
        return self._output("transitGatewayId")
