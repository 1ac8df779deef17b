"""EC2: NetworkAclAssociation, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

import pulumi

from govcloud.resources.base import CloudResource


class NetworkAclAssociation(CloudResource):
    """Which network ACL a subnet obeys; without one it obeys its network's default ACL."""

    def __init__(
        self,
        resource_name: str,
        *,
        network_acl_id: pulumi.Input[str],
        subnet_id: pulumi.Input[str],
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:ec2:NetworkAclAssociation`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            network_acl_id: The filter. Required. A change replaces the resource.
            subnet_id: The subnet. Required. A change replaces the resource.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:ec2:NetworkAclAssociation",
            resource_name,
            {
                "networkAclId": network_acl_id,
                "subnetId": subnet_id,
            },
            (),
            opts,
        )

    @property
    def network_acl_id(self) -> pulumi.Output[str]:
        """The filter."""
        return self._output("networkAclId")

    @property
    def subnet_id(self) -> pulumi.Output[str]:
        """The subnet."""
        return self._output("subnetId")
