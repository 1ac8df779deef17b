"""What the embedded cloud holds, counted: by plain nouns for people, by service for whoever compares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from govcloud.local.cloud_instances import GONE, ec2_backends
from govcloud.local.cloud_snapshot import services

_KEPT: Mapping[str, tuple[str, ...]] = {
    "backup": ("vaults", "plans"),
    "cloudtrail": ("trails",),
    "cloudwatch": ("alarms",),
    "config": ("recorders", "delivery_channels"),
    "ec2": (
        "vpcs",
        "subnets",
        "route_tables",
        "network_acls",
        "groups",
        "internet_gateways",
        "nat_gateways",
        "vpc_end_points",
        "vpc_pcxs",
        "flow_logs",
        "addresses",
        "key_pairs",
        "transit_gateways",
        "transit_gateways_route_tables",
        "transit_gateway_attachments",
    ),
    "ecr": ("repositories",),
    "glue": ("databases",),
    "guardduty": ("detectors",),
    "iam": ("roles", "managed_policies", "groups", "users", "instance_profiles"),
    "kms": ("keys",),
    "logs": ("groups",),
    "rds": ("databases",),
    "route53": ("zones",),
    "s3": ("buckets",),
    "secretsmanager": ("secrets",),
    "sns": ("topics",),
    "sqs": ("queues",),
    "ssm": ("_parameters",),
}
"""Under which attributes moto's backends keep what was made; a bucket's settings are the bucket's."""

_ENDED = {"deleting", "deleted", "PendingDeletion"}
_NOUNS = {"s3": ("buckets", "buckets"), "kms": ("keys", "keys"), "iam": ("roles", "roles")}


def by_noun() -> dict[str, int]:
    """Instances by state, networks, buckets, keys and roles."""
    counts: dict[str, int] = {}

    def add(name: str, number: int) -> None:
        counts[name] = counts.get(name, 0) + number

    for backend in ec2_backends():
        found = _instances(backend)
        add("instances", sum(one.state not in GONE for one in found))
        add("instances running", sum(one.state == "running" for one in found))
        add("instances stopped", sum(one.state == "stopped" for one in found))
        add("vpcs", sum(not vpc.is_default for vpc in backend.vpcs.values()))
    for service, backend in _backends():
        noun, attribute = _NOUNS.get(service, ("", ""))
        if noun:
            add(noun, len(getattr(backend, attribute)))
    return counts


def by_service() -> dict[str, int]:
    """Resources of each service that holds any, without what every region comes with and what waits for its end."""
    counts: dict[str, int] = {}
    for service, backend in _backends():
        number = sum(
            1
            for name in _KEPT.get(service, ())
            for one in _leaves(getattr(backend, name, ()))
            if not _is_gone(one) and not _came_with_it(backend, one)
        )
        number += sum(one.state not in GONE for one in _instances(backend))
        if number:
            counts[service] = counts.get(service, 0) + number
    return dict(sorted(counts.items()))


def _backends() -> Iterator[tuple[str, Any]]:
    for service in services():
        for _, _, backend in service.iter_backends():
            yield service.service_name, backend


def _instances(backend: Any) -> list[Any]:
    reservations = getattr(backend, "reservations", {})
    return [one for held in reservations.values() for one in held.instances]


def _leaves(held: Any) -> Iterable[Any]:
    """The things themselves; some are kept by the zone or network that they are in."""
    for one in held.values() if isinstance(held, Mapping) else held:
        if isinstance(one, dict):
            yield from one.values()
        else:
            yield one


def _is_gone(one: Any) -> bool:
    """Whether it is only told of for a while yet, or waits for its end."""
    state = getattr(one, "key_state", getattr(one, "state", ""))
    ended = getattr(one, "deleted_date", None) or getattr(one, "deletion_date", None)
    return state in _ENDED or bool(ended)


def _came_with_it(backend: Any, one: Any) -> bool:
    """Whether it is a default network, stands in one, or is what a network or gateway that is gone came with."""
    if getattr(one, "is_default", False) and hasattr(one, "cidr_block"):
        return True
    inside = getattr(one, "vpc_id", None)
    if inside and hasattr(backend, "vpcs"):
        network = backend.vpcs.get(inside)
        return network is None or bool(network.is_default)
    gateway = getattr(one, "transit_gateway_id", None)
    if gateway and hasattr(backend, "transit_gateways"):
        above = backend.transit_gateways.get(gateway)
        return above is None or _is_gone(above)
    return False
