"""Traits of networks, subnets, and what joins them."""

from __future__ import annotations

from collections.abc import Mapping

from govcloud.model.cloud_resource import UNKNOWN, CloudResource
from govcloud.rules.cloud_trait import Found, Trait, around
from govcloud.rules.cloud_traits_ports import Network, network_of
from govcloud.rules.cloudscape import SHARED, Cloudscape
from govcloud.rules.conditions import Kind

_ANYWHERE = "0.0.0.0/0"
_WAYS_OUT = ("gatewayId", "natGatewayId")


def _flow_logs(vpc: CloudResource, scape: Cloudscape) -> int:
    return len(scape.linked("ec2:FlowLog", "vpcId", vpc))


def subnets(vpc: CloudResource, scape: Cloudscape) -> tuple[CloudResource, ...]:
    """A network's subnets."""
    return scape.linked("ec2:Subnet", "vpcId", vpc)


def _zone_count(vpc: CloudResource, scape: Cloudscape) -> int:
    return len({str(one.inputs.get("availabilityZone")) for one in subnets(vpc, scape)})


def _instances(vpc: CloudResource, scape: Cloudscape) -> int:
    return sum(len(scape.linked("ec2:Instance", "subnetId", one)) for one in subnets(vpc, scape))


def ranges(scape: Cloudscape) -> list[tuple[Network, CloudResource]]:
    """The networks with their ranges, in order of their first address; those that nobody shaped are left out."""
    rows = [(network_of(v.inputs.get("cidrBlock")), v) for v in scape.of("ec2:Vpc")]
    own = [(net, vpc) for net, vpc in rows if net is not None and not vpc.inputs.get("isDefault")]
    return sorted(own, key=lambda row: (row[0].version, int(row[0].network_address), row[1].stack))


def _clashes(scape: Cloudscape) -> Mapping[int, list[str]]:
    """By network the names of those it overlaps: in order, only what lies before its end can."""
    found: dict[int, list[str]] = {}
    rows = ranges(scape)
    for place, (net, vpc) in enumerate(rows):
        for other, peer in rows[place + 1 :]:
            if other.version != net.version or other.network_address > net.broadcast_address:  # type: ignore[operator]  # versions are equal
                break
            found.setdefault(id(vpc), []).append(peer.name)
            found.setdefault(id(peer), []).append(vpc.name)
    return found


def _overlaps(vpc: CloudResource, scape: Cloudscape) -> tuple[str, ...]:
    return tuple(scape.once("overlapping networks", _clashes).get(id(vpc), ()))


def _leads_out(subnet: CloudResource, scape: Cloudscape) -> Found:
    """Whether its route table leads to the internet. Without one it obeys the main table, which leads nowhere."""
    for link in scape.linked("ec2:RouteTableAssociation", "subnetId", subnet):
        table = scape.target("ec2:RouteTable", link, "routeTableId")
        if table is None:
            return UNKNOWN
        for route in scape.linked("ec2:Route", "routeTableId", table):
            out = any(route.inputs.get(way) is not None for way in _WAYS_OUT)
            if out and route.inputs.get("destinationCidrBlock") == _ANYWHERE:
                return True
    return False


def _filtered(subnet: CloudResource, scape: Cloudscape) -> bool:
    return bool(scape.linked("ec2:NetworkAclAssociation", "subnetId", subnet))


def _between_tenants(peering: CloudResource, scape: Cloudscape) -> Found:
    owners = []
    for prop in ("vpcId", "peerVpcId"):
        vpc = scape.target("ec2:Vpc", peering, prop)
        if vpc is None:
            return UNKNOWN
        owners.append(vpc.owner)
    return SHARED not in owners and owners[0] != owners[1]


def _in_management(attachment: CloudResource, scape: Cloudscape) -> Found:
    held = scape.targets("ec2:Subnet", attachment, "subnetIds")
    return all(one.zone == "MGMT" for one in held) if held else UNKNOWN


def _isolated(attachment: CloudResource, scape: Cloudscape) -> Found:
    """Whether it obeys a table in which other tenants' ranges end in a hole."""
    kind = "ec2:TransitGatewayRouteTableAssociation"
    for link in scape.linked(kind, "transitGatewayAttachmentId", attachment):
        table = scape.target("ec2:TransitGatewayRouteTable", link, "transitGatewayRouteTableId")
        if table is None:
            return UNKNOWN
        routes = scape.linked("ec2:TransitGatewayRoute", "transitGatewayRouteTableId", table)
        if any(route.inputs.get("blackhole") is True for route in routes):
            return True
    return False


NETWORK: Mapping[str, Mapping[str, Trait]] = {
    "ec2:Vpc": {
        "flow_logs": around(Kind.NUMBER, "how many flow logs record it", _flow_logs),
        "subnets": around(Kind.NUMBER, "its subnets", lambda v, s: len(subnets(v, s))),
        "zones": around(Kind.NUMBER, "zones of availability of its subnets", _zone_count),
        "instances": around(Kind.NUMBER, "instances in it", _instances),
        "overlaps": around(Kind.LIST, "other networks whose range it overlaps", _overlaps),
    },
    "ec2:Subnet": {
        "leads_out": around(Kind.FLAG, "its routes lead to the internet", _leads_out),
        "filtered": around(Kind.FLAG, "it has a filter (network ACL) of its own", _filtered),
    },
    "ec2:VpcPeering": {
        "between_tenants": around(
            Kind.FLAG, "it joins two departments' networks", _between_tenants
        ),
    },
    "ec2:TransitGatewayVpcAttachment": {
        "in_management": around(
            Kind.FLAG, "it stands in subnets of the management zone", _in_management
        ),
        "isolated": around(
            Kind.FLAG, "it obeys a table in which other tenants end in a hole", _isolated
        ),
    },
}
