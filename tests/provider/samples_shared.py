"""Samples of the types that a landing zone and the shared platforms add to a department's."""

from __future__ import annotations

import json
from typing import Any

from tests.provider.sample import RETAGGED, TAGS, Sample

EC2 = "govcloud:ec2:"
TABLE = f"{EC2}TransitGatewayRouteTable"
ATTACHMENT = f"{EC2}TransitGatewayVpcAttachment"
BUCKET = "govcloud:s3:Bucket"
TOPIC = "govcloud:sns:Topic"


def topic_policy(action: str) -> str:
    """Who may do `action` with a topic."""
    statement = {"Effect": "Allow", "Principal": "*", "Action": action, "Resource": "*"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def alarm(**more: Any) -> dict[str, Any]:
    """An alarm's inputs."""
    return {"namespace": "govcloud", "metricName": "RootUse", "tags": TAGS, **more}


SHARED: dict[str, Sample] = {
    f"{EC2}FlowLog": Sample(
        {"vpcId": f"@{EC2}Vpc", "logDestination": f"@{BUCKET}.arn", "tags": TAGS},
        RETAGGED,
        {"trafficType": "REJECT"},
    ),
    f"{EC2}VpcEndpoint": Sample(
        {
            "vpcId": f"@{EC2}Vpc",
            "service": "s3",
            "routeTableIds": [f"@{EC2}RouteTable"],
            "tags": TAGS,
        },
        {"policy": topic_policy("s3:GetObject"), **RETAGGED},
        {"vpcId": "vpc-2"},
    ),
    f"{EC2}TransitGateway": Sample({"tags": TAGS}, RETAGGED, {"description": "other"}),
    TABLE: Sample(
        {"transitGatewayId": f"@{EC2}TransitGateway", "tags": TAGS},
        RETAGGED,
        {"transitGatewayId": "tgw-2"},
    ),
    ATTACHMENT: Sample(
        {
            "transitGatewayId": f"@{EC2}TransitGateway",
            "vpcId": f"@{EC2}Vpc",
            "subnetIds": [f"@{EC2}Subnet"],
            "tags": TAGS,
        },
        RETAGGED,
        {"vpcId": "vpc-2"},
    ),
    f"{TABLE}Association": Sample(
        {"transitGatewayRouteTableId": f"@{TABLE}", "transitGatewayAttachmentId": f"@{ATTACHMENT}"},
        {},
        {"transitGatewayAttachmentId": "tgw-attach-2"},
    ),
    f"{TABLE}Propagation": Sample(
        {"transitGatewayRouteTableId": f"@{TABLE}", "transitGatewayAttachmentId": f"@{ATTACHMENT}"},
        {},
        {"transitGatewayAttachmentId": "tgw-attach-2"},
    ),
    f"{EC2}TransitGatewayRoute": Sample(
        {
            "transitGatewayRouteTableId": f"@{TABLE}",
            "destinationCidrBlock": "10.9.0.0/16",
            "blackhole": True,
        },
        {},
        {"destinationCidrBlock": "10.8.0.0/16"},
    ),
    "govcloud:iam:AccountPasswordPolicy": Sample(
        {"maxPasswordAge": 60}, {"minimumPasswordLength": 20, "requireSymbols": False}
    ),
    "govcloud:iam:Group": Sample({}, {}, {"path": "/departments/"}),
    "govcloud:iam:GroupPolicyAttachment": Sample(
        {"group": "@govcloud:iam:Group", "policyArn": "@govcloud:iam:Policy"},
        {},
        {"policyArn": "arn:aws:iam::123456789012:policy/other"},
    ),
    "govcloud:logs:MetricFilter": Sample(
        {
            "logGroupName": "@govcloud:logs:LogGroup",
            "name": "root-use",
            "pattern": '{ $.userIdentity.type = "Root" }',
            "metricName": "RootUse",
            "metricNamespace": "govcloud",
        },
        {"pattern": "ERROR", "metricValue": "2"},
        {"name": "other"},
    ),
    "govcloud:cloudwatch:Alarm": Sample(
        alarm(alarmActions=[f"@{TOPIC}.arn"]),
        {
            "threshold": 5,
            "period": 60,
            "actionsEnabled": False,
            "description": "other",
            **RETAGGED,
        },
        {"name": "other"},
    ),
    "govcloud:config:Recorder": Sample(
        {"roleArn": "@govcloud:iam:Role.arn"},
        {"includeGlobalResourceTypes": False},
        {"name": "other"},
    ),
    "govcloud:config:DeliveryChannel": Sample(
        {"s3BucketName": f"@{BUCKET}", "name": "@govcloud:config:Recorder"},
        {"s3BucketName": f"@{BUCKET}#2", "s3KeyPrefix": "config", "snsTopicArn": f"@{TOPIC}.arn"},
        {"name": "other"},
    ),
    "govcloud:config:RecorderStatus": Sample(
        {"recorder": "@govcloud:config:DeliveryChannel"}, {}, {"recorder": "other"}
    ),
    "govcloud:guardduty:Detector": Sample(
        {"tags": TAGS}, {"enable": False, "findingPublishingFrequency": "SIX_HOURS"}
    ),
    "govcloud:ssm:Parameter": Sample(
        {"value": "10.0.0.0/16", "type": "String", "tags": TAGS},
        {"value": "10.1.0.0/16", **RETAGGED},
        {"name": "other"},
    ),
    TOPIC: Sample(
        {"displayName": "alarms", "tags": TAGS},
        {"displayName": "news", "policy": topic_policy("sns:Publish"), **RETAGGED},
        {"name": "other"},
    ),
    "govcloud:sns:Subscription": Sample(
        {"topicArn": f"@{TOPIC}", "protocol": "sqs", "endpoint": "@govcloud:sqs:Queue.arn"},
        {},
        {"protocol": "https"},
    ),
    "govcloud:sqs:Queue": Sample(
        {"visibilityTimeout": "60", "tags": TAGS},
        {
            "messageRetentionPeriod": "1209600",
            "policy": topic_policy("sqs:SendMessage"),
            **RETAGGED,
        },
        {"name": "other"},
    ),
    "govcloud:route53:PrivateZone": Sample(
        {"name": "gov.internal.", "vpcId": f"@{EC2}Vpc", "vpcRegion": "us-east-1", "tags": TAGS},
        {"comment": "other", **RETAGGED},
        {"vpcId": "vpc-2"},
    ),
    "govcloud:route53:Record": Sample(
        {
            "zoneId": "@govcloud:route53:PrivateZone",
            "name": "identity.gov.internal.",
            "type": "A",
            "value": "10.1.0.5",
        },
        {"value": "10.1.0.6", "ttl": 60},
        {"type": "TXT"},
    ),
    "govcloud:ecr:Repository": Sample(
        {"kmsKey": "@govcloud:kms:Key.arn", "tags": TAGS},
        {"imageTagMutability": "MUTABLE", "scanOnPush": False, **RETAGGED},
        {"name": "other"},
    ),
    "govcloud:backup:Vault": Sample(
        {"encryptionKeyArn": "@govcloud:kms:Key.arn", "tags": TAGS}, RETAGGED, {"name": "other"}
    ),
    "govcloud:backup:Plan": Sample(
        {"name": "%", "vault": "@govcloud:backup:Vault", "tags": TAGS},
        RETAGGED,
        {"deleteAfterDays": 60},
        clash=True,
    ),
    "govcloud:glue:Database": Sample(
        {"name": "%", "description": "registers"},
        {"description": "other", "locationUri": "s3://lake/population/"},
        {"name": "other"},
    ),
}
