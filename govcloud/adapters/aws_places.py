"""Which partition a region is in, how its names end, and what is not there: from botocore's data, asking nobody."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import botocore.session

from govcloud.errors import InputError
from govcloud.model.place import Place

OPTIONAL = ("backup", "config", "ecr", "glue", "guardduty", "rds")
"""Services that our stacks do without where a cloud lacks them, as botocore names them."""

INTERCONNECTS = ("transit", "peering")


@dataclass(frozen=True, slots=True)
class Site:
    """What a site's settings say of its cloud; "" and () where botocore's data tell.

    `private` is a cloud of the site's own behind an endpoint: nothing is known of what it lacks.
    """

    env: str
    region: str
    account: str
    partition: str = ""
    dns_suffix: str = ""
    zones: tuple[str, ...] = ("a", "b")
    lacking: tuple[str, ...] = ()
    interconnect: str = "transit"
    private: bool = False


def place_of(site: Site) -> Place:
    """The environment's place. Raises InputError (E-SET-008) where neither settings nor botocore know the region."""
    if site.interconnect not in INTERCONNECTS:
        raise InputError(
            f"E-SET-008: network.interconnect of `{site.env}` is `{site.interconnect}`",
            hint=f"one of {', '.join(INTERCONNECTS)}",
        )
    known = _known(site.region)
    if known is None and not (site.partition and site.dns_suffix):
        raise InputError(
            f"E-SET-008: botocore knows no region `{site.region}`",
            hint=f"a private cloud's [tool.govcloud.env.{site.env}] says partition and dns_suffix itself",
        )
    partition, suffix = known or ("", "")
    lacking = {*site.lacking, *(() if site.private else _lacking(site.region))}
    return Place(
        site.env,
        site.region,
        site.account,
        site.partition or partition,
        site.dns_suffix or suffix,
        site.zones,
        tuple(sorted(lacking)),
        site.interconnect,
    )


@cache
def _partitions() -> list[dict[str, Any]]:
    loader = botocore.session.Session().get_component("data_loader")
    found: list[dict[str, Any]] = loader.load_data("endpoints")["partitions"]
    return found


@cache
def _known(region: str) -> tuple[str, str] | None:
    for partition in _partitions():
        if region in partition["regions"]:
            return str(partition["partition"]), str(partition["dnsSuffix"])
    return None


def _lacking(region: str) -> list[str]:
    """Optional services without an endpoint in the region, as botocore's metadata have it."""
    session = botocore.session.Session()
    known = _known(region)
    partition = known[0] if known else ""
    return [
        service
        for service in OPTIONAL
        if region not in session.get_available_regions(service, partition_name=partition)
    ]
