"""EC2: what somebody may put by hand into our security groups, route tables, ACLs and transit gateways."""

from __future__ import annotations

from govcloud.provider.table.ec2_inside_words import OURS, OVER, joined, listed
from govcloud.provider.table.entry import Inside, Many, Op, filtered

_DESTINATION = "(DestinationCidrBlock || DestinationIpv6CidrBlock || DestinationPrefixListId)"
_DELETE_ROUTE = Op(
    "delete_route",
    {
        "RouteTableId": "$item.RouteTableId",
        "DestinationCidrBlock": "$item.DestinationCidrBlock",
        "DestinationIpv6CidrBlock": "$item.DestinationIpv6CidrBlock",
        "DestinationPrefixListId": "$item.DestinationPrefixListId",
    },
)
CLOUDS_ROUTE = (
    "Origin=='CreateRouteTable' || Origin=='EnableVgwRoutePropagation' || GatewayId=='local'"
    " || starts_with(not_null(GatewayId, ''), 'vpce-')"
)
ROUTE = Inside(
    f"{OURS}Route",
    Op(
        "describe_route_tables",
        many=filtered("route-table-id", "RouteTables", "RouteTableId", path="@"),
    ),
    each="Routes",
    id=joined("RouteTableId", _DESTINATION),
    unless=CLOUDS_ROUTE,
    shows=f"{{to: {_DESTINATION}, by: not_null(GatewayId, NatGatewayId, VpcPeeringConnectionId,"
    " TransitGatewayId, NetworkInterfaceId, InstanceId, EgressOnlyInternetGatewayId)}",
    remove=(_DELETE_ROUTE,),
)
_OWN_ACL = Op(
    "describe_network_acls",
    many=filtered("network-acl-id", "NetworkAcls", "NetworkAclId", path="@"),
)
ENTRY = Inside(
    f"{OURS}NetworkAclRule",
    _OWN_ACL,
    each="Entries",
    unless="contains([`32767`, `32768`], RuleNumber)",
    id=joined("NetworkAclId", "to_string(Egress)", "to_string(RuleNumber)"),
    shows="{number: RuleNumber, egress: Egress, action: RuleAction, protocol: Protocol,"
    " cidr: not_null(CidrBlock, Ipv6CidrBlock), ports: PortRange}",
    remove=(
        Op(
            "delete_network_acl_entry",
            {
                "NetworkAclId": "$item.NetworkAclId",
                "RuleNumber": "$item.RuleNumber",
                "Egress": "$item.Egress",
            },
        ),
    ),
)
TRANSIT_ATTACHMENT = Inside(
    f"{OURS}TransitGatewayVpcAttachment",
    listed(
        "describe_transit_gateway_vpc_attachments",
        "TransitGatewayVpcAttachments",
        "transit-gateway-id",
        "TransitGatewayId",
    ),
    id="TransitGatewayAttachmentId",
    unless=f"{OVER}], State)",
    shows="{gateway: TransitGatewayId, network: VpcId, subnets: SubnetIds}",
)

_RULES = Op(
    "describe_security_group_rules",
    many=filtered("group-id", "SecurityGroupRules", "GroupId", path="@"),
)
_RULE_SHOWS = (
    "{protocol: IpProtocol, from: FromPort, to: ToPort, other_end: not_null(CidrIpv4, CidrIpv6,"
    " ReferencedGroupInfo.GroupId, PrefixListId), says: Description}"
)
_THIS_RULE = {
    "GroupId": "$item.GroupId",
    "SecurityGroupRuleIds": ["$item.SecurityGroupRuleId"],
}

IN_SECURITY_GROUP = (
    Inside(
        f"{OURS}SecurityGroupIngress",
        _RULES,
        id="SecurityGroupRuleId",
        unless="IsEgress",
        shows=_RULE_SHOWS,
        remove=(Op("revoke_security_group_ingress", _THIS_RULE),),
    ),
    # the rule that lets everything out is the group's own property
    Inside(
        f"{OURS}SecurityGroupEgress",
        _RULES,
        id="SecurityGroupRuleId",
        unless="!IsEgress || (IpProtocol=='-1' && CidrIpv4=='0.0.0.0/0')",
        shows=_RULE_SHOWS,
        remove=(Op("revoke_security_group_egress", _THIS_RULE),),
    ),
)

IN_ROUTE_TABLE = (ROUTE,)

IN_NETWORK_ACL = (
    ENTRY,
    Inside(
        f"{OURS}NetworkAclAssociation",
        _OWN_ACL,
        each="Associations",
        id=joined("NetworkAclId", "SubnetId"),
        shows="{subnet: SubnetId}",
    ),
)

IN_TRANSIT_GATEWAY = (
    TRANSIT_ATTACHMENT,
    Inside(
        "ec2:TransitGatewayPeeringAttachment",
        listed(
            "describe_transit_gateway_peering_attachments",
            "TransitGatewayPeeringAttachments",
            "transit-gateway-id",
            "RequesterTgwInfo.TransitGatewayId",
        ),
        id="TransitGatewayAttachmentId",
        unless=f"{OVER}], State)",
        shows="{to: AccepterTgwInfo}",
        remove=(
            Op(
                "delete_transit_gateway_peering_attachment",
                {"TransitGatewayAttachmentId": "$item.TransitGatewayAttachmentId"},
            ),
        ),
    ),
    Inside(
        f"{OURS}TransitGatewayRouteTable",
        listed(
            "describe_transit_gateway_route_tables",
            "TransitGatewayRouteTables",
            "transit-gateway-id",
            "TransitGatewayId",
        ),
        id="TransitGatewayRouteTableId",
        unless=f"DefaultAssociationRouteTable || DefaultPropagationRouteTable || {OVER}], State)",
        shows="{gateway: TransitGatewayId}",
    ),
)


def _at_table(call: str, items: str, more: dict[str, object] | None = None) -> Op:
    """A transit gateway's tables are asked one by one."""
    params = {"TransitGatewayRouteTableId": "$one", **(more or {})}
    return Op(call, many=Many(params, items, path="@", most=1))


_ATTACHMENT_ID = joined("owner", "TransitGatewayAttachmentId")

IN_TRANSIT_TABLE = (
    Inside(
        f"{OURS}TransitGatewayRoute",
        _at_table(
            "search_transit_gateway_routes",
            "Routes",
            {"Filters": [{"Name": "type", "Values": ["static"]}]},
        ),
        id=joined("owner", "DestinationCidrBlock"),
        unless="contains(['deleted', 'deleting'], State)",
        shows="{to: DestinationCidrBlock, state: State,"
        " by: TransitGatewayAttachments[0].TransitGatewayAttachmentId}",
    ),
    Inside(
        f"{OURS}TransitGatewayRouteTableAssociation",
        _at_table("get_transit_gateway_route_table_associations", "Associations"),
        id=_ATTACHMENT_ID,
        unless="contains(['disassociated', 'disassociating'], State)",
        shows="{attachment: TransitGatewayAttachmentId, network: ResourceId}",
    ),
    Inside(
        f"{OURS}TransitGatewayRouteTablePropagation",
        _at_table(
            "get_transit_gateway_route_table_propagations", "TransitGatewayRouteTablePropagations"
        ),
        id=_ATTACHMENT_ID,
        unless="contains(['disabled', 'disabling'], State)",
        shows="{attachment: TransitGatewayAttachmentId, network: ResourceId}",
    ),
)
