"""Records, deviations and a survey for tests of drift that need no cloud."""

from __future__ import annotations

from typing import Any

from govcloud.model.drift import Deviation, Drift, Kind, Record, Recorded, Remedy, Survey, Untold

VPC = "govcloud:ec2:Vpc"
RULE = "govcloud:ec2:SecurityGroupIngress"


def recorded(name: str = "tenant", stack: str = "department/t-GD-HRS", **more: Any) -> Recorded:
    """A network of a department."""
    project, _, env = stack.partition("/")
    told: dict[str, Any] = {
        "stack": stack,
        "urn": f"urn:pulumi:{env}::{project}::{VPC}::{name}",
        "type": VPC,
        "id": f"vpc-{name}",
        "inputs": {"cidrBlock": "10.1.0.0/16"},
        "outputs": {},
    }
    return Recorded(**{**told, **more})


def added(where: Recorded, type_: str = "govcloud:ec2:Subnet", id_: str = "subnet-1") -> Deviation:
    """Something in it that nobody recorded."""
    found = {"cidr": "10.1.9.0/24"}
    return Deviation(where, Kind.ADDED, type_, id_, found=found, remedy=Remedy.REMOVE)


def changed(where: Recorded, what: str = "enableDnsHostnames") -> Deviation:
    """A property of it that is otherwise."""
    return Deviation(where, Kind.CHANGED, where.type, where.id, what, False, True)


def record(*resources: Recorded, stack: str = "department/t-GD-HRS", **more: Any) -> Record:
    """A stack's record."""
    return Record(stack, resources, **more)


def drift(*deviations: Deviation, untold: tuple[Untold, ...] = (), **more: Any) -> Drift:
    """What was found of one stack."""
    return Drift((record(recorded()),), Survey(deviations, untold, 7), **more)
