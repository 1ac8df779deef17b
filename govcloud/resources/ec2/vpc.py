"""EC2: Vpc, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

from collections.abc import Mapping

import pulumi

from govcloud.resources.base import CloudResource


class Vpc(CloudResource):
    """A virtual private network."""

    def __init__(
        self,
        resource_name: str,
        *,
        cidr_block: pulumi.Input[str],
        instance_tenancy: pulumi.Input[str] | None = None,
        enable_dns_support: pulumi.Input[bool] | None = None,
        enable_dns_hostnames: pulumi.Input[bool] | None = None,
        lock_default_security_group: pulumi.Input[bool] | None = None,
        tags: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:ec2:Vpc`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            cidr_block: The network's IPv4 range, `10.1.0.0/16`. Required. A change replaces the
                resource.
            instance_tenancy: `default`, or `dedicated` for hardware of one's own. Default:
                'default'. A change replaces the resource.
            enable_dns_support: Whether the cloud's resolver answers. Default: True.
            enable_dns_hostnames: Whether instances get DNS names. Default: False.
            lock_default_security_group: Whether the security group that comes with the network
                is emptied of all rules.
            tags: Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never
                shown.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:ec2:Vpc",
            resource_name,
            {
                "cidrBlock": cidr_block,
                "instanceTenancy": instance_tenancy,
                "enableDnsSupport": enable_dns_support,
                "enableDnsHostnames": enable_dns_hostnames,
                "lockDefaultSecurityGroup": lock_default_security_group,
                "tags": tags,
            },
            ("vpcId", "ownerId", "arn"),
            opts,
        )

    @property
    def cidr_block(self) -> pulumi.Output[str]:
        """The network's IPv4 range, `10.1.0.0/16`."""
        return self._output("cidrBlock")

    @property
    def instance_tenancy(self) -> pulumi.Output[str]:
        """`default`, or `dedicated` for hardware of one's own."""
        return self._output("instanceTenancy")

    @property
    def enable_dns_support(self) -> pulumi.Output[bool]:
        """Whether the cloud's resolver answers."""
        return self._output("enableDnsSupport")

    @property
    def enable_dns_hostnames(self) -> pulumi.Output[bool]:
        """Whether instances get DNS names."""
        return self._output("enableDnsHostnames")

    @property
    def lock_default_security_group(self) -> pulumi.Output[bool | None]:
        """Whether the security group that comes with the network is emptied of all rules."""
        return self._output("lockDefaultSecurityGroup")

    @property
    def tags(self) -> pulumi.Output[dict[str, str] | None]:
        """Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never shown."""
        return self._output("tags")

    @property
    def vpc_id(self) -> pulumi.Output[str]:
        """The network's id."""
        return self._output("vpcId")

    @property
    def owner_id(self) -> pulumi.Output[str]:
        """The account that owns it."""
        return self._output("ownerId")

    @property
    def arn(self) -> pulumi.Output[str]:
        """Its ARN."""
        return self._output("arn")
