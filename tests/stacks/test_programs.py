"""The stack programs without an engine: what they register, how it is tagged, and what they export."""

from __future__ import annotations

import asyncio
import contextvars
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import pulumi
import pytest
from pulumi.runtime import mocks
from pulumi.runtime.config import set_all_config
from pulumi.runtime.settings import get_root_resource
from pulumi.runtime.stack import Stack

from govcloud.adapters.pulumi_program import program_of
from govcloud.model.inventory import Application, Department, Inventory, Server, Strategy
from govcloud.model.stack import StackRef
from govcloud.model.tagging import REQUIRED
from govcloud.model.wave import Wave
from govcloud.provider.table import TABLE
from govcloud.rules.stacks import stack_refs
from tests.engine_fixtures import ROOT
from tests.places import place

HUB = {
    "hub_vpc_id": "vpc-hub",
    "hub_network": "10.0.0.0/16",
    "hub_management_network": "10.0.128.0/19",
    "hub_route_table_id": "rtb-hub",
    "boundary_arn": "arn:aws-cn:iam::123456789012:policy/boundary",
    "archive_arn": "arn:aws-cn:s3:::archive",
    "transit_gateway_id": "tgw-hub",
    "tenants_table_id": "tgw-rtb-tenants",
    "shared_table_id": "tgw-rtb-shared",
}
ESTATE = Inventory(
    (Department("GD-GSD", "", "Government Services", "10.1.0.0/16"),),
    (
        Application(
            "GD-GSD-008",
            "",
            "Portal",
            "GD-GSD",
            False,
            Strategy.REHOST,
            3,
            servers=(Server("gsd-web", "10.250.0.8", ports=(80, 443)),),
        ),
        Application(
            "GD-GSD-009",
            "",
            "Office",
            "GD-GSD",
            False,
            Strategy.REHOST,
            2,
            servers=(Server("gsd-oa", "10.250.0.9", ports=(80,)),),
        ),
    ),
)
"""Two applications of two MLPS levels, the first in a wave."""


def refs(interconnect: str = "transit") -> tuple[StackRef, ...]:
    wave = Wave("W01", "first", ("GD-GSD-008",))
    where = place(interconnect=interconnect)
    return stack_refs(ESTATE, [wave], where, "ssh-ed25519 AAAA govcloud")


@dataclass
class Registered(mocks.Mocks):
    """Stands in for the engine: remembers what is registered, and answers with made-up ids."""

    hub: dict[str, str] = field(default_factory=lambda: dict(HUB))
    seen: list[mocks.MockResourceArgs] = field(default_factory=list)

    def new_resource(self, args: mocks.MockResourceArgs) -> tuple[str | None, dict[str, Any]]:
        if args.typ == "pulumi:pulumi:StackReference":
            return args.name, {"name": args.name, "outputs": self.hub}
        self.seen.append(args)
        made = {name: value for name, value in args.inputs.items() if value is not None}
        outputs = {
            "arn": f"arn:aws-cn:x:::{args.name}",
            "instanceId": f"i-{args.name}",
            "privateIp": "10.1.96.4",
        }
        named = {"bucket": f"bucket-{args.name}", "name": args.name}
        return f"id-{args.name}", {**named, **made, **outputs, **_named(args)}

    def call(self, args: mocks.MockCallArgs) -> tuple[dict[str, Any], list[tuple[str, str]] | None]:
        raise AssertionError(f"no program calls {args.token}")

    def of(self, kind: str) -> dict[str, dict[str, Any]]:
        return {
            one.name: dict(one.inputs) for one in self.seen if one.typ.rpartition(":")[2] == kind
        }


def _named(args: mocks.MockResourceArgs) -> dict[str, str]:
    """The outputs that are ids of their own kind."""
    kind = args.typ.rpartition(":")[2]
    ids = {
        "Vpc": "vpcId",
        "Subnet": "subnetId",
        "RouteTable": "routeTableId",
        "SecurityGroup": "groupId",
        "Key": "keyId",
        "VpcPeering": "vpcPeeringConnectionId",
        "InternetGateway": "internetGatewayId",
        "NatGateway": "natGatewayId",
        "ElasticIp": "allocationId",
        "NetworkAcl": "networkAclId",
        "TransitGateway": "transitGatewayId",
        "TransitGatewayRouteTable": "transitGatewayRouteTableId",
        "TransitGatewayVpcAttachment": "transitGatewayAttachmentId",
    }
    return {ids[kind]: f"{kind}-{args.name}"} if kind in ids else {}


def _with_loop() -> None:
    """The SDK would make one for each thread, and close none."""
    asyncio.set_event_loop(asyncio.new_event_loop())


def run(ref: StackRef, fake: Registered | None = None) -> tuple[Registered, dict[str, Any]]:
    """Run a stack's program to its end; gives what it registered and what it exported."""
    registered = fake or Registered()
    exported: dict[str, Any] = {}

    def program() -> pulumi.Output[None]:
        program_of(ROOT, ref.project)()
        root = get_root_resource()
        assert isinstance(root, Stack)
        return pulumi.Output.from_input(root.outputs).apply(exported.update)

    def inside() -> None:
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        worker = ThreadPoolExecutor(1, initializer=_with_loop)
        loop.set_default_executor(worker)
        try:
            mocks.set_mocks(registered, ref.project, ref.stack, preview=False)
            told = {
                f"{ref.project}:spec": json.dumps(ref.spec),
                "govcloud:region": "cn-north-1",
                "govcloud:accountId": "123456789012",
            }
            set_all_config(told)
            mocks.test(program)()  # type: ignore[no-untyped-call]  # so in the SDK
        finally:
            worker.submit(lambda: asyncio.get_event_loop().close()).result()
            worker.shutdown()
            asyncio.set_event_loop(None)
            loop.close()

    contextvars.copy_context().run(inside)
    return registered, exported


def test_every_resource_that_can_bear_tags_bears_the_dictionarys() -> None:
    for ref in refs():
        registered, _ = run(ref)
        tagged = [one for one in registered.seen if "tags" in TABLE[one.typ].all_props]
        assert len(tagged) >= 6
        for one in tagged:
            assert one.inputs["tags"].keys() >= REQUIRED, one.name
            assert all(text.isascii() for text in one.inputs["tags"].values())


def test_the_landing_zone_has_two_zones_one_way_out_and_a_recorded_trail() -> None:
    registered, exported = run(refs()[0])
    zones = {one["availabilityZone"] for one in registered.of("Subnet").values()}
    assert zones == {"cn-north-1a", "cn-north-1b"}
    assert len(registered.of("NatGateway")) == 1
    (trail,) = registered.of("Trail").values()
    assert trail["isMultiRegionTrail"]
    assert trail["enableLogFileValidation"]
    (archive,) = registered.of("Bucket").values()
    assert archive["versioning"] == "Enabled"
    assert archive["blockPublicAccess"]
    assert all(key["enableKeyRotation"] for key in registered.of("Key").values())
    assert exported.keys() >= HUB.keys()


def test_every_bucket_refuses_whoever_comes_without_tls() -> None:
    for ref in refs():
        registered, _ = run(ref)
        refusing = {
            policy["bucket"]
            for policy in registered.of("BucketPolicy").values()
            if '"aws:SecureTransport": "false"' in policy["policy"]
        }
        assert refusing == {f"bucket-{name}" for name in registered.of("Bucket")}, ref


def test_no_key_gives_all_actions_at_once() -> None:
    for ref in refs():
        registered, _ = run(ref)
        for name, key in registered.of("Key").items():
            assert '"kms:*"' not in key["policy"], name


def test_all_administrators_are_kept_within_the_boundary() -> None:
    registered, _ = run(refs()[0])
    roles = registered.of("Role")
    bound = {name for name, role in roles.items() if role.get("permissionsBoundary")}
    assert bound == {"system-administrator", "security-administrator", "auditor"}
    tenant, _ = run(refs()[-1])
    assert all(role["permissionsBoundary"] for role in tenant.of("Role").values())


def test_each_server_of_a_department_is_an_instance_and_an_output() -> None:
    registered, exported = run(refs()[-1])
    instances = registered.of("Instance")
    assert instances["gsd-web"]["tags"]["gov:app"] == "GD-GSD-008"
    assert instances["gsd-web"]["tags"]["Name"] == "gsd-web"
    assert instances["gsd-web"]["tags"]["gov:wave"] == "W01"
    assert "gov:wave" not in instances["gsd-oa"]["tags"]
    assert exported["servers"] == {
        "gsd-web": {"id": "i-gsd-web", "address": "10.1.96.4"},
        "gsd-oa": {"id": "i-gsd-oa", "address": "10.1.96.4"},
    }


def test_mlps_levels_do_not_share_a_subnet() -> None:
    registered, _ = run(refs()[-1])
    instances = registered.of("Instance")
    assert instances["gsd-web"]["subnetId"] == "Subnet-app-l3-a"
    assert instances["gsd-oa"]["subnetId"] == "Subnet-app-l2-a"


def test_servers_are_open_on_their_ports_to_management_and_to_their_own_source() -> None:
    registered, _ = run(refs()[-1])
    rules = registered.of("SecurityGroupIngress")
    assert {rules[f"gsd-web-{port}"]["fromPort"] for port in (80, 443)} == {80, 443}
    assert rules["gsd-web-replication"]["cidrBlock"] == "10.250.0.8/32"
    assert rules["exchange-management"]["cidrBlock"] == HUB["hub_management_network"]


def test_departments_reach_the_hub_and_not_each_other() -> None:
    hub, _ = run(refs()[0])
    holes = hub.of("TransitGatewayRoute")
    assert [hole["destinationCidrBlock"] for hole in holes.values()] == ["10.0.0.0/8"]
    assert all(hole["blackhole"] for hole in holes.values())
    tenant, _ = run(refs()[-1])
    (obeyed,) = tenant.of("TransitGatewayRouteTableAssociation").values()
    (told,) = tenant.of("TransitGatewayRouteTablePropagation").values()
    assert obeyed["transitGatewayRouteTableId"] == "tgw-rtb-tenants"
    assert told["transitGatewayRouteTableId"] == "tgw-rtb-shared"


def test_where_networks_are_peered_a_department_has_a_way_to_the_hub_and_back() -> None:
    registered, _ = run(refs("peering")[-1])
    assert registered.of("VpcPeering")["hub"]["peerVpcId"] == "vpc-hub"
    routes = registered.of("Route")
    assert routes["to-hub"]["destinationCidrBlock"] == HUB["hub_network"]
    assert routes["from-hub"]["routeTableId"] == "rtb-hub"
    assert routes["from-hub"]["destinationCidrBlock"] == "10.1.0.0/16"


def test_a_department_without_a_landing_zone_says_what_to_do() -> None:
    with pytest.raises(Exception, match=r"landing-zone/local has no .* yet: apply it first"):
        run(refs()[-1], Registered(hub={}))
