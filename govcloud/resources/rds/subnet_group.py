"""RDS: SubnetGroup, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

from collections.abc import Mapping, Sequence

import pulumi

from govcloud.resources.base import CloudResource


class SubnetGroup(CloudResource):
    """The subnets in which databases may stand, in two zones of availability at least."""

    def __init__(
        self,
        resource_name: str,
        *,
        subnet_ids: pulumi.Input[Sequence[pulumi.Input[str]]],
        name: pulumi.Input[str] | None = None,
        description: pulumi.Input[str] | None = None,
        tags: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:rds:SubnetGroup`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            subnet_ids: The subnets. Required.
            name: Its name; made from the resource's name if not given. A change replaces the
                resource.
            description: What it is for. Default: 'Made by govcloud'.
            tags: Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never
                shown.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:rds:SubnetGroup",
            resource_name,
            {
                "subnetIds": subnet_ids,
                "name": name,
                "description": description,
                "tags": tags,
            },
            ("arn",),
            opts,
        )

    @property
    def subnet_ids(self) -> pulumi.Output[list[str]]:
        """The subnets."""
        return self._output("subnetIds")

    @property
    def name(self) -> pulumi.Output[str]:
        """Its name; made from the resource's name if not given."""
        return self._output("name")

    @property
    def description(self) -> pulumi.Output[str]:
        """What it is for."""
        return self._output("description")

    @property
    def tags(self) -> pulumi.Output[dict[str, str] | None]:
        """Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never shown."""
        return self._output("tags")

    @property
    def arn(self) -> pulumi.Output[str]:
        """Its ARN."""
        return self._output("arn")
