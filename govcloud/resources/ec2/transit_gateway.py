"""EC2: TransitGateway, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

from collections.abc import Mapping

import pulumi

from govcloud.resources.base import CloudResource


class TransitGateway(CloudResource):
    """Where the networks of a region meet."""

    def __init__(
        self,
        resource_name: str,
        *,
        description: pulumi.Input[str] | None = None,
        auto_accept_shared_attachments: pulumi.Input[str] | None = None,
        default_route_table_association: pulumi.Input[str] | None = None,
        default_route_table_propagation: pulumi.Input[str] | None = None,
        dns_support: pulumi.Input[str] | None = None,
        vpn_ecmp_support: pulumi.Input[str] | None = None,
        tags: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:ec2:TransitGateway`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            description: What it is for. A change replaces the resource.
            auto_accept_shared_attachments: Whether other accounts' networks join unasked.
                `enable` or `disable`. Default: 'disable'. A change replaces the resource.
            default_route_table_association: Whether a new network is put into the default
                table. `enable` or `disable`. Default: 'disable'. A change replaces the
                resource.
            default_route_table_propagation: Whether a new network is told to all others.
                `enable` or `disable`. Default: 'disable'. A change replaces the resource.
            dns_support: Whether names are resolved across it. `enable` or `disable`. Default:
                'enable'. A change replaces the resource.
            vpn_ecmp_support: Whether VPNs share their load. `enable` or `disable`. Default:
                'enable'. A change replaces the resource.
            tags: Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never
                shown.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:ec2:TransitGateway",
            resource_name,
            {
                "description": description,
                "autoAcceptSharedAttachments": auto_accept_shared_attachments,
                "defaultRouteTableAssociation": default_route_table_association,
                "defaultRouteTablePropagation": default_route_table_propagation,
                "dnsSupport": dns_support,
                "vpnEcmpSupport": vpn_ecmp_support,
                "tags": tags,
            },
            ("transitGatewayId", "arn"),
            opts,
        )

    @property
    def description(self) -> pulumi.Output[str | None]:
        """What it is for."""
        return self._output("description")

    @property
    def auto_accept_shared_attachments(self) -> pulumi.Output[str]:
        """Whether other accounts' networks join unasked. `enable` or `disable`."""
        return self._output("autoAcceptSharedAttachments")

    @property
    def default_route_table_association(self) -> pulumi.Output[str]:
        """Whether a new network is put into the default table. `enable` or `disable`."""
        return self._output("defaultRouteTableAssociation")

    @property
    def default_route_table_propagation(self) -> pulumi.Output[str]:
        """Whether a new network is told to all others. `enable` or `disable`."""
        return self._output("defaultRouteTablePropagation")

    @property
    def dns_support(self) -> pulumi.Output[str]:
        """Whether names are resolved across it. `enable` or `disable`."""
        return self._output("dnsSupport")

    @property
    def vpn_ecmp_support(self) -> pulumi.Output[str]:
        """Whether VPNs share their load. `enable` or `disable`."""
        return self._output("vpnEcmpSupport")

    @property
    def tags(self) -> pulumi.Output[dict[str, str] | None]:
        """Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never shown."""
        return self._output("tags")

    @property
    def transit_gateway_id(self) -> pulumi.Output[str]:
        """The gateway's id."""
        return self._output("transitGatewayId")

    @property
    def arn(self) -> pulumi.Output[str]:
        """Its ARN."""
        return self._output("arn")
