"""EC2: InternetGatewayAttachment, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

import pulumi

from govcloud.resources.base import CloudResource


class InternetGatewayAttachment(CloudResource):
    """Which network an internet gateway serves."""

    def __init__(
        self,
        resource_name: str,
        *,
        internet_gateway_id: pulumi.Input[str],
        vpc_id: pulumi.Input[str],
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:ec2:InternetGatewayAttachment`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            internet_gateway_id: The gateway. Required. A change replaces the resource.
            vpc_id: The network. Required. A change replaces the resource.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:ec2:InternetGatewayAttachment",
            resource_name,
            {
                "internetGatewayId": internet_gateway_id,
                "vpcId": vpc_id,
            },
            (),
            opts,
        )

    @property
    def internet_gateway_id(self) -> pulumi.Output[str]:
        """The gateway."""
        return self._output("internetGatewayId")

    @property
    def vpc_id(self) -> pulumi.Output[str]:
        """The network."""
        return self._output("vpcId")
