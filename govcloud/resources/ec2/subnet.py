"""EC2: Subnet, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

from collections.abc import Mapping

import pulumi

from govcloud.resources.base import CloudResource


class Subnet(CloudResource):
    """A part of a network, in one availability zone."""

    def __init__(
        self,
        resource_name: str,
        *,
        vpc_id: pulumi.Input[str],
        cidr_block: pulumi.Input[str],
        availability_zone: pulumi.Input[str] | None = None,
        map_public_ip_on_launch: pulumi.Input[bool] | None = None,
        tags: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:ec2:Subnet`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            vpc_id: The network it belongs to. Required. A change replaces the resource.
            cidr_block: Its IPv4 range, inside the network's. Required. A change replaces the
                resource.
            availability_zone: The zone; the cloud chooses if none is named. A change replaces
                the resource.
            map_public_ip_on_launch: Whether instances get a public address. Default: False.
            tags: Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never
                shown.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:ec2:Subnet",
            resource_name,
            {
                "vpcId": vpc_id,
                "cidrBlock": cidr_block,
                "availabilityZone": availability_zone,
                "mapPublicIpOnLaunch": map_public_ip_on_launch,
                "tags": tags,
            },
            ("subnetId", "arn"),
            opts,
        )

    @property
    def vpc_id(self) -> pulumi.Output[str]:
        """The network it belongs to."""
        return self._output("vpcId")

    @property
    def cidr_block(self) -> pulumi.Output[str]:
        """Its IPv4 range, inside the network's."""
        return self._output("cidrBlock")

    @property
    def availability_zone(self) -> pulumi.Output[str]:
        """The zone; the cloud chooses if none is named."""
        return self._output("availabilityZone")

    @property
    def map_public_ip_on_launch(self) -> pulumi.Output[bool]:
        """Whether instances get a public address."""
        return self._output("mapPublicIpOnLaunch")

    @property
    def tags(self) -> pulumi.Output[dict[str, str] | None]:
        """Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never shown."""
        return self._output("tags")

    @property
    def subnet_id(self) -> pulumi.Output[str]:
        """The subnet's id."""
        return self._output("subnetId")

    @property
    def arn(self) -> pulumi.Output[str]:
        """Its ARN."""
        return self._output("arn")
