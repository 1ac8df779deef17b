"""The tenant's network: subnets by tier and MLPS level, the way to the hub, and who may speak to whom."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pulumi

from department_stack.hub import Hub
from department_stack.spec import Spec
from govcloud.resources import ec2

_PARTS = 6  # the network in 64 parts: eight for each tier and level
_SUBNETS_A_TIER = 8
DATA, MANAGEMENT = 0, 6
"""The numbers of the tiers that are not an application's level."""

_SSH = 22


@dataclass(frozen=True, slots=True)
class Tenant:
    """What servers stand in.

    `apps` are the application subnets by MLPS level, `data` those of databases; `exchange` is the group of
    all servers.
    """

    vpc: ec2.Vpc
    apps: Mapping[int, ec2.Subnet]
    data: Sequence[ec2.Subnet]
    exchange: ec2.SecurityGroup


def tier_ranges(network: str, number: int) -> list[ipaddress.IPv4Network]:
    """The ranges that a tier's subnets may take, in the order of zones of availability."""
    parts = list(ipaddress.IPv4Network(network).subnets(prefixlen_diff=_PARTS))
    return parts[number * _SUBNETS_A_TIER :][:_SUBNETS_A_TIER]


def network(spec: Spec, hub: Hub) -> Tenant:
    """Register the tenant's network. Its data and management tiers obey the main table: they lead nowhere outside."""
    vpc = ec2.Vpc(
        "tenant",
        cidr_block=spec.network,
        enable_dns_hostnames=True,
        lock_default_security_group=True,
        tags=spec.tags(spec.department),
    )
    table = ec2.RouteTable("app", vpc_id=vpc.vpc_id, tags=spec.tags("app"))
    apps = {level: _subnets(spec, vpc, f"app-l{level}", level) for level in spec.levels}
    for level, pair in apps.items():
        for letter, subnet in zip(spec.place.zones, pair, strict=True):
            ec2.RouteTableAssociation(
                f"app-l{level}-{letter}",
                route_table_id=table.route_table_id,
                subnet_id=subnet.subnet_id,
            )
    data = _subnets(spec, vpc, "data", DATA)
    management = _subnets(spec, vpc, "management", MANAGEMENT)
    if spec.place.by_transit:
        _by_transit(spec, hub, vpc, (table, management))
    else:
        _by_peering(spec, hub, vpc, table)
    ec2.FlowLog(
        "tenant",
        vpc_id=vpc.vpc_id,
        log_destination=pulumi.Output.concat(hub.archive_arn, f"/flow/{spec.department}"),
        tags=spec.tags("flow"),
    )
    first = {level: pair[0] for level, pair in apps.items()}
    return Tenant(vpc, first, data, _exchange(spec, hub, vpc))


def _subnets(spec: Spec, vpc: ec2.Vpc, tier: str, number: int) -> list[ec2.Subnet]:
    """One tier in two zones. Ranges depend on the tier's number alone, which for applications is their level."""
    ranges = tier_ranges(spec.network, number)
    zone = {DATA: "DATA", MANAGEMENT: "MGMT"}.get(number, "EXTRANET_PUBLIC")
    level = number if zone == "EXTRANET_PUBLIC" else 0
    return [
        ec2.Subnet(
            f"{tier}-{letter}",
            vpc_id=vpc.vpc_id,
            cidr_block=str(part),
            availability_zone=f"{spec.place.region}{letter}",
            tags=spec.tags(f"{tier}-{letter}", zone, level),
        )
        for letter, part in zip(spec.place.zones, ranges, strict=False)
    ]


def _by_transit(
    spec: Spec, hub: Hub, vpc: ec2.Vpc, ways: tuple[ec2.RouteTable, list[ec2.Subnet]]
) -> None:
    """The tenant obeys the tenants' table, which leads to the hub alone; only the hub is told of the tenant."""
    table, management = ways
    attachment = ec2.TransitGatewayVpcAttachment(
        "hub",
        transit_gateway_id=hub.transit_gateway_id,
        vpc_id=vpc.vpc_id,
        subnet_ids=[subnet.subnet_id for subnet in management],
        tags=spec.tags(f"{spec.department}-hub", "MGMT"),
    )
    place = attachment.transit_gateway_attachment_id
    ec2.TransitGatewayRouteTableAssociation(
        "hub",
        transit_gateway_route_table_id=hub.tenants_table_id,
        transit_gateway_attachment_id=place,
    )
    ec2.TransitGatewayRouteTablePropagation(
        "hub",
        transit_gateway_route_table_id=hub.shared_table_id,
        transit_gateway_attachment_id=place,
    )
    ec2.Route(
        "to-hub",
        route_table_id=table.route_table_id,
        destination_cidr_block=hub.network,
        transit_gateway_id=attachment.transit_gateway_id,
    )


def _by_peering(spec: Spec, hub: Hub, vpc: ec2.Vpc, app_table: ec2.RouteTable) -> None:
    peering = ec2.VpcPeering(
        "hub", vpc_id=vpc.vpc_id, peer_vpc_id=hub.vpc_id, tags=spec.tags(f"{spec.department}-hub")
    )
    ec2.Route(
        "to-hub",
        route_table_id=app_table.route_table_id,
        destination_cidr_block=hub.network,
        vpc_peering_connection_id=peering.vpc_peering_connection_id,
    )
    ec2.Route(
        "from-hub",
        route_table_id=hub.route_table_id,
        destination_cidr_block=spec.network,
        vpc_peering_connection_id=peering.vpc_peering_connection_id,
    )


def _exchange(spec: Spec, hub: Hub, vpc: ec2.Vpc) -> ec2.SecurityGroup:
    """The tenant's applications speak to each other; the hub's management zone steers them; sources replicate."""
    group = ec2.SecurityGroup(
        "exchange",
        vpc_id=vpc.vpc_id,
        description="Applications of one department, and who manages them",
        tags=spec.tags("exchange"),
    )
    ec2.SecurityGroupIngress(
        "exchange-inside",
        security_group_id=group.group_id,
        protocol="-1",
        peer_security_group_id=group.group_id,
        tags=spec.tags("exchange-inside"),
    )
    ec2.SecurityGroupIngress(
        "exchange-management",
        security_group_id=group.group_id,
        protocol="tcp",
        from_port=_SSH,
        to_port=_SSH,
        cidr_block=hub.management,
        tags=spec.tags("exchange-management", "MGMT"),
    )
    return group
