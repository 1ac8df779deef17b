"""What a plan costs by, counted: machines by size, storage, gateways, endpoints, keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from govcloud.model.canonical import Json
from govcloud.model.stack import StackResource

_UNTOLD = "[not told]"
Sized = tuple[str, int]
"""A size, and how many of it one resource is."""


def _one(_inputs: Mapping[str, Any]) -> Sized:
    return "", 1


def _by(name: str, otherwise: str = _UNTOLD) -> Callable[[Mapping[str, Any]], Sized]:
    def sized(inputs: Mapping[str, Any]) -> Sized:
        return str(inputs.get(name) or otherwise), 1

    return sized


def _storage(inputs: Mapping[str, Any]) -> Sized:
    told = inputs.get("allocatedStorage")
    return "GiB", _zones(inputs) * told if isinstance(told, int) else 0


def _database(inputs: Mapping[str, Any]) -> Sized:
    size = str(inputs.get("instanceClass") or _UNTOLD)
    return (f"{size} in two zones" if _zones(inputs) > 1 else size), 1


def _zones(inputs: Mapping[str, Any]) -> int:
    """In how many zones a database stands, each with its own storage."""
    return 2 if inputs.get("multiAz") is True else 1


_COUNTED: Mapping[str, tuple[tuple[str, Callable[[Mapping[str, Any]], Sized]], ...]] = {
    "ec2:Instance": (("instance", _by("instanceType")),),
    "rds:Instance": (("database", _database), ("database storage", _storage)),
    "ec2:NatGateway": (("NAT gateway", _one),),
    "ec2:ElasticIp": (("public address", _one),),
    "ec2:VpcEndpoint": (("endpoint", _by("vpcEndpointType", "Gateway")),),
    "ec2:TransitGateway": (("transit gateway", _one),),
    "ec2:TransitGatewayVpcAttachment": (("transit attachment", _one),),
    "ec2:VpcPeering": (("peering", _one),),
    "kms:Key": (("key", _by("keySpec", "SYMMETRIC_DEFAULT")),),
    "s3:Bucket": (("bucket", _one),),
    "secretsmanager:Secret": (("secret", _one),),
    "cloudtrail:Trail": (("trail", _one),),
    "config:Recorder": (("configuration recorder", _one),),
    "guardduty:Detector": (("threat detector", _one),),
    "cloudwatch:Alarm": (("alarm", _one),),
    "route53:PrivateZone": (("private zone", _one),),
    "backup:Vault": (("backup vault", _one),),
    "ecr:Repository": (("registry", _one),),
    "sqs:Queue": (("queue", _one),),
}
"""By type: what is paid for, and how its size is told."""


def sizes(
    standing: Iterable[StackResource], wanted: Iterable[StackResource]
) -> list[dict[str, Json]]:
    """Each kind and size: how many are recorded, and how many there would be. Ordered as the kinds are."""
    before, after = _counted(standing), _counted(wanted)
    kinds = [kind for kinds in _COUNTED.values() for kind, _ in kinds]
    return [
        {"kind": kind, "size": size, "before": before[kind, size], "after": after[kind, size]}
        for kind, size in sorted(
            before.keys() | after.keys(), key=lambda pair: (kinds.index(pair[0]), pair[1])
        )
    ]


def _counted(resources: Iterable[StackResource]) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for one in resources:
        for kind, sized in _COUNTED.get(one.type.partition(":")[2], ()):
            size, number = sized(one.inputs)
            counts[kind, size] += number
    return counts
