"""EC2: SecurityGroup, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

from collections.abc import Mapping

import pulumi

from govcloud.resources.base import CloudResource


class SecurityGroup(CloudResource):
    """A set of rules on who may reach an instance and whom it may reach."""

    def __init__(
        self,
        resource_name: str,
        *,
        vpc_id: pulumi.Input[str],
        group_name: pulumi.Input[str] | None = None,
        description: pulumi.Input[str] | None = None,
        allow_all_egress: pulumi.Input[bool] | None = None,
        tags: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:ec2:SecurityGroup`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            vpc_id: Its network. Required. A change replaces the resource.
            group_name: Its name, unique in the network; made from the resource's name if not
                given. A change replaces the resource.
            description: What it is for; the cloud never lets it be changed. Default: 'Made by
                govcloud'. A change replaces the resource.
            allow_all_egress: Whether the cloud's own rule stays that lets everything out.
                Default: True.
            tags: Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never
                shown.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:ec2:SecurityGroup",
            resource_name,
            {
                "vpcId": vpc_id,
                "groupName": group_name,
                "description": description,
                "allowAllEgress": allow_all_egress,
                "tags": tags,
            },
            ("groupId", "arn"),
            opts,
        )

    @property
    def vpc_id(self) -> pulumi.Output[str]:
        """Its network."""
        return self._output("vpcId")

    @property
    def group_name(self) -> pulumi.Output[str]:
        """Its name, unique in the network; made from the resource's name if not given."""
        return self._output("groupName")

    @property
    def description(self) -> pulumi.Output[str]:
        """What it is for; the cloud never lets it be changed."""
        return self._output("description")

    @property
    def allow_all_egress(self) -> pulumi.Output[bool]:
        """Whether the cloud's own rule stays that lets everything out."""
        return self._output("allowAllEgress")

    @property
    def tags(self) -> pulumi.Output[dict[str, str] | None]:
        """Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never shown."""
        return self._output("tags")

    @property
    def group_id(self) -> pulumi.Output[str]:
        """The group's id."""
        return self._output("groupId")

    @property
    def arn(self) -> pulumi.Output[str]:
        """Its ARN."""
        return self._output("arn")
