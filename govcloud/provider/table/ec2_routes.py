"""EC2: route tables, what they are associated with, and their routes."""

from __future__ import annotations

from govcloud.provider.table.ec2_inside_rules import IN_ROUTE_TABLE
from govcloud.provider.table.entry import Op, Output, Prop, Resource, ec2_tags, filtered

_NO_TABLE = ("InvalidRouteTableID.NotFound", "InvalidRouteTableId.NotFound")

ROUTE_TABLE = Resource(
    service="ec2",
    name="RouteTable",
    text="A table of routes in a network.",
    create=Op("create_route_table"),
    id="RouteTable.RouteTableId",
    answer="RouteTable",
    read=Op(
        "describe_route_tables",
        {"RouteTableIds": ["$id"]},
        "RouteTables[0]",
        many=filtered("route-table-id", "RouteTables", "RouteTableId"),
    ),
    delete=(Op("delete_route_table", {"RouteTableId": "$id"}),),
    gone=_NO_TABLE,
    tagging=ec2_tags("route-table"),
    props={
        "vpcId": Prop("Its network.", param="VpcId", path="VpcId", required=True, replace=True),
    },
    outputs={
        "routeTableId": Output("The table's id.", "RouteTableId"),
        "arn": Output("Its ARN.", "arn:{partition}:ec2:{region}:{account}:route-table/{id}"),
    },
    inside=IN_ROUTE_TABLE,
)

ASSOCIATION = Resource(
    service="ec2",
    name="RouteTableAssociation",
    text="Which route table a subnet obeys.",
    create=Op("associate_route_table"),
    id="AssociationId",
    read=Op(
        "describe_route_tables",
        {"Filters": [{"Name": "association.route-table-association-id", "Values": ["$id"]}]},
        "RouteTables[0].Associations[?RouteTableAssociationId=='$id'] | [0]",
        many=filtered("route-table-id", "RouteTables", "RouteTableId", ask="$in.routeTableId"),
    ),
    delete=(Op("disassociate_route_table", {"AssociationId": "$id"}),),
    gone=("InvalidAssociationID.NotFound", *_NO_TABLE),
    exists=("Resource.AlreadyAssociated",),
    siblings=Op(
        "describe_route_tables",
        {"RouteTableIds": ["$in.routeTableId"]},
        "RouteTables[].Associations[].RouteTableAssociationId",
    ),
    answer="{RouteTableAssociationId: AssociationId}",
    props={
        "routeTableId": Prop(
            "The table.", param="RouteTableId", path="RouteTableId", required=True, replace=True
        ),
        "subnetId": Prop(
            "The subnet.",
            param="SubnetId",
            path="SubnetId",
            required=True,
            replace=True,
            unique=True,
        ),
    },
    outputs={"associationId": Output("The association's id.", "RouteTableAssociationId")},
)

_ROUTE = {
    "RouteTableId": "$id.0",
    "DestinationCidrBlock": "$id.1",
    "GatewayId": "$in.gatewayId",
    "NatGatewayId": "$in.natGatewayId",
    "VpcPeeringConnectionId": "$in.vpcPeeringConnectionId",
    "TransitGatewayId": "$in.transitGatewayId",
}

ROUTE = Resource(
    service="ec2",
    name="Route",
    text="One route: where packets for a range of addresses go. Exactly one target must be given.",
    create=Op("create_route"),
    id="{routeTableId}|{destinationCidrBlock}",
    answer="@",
    read=Op(
        "describe_route_tables",
        {"RouteTableIds": ["$id.0"]},
        "RouteTables[0].Routes[?DestinationCidrBlock=='$id.1'] | [0]",
        many=filtered("route-table-id", "RouteTables", "RouteTableId", ask="$id.0"),
    ),
    update=Op("replace_route", _ROUTE),
    delete=(Op("delete_route", {"RouteTableId": "$id.0", "DestinationCidrBlock": "$id.1"}),),
    gone=("InvalidRoute.NotFound", *_NO_TABLE),
    exists=("RouteAlreadyExists",),
    one_of=("gatewayId", "natGatewayId", "vpcPeeringConnectionId", "transitGatewayId"),
    props={
        "routeTableId": Prop(
            "The table.", param="RouteTableId", path="$id.0", required=True, replace=True
        ),
        "destinationCidrBlock": Prop(
            "The IPv4 range that it is for.",
            param="DestinationCidrBlock",
            path="$id.1",
            required=True,
            replace=True,
        ),
        "gatewayId": Prop("An internet gateway.", param="GatewayId", path="GatewayId"),
        "natGatewayId": Prop("A NAT gateway.", param="NatGatewayId", path="NatGatewayId"),
        "vpcPeeringConnectionId": Prop(
            "A peering.", param="VpcPeeringConnectionId", path="VpcPeeringConnectionId"
        ),
        "transitGatewayId": Prop(
            "A transit gateway, at which the network has an attachment.",
            param="TransitGatewayId",
            path="TransitGatewayId",
        ),
    },
)

ENTRIES = (ROUTE_TABLE, ASSOCIATION, ROUTE)
