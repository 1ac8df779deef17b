"""What govcloud tells of a department, and the tags that all its resources bear."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pulumi

_PARTITIONS = {"cn": "aws-cn", "us-gov": "aws-us-gov", "us-isob": "aws-iso-b", "us-iso": "aws-iso"}


@dataclass(frozen=True, slots=True)
class Server:
    """A server to be: `name` is its name in the inventory, `source` the address it is replicated from."""

    name: str
    app: str
    mlps: int
    ports: tuple[int, ...]
    source: str
    wave: str


@dataclass(frozen=True, slots=True)
class Spec:
    """One department in one environment."""

    env: str
    department: str
    network: str
    public_key: str
    landing_zone: str
    servers: tuple[Server, ...]
    region: str
    account: str

    @classmethod
    def of(cls, told: Mapping[str, Any], provider: pulumi.Config) -> Spec:
        """Read it from the stack's configuration."""
        return cls(
            env=told["env"],
            department=told["department"]["id"],
            network=told["department"]["network"],
            public_key=told["public_key"],
            landing_zone=told["landing_zone"],
            servers=tuple(_server(one) for one in told["servers"]),
            region=provider.require("region"),
            account=provider.require("accountId"),
        )

    @property
    def levels(self) -> list[int]:
        """The MLPS levels in use, 3 if there is no server yet."""
        return sorted({server.mlps for server in self.servers}) or [3]

    @property
    def root(self) -> str:
        """The account itself, as a principal."""
        partition = next(
            (p for head, p in _PARTITIONS.items() if self.region.startswith(head + "-")), "aws"
        )
        return f"arn:{partition}:iam::{self.account}:root"

    def tags(self, name: str, zone: str = "EXTRANET_PUBLIC", mlps: int = 0) -> dict[str, str]:
        """The tag dictionary's share for a resource of this department."""
        province, _, code = self.department.partition("-")
        return {
            "Name": name,
            "gov:province": province,
            "gov:dept": code,
            "gov:env": self.env,
            "gov:zone": zone,
            "gov:mlps": str(mlps or max(self.levels)),
            "gov:owner-party": "OPERATING",
            "gov:cost-center": self.department,
            "gov:managed-by": "govcloud",
        }

    def server_tags(self, server: Server) -> dict[str, str]:
        """Those of a server: the application and, once it is in one, the wave."""
        wave = {"gov:wave": server.wave} if server.wave else {}
        return self.tags(server.name, mlps=server.mlps) | {"gov:app": server.app} | wave


def _server(told: Mapping[str, Any]) -> Server:
    return Server(
        told["name"],
        told["app"],
        int(told["mlps"]),
        tuple(int(port) for port in told["ports"]),
        told["source"],
        told["wave"],
    )
