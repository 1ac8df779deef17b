"""EC2: private networks, their subnets, and the peering between two of them."""

from __future__ import annotations

from govcloud.provider.table.ec2_inside import IN_VPC
from govcloud.provider.table.entry import (
    Kind,
    Op,
    Output,
    Prop,
    Resource,
    Waiter,
    ec2_tags,
    filtered,
)


def _dns(text: str, name: str, *, wanted: bool, fresh: bool) -> Prop:
    member = name[0].upper() + name[1:]
    return Prop(
        text,
        Kind.FLAG,
        default=wanted,
        fresh=fresh,
        put=(Op("modify_vpc_attribute", {"VpcId": "$id", member: {"Value": "$value"}}),),
        get=Op("describe_vpc_attribute", {"VpcId": "$id", "Attribute": name}, f"{member}.Value"),
    )


def _default_rules(path: str) -> Op:
    """A question about the security group that comes with a network."""
    filters = [
        {"Name": "vpc-id", "Values": ["$id"]},
        {"Name": "group-name", "Values": ["default"]},
    ]
    return Op(
        "describe_security_groups",
        {"Filters": filters},
        f"SecurityGroups[0].{path}",
        many=filtered(
            "vpc-id",
            "SecurityGroups",
            "VpcId",
            path=f"[?GroupName=='default'] | [0].{path}",
        ),
    )


def _default_group(call: str, rules: str) -> Op:
    """Takes away all `rules` of that group, or ("") gives back those that a new network has."""
    asks = {"group": _default_rules("GroupId")}
    if rules:
        asks["rules"] = _default_rules(rules)
        return Op(call, {"GroupId": "$asked.group", "IpPermissions": "$asked.rules"}, asks=asks)
    inside = {"IpProtocol": "-1", "UserIdGroupPairs": [{"GroupId": "$asked.group"}]}
    outside = {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
    fresh = inside if "ingress" in call else outside
    return Op(call, {"GroupId": "$asked.group", "IpPermissions": [fresh]}, asks=asks)


VPC = Resource(
    service="ec2",
    name="Vpc",
    text="A virtual private network.",
    create=Op("create_vpc"),
    id="Vpc.VpcId",
    answer="Vpc",
    read=Op(
        "describe_vpcs",
        {"VpcIds": ["$id"]},
        "Vpcs[0]",
        many=filtered("vpc-id", "Vpcs", "VpcId"),
    ),
    delete=(Op("delete_vpc", {"VpcId": "$id"}),),
    gone=("InvalidVpcID.NotFound",),
    created=Waiter("vpc_available", {"VpcIds": ["$id"]}, unless="Vpc.State == 'available'"),
    tagging=ec2_tags("vpc"),
    props={
        "cidrBlock": Prop(
            "The network's IPv4 range, `10.1.0.0/16`.",
            param="CidrBlock",
            path="CidrBlock",
            required=True,
            replace=True,
        ),
        "instanceTenancy": Prop(
            "`default`, or `dedicated` for hardware of one's own.",
            param="InstanceTenancy",
            path="InstanceTenancy",
            replace=True,
            default="default",
        ),
        "enableDnsSupport": _dns(
            "Whether the cloud's resolver answers.", "enableDnsSupport", wanted=True, fresh=True
        ),
        "enableDnsHostnames": _dns(
            "Whether instances get DNS names.", "enableDnsHostnames", wanted=False, fresh=False
        ),
        "lockDefaultSecurityGroup": Prop(
            "Whether the security group that comes with the network is emptied of all rules.",
            Kind.FLAG,
            fresh=False,
            put=(
                _default_group("revoke_security_group_ingress", "IpPermissions"),
                _default_group("revoke_security_group_egress", "IpPermissionsEgress"),
            ),
            unset=(
                _default_group("authorize_security_group_ingress", ""),
                _default_group("authorize_security_group_egress", ""),
            ),
            get=_default_rules("[IpPermissions, IpPermissionsEgress][] | length(@) == `0`"),
        ),
    },
    outputs={
        "vpcId": Output("The network's id.", "VpcId"),
        "ownerId": Output("The account that owns it.", "OwnerId"),
        "arn": Output("Its ARN.", "arn:{partition}:ec2:{region}:{account}:vpc/{id}"),
    },
    inside=IN_VPC,
)

SUBNET = Resource(
    service="ec2",
    name="Subnet",
    text="A part of a network, in one availability zone.",
    create=Op("create_subnet"),
    id="Subnet.SubnetId",
    answer="Subnet",
    read=Op(
        "describe_subnets",
        {"SubnetIds": ["$id"]},
        "Subnets[0]",
        many=filtered("vpc-id", "Subnets", "SubnetId", ask="$in.vpcId", of="$id"),
    ),
    delete=(Op("delete_subnet", {"SubnetId": "$id"}),),
    gone=("InvalidSubnetID.NotFound",),
    created=Waiter(
        "subnet_available", {"SubnetIds": ["$id"]}, unless="Subnet.State == 'available'"
    ),
    tagging=ec2_tags("subnet"),
    props={
        "vpcId": Prop(
            "The network it belongs to.", param="VpcId", path="VpcId", required=True, replace=True
        ),
        "cidrBlock": Prop(
            "Its IPv4 range, inside the network's.",
            param="CidrBlock",
            path="CidrBlock",
            required=True,
            replace=True,
            unique=True,
        ),
        "availabilityZone": Prop(
            "The zone; the cloud chooses if none is named.",
            param="AvailabilityZone",
            path="AvailabilityZone",
            replace=True,
            computed=True,
        ),
        "mapPublicIpOnLaunch": Prop(
            "Whether instances get a public address.",
            Kind.FLAG,
            path="MapPublicIpOnLaunch",
            default=False,
            fresh=False,
            put=(
                Op(
                    "modify_subnet_attribute",
                    {"SubnetId": "$id", "MapPublicIpOnLaunch": {"Value": "$value"}},
                ),
            ),
        ),
    },
    outputs={
        "subnetId": Output("The subnet's id.", "SubnetId"),
        "arn": Output("Its ARN.", "arn:{partition}:ec2:{region}:{account}:subnet/{id}"),
    },
)

PEERING = Resource(
    service="ec2",
    name="VpcPeering",
    text="A connection between two networks of one account, accepted at once.",
    create=Op("create_vpc_peering_connection"),
    id="VpcPeeringConnection.VpcPeeringConnectionId",
    answer="VpcPeeringConnection",
    read=Op(
        "describe_vpc_peering_connections",
        {"VpcPeeringConnectionIds": ["$id"]},
        "VpcPeeringConnections[0]",
        many=filtered(
            "requester-vpc-info.vpc-id",
            "VpcPeeringConnections",
            "VpcPeeringConnectionId",
            ask="$in.vpcId",
            of="$id",
        ),
    ),
    delete=(Op("delete_vpc_peering_connection", {"VpcPeeringConnectionId": "$id"}),),
    gone=("InvalidVpcPeeringConnectionID.NotFound", "InvalidVpcPeeringConnectionId.NotFound"),
    gone_when="contains(['deleted', 'deleting', 'rejected', 'failed', 'expired'], Status.Code)",
    created=Waiter(
        "vpc_peering_connection_exists",
        {"VpcPeeringConnectionIds": ["$id"]},
        unless="VpcPeeringConnection.Status.Code == 'pending-acceptance'",
    ),
    tagging=ec2_tags("vpc-peering-connection"),
    props={
        "vpcId": Prop(
            "The network that asks.",
            param="VpcId",
            path="RequesterVpcInfo.VpcId",
            required=True,
            replace=True,
        ),
        "peerVpcId": Prop(
            "The network that is asked.",
            param="PeerVpcId",
            path="AccepterVpcInfo.VpcId",
            required=True,
            replace=True,
        ),
        "autoAccept": Prop(
            "Whether the connection is accepted at once.",
            Kind.FLAG,
            path="Status.Code == 'active'",
            default=True,
            fresh=False,
            put=(Op("accept_vpc_peering_connection", {"VpcPeeringConnectionId": "$id"}),),
        ),
    },
    outputs={
        "vpcPeeringConnectionId": Output("The connection's id.", "VpcPeeringConnectionId"),
        "arn": Output(
            "Its ARN.", "arn:{partition}:ec2:{region}:{account}:vpc-peering-connection/{id}"
        ),
    },
)

ENTRIES = (VPC, SUBNET, PEERING)
