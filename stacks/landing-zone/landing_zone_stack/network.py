"""The hub network: internet, extranet and core subnets in two zones, and the one way out."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass

from govcloud.resources import ec2
from landing_zone_stack.context import Context

_TIERS = {"internet": "INTERNET", "extranet": "EXTRANET_PUBLIC", "core": "MGMT"}
_ZONES = "ab"
_SUBNET_PREFIX = 20
_TENANTS = "10.0.0.0/8"
_RULES = (
    # number, egress, network, ports: core talks to tenants, and hears answers
    (100, False, _TENANTS, (0, 65535)),
    (110, False, "0.0.0.0/0", (1024, 65535)),
    (100, True, _TENANTS, (0, 65535)),
    (110, True, "0.0.0.0/0", (443, 443)),
)


@dataclass(frozen=True, slots=True)
class Hub:
    """What the rest of the landing zone and the departments connect to."""

    vpc: ec2.Vpc
    private: ec2.RouteTable
    subnets: Mapping[str, ec2.Subnet]


def hub(context: Context) -> Hub:
    """Register the hub network."""
    vpc = ec2.Vpc(
        "hub",
        cidr_block=context.network,
        enable_dns_hostnames=True,
        tags=context.tags("hub"),
    )
    subnets = _subnets(context, vpc)
    public = ec2.RouteTable(
        "public", vpc_id=vpc.vpc_id, tags=context.tags("hub-public", "INTERNET")
    )
    private = ec2.RouteTable("private", vpc_id=vpc.vpc_id, tags=context.tags("hub-private"))
    for name, subnet in subnets.items():
        table = public if name.startswith("internet") else private
        ec2.RouteTableAssociation(
            name, route_table_id=table.route_table_id, subnet_id=subnet.subnet_id
        )
    network = Hub(vpc, private, subnets)
    _way_out(context, network, public)
    _core_acl(context, network)
    return network


def _subnets(context: Context, vpc: ec2.Vpc) -> dict[str, ec2.Subnet]:
    ranges = ipaddress.ip_network(context.network).subnets(new_prefix=_SUBNET_PREFIX)
    return {
        f"{tier}-{zone}": ec2.Subnet(
            f"{tier}-{zone}",
            vpc_id=vpc.vpc_id,
            cidr_block=str(next(ranges)),
            availability_zone=f"{context.region}{zone}",
            tags=context.tags(f"hub-{tier}-{zone}", code),
        )
        for tier, code in _TIERS.items()
        for zone in _ZONES
    }


def _way_out(context: Context, network: Hub, public: ec2.RouteTable) -> None:
    gateway = ec2.InternetGateway("internet", tags=context.tags("hub-internet", "INTERNET"))
    attached = ec2.InternetGatewayAttachment(
        "internet", internet_gateway_id=gateway.internet_gateway_id, vpc_id=network.vpc.vpc_id
    )
    address = ec2.ElasticIp("nat", tags=context.tags("hub-nat", "INTERNET"))
    nat = ec2.NatGateway(
        "nat",
        subnet_id=network.subnets["internet-a"].subnet_id,
        allocation_id=address.allocation_id,
        tags=context.tags("hub-nat", "INTERNET"),
    )
    ec2.Route(
        "public-default",
        route_table_id=public.route_table_id,
        destination_cidr_block="0.0.0.0/0",
        gateway_id=attached.internet_gateway_id,
    )
    ec2.Route(
        "private-default",
        route_table_id=network.private.route_table_id,
        destination_cidr_block="0.0.0.0/0",
        nat_gateway_id=nat.nat_gateway_id,
    )


def _core_acl(context: Context, network: Hub) -> None:
    acl = ec2.NetworkAcl("core", vpc_id=network.vpc.vpc_id, tags=context.tags("hub-core"))
    for number, egress, allowed, (first, last) in _RULES:
        ec2.NetworkAclRule(
            f"core-{'out' if egress else 'in'}-{number}",
            network_acl_id=acl.network_acl_id,
            rule_number=number,
            rule_action="allow",
            egress=egress,
            protocol="6",
            cidr_block=allowed,
            from_port=first,
            to_port=last,
        )
    for name, subnet in network.subnets.items():
        if name.startswith("core"):
            ec2.NetworkAclAssociation(
                name, network_acl_id=acl.network_acl_id, subnet_id=subnet.subnet_id
            )
