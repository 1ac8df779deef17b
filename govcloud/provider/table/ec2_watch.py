"""EC2: what a network tells of its traffic, and its private ways to the cloud's own services."""

from __future__ import annotations

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

FLOW_LOG = Resource(
    service="ec2",
    name="FlowLog",
    text="A record of who spoke with whom in a network.",
    create=Op("create_flow_logs", {"ResourceType": "VPC", "ResourceIds": ["$in.vpcId"]}),
    id="FlowLogIds[0]",
    read=Op(
        "describe_flow_logs",
        {"FlowLogIds": ["$id"]},
        "FlowLogs[0]",
        many=Many(
            {"Filter": [{"Name": "resource-id", "Values": "$ids"}]},
            "FlowLogs",
            "FlowLogId",
            ask="$in.vpcId",
            of="$id",
        ),
    ),
    delete=(Op("delete_flow_logs", {"FlowLogIds": ["$id"]}),),
    gone=("InvalidFlowLogId.NotFound",),
    siblings=Op(
        "describe_flow_logs",
        {"Filter": [{"Name": "resource-id", "Values": ["$in.vpcId"]}]},
        "FlowLogs[].FlowLogId",
    ),
    tagging=ec2_tags("vpc-flow-log"),
    props={
        "vpcId": Prop("The network.", path="ResourceId", required=True, replace=True),
        "trafficType": Prop(
            "`ALL`, `ACCEPT` or `REJECT`.",
            param="TrafficType",
            path="TrafficType",
            replace=True,
            default="ALL",
        ),
        "logDestinationType": Prop(
            "`s3` or `cloud-watch-logs`.",
            param="LogDestinationType",
            path="LogDestinationType",
            replace=True,
            default="s3",
        ),
        "logDestination": Prop(
            "The ARN of the bucket (with a folder behind `/`, if wanted) or of the log group.",
            param="LogDestination",
            path="LogDestination",
            required=True,
            replace=True,
        ),
        "deliverLogsPermissionArn": Prop(
            "The role that writes into a log group; none for a bucket.",
            param="DeliverLogsPermissionArn",
            path="DeliverLogsPermissionArn",
            replace=True,
        ),
    },
    outputs={
        "flowLogId": Output("Its id.", "FlowLogId"),
        "arn": Output("Its ARN.", "arn:{partition}:ec2:{region}:{account}:vpc-flow-log/{id}"),
    },
)

_CHANGE = "modify_vpc_endpoint"


def _members(text: str, noun: str, path: str) -> Prop:
    """A list whose members a VPC endpoint is given or loses one way: by what is new and what is old."""
    return Prop(
        text,
        Kind.TEXTS,
        param=noun,
        path=path,
        same=Same.SET,
        replace=True,
    )


ENDPOINT = Resource(
    service="ec2",
    name="VpcEndpoint",
    text="A private way from a network to one of the cloud's services.",
    create=Op(
        "create_vpc_endpoint",
        {"ServiceName": "$asked.name"},
        asks={
            "name": Op(
                "describe_vpc_endpoint_services",
                {},
                "ServiceNames[?ends_with(@, '.$in.service')] | [0]",
            )
        },
    ),
    id="VpcEndpoint.VpcEndpointId",
    answer="VpcEndpoint",
    read=Op(
        "describe_vpc_endpoints",
        {"VpcEndpointIds": ["$id"]},
        "VpcEndpoints[0]",
        many=filtered("vpc-id", "VpcEndpoints", "VpcEndpointId", ask="$in.vpcId", of="$id"),
    ),
    delete=(Op("delete_vpc_endpoints", {"VpcEndpointIds": ["$id"]}),),
    gone=("InvalidVpcEndpointId.NotFound",),
    gone_when="contains(['deleted', 'deleting'], State)",
    tagging=ec2_tags("vpc-endpoint"),
    props={
        "vpcId": Prop("The network.", param="VpcId", path="VpcId", required=True, replace=True),
        "service": Prop(
            "The service's short name, such as `s3`.",
            path="ServiceName",
            required=True,
            replace=True,
            same=Same.LAST_PART,
        ),
        "vpcEndpointType": Prop(
            "`Gateway` or `Interface`.",
            param="VpcEndpointType",
            path="VpcEndpointType",
            replace=True,
            default="Gateway",
        ),
        "routeTableIds": _members(
            "A gateway's route tables.", "RouteTableIds", "RouteTableIds || `null`"
        ),
        "subnetIds": _members("An interface's subnets.", "SubnetIds", "SubnetIds || `null`"),
        "securityGroupIds": _members(
            "An interface's security groups.", "SecurityGroupIds", "Groups[].GroupId || `null`"
        ),
        "privateDnsEnabled": Prop(
            "Whether the service's own name leads to an interface.",
            Kind.FLAG,
            param="PrivateDnsEnabled",
            path="PrivateDnsEnabled",
            computed=True,
            put=(Op(_CHANGE, {"VpcEndpointId": "$id", "PrivateDnsEnabled": "$value"}),),
        ),
        "policy": Prop(
            "What may be done through it, as JSON; all if none is given.",
            Kind.JSON,
            param="PolicyDocument",
            path="PolicyDocument",
            computed=True,
            watched=True,
            same=Same.JSON,
            put=(Op(_CHANGE, {"VpcEndpointId": "$id", "PolicyDocument": "$value"}),),
        ),
    },
    outputs={
        "vpcEndpointId": Output("The endpoint's id.", "VpcEndpointId"),
        "arn": Output("Its ARN.", "arn:{partition}:ec2:{region}:{account}:vpc-endpoint/{id}"),
    },
)

ENTRIES = (FLOW_LOG, ENDPOINT)
