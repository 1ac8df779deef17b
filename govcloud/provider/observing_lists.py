"""How everything of a type is listed, whoever made it, and what of it is the cloud's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from govcloud.provider.table import TABLE
from govcloud.provider.table.entry import Op

_EC2: Mapping[str, tuple[str, str]] = {
    "Vpc": ("describe_vpcs", "Vpcs[].VpcId"),
    "Subnet": ("describe_subnets", "Subnets[].SubnetId"),
    "VpcPeering": (
        "describe_vpc_peering_connections",
        "VpcPeeringConnections[].VpcPeeringConnectionId",
    ),
    "RouteTable": ("describe_route_tables", "RouteTables[].RouteTableId"),
    "RouteTableAssociation": (
        "describe_route_tables",
        "RouteTables[].Associations[?SubnetId].RouteTableAssociationId[]",
    ),
    "Route": (
        "describe_route_tables",
        "RouteTables[].{of: RouteTableId, each: Routes[?DestinationCidrBlock].DestinationCidrBlock}",
    ),
    "NatGateway": ("describe_nat_gateways", "NatGateways[].NatGatewayId"),
    "SecurityGroup": ("describe_security_groups", "SecurityGroups[].GroupId"),
    "SecurityGroupIngress": (
        "describe_security_group_rules",
        "SecurityGroupRules[?!IsEgress].SecurityGroupRuleId",
    ),
    "NetworkAclAssociation": (
        "describe_network_acls",
        "NetworkAcls[?!IsDefault].{of: NetworkAclId, each: Associations[].SubnetId}",
    ),
    "FlowLog": ("describe_flow_logs", "FlowLogs[].FlowLogId"),
    "Instance": ("describe_instances", "Reservations[].Instances[].InstanceId"),
    "TransitGatewayRouteTable": (
        "describe_transit_gateway_route_tables",
        "TransitGatewayRouteTables[].TransitGatewayRouteTableId",
    ),
    "TransitGatewayVpcAttachment": (
        "describe_transit_gateway_vpc_attachments",
        "TransitGatewayVpcAttachments[].TransitGatewayAttachmentId",
    ),
}
_NAMED: Mapping[str, tuple[str, str]] = {
    "config:Recorder": ("describe_configuration_recorders", "ConfigurationRecorders[].name"),
    "config:RecorderStatus": (
        "describe_configuration_recorder_status",
        "ConfigurationRecordersStatus[].name",
    ),
    "config:DeliveryChannel": ("describe_delivery_channels", "DeliveryChannels[].name"),
    "sns:Subscription": ("list_subscriptions", "Subscriptions[].SubscriptionArn"),
    "s3:BucketPolicy": ("list_buckets", "Buckets[].Name"),
}
_BY_SIBLINGS = (
    *("kms:Key", "s3:Bucket", "iam:Role", "iam:Policy", "iam:AccountPasswordPolicy"),
    *("logs:LogGroup", "cloudtrail:Trail", "cloudwatch:Alarm", "guardduty:Detector"),
    *("secretsmanager:Secret", "sns:Topic", "sqs:Queue", "ecr:Repository"),
    *("backup:Vault", "backup:Plan", "rds:Instance", "rds:ParameterGroup"),
)
"""The table itself says how these are listed: as after an interrupted run."""


def _lists() -> dict[str, Op]:
    found = {f"govcloud:ec2:{name}": Op(call, path=path) for name, (call, path) in _EC2.items()}
    found |= {f"govcloud:{name}": Op(call, path=path) for name, (call, path) in _NAMED.items()}
    for name in _BY_SIBLINGS:
        siblings = TABLE[f"govcloud:{name}"].siblings
        if siblings is not None:
            found[f"govcloud:{name}"] = siblings
    return found


LISTS: Mapping[str, Op] = _lists()
"""By type the call that lists all, and where the ids are in its answer."""


@dataclass(frozen=True, slots=True)
class Within:
    """Things that are listed for each `parent`, whose id is the first part of theirs."""

    parent: str
    op: Op


WITHIN: Mapping[str, Within] = {
    "govcloud:iam:RolePolicy": Within(
        "govcloud:iam:Role", Op("list_role_policies", {"RoleName": "$id"}, "PolicyNames")
    ),
    "govcloud:iam:RolePolicyAttachment": Within(
        "govcloud:iam:Role",
        Op("list_attached_role_policies", {"RoleName": "$id"}, "AttachedPolicies[].PolicyArn"),
    ),
    "govcloud:ec2:TransitGatewayRouteTableAssociation": Within(
        "govcloud:ec2:TransitGatewayRouteTable",
        Op(
            "get_transit_gateway_route_table_associations",
            {"TransitGatewayRouteTableId": "$id"},
            "Associations[].TransitGatewayAttachmentId",
        ),
    ),
    "govcloud:ec2:TransitGatewayRoute": Within(
        "govcloud:ec2:TransitGatewayRouteTable",
        Op(
            "search_transit_gateway_routes",
            {
                "TransitGatewayRouteTableId": "$id",
                "Filters": [{"Name": "type", "Values": ["static"]}],
            },
            "Routes[].DestinationCidrBlock",
        ),
    ),
}

CLOUDS_OWN: Mapping[str, Callable[[Mapping[str, Any]], bool]] = {
    "govcloud:kms:Key": lambda answer: answer.get("KeyManager") == "AWS",
    "govcloud:iam:Role": lambda answer: str(answer.get("Path")).startswith("/aws-service-role/"),
    "govcloud:ec2:SecurityGroup": lambda answer: answer.get("GroupName") == "default",
    "govcloud:ec2:TransitGatewayRouteTable": lambda answer: bool(
        answer.get("DefaultAssociationRouteTable")
    ),
    "govcloud:rds:ParameterGroup": lambda answer: str(
        answer.get("DBParameterGroupName")
    ).startswith("default."),
    "govcloud:ec2:RouteTable": lambda answer: any(
        one.get("Main") for one in answer.get("Associations", [])
    ),
}
"""What the cloud made for itself is nobody's to set up."""
