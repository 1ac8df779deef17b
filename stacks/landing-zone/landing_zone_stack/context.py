"""What every part of the landing zone needs to know: where it stands, and the tags that all of it bears."""

from __future__ import annotations

from dataclasses import dataclass

import pulumi

_PARTITIONS = {"cn": "aws-cn", "us-gov": "aws-us-gov", "us-isob": "aws-iso-b", "us-iso": "aws-iso"}


@dataclass(frozen=True, slots=True)
class Context:
    """One environment."""

    env: str
    network: str
    region: str
    account: str

    @classmethod
    def of(cls, config: pulumi.Config, provider: pulumi.Config) -> Context:
        """Read it from the stack's configuration."""
        spec = config.require_object("spec")
        return cls(
            spec["env"], spec["network"], provider.require("region"), provider.require("accountId")
        )

    @property
    def partition(self) -> str:
        """The partition that the region belongs to."""
        return next(
            (p for head, p in _PARTITIONS.items() if self.region.startswith(head + "-")), "aws"
        )

    @property
    def root(self) -> str:
        """The account itself, as a principal."""
        return f"arn:{self.partition}:iam::{self.account}:root"

    def tags(self, name: str, zone: str = "MGMT") -> dict[str, str]:
        """The tag dictionary's share for a resource that all departments use."""
        return {
            "Name": name,
            "gov:dept": "SHARED",
            "gov:env": self.env,
            "gov:zone": zone,
            "gov:mlps": "3",
            "gov:owner-party": "OPERATING",
            "gov:cost-center": "SHARED",
            "gov:managed-by": "govcloud",
        }
