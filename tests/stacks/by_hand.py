"""What people do by hand in a landing zone, through plain boto3: each way, and as what it must be found."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from govcloud.model.drift import Record, Recorded
from tests.engine_fixtures import REGION, client

EC2 = "govcloud:ec2:"
ACCOUNT = "123456789012"


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone that was applied: its resources by stack project and name, and clients of its cloud."""

    endpoint: str
    records: tuple[Record, ...]

    def client(self, service: str) -> Any:
        """Plain boto3."""
        return client(service, self.endpoint)

    def one(self, project: str, type_: str, name: str) -> Recorded:
        """A resource by its place in the programs."""
        return next(
            one
            for record in self.records
            if record.stack.startswith(f"{project}/")
            for one in record.resources
            if one.type == f"govcloud:{type_}" and one.name == name
        )

    def identity(self, project: str, type_: str, name: str) -> str:
        """Its id."""
        return self.one(project, type_, name).id


@dataclass(frozen=True, slots=True)
class ByHand:
    """One way: what is done, and how it is found: kind, type, name in the stack, and the property's beginning."""

    act: Callable[[Zone], Any]
    kind: str
    type: str
    name: str
    what: str = ""


HUB, TENANT, LAKE, SUPPORT = "landing-zone", "department", "data-platform", "support-platform"


def vpc(zone: Zone, name: str = "tenant") -> str:
    return zone.identity(TENANT if name == "tenant" else HUB, "ec2:Vpc", name)


def rule(zone: Zone) -> None:
    zone.client("ec2").authorize_security_group_ingress(
        GroupId=zone.identity(TENANT, "ec2:SecurityGroup", "gsd-web"),
        IpPermissions=[
            {
                "IpProtocol": "tcp",
                "FromPort": 3389,
                "ToPort": 3389,
                "IpRanges": [{"CidrIp": "0.0.0.0/0"}],
            }
        ],
    )


def egress(zone: Zone) -> None:
    zone.client("ec2").authorize_security_group_egress(
        GroupId=zone.identity(TENANT, "ec2:SecurityGroup", "gsd-web"),
        IpPermissions=[
            {
                "IpProtocol": "tcp",
                "FromPort": 25,
                "ToPort": 25,
                "IpRanges": [{"CidrIp": "198.51.100.0/24"}],
            }
        ],
    )


def default_group(zone: Zone) -> None:
    ec2 = zone.client("ec2")
    filters = [
        {"Name": "vpc-id", "Values": [vpc(zone)]},
        {"Name": "group-name", "Values": ["default"]},
    ]
    [group] = ec2.describe_security_groups(Filters=filters)["SecurityGroups"]
    ec2.authorize_security_group_ingress(
        GroupId=group["GroupId"],
        IpPermissions=[{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}],
    )


def acl_entry(zone: Zone) -> None:
    zone.client("ec2").create_network_acl_entry(
        NetworkAclId=zone.identity(HUB, "ec2:NetworkAcl", "core"),
        RuleNumber=50,
        Protocol="-1",
        RuleAction="allow",
        Egress=False,
        CidrBlock="0.0.0.0/0",
    )


def route_in_main_table(zone: Zone) -> None:
    ec2 = zone.client("ec2")
    filters = [
        {"Name": "vpc-id", "Values": [vpc(zone, "hub")]},
        {"Name": "association.main", "Values": ["true"]},
    ]
    [table] = ec2.describe_route_tables(Filters=filters)["RouteTables"]
    ec2.create_route(
        RouteTableId=table["RouteTableId"],
        DestinationCidrBlock="0.0.0.0/0",
        NatGatewayId=zone.identity(HUB, "ec2:NatGateway", "nat"),
    )


def route(zone: Zone) -> None:
    zone.client("ec2").create_route(
        RouteTableId=zone.identity(HUB, "ec2:RouteTable", "public"),
        DestinationCidrBlock="203.0.113.0/24",
        NatGatewayId=zone.identity(HUB, "ec2:NatGateway", "nat"),
    )


def peering(zone: Zone) -> None:
    ec2 = zone.client("ec2")
    other = ec2.create_vpc(CidrBlock="10.99.0.0/16")["Vpc"]["VpcId"]
    made = ec2.create_vpc_peering_connection(VpcId=vpc(zone), PeerVpcId=other)
    ec2.accept_vpc_peering_connection(
        VpcPeeringConnectionId=made["VpcPeeringConnection"]["VpcPeeringConnectionId"]
    )


def subnet_with_a_server(zone: Zone) -> None:
    ec2 = zone.client("ec2")
    subnet = ec2.create_subnet(VpcId=vpc(zone), CidrBlock="10.1.240.0/24")["Subnet"]["SubnetId"]
    ec2.run_instances(
        ImageId="ami-00000000000000001",
        InstanceType="t3.micro",
        SubnetId=subnet,
        MinCount=1,
        MaxCount=1,
    )


def inline_policy(zone: Zone) -> None:
    zone.client("iam").put_role_policy(
        RoleName=zone.identity(HUB, "iam:Role", "auditor"),
        PolicyName="just-this-once",
        PolicyDocument=allows("*"),
    )


def attached_policy(zone: Zone) -> None:
    zone.client("iam").attach_role_policy(
        RoleName=zone.identity(TENANT, "iam:Role", "gd-gsd-server"),
        PolicyArn=zone.identity(HUB, "iam:Policy", "audit"),
    )


def allows(action: str, **more: Any) -> str:
    statement = {"Effect": "Allow", "Action": action, "Resource": "*", **more}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def bucket_statement(zone: Zone) -> None:
    policy = zone.one(HUB, "s3:BucketPolicy", "log-archive")
    told = json.loads(policy.inputs["policy"])
    told["Statement"].append(
        {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"}
    )
    zone.client("s3").put_bucket_policy(Bucket=policy.id, Policy=json.dumps(told))


def key_policy(zone: Zone) -> None:
    """Of a key whose policy is the cloud's own."""
    kms, key = zone.client("kms"), zone.identity(LAKE, "kms:Key", "lake")
    told = json.loads(kms.get_key_policy(KeyId=key, PolicyName="default")["Policy"])
    told["Statement"].append(
        {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "kms:Decrypt", "Resource": "*"}
    )
    kms.put_key_policy(KeyId=key, PolicyName="default", Policy=json.dumps(told))


def statement_gone(zone: Zone) -> None:
    zone.client("kms").put_key_policy(
        KeyId=zone.identity(TENANT, "kms:Key", "data"),
        PolicyName="default",
        Policy=allows("kms:*", Principal={"AWS": f"arn:aws-cn:iam::{ACCOUNT}:root"}),
    )


def open_bucket(zone: Zone) -> None:
    zone.client("s3").delete_public_access_block(
        Bucket=zone.identity(LAKE, "s3:Bucket", "lake-shared")
    )


def lifecycle(zone: Zone) -> None:
    zone.client("s3").put_bucket_lifecycle_configuration(
        Bucket=zone.identity(TENANT, "s3:Bucket", "gd-gsd-data"),
        LifecycleConfiguration={
            "Rules": [
                {
                    "ID": "tidy",
                    "Status": "Enabled",
                    "Filter": {"Prefix": ""},
                    "Expiration": {"Days": 1},
                }
            ]
        },
    )


def own_lifecycle(zone: Zone) -> None:
    zone.client("s3").delete_bucket_lifecycle(Bucket=zone.identity(HUB, "s3:Bucket", "log-archive"))


def subscription(zone: Zone) -> None:
    zone.client("sns").subscribe(
        TopicArn=zone.identity(LAKE, "sns:Topic", "exchange"),
        Protocol="https",
        Endpoint="https://elsewhere.example/",
    )


def queue_policy(zone: Zone) -> None:
    zone.client("sqs").set_queue_attributes(
        QueueUrl=zone.identity(SUPPORT, "sqs:Queue", "payments"),
        Attributes={"Policy": allows("sqs:*", Principal="*")},
    )


def stolen_mark(zone: Zone) -> None:
    zone.client("ec2").create_tags(
        Resources=[zone.identity(TENANT, "ec2:Subnet", "data-a")],
        Tags=[{"Key": "govcloud:urn", "Value": "somebody/else"}],
    )


def tag(zone: Zone) -> None:
    zone.client("ec2").create_tags(
        Resources=[vpc(zone)], Tags=[{"Key": "temporary", "Value": "yes"}]
    )


def changed_tag(zone: Zone) -> None:
    name = zone.identity(HUB, "logs:LogGroup", "trail")
    arn = f"arn:aws-cn:logs:{REGION}:{ACCOUNT}:log-group:{name}"
    zone.client("logs").tag_resource(resourceArn=arn, tags={"gov:mlps": "1"})
