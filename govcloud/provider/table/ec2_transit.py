"""EC2: transit gateways, by which many networks meet under rules of their own."""

from __future__ import annotations

from govcloud.provider.table.ec2_inside_rules import IN_TRANSIT_GATEWAY, IN_TRANSIT_TABLE
from govcloud.provider.table.entry import (
    Kind,
    Many,
    Op,
    Output,
    Prop,
    Resource,
    Same,
    ec2_tags,
    filtered,
)

_NOT_THERE = "contains(['deleted', 'deleting'], State)"
_TABLE_GONE = ("InvalidRouteTableID.NotFound", "InvalidTransitGatewayRouteTableID.NotFound")


def _option(text: str, member: str, default: str) -> Prop:
    return Prop(
        f"{text} `enable` or `disable`.",
        param=f"Options.{member}",
        path=f"Options.{member}",
        replace=True,
        default=default,
    )


GATEWAY = Resource(
    service="ec2",
    name="TransitGateway",
    text="Where the networks of a region meet.",
    create=Op("create_transit_gateway"),
    id="TransitGateway.TransitGatewayId",
    answer="TransitGateway",
    read=Op("describe_transit_gateways", {"TransitGatewayIds": ["$id"]}, "TransitGateways[0]"),
    delete=(Op("delete_transit_gateway", {"TransitGatewayId": "$id"}),),
    gone=("InvalidTransitGatewayID.NotFound",),
    gone_when=_NOT_THERE,
    tagging=ec2_tags("transit-gateway"),
    props={
        "description": Prop(
            "What it is for.", param="Description", path="Description", replace=True
        ),
        "autoAcceptSharedAttachments": _option(
            "Whether other accounts' networks join unasked.",
            "AutoAcceptSharedAttachments",
            "disable",
        ),
        "defaultRouteTableAssociation": _option(
            "Whether a new network is put into the default table.",
            "DefaultRouteTableAssociation",
            "disable",
        ),
        "defaultRouteTablePropagation": _option(
            "Whether a new network is told to all others.",
            "DefaultRouteTablePropagation",
            "disable",
        ),
        "dnsSupport": _option("Whether names are resolved across it.", "DnsSupport", "enable"),
        "vpnEcmpSupport": _option("Whether VPNs share their load.", "VpnEcmpSupport", "enable"),
    },
    outputs={
        "transitGatewayId": Output("The gateway's id.", "TransitGatewayId"),
        "arn": Output("Its ARN.", "arn:{partition}:ec2:{region}:{account}:transit-gateway/{id}"),
    },
    inside=IN_TRANSIT_GATEWAY,
)

TABLE = Resource(
    service="ec2",
    name="TransitGatewayRouteTable",
    text="Which network is told the way to which, at a transit gateway.",
    create=Op("create_transit_gateway_route_table"),
    id="TransitGatewayRouteTable.TransitGatewayRouteTableId",
    answer="TransitGatewayRouteTable",
    read=Op(
        "describe_transit_gateway_route_tables",
        {"TransitGatewayRouteTableIds": ["$id"]},
        "TransitGatewayRouteTables[0]",
    ),
    delete=(Op("delete_transit_gateway_route_table", {"TransitGatewayRouteTableId": "$id"}),),
    gone=_TABLE_GONE,
    gone_when=_NOT_THERE,
    tagging=ec2_tags("transit-gateway-route-table"),
    props={
        "transitGatewayId": Prop(
            "The gateway.",
            param="TransitGatewayId",
            path="TransitGatewayId",
            required=True,
            replace=True,
        ),
    },
    outputs={
        "transitGatewayRouteTableId": Output("The table's id.", "TransitGatewayRouteTableId"),
        "arn": Output(
            "Its ARN.",
            "arn:{partition}:ec2:{region}:{account}:transit-gateway-route-table/{id}",
        ),
    },
    inside=IN_TRANSIT_TABLE,
)

ATTACHMENT = Resource(
    service="ec2",
    name="TransitGatewayVpcAttachment",
    text="A network's place at a transit gateway.",
    create=Op("create_transit_gateway_vpc_attachment"),
    id="TransitGatewayVpcAttachment.TransitGatewayAttachmentId",
    answer="TransitGatewayVpcAttachment",
    read=Op(
        "describe_transit_gateway_vpc_attachments",
        {"TransitGatewayAttachmentIds": ["$id"]},
        "TransitGatewayVpcAttachments[0]",
        many=filtered(
            "vpc-id",
            "TransitGatewayVpcAttachments",
            "TransitGatewayAttachmentId",
            ask="$in.vpcId",
            of="$id",
        ),
    ),
    delete=(Op("delete_transit_gateway_vpc_attachment", {"TransitGatewayAttachmentId": "$id"}),),
    gone=("InvalidTransitGatewayAttachmentID.NotFound",),
    gone_when=_NOT_THERE,
    tagging=ec2_tags("transit-gateway-attachment"),
    props={
        "transitGatewayId": Prop(
            "The gateway.",
            param="TransitGatewayId",
            path="TransitGatewayId",
            required=True,
            replace=True,
        ),
        "vpcId": Prop("The network.", param="VpcId", path="VpcId", required=True, replace=True),
        "subnetIds": Prop(
            "One subnet in each zone that it serves.",
            Kind.TEXTS,
            param="SubnetIds",
            path="SubnetIds",
            required=True,
            replace=True,
            same=Same.SET,
        ),
    },
    outputs={
        "transitGatewayAttachmentId": Output("The attachment's id.", "TransitGatewayAttachmentId"),
        "arn": Output(
            "Its ARN.",
            "arn:{partition}:ec2:{region}:{account}:transit-gateway-attachment/{id}",
        ),
    },
)


def _each_table(items: str) -> Many:
    """One call tells of all attachments at a table."""
    params = {"TransitGatewayRouteTableId": "$one"}
    return Many(params, items, "TransitGatewayAttachmentId", ask="$id.0", of="$id.1", most=1)


_PAIR = {"TransitGatewayRouteTableId": "$id.0", "TransitGatewayAttachmentId": "$id.1"}
_PAIR_PROPS = {
    "transitGatewayRouteTableId": Prop(
        "The table.",
        param="TransitGatewayRouteTableId",
        path="$id.0",
        required=True,
        replace=True,
    ),
    "transitGatewayAttachmentId": Prop(
        "The network's attachment.",
        param="TransitGatewayAttachmentId",
        path="$id.1",
        required=True,
        replace=True,
    ),
}

ASSOCIATION = Resource(
    service="ec2",
    name="TransitGatewayRouteTableAssociation",
    text="Which table an attached network obeys.",
    create=Op("associate_transit_gateway_route_table"),
    id="{transitGatewayRouteTableId}|{transitGatewayAttachmentId}",
    answer="@",
    read=Op(
        "get_transit_gateway_route_table_associations",
        {"TransitGatewayRouteTableId": "$id.0"},
        "Associations[?TransitGatewayAttachmentId=='$id.1'] | [0]",
        many=_each_table("Associations"),
    ),
    delete=(Op("disassociate_transit_gateway_route_table", _PAIR),),
    gone=(*_TABLE_GONE, "InvalidAssociation.NotFound"),
    gone_when="contains(['disassociated', 'disassociating'], State)",
    exists=("Resource.AlreadyAssociated",),
    props=_PAIR_PROPS,
)

PROPAGATION = Resource(
    service="ec2",
    name="TransitGatewayRouteTablePropagation",
    text="Which table is told the way to an attached network.",
    create=Op("enable_transit_gateway_route_table_propagation"),
    id="{transitGatewayRouteTableId}|{transitGatewayAttachmentId}",
    answer="@",
    read=Op(
        "get_transit_gateway_route_table_propagations",
        {"TransitGatewayRouteTableId": "$id.0"},
        "TransitGatewayRouteTablePropagations[?TransitGatewayAttachmentId=='$id.1'] | [0]",
        many=_each_table("TransitGatewayRouteTablePropagations"),
    ),
    delete=(Op("disable_transit_gateway_route_table_propagation", _PAIR),),
    gone=(*_TABLE_GONE, "TransitGatewayRouteTablePropagation.NotFound"),
    gone_when="contains(['disabled', 'disabling'], State)",
    exists=("TransitGatewayRouteTablePropagation.Duplicate",),
    props=_PAIR_PROPS,
)

ROUTE = Resource(
    service="ec2",
    name="TransitGatewayRoute",
    text="A way written into a transit gateway's table, or a hole that swallows what goes there.",
    create=Op("create_transit_gateway_route"),
    id="{transitGatewayRouteTableId}|{destinationCidrBlock}",
    answer="@",
    read=Op(
        "search_transit_gateway_routes",
        {
            "TransitGatewayRouteTableId": "$id.0",
            "Filters": [{"Name": "type", "Values": ["static"]}],
        },
        "Routes[?DestinationCidrBlock=='$id.1'] | [0]",
    ),
    delete=(
        Op(
            "delete_transit_gateway_route",
            {"TransitGatewayRouteTableId": "$id.0", "DestinationCidrBlock": "$id.1"},
        ),
    ),
    gone=(*_TABLE_GONE, "InvalidRoute.NotFound"),
    gone_when="contains(['deleted', 'deleting'], State)",
    exists=("RouteAlreadyExists",),
    one_of=("blackhole", "transitGatewayAttachmentId"),
    props={
        "transitGatewayRouteTableId": Prop(
            "The table.",
            param="TransitGatewayRouteTableId",
            path="$id.0",
            required=True,
            replace=True,
        ),
        "destinationCidrBlock": Prop(
            "Where to, as CIDR.",
            param="DestinationCidrBlock",
            path="$id.1",
            required=True,
            replace=True,
            unique=True,
        ),
        "blackhole": Prop(
            "Whether what goes there is dropped.",
            Kind.FLAG,
            param="Blackhole",
            path="State == 'blackhole'",
            replace=True,
        ),
        "transitGatewayAttachmentId": Prop(
            "The attachment of the network that it leads to.",
            param="TransitGatewayAttachmentId",
            path="TransitGatewayAttachments[0].TransitGatewayAttachmentId",
            replace=True,
        ),
    },
)

ENTRIES = (GATEWAY, TABLE, ATTACHMENT, ASSOCIATION, PROPAGATION, ROUTE)
