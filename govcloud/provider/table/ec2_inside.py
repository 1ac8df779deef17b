"""EC2: what somebody may put by hand into our networks."""

from __future__ import annotations

from dataclasses import replace

from govcloud.provider.table.ec2_inside_rules import (
    CLOUDS_ROUTE,
    ENTRY,
    ROUTE,
    TRANSIT_ATTACHMENT,
)
from govcloud.provider.table.ec2_inside_words import OURS, OVER, joined, listed, listed_by
from govcloud.provider.table.entry import Inside, Many, Op

_PEERING = Inside(
    f"{OURS}VpcPeering",
    listed(
        "describe_vpc_peering_connections",
        "VpcPeeringConnections",
        "requester-vpc-info.vpc-id",
        "RequesterVpcInfo.VpcId",
    ),
    id="VpcPeeringConnectionId",
    unless=f"{OVER}], Status.Code)",
    shows="{from: RequesterVpcInfo.VpcId, to: AccepterVpcInfo.VpcId,"
    " account: RequesterVpcInfo.OwnerId, state: Status.Code}",
)
_RANGE = Inside(
    "ec2:VpcCidrBlock",
    listed("describe_vpcs", "Vpcs"),
    each="CidrBlockAssociationSet",
    id="AssociationId",
    unless="CidrBlock==above.CidrBlock || contains(['disassociated', 'disassociating', 'failed'],"
    " CidrBlockState.State)",
    shows="{cidr: CidrBlock}",
    remove=(Op("disassociate_vpc_cidr_block", {"AssociationId": "$item.AssociationId"}),),
)
_TABLES = listed("describe_route_tables", "RouteTables")
_ACLS = listed("describe_network_acls", "NetworkAcls")

IN_VPC = (
    Inside(
        f"{OURS}Subnet",
        listed("describe_subnets", "Subnets"),
        id="SubnetId",
        shows="{cidr: CidrBlock, zone: AvailabilityZone}",
    ),
    Inside(
        f"{OURS}SecurityGroup",
        listed("describe_security_groups", "SecurityGroups"),
        id="GroupId",
        unless="GroupName=='default'",
        shows="{name: GroupName, description: Description}",
    ),
    Inside(
        f"{OURS}RouteTable",
        _TABLES,
        id="RouteTableId",
        unless="Associations[?Main]",
        shows="{subnets: Associations[].SubnetId}",
    ),
    Inside(
        f"{OURS}RouteTableAssociation",
        _TABLES,
        each="Associations",
        id="RouteTableAssociationId",
        unless="Main",
        shows="{table: RouteTableId, subnet: not_null(SubnetId, GatewayId)}",
        remove=(
            Op("disassociate_route_table", {"AssociationId": "$item.RouteTableAssociationId"}),
        ),
    ),
    # what has no table of its own obeys the main one, which no stack made and which leads nowhere
    replace(ROUTE, op=_TABLES, unless=f"!(above.Associations[?Main]) || {CLOUDS_ROUTE}"),
    Inside(
        f"{OURS}NetworkAcl",
        _ACLS,
        id="NetworkAclId",
        unless="IsDefault",
        shows="{subnets: Associations[].SubnetId}",
    ),
    replace(
        ENTRY,
        op=_ACLS,
        unless="!(above.IsDefault) || contains([`100`, `101`, `32767`, `32768`], RuleNumber)",
    ),
    Inside(
        f"{OURS}InternetGatewayAttachment",
        listed(
            "describe_internet_gateways",
            "InternetGateways",
            "attachment.vpc-id",
            "Attachments[0].VpcId",
        ),
        id=joined("InternetGatewayId", "Attachments[0].VpcId"),
        shows="{gateway: InternetGatewayId}",
    ),
    Inside(
        f"{OURS}NatGateway",
        listed_by("describe_nat_gateways", "NatGateways", "vpc-id", "VpcId"),
        id="NatGatewayId",
        unless=f"{OVER}], State)",
        shows="{subnet: SubnetId, addresses: NatGatewayAddresses[].PublicIp}",
    ),
    Inside(
        "ec2:VpnGateway",
        listed(
            "describe_vpn_gateways",
            "VpnGateways",
            "attachment.vpc-id",
            "VpcAttachments[?State!='detached'] | [0].VpcId",
        ),
        id="VpnGatewayId",
        unless=f"{OVER}], State)",
        shows="{type: Type}",
        remove=(
            Op("detach_vpn_gateway", {"VpnGatewayId": "$item.VpnGatewayId", "VpcId": "$owner"}),
        ),
    ),
    _PEERING,
    replace(
        _PEERING,
        op=listed(
            "describe_vpc_peering_connections",
            "VpcPeeringConnections",
            "accepter-vpc-info.vpc-id",
            "AccepterVpcInfo.VpcId",
        ),
    ),
    replace(
        TRANSIT_ATTACHMENT,
        op=listed("describe_transit_gateway_vpc_attachments", "TransitGatewayVpcAttachments"),
    ),
    Inside(
        f"{OURS}VpcEndpoint",
        listed("describe_vpc_endpoints", "VpcEndpoints"),
        id="VpcEndpointId",
        unless=f"RequesterManaged || {OVER}], State)",
        shows="{service: ServiceName, type: VpcEndpointType}",
    ),
    Inside(
        f"{OURS}FlowLog",
        listed_by("describe_flow_logs", "FlowLogs", "resource-id", "ResourceId"),
        id="FlowLogId",
        shows="{traffic: TrafficType, into: LogDestination}",
    ),
    Inside(
        f"{OURS}Instance",
        listed("describe_instances", "Reservations[].Instances[]"),
        id="InstanceId",
        unless=f"{OVER}, 'shutting-down'], State.Name)",
        shows="{size: InstanceType, subnet: SubnetId, address: PrivateIpAddress}",
    ),
    # those of instances, gateways, databases and the like come and go with them
    Inside(
        "ec2:NetworkInterface",
        listed("describe_network_interfaces", "NetworkInterfaces"),
        id="NetworkInterfaceId",
        unless="Attachment.InstanceId || RequesterManaged || contains(["
        " 'nat_gateway', 'transit_gateway', 'vpc_endpoint',"
        " 'gateway_load_balancer_endpoint', 'natGateway'], not_null(InterfaceType, ''))",
        shows="{subnet: SubnetId, address: PrivateIpAddress, description: Description}",
        remove=(
            Op("delete_network_interface", {"NetworkInterfaceId": "$item.NetworkInterfaceId"}),
        ),
    ),
    Inside(
        "govcloud:rds:Instance",
        Op("describe_db_instances", many=Many({}, "DBInstances", "DBSubnetGroup.VpcId", path="@")),
        id="DBInstanceIdentifier",
        unless="DBInstanceStatus=='deleting'",
        shows="{engine: Engine, size: DBInstanceClass, public: PubliclyAccessible}",
        remove=(
            Op(
                "delete_db_instance",
                {
                    "DBInstanceIdentifier": "$item.DBInstanceIdentifier",
                    "FinalDBSnapshotIdentifier": "$item.DBInstanceIdentifier",
                },
            ),
        ),
        service="rds",
    ),
    Inside(
        "elbv2:LoadBalancer",
        Op("describe_load_balancers", many=Many({}, "LoadBalancers", "VpcId", path="@")),
        id="LoadBalancerArn",
        shows="{name: LoadBalancerName, type: Type, scheme: Scheme}",
        remove=(Op("delete_load_balancer", {"LoadBalancerArn": "$item.LoadBalancerArn"}),),
        service="elbv2",
    ),
    _RANGE,
    replace(
        _RANGE,
        each="Ipv6CidrBlockAssociationSet",
        unless="contains(['disassociated', 'disassociating', 'failed'], Ipv6CidrBlockState.State)",
        shows="{cidr: Ipv6CidrBlock}",
    ),
)
