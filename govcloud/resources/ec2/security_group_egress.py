"""EC2: SecurityGroupEgress, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

from collections.abc import Mapping

import pulumi

from govcloud.resources.base import CloudResource


class SecurityGroupEgress(CloudResource):
    """One rule of a security group: whom its members may reach. Exactly one other end is given."""

    def __init__(
        self,
        resource_name: str,
        *,
        security_group_id: pulumi.Input[str],
        protocol: pulumi.Input[str] | None = None,
        from_port: pulumi.Input[int] | None = None,
        to_port: pulumi.Input[int] | None = None,
        cidr_block: pulumi.Input[str] | None = None,
        peer_security_group_id: pulumi.Input[str] | None = None,
        tags: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:ec2:SecurityGroupEgress`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            security_group_id: The group. Required. A change replaces the resource.
            protocol: `tcp`, `udp`, `icmp`, or `-1` for all. Default: 'tcp'. A change replaces
                the resource.
            from_port: The first port; not given when all are meant. A change replaces the
                resource.
            to_port: The last port. A change replaces the resource.
            cidr_block: The other end: an IPv4 range. A change replaces the resource.
            peer_security_group_id: The other end: the members of a security group. A change
                replaces the resource.
            tags: Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never
                shown.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:ec2:SecurityGroupEgress",
            resource_name,
            {
                "securityGroupId": security_group_id,
                "protocol": protocol,
                "fromPort": from_port,
                "toPort": to_port,
                "cidrBlock": cidr_block,
                "peerSecurityGroupId": peer_security_group_id,
                "tags": tags,
            },
            ("securityGroupRuleId",),
            opts,
        )

    @property
    def security_group_id(self) -> pulumi.Output[str]:
        """The group."""
        return self._output("securityGroupId")

    @property
    def protocol(self) -> pulumi.Output[str]:
        """`tcp`, `udp`, `icmp`, or `-1` for all."""
        return self._output("protocol")

    @property
    def from_port(self) -> pulumi.Output[int | None]:
        """The first port; not given when all are meant."""
        return self._output("fromPort")

    @property
    def to_port(self) -> pulumi.Output[int | None]:
        """The last port."""
        return self._output("toPort")

    @property
    def cidr_block(self) -> pulumi.Output[str | None]:
        """The other end: an IPv4 range."""
        return self._output("cidrBlock")

    @property
    def peer_security_group_id(self) -> pulumi.Output[str | None]:
        """The other end: the members of a security group."""
        return self._output("peerSecurityGroupId")

    @property
    def tags(self) -> pulumi.Output[dict[str, str] | None]:
        """Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never shown."""
        return self._output("tags")

    @property
    def security_group_rule_id(self) -> pulumi.Output[str]:
        """The rule's id."""
        return self._output("securityGroupRuleId")
