"""Where the departments' networks meet: each reaches the shared services, and none reaches another."""

from __future__ import annotations

from dataclasses import dataclass

from govcloud.resources import ec2
from landing_zone_stack.context import Context
from landing_zone_stack.network import Hub


@dataclass(frozen=True, slots=True)
class Transit:
    """The gateway, the table that tenants obey, and the one that the shared services obey."""

    gateway: ec2.TransitGateway
    tenants: ec2.TransitGatewayRouteTable
    shared: ec2.TransitGatewayRouteTable


def transit(context: Context, network: Hub) -> Transit:
    """Register the gateway. Tenants' networks are told to the shared table only; the rest ends in a hole."""
    gateway = ec2.TransitGateway("hub", tags=context.tags("hub"))
    tenants, shared = (_table(context, gateway, name) for name in ("tenants", "shared"))
    attachment = ec2.TransitGatewayVpcAttachment(
        "hub",
        transit_gateway_id=gateway.transit_gateway_id,
        vpc_id=network.vpc.vpc_id,
        subnet_ids=[
            network.subnets[f"management-{letter}"].subnet_id for letter in context.place.zones
        ],
        tags=context.tags("hub"),
    )
    place = attachment.transit_gateway_attachment_id
    ec2.TransitGatewayRouteTableAssociation(
        "hub",
        transit_gateway_route_table_id=shared.transit_gateway_route_table_id,
        transit_gateway_attachment_id=place,
    )
    ec2.TransitGatewayRouteTablePropagation(
        "hub",
        transit_gateway_route_table_id=tenants.transit_gateway_route_table_id,
        transit_gateway_attachment_id=place,
    )
    for number, tenant_range in enumerate(context.tenants):
        ec2.TransitGatewayRoute(
            f"no-way-between-tenants-{number}",
            transit_gateway_route_table_id=tenants.transit_gateway_route_table_id,
            destination_cidr_block=tenant_range,
            blackhole=True,
        )
        ec2.Route(
            f"to-tenants-{number}",
            route_table_id=network.private.route_table_id,
            destination_cidr_block=tenant_range,
            transit_gateway_id=attachment.transit_gateway_id,
        )
    return Transit(gateway, tenants, shared)


def _table(
    context: Context, gateway: ec2.TransitGateway, name: str
) -> ec2.TransitGatewayRouteTable:
    return ec2.TransitGatewayRouteTable(
        name, transit_gateway_id=gateway.transit_gateway_id, tags=context.tags(f"hub-{name}")
    )
