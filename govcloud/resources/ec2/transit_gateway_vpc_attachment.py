"""EC2: TransitGatewayVpcAttachment, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

from collections.abc import Mapping, Sequence

import pulumi

from govcloud.resources.base import CloudResource


class TransitGatewayVpcAttachment(CloudResource):
    """A network's place at a transit gateway."""

    def __init__(
        self,
        resource_name: str,
        *,
        transit_gateway_id: pulumi.Input[str],
        vpc_id: pulumi.Input[str],
        subnet_ids: pulumi.Input[Sequence[pulumi.Input[str]]],
        tags: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:ec2:TransitGatewayVpcAttachment`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            transit_gateway_id: The gateway. Required. A change replaces the resource.
            vpc_id: The network. Required. A change replaces the resource.
            subnet_ids: One subnet in each zone that it serves. Required. A change replaces the
                resource.
            tags: Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never
                shown.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:ec2:TransitGatewayVpcAttachment",
            resource_name,
            {
                "transitGatewayId": transit_gateway_id,
                "vpcId": vpc_id,
                "subnetIds": subnet_ids,
                "tags": tags,
            },
            ("transitGatewayAttachmentId", "arn"),
            opts,
        )

    @property
    def transit_gateway_id(self) -> pulumi.Output[str]:
        """The gateway."""
        return self._output("transitGatewayId")

    @property
    def vpc_id(self) -> pulumi.Output[str]:
        """The network."""
        return self._output("vpcId")

    @property
    def subnet_ids(self) -> pulumi.Output[list[str]]:
        """One subnet in each zone that it serves."""
        return self._output("subnetIds")

    @property
    def tags(self) -> pulumi.Output[dict[str, str] | None]:
        """Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never shown."""
        return self._output("tags")

    @property
    def transit_gateway_attachment_id(self) -> pulumi.Output[str]:
        """The attachment's id."""
        return self._output("transitGatewayAttachmentId")

    @property
    def arn(self) -> pulumi.Output[str]:
        """Its ARN."""
        return self._output("arn")
