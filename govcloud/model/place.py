"""Where in which cloud an environment stands: what a stack's program must know, and never writes down itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_EVERYWHERE = "amazonaws.com"
"""Most services are principals under this name in every partition [AWS General Reference]."""

_REGIONAL = frozenset({"logs"})
_OF_PARTITION = frozenset({"ec2"})


@dataclass(frozen=True, slots=True)
class Place:
    """One environment's cloud.

    `partition` and `dns_suffix` come from botocore's data or the site's settings, `zones` are the letters of
    two availability zones, `lacking` the services that are not there, `interconnect` is `transit` or `peering`.
    """

    env: str
    region: str
    account: str
    partition: str
    dns_suffix: str
    zones: tuple[str, ...] = ("a", "b")
    lacking: tuple[str, ...] = ()
    interconnect: str = "transit"

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Place:
        """From a stack's configuration."""
        lists = {"zones": tuple(told["zones"]), "lacking": tuple(told["lacking"])}
        return cls(**{**told, **lists})

    def plain(self) -> dict[str, Any]:
        """As a stack's configuration holds it."""
        return {
            "env": self.env,
            "region": self.region,
            "account": self.account,
            "partition": self.partition,
            "dns_suffix": self.dns_suffix,
            "zones": list(self.zones),
            "lacking": list(self.lacking),
            "interconnect": self.interconnect,
        }

    @property
    def root(self) -> str:
        """The account itself, as a principal."""
        return f"arn:{self.partition}:iam::{self.account}:root"

    @property
    def by_transit(self) -> bool:
        """Whether networks meet at a transit gateway."""
        return self.interconnect == "transit"

    def arn(self, service: str, resource: str, *, region: bool = True) -> str:
        """The ARN of something of this account."""
        where = self.region if region else ""
        return f"arn:{self.partition}:{service}:{where}:{self.account}:{resource}"

    def principal(self, service: str) -> str:
        """A service as a principal; a few are named by region, or by the partition's own suffix."""
        if service in _REGIONAL:
            return f"{service}.{self.region}.{self.dns_suffix}"
        if service in _OF_PARTITION:
            return f"{service}.{self.dns_suffix}"
        return f"{service}.{_EVERYWHERE}"

    def has(self, service: str) -> bool:
        """Whether the service is there."""
        return service not in self.lacking


def document(*statements: Mapping[str, Any]) -> dict[str, Any]:
    """A policy document."""
    return {"Version": "2012-10-17", "Statement": list(statements)}


def plain_http_refused(*resources: Any) -> dict[str, Any]:
    """The statement of a bucket's policy that refuses whoever comes without TLS."""
    return {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": list(resources),
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }


def trusting(principal: Mapping[str, str], **more: Any) -> dict[str, Any]:
    """The trust policy of a role that `principal` takes on; `more` are conditions."""
    return document(
        {"Effect": "Allow", "Principal": dict(principal), "Action": "sts:AssumeRole", **more}
    )
