"""EC2: RouteTableAssociation, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

import pulumi

from govcloud.resources.base import CloudResource


class RouteTableAssociation(CloudResource):
    """Which route table a subnet obeys."""

    def __init__(
        self,
        resource_name: str,
        *,
        route_table_id: pulumi.Input[str],
        subnet_id: pulumi.Input[str],
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:ec2:RouteTableAssociation`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            route_table_id: The table. Required. A change replaces the resource.
            subnet_id: The subnet. Required. A change replaces the resource.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:ec2:RouteTableAssociation",
            resource_name,
            {
                "routeTableId": route_table_id,
                "subnetId": subnet_id,
            },
            ("associationId",),
            opts,
        )

    @property
    def route_table_id(self) -> pulumi.Output[str]:
        """The table."""
        return self._output("routeTableId")

    @property
    def subnet_id(self) -> pulumi.Output[str]:
        """The subnet."""
        return self._output("subnetId")

    @property
    def association_id(self) -> pulumi.Output[str]:
        """The association's id."""
        return self._output("associationId")
