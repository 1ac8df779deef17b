"""For each check a scene that passes it, and one that does not."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from govcloud.cli.wiring.controls_words import bearing_tags
from govcloud.model.application import Application
from govcloud.model.cloud_resource import CloudResource
from govcloud.model.machine import Server
from govcloud.model.organisation import Engagement
from govcloud.model.tagging import Tags
from govcloud.model.terms import Criticality, CryptoAssessment, PartnerRole, PersonalInfo, Zone
from govcloud.rules.cloudscape import Cloudscape, Setting
from govcloud.rules.controls_judging import Evidence
from govcloud.rules.governance import Governance, Move
from govcloud.rules.survey import Survey
from tests.assess_estates import PROFILES, TODAY, application
from tests.sound_estate import estate

ACCOUNT, REGION = "123456789012", "cn-north-1"
OTHER_ACCOUNT = "999999999999"


@dataclass(frozen=True)
class Scene:
    """What a check is asked of."""

    resources: Sequence[CloudResource] = ()
    applications: Sequence[Application] = ()
    record: Governance = field(default_factory=Governance)
    region: str = REGION

    def evidence(self) -> Evidence:
        """It, as checks take it."""
        setting = Setting(self.region, ACCOUNT, bearing_tags())
        survey = Survey(estate(*self.applications), PROFILES, TODAY) if self.applications else None
        return Evidence(Cloudscape(self.resources, setting), True, survey, self.record)


def made(
    kind: str, name: str = "it", owner: str = "SHARED", zone: str = "MGMT", **inputs: Any
) -> CloudResource:
    """A resource in a stack, with the dictionary's tags."""
    tags = Tags(owner, "test", 3).of(name, zone)
    stack = "landing-zone/test" if owner == "SHARED" else f"department/test-{owner}"
    return CloudResource(
        kind, name, stack, {"tags": tags, **inputs}, {}, f"{kind}.{name}", f"urn::{kind}::{name}"
    )


def by_hand(kind: str, name: str = "it", **inputs: Any) -> CloudResource:
    """A resource that no stack made."""
    return CloudResource(kind, name, "", inputs, {}, f"{kind}.{name}")


def one(kind: str, **inputs: Any) -> Scene:
    """A scene with one resource."""
    return Scene([made(kind, **inputs)])


def policy(*statements: dict[str, Any]) -> str:
    """A policy document."""
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def allow(actions: Any = "*", resources: Any = "*", **more: Any) -> dict[str, Any]:
    """A statement that gives."""
    return {"Effect": "Allow", "Action": actions, "Resource": resources, **more}


def deny(actions: Any, **more: Any) -> dict[str, Any]:
    """A statement that refuses."""
    return {"Effect": "Deny", "Action": actions, "Resource": "*", **more}


PEOPLE = policy(
    {
        "Effect": "Allow",
        "Principal": {"AWS": f"arn:aws-cn:iam::{ACCOUNT}:root"},
        "Action": "sts:AssumeRole",
    }
)
EMERGENCY = policy(
    {
        "Effect": "Allow",
        "Principal": {"AWS": f"arn:aws-cn:iam::{ACCOUNT}:root"},
        "Action": "sts:AssumeRole",
        "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}},
    }
)
NO_HTTP = policy(deny("s3:*", Principal="*", Condition={"Bool": {"aws:SecureTransport": "false"}}))
OPEN = policy(allow("s3:GetObject", Principal="*"))
TO_ANOTHER = policy(
    allow("s3:GetObject", Principal={"AWS": f"arn:aws-cn:iam::{OTHER_ACCOUNT}:root"})
)

BUCKET = made("s3:Bucket", bucket="data")
VPC = made("ec2:Vpc", "hub", cidrBlock="10.0.0.0/16", lockDefaultSecurityGroup=True)
GROUP = made("ec2:SecurityGroup", "web", vpcId=VPC.identity)
DEPARTMENT, OTHER = "GD-GSD", "GD-HRS"


def bucket(policy_text: str = "", records: bool = False, **inputs: Any) -> Scene:
    """A bucket with its policy, written to by a trail if it holds the record."""
    kept = made("s3:Bucket", bucket="data", **inputs)
    scene = [kept]
    if policy_text:
        scene.append(made("s3:BucketPolicy", bucket="data", policy=policy_text))
    if records:
        scene.append(made("cloudtrail:Trail", s3BucketName="data"))
    return Scene(scene)


def rule(zone: str = "EXTRANET_PUBLIC", **inputs: Any) -> Scene:
    """A rule of a group, beside the shared management zone 10.0.128.0/19."""
    management = made("ec2:Subnet", "management-a", cidrBlock="10.0.128.0/19", vpcId=VPC.identity)
    told = {
        "securityGroupId": GROUP.identity,
        "protocol": "tcp",
        "toPort": inputs.get("fromPort"),
        **inputs,
    }
    return Scene([VPC, GROUP, management, made("ec2:SecurityGroupIngress", zone=zone, **told)])


def role(name: str = "admin", trust: str = PEOPLE, **inputs: Any) -> CloudResource:
    """A role."""
    return made("iam:Role", name, roleName=name, assumeRolePolicy=trust, **inputs)


def administrators(system: str, security: str) -> Scene:
    """The three, the first two with what they may do."""
    names = ("system-administrator", "security-administrator", "auditor")
    policies = [
        made("iam:RolePolicy", name, role=name, policy=policy(allow(actions)))
        for name, actions in zip(names, (system, security, "logs:Get*"), strict=True)
    ]
    return Scene([*(role(name) for name in names), *policies])


def boundary(text: str) -> Scene:
    """A policy that a role has as its boundary."""
    held = made("iam:Policy", "boundary", policy=text)
    return Scene([held, role(permissionsBoundary=held.identity)])


def subnet(
    filtered: bool = False, leads_out: bool = False, owner: str = "SHARED", **inputs: Any
) -> Scene:
    """A data subnet with its filter, and with a way out."""
    held = made("ec2:Subnet", zone="DATA", owner=owner, vpcId=VPC.identity, **inputs)
    scene = [VPC, held]
    if filtered:
        scene.append(made("ec2:NetworkAclAssociation", subnetId=held.identity))
    if leads_out:
        table = made("ec2:RouteTable", "out")
        way = {"destinationCidrBlock": "0.0.0.0/0", "natGatewayId": "nat"}
        scene += [
            table,
            made("ec2:RouteTableAssociation", routeTableId=table.identity, subnetId=held.identity),
            made("ec2:Route", routeTableId=table.identity, **way),
        ]
    return Scene(scene)


def attachment(blackhole: bool, zone: str = "MGMT") -> Scene:
    """A department's network at the transit gateway."""
    table = made("ec2:TransitGatewayRouteTable", "tenants")
    held = made("ec2:Subnet", "m", owner=DEPARTMENT, zone=zone)
    joined = made("ec2:TransitGatewayVpcAttachment", owner=DEPARTMENT, subnetIds=[held.identity])
    obeys = {"transitGatewayRouteTableId": table.identity}
    return Scene(
        [
            table,
            held,
            joined,
            made(
                "ec2:TransitGatewayRouteTableAssociation",
                transitGatewayAttachmentId=joined.identity,
                **obeys,
            ),
            made("ec2:TransitGatewayRoute", blackhole=blackhole or None, **obeys),
        ]
    )


def joined(owner: str) -> Scene:
    """A department's network peered with another's, or with the hub's."""
    two = [made("ec2:Vpc", "one", DEPARTMENT), made("ec2:Vpc", "other", owner)]
    ends = dict(zip(("vpcId", "peerVpcId"), (each.identity for each in two), strict=True))
    return Scene([*two, made("ec2:VpcPeering", owner=DEPARTMENT, **ends)])


def networks(*ranges: str) -> Scene:
    """Networks of these ranges."""
    return Scene([made("ec2:Vpc", f"n{n}", cidrBlock=each) for n, each in enumerate(ranges)])


def zones(*letters: str, kind: str = "ec2:Vpc") -> Scene:
    """A network with a subnet, and a NAT gateway, in each of these zones."""
    held = [
        made("ec2:Subnet", z, vpcId=VPC.identity, availabilityZone=f"{REGION}{z}") for z in letters
    ]
    return Scene([VPC, *held, *(made("ec2:NatGateway", s.name, subnetId=s.identity) for s in held)])


def app(**changes: Any) -> Scene:
    """One application of level 3."""
    return Scene(applications=[application(**{"mlps_level": 3, **changes})])


def moved(assessed_on: date | None = None, **move: Any) -> Scene:
    """One application that the ledger has serve from the cloud."""
    record = Governance(rows=9, moves={"GD-GSD-008": Move("2026-11-20T00:00:00.000Z", **move)})
    return replace(app(mlps_assessed_on=assessed_on), record=record)


def ledger(**told: Any) -> Scene:
    """A record."""
    return Scene(record=Governance(**{"rows": 9, **told}))


def partner(kind: PartnerRole, contract: str = "C-1") -> Engagement:
    """What a partner does."""
    return Engagement("P-0001", kind, contract)


CORE = {"criticality": Criticality.CORE}
TWO_SERVERS = (Server("a", "10.250.0.1"), Server("b", "10.250.0.2"))
SENSITIVE = {"personal_info": PersonalInfo.SENSITIVE}
PASSED = CryptoAssessment.PASSED
PLACED = {"criticality": Criticality.GENERAL, "zone_source": Zone.INTERNET}
