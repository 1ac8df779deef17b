"""EC2: VpcPeering, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

from collections.abc import Mapping

import pulumi

from govcloud.resources.base import CloudResource


class VpcPeering(CloudResource):
    """A connection between two networks of one account, accepted at once."""

    def __init__(
        self,
        resource_name: str,
        *,
        vpc_id: pulumi.Input[str],
        peer_vpc_id: pulumi.Input[str],
        auto_accept: pulumi.Input[bool] | None = None,
        tags: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:ec2:VpcPeering`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            vpc_id: The network that asks. Required. A change replaces the resource.
            peer_vpc_id: The network that is asked. Required. A change replaces the resource.
            auto_accept: Whether the connection is accepted at once. Default: True.
            tags: Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never
                shown.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:ec2:VpcPeering",
            resource_name,
            {
                "vpcId": vpc_id,
                "peerVpcId": peer_vpc_id,
                "autoAccept": auto_accept,
                "tags": tags,
            },
            ("vpcPeeringConnectionId", "arn"),
            opts,
        )

    @property
    def vpc_id(self) -> pulumi.Output[str]:
        """The network that asks."""
        return self._output("vpcId")

    @property
    def peer_vpc_id(self) -> pulumi.Output[str]:
        """The network that is asked."""
        return self._output("peerVpcId")

    @property
    def auto_accept(self) -> pulumi.Output[bool]:
        """Whether the connection is accepted at once."""
        return self._output("autoAccept")

    @property
    def tags(self) -> pulumi.Output[dict[str, str] | None]:
        """Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never shown."""
        return self._output("tags")

    @property
    def vpc_peering_connection_id(self) -> pulumi.Output[str]:
        """The connection's id."""
        return self._output("vpcPeeringConnectionId")

    @property
    def arn(self) -> pulumi.Output[str]:
        """Its ARN."""
        return self._output("arn")
