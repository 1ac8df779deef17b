"""Traits of a cloud as a whole: what is there at all, and what must exist exactly once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from govcloud.model.cloud_resource import UNKNOWN, CloudResource, Unknown
from govcloud.rules.cloud_trait import Found
from govcloud.rules.cloud_traits_access import granted
from govcloud.rules.cloud_traits_network import subnets
from govcloud.rules.cloudscape import SHARED, Cloudscape
from govcloud.rules.conditions import Kind

ADMINISTRATORS = {
    "system-administrator": "system",
    "security-administrator": "security",
    "auditor": "audit",
}
"""The three administrators (三员), by the name of their role."""

_READING = ("Describe", "Get", "List", "Lookup", "Filter", "Head", "Search")
Asked = Callable[[Cloudscape], Found]


def _administrators(scape: Cloudscape) -> dict[str, CloudResource]:
    roles = ((one.tags.get("Name") or one.name, one) for one in scape.of("iam:Role"))
    return {ADMINISTRATORS[name]: one for name, one in roles if name in ADMINISTRATORS}


def _changes(role: CloudResource, scape: Cloudscape) -> set[str] | Unknown:
    """The services in which a role may change something."""
    rows = granted(role, scape)
    if isinstance(rows, Unknown):
        return UNKNOWN
    given = [row for row in rows if row.allows]
    actions = [action.partition(":") for row in given for action in row.actions]
    return {service for service, _, verb in actions if not verb.startswith(_READING)}


def _sharing(scape: Cloudscape) -> Found:
    held = {who: _changes(role, scape) for who, role in _administrators(scape).items()}
    if UNKNOWN in held.values():
        return UNKNOWN
    rows = [(who, services) for who, services in held.items() if isinstance(services, set)]
    return tuple(
        f"{one} and {other}: {', '.join(sorted(both))}"
        for place, (one, first) in enumerate(rows)
        for other, second in rows[place + 1 :]
        if (both := first & second)
    )


def _nat_zones(scape: Cloudscape) -> int:
    held = (scape.target("ec2:Subnet", nat, "subnetId") for nat in scape.of("ec2:NatGateway"))
    return len({str(one.inputs.get("availabilityZone")) for one in held if one is not None})


def _archives(scape: Cloudscape) -> tuple[str, ...]:
    kept = [b for b in scape.of("s3:Bucket") if _records(b, scape)]
    return tuple(sorted(bucket.name for bucket in kept))


def _records(bucket: CloudResource, scape: Cloudscape) -> bool:
    rows = (("cloudtrail:Trail", "s3BucketName"), ("ec2:FlowLog", "logDestination"))
    return any(scape.linked(kind, prop, bucket) for kind, prop in rows)


def _sharing_networks(scape: Cloudscape) -> tuple[str, ...]:
    """Departments that stand in another department's network, or share one."""
    found = []
    for vpc in scape.of("ec2:Vpc"):
        owners = {one.owner for one in subnets(vpc, scape)} - {vpc.owner, "", SHARED}
        found += sorted(f"{owner} in {vpc.name}" for owner in owners)
    return tuple(found)


def _boundaries(scape: Cloudscape) -> int:
    policies = scape.of("iam:Policy")
    return sum(bool(scape.linked("iam:Role", "permissionsBoundary", one)) for one in policies)


def _zones(scape: Cloudscape) -> tuple[str, ...]:
    return tuple(sorted({one.zone for one in scape.of("ec2:Subnet") if one.zone}))


WHOLE: Mapping[str, tuple[Kind, str, Asked]] = {
    "region": (Kind.TEXT, "the environment's region", lambda scape: scape.setting.region),
    "administrators": (
        Kind.LIST,
        "which of the three administrators have a role: system, security, audit",
        lambda scape: tuple(sorted(_administrators(scape))),
    ),
    "administrators_sharing": (
        Kind.LIST,
        "services that two of the three administrators may both change",
        _sharing,
    ),
    "nat_zones": (Kind.NUMBER, "zones of availability with a NAT gateway", _nat_zones),
    "archives": (Kind.LIST, "buckets to which trails and flow logs write", _archives),
    "boundaries": (Kind.NUMBER, "policies that roles have as their boundary", _boundaries),
    "zones": (Kind.LIST, "zones in the tags of subnets", _zones),
    "sharing_networks": (
        Kind.LIST,
        "departments whose subnets stand in another's network",
        _sharing_networks,
    ),
}
"""Traits by name: kind, meaning, and how they are found. Beside them each type of resource is a number."""


class WholeTraits(Mapping[str, Any]):
    """The traits of one cloud; a type whose service is not there is UNKNOWN, any other the number of its resources."""

    def __init__(self, scape: Cloudscape) -> None:
        self._scape = scape

    def __getitem__(self, name: str) -> Any:
        if name in WHOLE:
            return self._scape.once(name, WHOLE[name][2])
        if name.partition(":")[0] in self._scape.setting.lacking:
            return UNKNOWN
        return len(self._scape.of(name))

    def __iter__(self) -> Iterator[str]:
        return iter(WHOLE)

    def __len__(self) -> int:
        return len(WHOLE)
