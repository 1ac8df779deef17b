"""EC2: NetworkAclRule, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

import pulumi

from govcloud.resources.base import CloudResource


class NetworkAclRule(CloudResource):
    """One rule of a network ACL."""

    def __init__(
        self,
        resource_name: str,
        *,
        network_acl_id: pulumi.Input[str],
        rule_number: pulumi.Input[int],
        rule_action: pulumi.Input[str],
        cidr_block: pulumi.Input[str],
        egress: pulumi.Input[bool] | None = None,
        protocol: pulumi.Input[str] | None = None,
        from_port: pulumi.Input[int] | None = None,
        to_port: pulumi.Input[int] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:ec2:NetworkAclRule`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            network_acl_id: The filter. Required. A change replaces the resource.
            rule_number: Its place in the order, 1 to 32766; the first that fits decides.
                Required. A change replaces the resource.
            rule_action: `allow` or `deny`. Required.
            cidr_block: The other end's IPv4 range. Required.
            egress: Whether it is about what leaves. Default: False. A change replaces the
                resource.
            protocol: The protocol's number, `6` for TCP, or `-1` for all. Default: '-1'.
            from_port: The first port.
            to_port: The last port.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:ec2:NetworkAclRule",
            resource_name,
            {
                "networkAclId": network_acl_id,
                "ruleNumber": rule_number,
                "ruleAction": rule_action,
                "cidrBlock": cidr_block,
                "egress": egress,
                "protocol": protocol,
                "fromPort": from_port,
                "toPort": to_port,
            },
            (),
            opts,
        )

    @property
    def network_acl_id(self) -> pulumi.Output[str]:
        """The filter."""
        return self._output("networkAclId")

    @property
    def rule_number(self) -> pulumi.Output[int]:
        """Its place in the order, 1 to 32766; the first that fits decides."""
        return self._output("ruleNumber")

    @property
    def rule_action(self) -> pulumi.Output[str]:
        """`allow` or `deny`."""
        return self._output("ruleAction")

    @property
    def cidr_block(self) -> pulumi.Output[str]:
        """The other end's IPv4 range."""
        return self._output("cidrBlock")

    @property
    def egress(self) -> pulumi.Output[bool]:
        """Whether it is about what leaves."""
        return self._output("egress")

    @property
    def protocol(self) -> pulumi.Output[str]:
        """The protocol's number, `6` for TCP, or `-1` for all."""
        return self._output("protocol")

    @property
    def from_port(self) -> pulumi.Output[int | None]:
        """The first port."""
        return self._output("fromPort")

    @property
    def to_port(self) -> pulumi.Output[int | None]:
        """The last port."""
        return self._output("toPort")
