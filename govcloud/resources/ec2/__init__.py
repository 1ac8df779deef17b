"""EC2: the types that govcloud provisions."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
from govcloud.resources.ec2.elastic_ip import ElasticIp
from govcloud.resources.ec2.flow_log import FlowLog
from govcloud.resources.ec2.instance import Instance
from govcloud.resources.ec2.internet_gateway import InternetGateway
from govcloud.resources.ec2.internet_gateway_attachment import InternetGatewayAttachment
from govcloud.resources.ec2.key_pair import KeyPair
from govcloud.resources.ec2.nat_gateway import NatGateway
from govcloud.resources.ec2.network_acl import NetworkAcl
from govcloud.resources.ec2.network_acl_association import NetworkAclAssociation
from govcloud.resources.ec2.network_acl_rule import NetworkAclRule
from govcloud.resources.ec2.route import Route
from govcloud.resources.ec2.route_table import RouteTable
from govcloud.resources.ec2.route_table_association import RouteTableAssociation
from govcloud.resources.ec2.security_group import SecurityGroup
from govcloud.resources.ec2.security_group_egress import SecurityGroupEgress
from govcloud.resources.ec2.security_group_ingress import SecurityGroupIngress
from govcloud.resources.ec2.subnet import Subnet
from govcloud.resources.ec2.transit_gateway import TransitGateway
from govcloud.resources.ec2.transit_gateway_route import TransitGatewayRoute
from govcloud.resources.ec2.transit_gateway_route_table import TransitGatewayRouteTable
from govcloud.resources.ec2.transit_gateway_route_table_association import (
    TransitGatewayRouteTableAssociation,
)
from govcloud.resources.ec2.transit_gateway_route_table_propagation import (
    TransitGatewayRouteTablePropagation,
)
from govcloud.resources.ec2.transit_gateway_vpc_attachment import TransitGatewayVpcAttachment
from govcloud.resources.ec2.vpc import Vpc
from govcloud.resources.ec2.vpc_endpoint import VpcEndpoint
from govcloud.resources.ec2.vpc_peering import VpcPeering

__all__ = [
    "ElasticIp",
    "FlowLog",
    "Instance",
    "InternetGateway",
    "InternetGatewayAttachment",
    "KeyPair",
    "NatGateway",
    "NetworkAcl",
    "NetworkAclAssociation",
    "NetworkAclRule",
    "Route",
    "RouteTable",
    "RouteTableAssociation",
    "SecurityGroup",
    "SecurityGroupEgress",
    "SecurityGroupIngress",
    "Subnet",
    "TransitGateway",
    "TransitGatewayRoute",
    "TransitGatewayRouteTable",
    "TransitGatewayRouteTableAssociation",
    "TransitGatewayRouteTablePropagation",
    "TransitGatewayVpcAttachment",
    "Vpc",
    "VpcEndpoint",
    "VpcPeering",
]
