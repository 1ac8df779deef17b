"""The tenant's network: subnets by tier and MLPS level, the way to the hub, and who may speak to whom."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass

from department_stack.hub import Hub
from department_stack.spec import Spec
from govcloud.resources import ec2

_ZONES = "ab"
_SUBNET_PREFIX = 22
_SUBNETS_A_TIER = 8
_SSH = 22


@dataclass(frozen=True, slots=True)
class Tenant:
    """What servers stand in. `apps` are the application subnets by MLPS level; `exchange` the group of all servers."""

    vpc: ec2.Vpc
    apps: Mapping[int, ec2.Subnet]
    exchange: ec2.SecurityGroup


def network(spec: Spec, hub: Hub) -> Tenant:
    """Register the tenant's network."""
    vpc = ec2.Vpc(
        "tenant",
        cidr_block=spec.network,
        enable_dns_hostnames=True,
        tags=spec.tags(spec.department),
    )
    app_table = ec2.RouteTable("app", vpc_id=vpc.vpc_id, tags=spec.tags("app"))
    data_table = ec2.RouteTable("data", vpc_id=vpc.vpc_id, tags=spec.tags("data", "DATA"))
    apps = {level: _subnets(spec, vpc, app_table, level) for level in spec.levels}
    _subnets(spec, vpc, data_table, 0)
    _way_to_hub(spec, hub, vpc, app_table)
    return Tenant(vpc, apps, _exchange(spec, hub, vpc))


def _subnets(spec: Spec, vpc: ec2.Vpc, table: ec2.RouteTable, level: int) -> ec2.Subnet:
    """One tier in two zones; gives the first. Level 0 is the data tier. Ranges depend on the level alone."""
    tier = f"app-l{level}" if level else "data"
    ranges = list(ipaddress.ip_network(spec.network).subnets(new_prefix=_SUBNET_PREFIX))
    made = []
    for place, zone in enumerate(_ZONES):
        subnet = ec2.Subnet(
            f"{tier}-{zone}",
            vpc_id=vpc.vpc_id,
            cidr_block=str(ranges[level * _SUBNETS_A_TIER + place]),
            availability_zone=f"{spec.region}{zone}",
            tags=spec.tags(f"{tier}-{zone}", "EXTRANET_PUBLIC" if level else "DATA", level),
        )
        ec2.RouteTableAssociation(
            f"{tier}-{zone}", route_table_id=table.route_table_id, subnet_id=subnet.subnet_id
        )
        made.append(subnet)
    return made[0]


def _way_to_hub(spec: Spec, hub: Hub, vpc: ec2.Vpc, app_table: ec2.RouteTable) -> None:
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
    """Applications of the tenant speak to each other; the hub's management steers them; sources replicate to them."""
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
        cidr_block=hub.network,
        tags=spec.tags("exchange-management", "MGMT"),
    )
    return group
