"""EC2: the ways out of a network: internet and NAT gateways, and public addresses."""

from __future__ import annotations

from govcloud.provider.table.entry import (
    Many,
    Op,
    Output,
    Prop,
    Resource,
    Waiter,
    ec2_tags,
    filtered,
)

INTERNET = Resource(
    service="ec2",
    name="InternetGateway",
    text="A way to the internet; it does nothing until it is attached to a network.",
    create=Op("create_internet_gateway"),
    id="InternetGateway.InternetGatewayId",
    answer="InternetGateway",
    read=Op(
        "describe_internet_gateways",
        {"InternetGatewayIds": ["$id"]},
        "InternetGateways[0]",
        many=filtered("internet-gateway-id", "InternetGateways", "InternetGatewayId"),
    ),
    delete=(Op("delete_internet_gateway", {"InternetGatewayId": "$id"}),),
    gone=("InvalidInternetGatewayID.NotFound", "InvalidInternetGatewayId.NotFound"),
    tagging=ec2_tags("internet-gateway"),
    props={},
    outputs={
        "internetGatewayId": Output("The gateway's id.", "InternetGatewayId"),
        "arn": Output("Its ARN.", "arn:{partition}:ec2:{region}:{account}:internet-gateway/{id}"),
    },
)

ATTACHMENT = Resource(
    service="ec2",
    name="InternetGatewayAttachment",
    text="Which network an internet gateway serves.",
    create=Op("attach_internet_gateway"),
    id="{internetGatewayId}|{vpcId}",
    answer="@",
    read=Op(
        "describe_internet_gateways",
        {"InternetGatewayIds": ["$id.0"]},
        "InternetGateways[0].Attachments[?VpcId=='$id.1'] | [0]",
        many=filtered("internet-gateway-id", "InternetGateways", "InternetGatewayId", ask="$id.0"),
    ),
    delete=(Op("detach_internet_gateway", {"InternetGatewayId": "$id.0", "VpcId": "$id.1"}),),
    gone=(
        "Gateway.NotAttached",
        "InvalidInternetGatewayID.NotFound",
        "InvalidInternetGatewayId.NotFound",
        "InvalidVpcID.NotFound",
    ),
    exists=("Resource.AlreadyAssociated",),
    props={
        "internetGatewayId": Prop(
            "The gateway.",
            param="InternetGatewayId",
            path="$id.0",
            required=True,
            replace=True,
            unique=True,
        ),
        "vpcId": Prop("The network.", param="VpcId", path="$id.1", required=True, replace=True),
    },
)

ELASTIC_IP = Resource(
    service="ec2",
    name="ElasticIp",
    text="A public address of one's own.",
    create=Op("allocate_address", {"Domain": "vpc"}),
    id="AllocationId",
    answer="@",
    read=Op(
        "describe_addresses",
        {"AllocationIds": ["$id"]},
        "Addresses[0]",
        many=filtered("allocation-id", "Addresses", "AllocationId"),
    ),
    delete=(Op("release_address", {"AllocationId": "$id"}),),
    gone=("InvalidAllocationID.NotFound",),
    tagging=ec2_tags("elastic-ip"),
    props={},
    outputs={
        "allocationId": Output("The allocation's id.", "AllocationId"),
        "publicIp": Output("The address.", "PublicIp"),
        "arn": Output("Its ARN.", "arn:{partition}:ec2:{region}:{account}:elastic-ip/{id}"),
    },
)

NAT = Resource(
    service="ec2",
    name="NatGateway",
    text="A way out for hosts that nobody outside may reach.",
    create=Op("create_nat_gateway"),
    id="NatGateway.NatGatewayId",
    answer="NatGateway",
    read=Op(
        "describe_nat_gateways",
        {"NatGatewayIds": ["$id"]},
        "NatGateways[0]",
        many=Many(
            {"Filter": [{"Name": "nat-gateway-id", "Values": "$ids"}]},
            "NatGateways",
            "NatGatewayId",
        ),
    ),
    delete=(Op("delete_nat_gateway", {"NatGatewayId": "$id"}),),
    gone=("NatGatewayNotFound", "InvalidNatGatewayID.NotFound"),
    gone_when="contains(['deleted', 'deleting', 'failed'], State)",
    created=Waiter(
        "nat_gateway_available",
        {"NatGatewayIds": ["$id"]},
        unless="NatGateway.State == 'available'",
        tries=600,
    ),
    deleted=Waiter("nat_gateway_deleted", {"NatGatewayIds": ["$id"]}, tries=600),
    tagging=ec2_tags("natgateway"),
    props={
        "subnetId": Prop(
            "The subnet it stands in.",
            param="SubnetId",
            path="SubnetId",
            required=True,
            replace=True,
        ),
        "allocationId": Prop(
            "The public address it uses; none for a private one.",
            param="AllocationId",
            path="NatGatewayAddresses[0].AllocationId",
            replace=True,
            unique=True,
        ),
        "connectivityType": Prop(
            "`public` or `private`.",
            param="ConnectivityType",
            path="ConnectivityType",
            replace=True,
            default="public",
        ),
    },
    outputs={
        "natGatewayId": Output("The gateway's id.", "NatGatewayId"),
        "arn": Output("Its ARN.", "arn:{partition}:ec2:{region}:{account}:natgateway/{id}"),
    },
)

ENTRIES = (INTERNET, ATTACHMENT, ELASTIC_IP, NAT)
