"""Rarer things that people add by hand: what leads data away, and whole resources in networks of ours."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tests.stacks.by_hand import EC2, HUB, LAKE, SUPPORT, TENANT, ByHand, Zone

ELSEWHERE = "arn:aws-cn:iam::999999999999:root"


def _foreign(action: str) -> str:
    """A policy that lets another account in."""
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": ELSEWHERE},
        "Action": action,
        "Resource": "*",
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def _tenant(zone: Zone) -> str:
    return zone.identity(TENANT, "ec2:Vpc", "tenant")


def _subnet(zone: Zone, name: str = "data-a") -> str:
    return zone.identity(TENANT, "ec2:Subnet", name)


def _grant(zone: Zone) -> None:
    zone.client("kms").create_grant(
        KeyId=zone.identity(TENANT, "kms:Key", "data"),
        GranteePrincipal=ELSEWHERE,
        Operations=["Decrypt"],
    )


def _readable(zone: Zone) -> None:
    zone.client("s3").put_bucket_acl(
        Bucket=zone.identity(TENANT, "s3:Bucket", "gd-gsd-data"), ACL="public-read"
    )


def _logs_led_away(zone: Zone) -> None:
    kinesis = zone.client("kinesis")
    kinesis.create_stream(StreamName="away", ShardCount=1)
    stream = kinesis.describe_stream(StreamName="away")["StreamDescription"]["StreamARN"]
    zone.client("logs").put_subscription_filter(
        logGroupName=zone.identity(TENANT, "logs:LogGroup", "applications"),
        filterName="away",
        filterPattern="",
        destinationArn=stream,
        roleArn=zone.one(HUB, "iam:Role", "trail").outputs["arn"],
    )


def _secret_shared(zone: Zone) -> None:
    zone.client("secretsmanager").put_resource_policy(
        SecretId=zone.identity(TENANT, "secretsmanager:Secret", "applications"),
        ResourcePolicy=_foreign("secretsmanager:GetSecretValue"),
    )


def _images_shared(zone: Zone) -> None:
    zone.client("ecr").set_repository_policy(
        repositoryName=zone.identity(HUB, "ecr:Repository", "images"),
        policyText=_foreign("ecr:BatchGetImage"),
    )


def _names_shared(zone: Zone) -> None:
    other = zone.client("ec2").create_vpc(CidrBlock="10.98.0.0/16")["Vpc"]["VpcId"]
    zone.client("route53").associate_vpc_with_hosted_zone(
        HostedZoneId=zone.identity(HUB, "route53:PrivateZone", "internal"),
        VPC={"VPCRegion": "cn-north-1", "VPCId": other},
    )


def _database(zone: Zone) -> None:
    rds = zone.client("rds")
    rds.create_db_subnet_group(
        DBSubnetGroupName="mine",
        DBSubnetGroupDescription="mine",
        SubnetIds=[_subnet(zone), _subnet(zone, "data-b")],
    )
    rds.create_db_instance(
        DBInstanceIdentifier="mine",
        DBInstanceClass="db.t3.micro",
        Engine="postgres",
        MasterUsername="me",
        MasterUserPassword="not-a-secret-1",
        AllocatedStorage=20,
        DBSubnetGroupName="mine",
    )


def _balancer(zone: Zone) -> None:
    zone.client("elbv2").create_load_balancer(
        Name="mine", Subnets=[_subnet(zone), _subnet(zone, "data-b")], Scheme="internal"
    )


def _profile(zone: Zone) -> None:
    iam = zone.client("iam")
    iam.create_instance_profile(InstanceProfileName="mine")
    iam.add_role_to_instance_profile(
        InstanceProfileName="mine", RoleName=zone.identity(HUB, "iam:Role", "break-glass")
    )


def _nat_gateway(zone: Zone) -> None:
    zone.client("ec2").create_nat_gateway(SubnetId=_subnet(zone), ConnectivityType="private")


def _vpn_gateway(zone: Zone) -> None:
    ec2 = zone.client("ec2")
    gateway = ec2.create_vpn_gateway(Type="ipsec.1")["VpnGateway"]["VpnGatewayId"]
    ec2.attach_vpn_gateway(VpnGatewayId=gateway, VpcId=_tenant(zone))


def _flow_log(zone: Zone) -> None:
    zone.client("ec2").create_flow_logs(
        ResourceType="VPC",
        ResourceIds=[_tenant(zone)],
        TrafficType="REJECT",
        LogDestinationType="s3",
        LogDestination=zone.one(LAKE, "s3:Bucket", "lake-raw").outputs["arn"],
    )


def _table_of_ones_own(zone: Zone) -> None:
    ec2 = zone.client("ec2")
    table = ec2.create_route_table(VpcId=_tenant(zone))["RouteTable"]["RouteTableId"]
    ec2.associate_route_table(RouteTableId=table, SubnetId=_subnet(zone))


def _group(zone: Zone) -> None:
    zone.client("ec2").create_security_group(
        GroupName="mine", Description="mine", VpcId=_tenant(zone)
    )


def _acl(zone: Zone) -> None:
    zone.client("ec2").create_network_acl(VpcId=_tenant(zone))


def _default_acl(zone: Zone) -> None:
    ec2 = zone.client("ec2")
    filters = [
        {"Name": "vpc-id", "Values": [_tenant(zone)]},
        {"Name": "default", "Values": ["true"]},
    ]
    [acl] = ec2.describe_network_acls(Filters=filters)["NetworkAcls"]
    ec2.create_network_acl_entry(
        NetworkAclId=acl["NetworkAclId"],
        RuleNumber=10,
        Protocol="-1",
        RuleAction="deny",
        Egress=False,
        CidrBlock="10.0.0.0/16",
    )


def _core_leaves_its_acl(zone: Zone) -> None:
    ec2 = zone.client("ec2")
    vpc, subnet = zone.identity(HUB, "ec2:Vpc", "hub"), zone.identity(HUB, "ec2:Subnet", "core-a")
    of_vpc = [{"Name": "vpc-id", "Values": [vpc]}]
    acls = ec2.describe_network_acls(Filters=of_vpc)["NetworkAcls"]
    [now] = [a for acl in acls for a in acl["Associations"] if a["SubnetId"] == subnet]
    [default] = [acl["NetworkAclId"] for acl in acls if acl["IsDefault"]]
    ec2.replace_network_acl_association(
        AssociationId=now["NetworkAclAssociationId"], NetworkAclId=default
    )


def _two_rules(zone: Zone) -> None:
    rules: list[dict[str, Any]] = [
        {"ID": name, "Status": "Enabled", "Filter": {"Prefix": name}, "Expiration": {"Days": 9}}
        for name in ("one", "two")
    ]
    zone.client("s3").put_bucket_lifecycle_configuration(
        Bucket=zone.identity(LAKE, "s3:Bucket", "lake-curated"),
        LifecycleConfiguration={"Rules": rules},
    )


def _figure(zone: Zone) -> None:
    zone.client("logs").put_metric_filter(
        logGroupName=zone.identity(HUB, "logs:LogGroup", "trail"),
        filterName="mine",
        filterPattern="x",
        metricTransformations=[{"metricName": "m", "metricNamespace": "n", "metricValue": "1"}],
    )


def _open_topic(zone: Zone) -> None:
    sns, topic = zone.client("sns"), zone.identity(HUB, "sns:Topic", "alarms")
    told = json.loads(sns.get_topic_attributes(TopicArn=topic)["Attributes"]["Policy"])
    told["Statement"] += json.loads(_foreign("sns:Publish"))["Statement"]
    sns.set_topic_attributes(
        TopicArn=topic, AttributeName="Policy", AttributeValue=json.dumps(told)
    )


def _mark_taken(zone: Zone) -> None:
    zone.client("sqs").untag_queue(
        QueueUrl=zone.identity(SUPPORT, "sqs:Queue", "payments-dead"), TagKeys=["govcloud:urn"]
    )


def _less_recorded(zone: Zone) -> None:
    zone.client("cloudtrail").put_event_selectors(
        TrailName=zone.identity(HUB, "cloudtrail:Trail", "trail"),
        EventSelectors=[{"ReadWriteType": "ReadOnly", "IncludeManagementEvents": True}],
    )


MORE: Mapping[str, ByHand] = {
    "a key disabled": ByHand(
        lambda zone: zone.client("kms").disable_key(
            KeyId=zone.identity(SUPPORT, "kms:Key", "sign-seals")
        ),
        "changed",
        "govcloud:kms:Key",
        "sign-seals",
        "enabled",
    ),
    "a key that is to be deleted": ByHand(
        lambda zone: zone.client("kms").schedule_key_deletion(
            KeyId=zone.identity(SUPPORT, "kms:Key", "sign-identity"), PendingWindowInDays=7
        ),
        "missing",
        "govcloud:kms:Key",
        "sign-identity",
    ),
    "an alarm silenced": ByHand(
        lambda zone: zone.client("cloudwatch").disable_alarm_actions(
            AlarmNames=[zone.identity(HUB, "cloudwatch:Alarm", "root-use")]
        ),
        "changed",
        "govcloud:cloudwatch:Alarm",
        "root-use",
        "actionsEnabled",
    ),
    "a trail that records less": ByHand(
        _less_recorded, "added", "cloudtrail:EventSelector", "trail"
    ),
    "a grant of a key": ByHand(_grant, "added", "kms:Grant", "data"),
    "a bucket that all may read": ByHand(_readable, "added", "s3:Grant", "gd-gsd-data"),
    "logs led away": ByHand(_logs_led_away, "added", "logs:SubscriptionFilter", "applications"),
    "a secret shared": ByHand(
        _secret_shared, "added", "secretsmanager:ResourcePolicy", "applications"
    ),
    "images shared": ByHand(_images_shared, "added", "ecr:RepositoryPolicy", "images"),
    "names shared": ByHand(_names_shared, "added", "route53:ZoneNetwork", "internal"),
    "a database": ByHand(_database, "added", "govcloud:rds:Instance", "tenant"),
    "a balancer": ByHand(_balancer, "added", "elbv2:LoadBalancer", "tenant"),
    "a role for servers": ByHand(_profile, "added", "govcloud:iam:InstanceProfile", "break-glass"),
    "a NAT gateway": ByHand(_nat_gateway, "added", f"{EC2}NatGateway", "tenant"),
    "a VPN gateway": ByHand(_vpn_gateway, "added", "ec2:VpnGateway", "tenant"),
    "a flow log": ByHand(_flow_log, "added", f"{EC2}FlowLog", "tenant"),
    "a table of one's own": ByHand(_table_of_ones_own, "added", f"{EC2}RouteTable", "tenant"),
    "a group": ByHand(_group, "added", f"{EC2}SecurityGroup", "tenant"),
    "an ACL": ByHand(_acl, "added", f"{EC2}NetworkAcl", "tenant"),
    "an entry of the default ACL": ByHand(_default_acl, "added", f"{EC2}NetworkAclRule", "tenant"),
    "the core leaves its ACL": ByHand(
        _core_leaves_its_acl, "missing", f"{EC2}NetworkAclAssociation", "core-a"
    ),
    "two rules of a bucket": ByHand(_two_rules, "added", "s3:LifecycleRule", "lake-curated"),
    "a figure": ByHand(_figure, "added", "govcloud:logs:MetricFilter", "trail"),
    "a topic open to others": ByHand(
        _open_topic, "added", "govcloud:sns:Topic", "alarms", "policy"
    ),
    "a mark of ours taken away": ByHand(
        _mark_taken, "changed", "govcloud:sqs:Queue", "payments-dead", "govcloud:urn"
    ),
}
"""Every way by a sentence."""
