"""One sample of every type: its inputs, a change in place, and a change that replaces.

In inputs, `@TYPE` stands for the id of a sample of that type, made first; `@TYPE.property` for one of its
outputs, `@TYPE#2` for the second of its kind; `%` for a name of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.provider.rig import Made, Rig
from tests.provider.sample import RETAGGED, TAGS, Sample, document, trust
from tests.provider.samples_databases import DATABASES
from tests.provider.samples_shared import SHARED

PUBLIC_KEY = (
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEYd8E2+o5KmkMxqzfq9Rv1zu4b7Bz3kqXlEo8Lq1Y6p operator"
)
OTHER_KEY = (
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHd8E2+o5KmkMxqzfq9Rv1zu4b7Bz3kqXlEo8Lq1Y6pQ operator"
)
EC2 = "govcloud:ec2:"
SAMPLES: dict[str, Sample] = {
    f"{EC2}Vpc": Sample(
        {"cidrBlock": "10.1.0.0/16", "tags": TAGS},
        {"enableDnsHostnames": True, "lockDefaultSecurityGroup": True, **RETAGGED},
        {"cidrBlock": "10.2.0.0/16"},
    ),
    f"{EC2}Subnet": Sample(
        {"vpcId": f"@{EC2}Vpc", "cidrBlock": "10.1.1.0/24", "tags": TAGS},
        {"mapPublicIpOnLaunch": True, **RETAGGED},
        {"availabilityZone": "us-east-1z"},
        clash=True,
    ),
    f"{EC2}VpcPeering": Sample(
        {"vpcId": f"@{EC2}Vpc", "peerVpcId": f"@{EC2}Vpc#2", "tags": TAGS},
        RETAGGED,
        {"peerVpcId": "vpc-2"},
    ),
    f"{EC2}RouteTable": Sample({"vpcId": f"@{EC2}Vpc", "tags": TAGS}, RETAGGED, {"vpcId": "vpc-2"}),
    f"{EC2}RouteTableAssociation": Sample(
        {"routeTableId": f"@{EC2}RouteTable", "subnetId": f"@{EC2}Subnet"},
        {},
        {"routeTableId": "rtb-2"},
        clash=True,
    ),
    f"{EC2}Route": Sample(
        {
            "routeTableId": f"@{EC2}RouteTable",
            "destinationCidrBlock": "0.0.0.0/0",
            "gatewayId": f"@{EC2}InternetGateway",
        },
        {"gatewayId": None, "natGatewayId": f"@{EC2}NatGateway"},
        {"destinationCidrBlock": "10.9.0.0/16"},
    ),
    f"{EC2}InternetGateway": Sample({"tags": TAGS}, RETAGGED),
    f"{EC2}InternetGatewayAttachment": Sample(
        {"internetGatewayId": f"@{EC2}InternetGateway", "vpcId": f"@{EC2}Vpc"},
        {},
        {"vpcId": "vpc-2"},
        clash=True,
    ),
    f"{EC2}ElasticIp": Sample({"tags": TAGS}, RETAGGED),
    f"{EC2}NatGateway": Sample(
        {"subnetId": f"@{EC2}Subnet", "allocationId": f"@{EC2}ElasticIp", "tags": TAGS},
        RETAGGED,
        {"subnetId": "subnet-2"},
        clash=True,
    ),
    f"{EC2}SecurityGroup": Sample(
        {"vpcId": f"@{EC2}Vpc", "tags": TAGS},
        {"allowAllEgress": False, **RETAGGED},
        {"description": "other"},
    ),
    f"{EC2}SecurityGroupIngress": Sample(
        {
            "securityGroupId": f"@{EC2}SecurityGroup",
            "fromPort": 443,
            "toPort": 443,
            "cidrBlock": "10.0.0.0/8",
            "tags": TAGS,
        },
        RETAGGED,
        {"toPort": 444},
    ),
    f"{EC2}SecurityGroupEgress": Sample(
        {
            "securityGroupId": f"@{EC2}SecurityGroup",
            "fromPort": 22,
            "toPort": 22,
            "peerSecurityGroupId": f"@{EC2}SecurityGroup#2",
        },
        {},
        {"fromPort": 21},
    ),
    f"{EC2}NetworkAcl": Sample({"vpcId": f"@{EC2}Vpc", "tags": TAGS}, RETAGGED, {"vpcId": "vpc-2"}),
    f"{EC2}NetworkAclRule": Sample(
        {
            "networkAclId": f"@{EC2}NetworkAcl",
            "ruleNumber": 100,
            "protocol": "6",
            "ruleAction": "allow",
            "cidrBlock": "10.0.0.0/8",
            "fromPort": 1,
            "toPort": 1024,
        },
        {"ruleAction": "deny"},
        {"ruleNumber": 200},
    ),
    f"{EC2}NetworkAclAssociation": Sample(
        {"networkAclId": f"@{EC2}NetworkAcl", "subnetId": f"@{EC2}Subnet"},
        {},
        {"networkAclId": "acl-2"},
        clash=True,
    ),
    f"{EC2}KeyPair": Sample(
        {"publicKey": PUBLIC_KEY, "tags": TAGS}, RETAGGED, {"publicKey": OTHER_KEY}
    ),
    f"{EC2}Instance": Sample(
        {
            "imageId": "ami-0123456789abcdef0",
            "instanceType": "t3.small",
            "subnetId": f"@{EC2}Subnet",
            "privateIpAddress": "10.1.1.77",
            "securityGroupIds": [f"@{EC2}SecurityGroup"],
            "keyName": f"@{EC2}KeyPair.keyName",
            "iamInstanceProfile": "@govcloud:iam:InstanceProfile",
            "userData": "#!/bin/sh",
            "tags": TAGS,
        },
        {"securityGroupIds": [f"@{EC2}SecurityGroup#2"], "httpTokens": "optional", **RETAGGED},
        {"imageId": "ami-2"},
        clash=True,
    ),
    "govcloud:kms:Key": Sample(
        {"description": "logs", "deletionWindowInDays": 7, "tags": TAGS},
        {"enableKeyRotation": False, "enabled": False, "description": "other", **RETAGGED},
        {"keyUsage": "SIGN_VERIFY"},
    ),
    "govcloud:kms:Alias": Sample(
        {"name": "alias/%", "targetKeyId": "@govcloud:kms:Key"},
        {"targetKeyId": "@govcloud:kms:Key#2.arn"},
        {"name": "alias/other"},
    ),
    "govcloud:s3:Bucket": Sample(
        {"tags": TAGS, "kmsKeyId": "@govcloud:kms:Key.arn", "expireAfterDays": 200},
        {
            "versioning": "Enabled",
            "blockPublicAccess": False,
            "expireAfterDays": 400,
            **RETAGGED,
        },
        {"objectLockEnabled": True},
    ),
    "govcloud:s3:BucketPolicy": Sample(
        {"bucket": "@govcloud:s3:Bucket", "policy": document()},
        {"policy": document("s3:PutObject")},
        {"bucket": "other"},
    ),
    "govcloud:iam:Role": Sample(
        {"assumeRolePolicy": trust(), "maxSessionDuration": 7200, "tags": TAGS},
        {
            "assumeRolePolicy": trust("cloudtrail"),
            "description": "other",
            "permissionsBoundary": "@govcloud:iam:Policy",
            **RETAGGED,
        },
        {"path": "/departments/"},
    ),
    "govcloud:iam:Policy": Sample(
        {"policy": document(), "tags": TAGS},
        {"policy": document("s3:PutObject"), **RETAGGED},
        {"description": "other"},
    ),
    "govcloud:iam:RolePolicyAttachment": Sample(
        {"role": "@govcloud:iam:Role", "policyArn": "@govcloud:iam:Policy"},
        {},
        {"policyArn": "arn:aws:iam::123456789012:policy/other"},
    ),
    "govcloud:iam:RolePolicy": Sample(
        {"role": "@govcloud:iam:Role", "policy": document()},
        {"policy": document("s3:PutObject")},
        {"role": "other"},
    ),
    "govcloud:iam:InstanceProfile": Sample(
        {"role": "@govcloud:iam:Role", "tags": TAGS},
        {"role": "@govcloud:iam:Role#2", **RETAGGED},
        {"path": "/departments/"},
    ),
    "govcloud:logs:LogGroup": Sample(
        {"retentionInDays": 365, "tags": TAGS},
        {"retentionInDays": 30, **RETAGGED},
        {"name": "other"},
    ),
    "govcloud:cloudtrail:Trail": Sample(
        {"s3BucketName": "@govcloud:s3:Bucket", "tags": TAGS},
        {"isMultiRegionTrail": False, "logging": False, **RETAGGED},
        {"name": "other"},
    ),
    "govcloud:secretsmanager:Secret": Sample(
        {"secretString": "open sesame", "tags": TAGS},
        {"secretString": "close sesame", "description": "other", **RETAGGED},
        {"name": "other"},
    ),
    **SHARED,
    **DATABASES,
}


@dataclass(slots=True)
class Workshop:
    """Makes samples with all that they stand on."""

    rig: Rig
    made: dict[tuple[str, str], Made] = field(default_factory=dict)

    def make(self, token: str, nth: str = "") -> Made:
        """A new resource of a type; what it refers to is made once in this workshop."""
        return self.rig.create(token, self.rig.fresh(), self.inputs(token, nth))

    def inputs(self, token: str, nth: str = "") -> dict[str, Any]:
        """The sample's inputs with all references filled in."""
        filled: dict[str, Any] = self.filled(SAMPLES[token].inputs)
        if nth and "cidrBlock" in filled and token == f"{EC2}Vpc":
            filled["cidrBlock"] = f"10.{10 + int(nth)}.0.0/16"
        return filled

    def filled(self, value: Any) -> Any:
        """A value with its references filled in."""
        if isinstance(value, dict):
            return {key: self.filled(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.filled(item) for item in value]
        if isinstance(value, str) and value.startswith("@"):
            return self._referred(value[1:])
        return value.replace("%", self.rig.fresh()) if isinstance(value, str) else value

    def _referred(self, reference: str) -> Any:
        target, _, output = reference.partition(".")
        token, _, nth = target.partition("#")
        if (token, nth) not in self.made:
            self.made[token, nth] = self.make(token, nth)
        found = self.made[token, nth]
        return found.state[output] if output else found.identity
