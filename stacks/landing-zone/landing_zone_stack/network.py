"""The hub network: five zones in two availability zones, the one way out, and who may speak to the core."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass

import pulumi

from govcloud.resources import ec2, s3
from landing_zone_stack.context import Context

ZONES = {
    "internet": "INTERNET",
    "extranet": "EXTRANET_PUBLIC",
    "exchange": "DMZ_EXCHANGE",
    "core": "DATA",
    "management": "MGMT",
}
"""The hub's zones, by the name of their subnets, and the zone codes that inventory and tags use."""

_STEPS = 3  # eight ranges of a zone each; a zone's range holds its two subnets
_EPHEMERAL = (1024, 65535)
_ALL = (0, 65535)
_TO_CORE = ("exchange", "management")


@dataclass(frozen=True, slots=True)
class Hub:
    """What the rest of the landing zone and the departments connect to."""

    vpc: ec2.Vpc
    private: ec2.RouteTable
    subnets: Mapping[str, ec2.Subnet]


def zone_ranges(network: str) -> dict[str, ipaddress.IPv4Network]:
    """Each zone's part of the hub's network."""
    parts = ipaddress.IPv4Network(network).subnets(prefixlen_diff=_STEPS)
    return dict(zip(ZONES, parts, strict=False))


def hub(context: Context) -> Hub:
    """Register the hub network."""
    vpc = ec2.Vpc(
        "hub",
        cidr_block=context.network,
        enable_dns_hostnames=True,
        lock_default_security_group=True,
        tags=context.tags("hub"),
    )
    subnets = _subnets(context, vpc)
    public = ec2.RouteTable(
        "public", vpc_id=vpc.vpc_id, tags=context.tags("hub-public", "INTERNET")
    )
    private = ec2.RouteTable("private", vpc_id=vpc.vpc_id, tags=context.tags("hub-private"))
    for name, subnet in subnets.items():
        zone = name.rpartition("-")[0]
        if zone == "core":  # it obeys the network's main table, which leads nowhere outside
            continue
        table = public if zone == "internet" else private
        ec2.RouteTableAssociation(
            name, route_table_id=table.route_table_id, subnet_id=subnet.subnet_id
        )
    network = Hub(vpc, private, subnets)
    _way_out(context, network, public)
    _core_acl(context, network)
    return network


def watched(context: Context, network: Hub, archive: s3.Bucket, allowed: s3.BucketPolicy) -> None:
    """Register the record of the hub's traffic, and the private way to the store that keeps it."""
    ec2.FlowLog(
        "hub",
        vpc_id=network.vpc.vpc_id,
        log_destination=pulumi.Output.concat(archive.arn, "/flow/hub"),
        tags=context.tags("hub-flow"),
        opts=pulumi.ResourceOptions(depends_on=[allowed]),
    )
    ec2.VpcEndpoint(
        "s3",
        vpc_id=network.vpc.vpc_id,
        service="s3",
        route_table_ids=[network.private.route_table_id],
        tags=context.tags("hub-s3"),
    )


def _subnets(context: Context, vpc: ec2.Vpc) -> dict[str, ec2.Subnet]:
    made = {}
    for zone, whole in zone_ranges(context.network).items():
        halves = whole.subnets(prefixlen_diff=1)
        for letter, part in zip(context.place.zones, halves, strict=True):
            name = f"{zone}-{letter}"
            made[name] = ec2.Subnet(
                name,
                vpc_id=vpc.vpc_id,
                cidr_block=str(part),
                availability_zone=f"{context.place.region}{letter}",
                tags=context.tags(f"hub-{name}", ZONES[zone]),
            )
    return made


def _way_out(context: Context, network: Hub, public: ec2.RouteTable) -> None:
    gateway = ec2.InternetGateway("internet", tags=context.tags("hub-internet", "INTERNET"))
    attached = ec2.InternetGatewayAttachment(
        "internet", internet_gateway_id=gateway.internet_gateway_id, vpc_id=network.vpc.vpc_id
    )
    address = ec2.ElasticIp("nat", tags=context.tags("hub-nat", "INTERNET"))
    nat = ec2.NatGateway(
        "nat",
        subnet_id=network.subnets[f"internet-{context.place.zones[0]}"].subnet_id,
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
    """The core hears the exchange and the management zones, and answers them; nobody else, nowhere else."""
    acl = ec2.NetworkAcl("core", vpc_id=network.vpc.vpc_id, tags=context.tags("hub-core", "DATA"))
    ranges = zone_ranges(context.network)
    for place, zone in enumerate(_TO_CORE):
        for egress, (first, last) in ((False, _ALL), (True, _EPHEMERAL)):
            ec2.NetworkAclRule(
                f"core-{'to' if egress else 'from'}-{zone}",
                network_acl_id=acl.network_acl_id,
                rule_number=100 + 10 * place,
                rule_action="allow",
                egress=egress,
                protocol="6",
                cidr_block=str(ranges[zone]),
                from_port=first,
                to_port=last,
            )
    for name, subnet in network.subnets.items():
        if name.startswith("core-"):
            ec2.NetworkAclAssociation(
                name, network_acl_id=acl.network_acl_id, subnet_id=subnet.subnet_id
            )
