"""IAM: InstanceProfile, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

from collections.abc import Mapping

import pulumi

from govcloud.resources.base import CloudResource


class InstanceProfile(CloudResource):
    """What gives an instance its role."""

    def __init__(
        self,
        resource_name: str,
        *,
        role: pulumi.Input[str],
        name: pulumi.Input[str] | None = None,
        path: pulumi.Input[str] | None = None,
        tags: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:iam:InstanceProfile`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            role: The name of the role that it gives. Required.
            name: Its name; made from the resource's name if not given. A change replaces the
                resource.
            path: Its path, `/` unless told. Default: '/'. A change replaces the resource.
            tags: Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never
                shown.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:iam:InstanceProfile",
            resource_name,
            {
                "role": role,
                "name": name,
                "path": path,
                "tags": tags,
            },
            ("instanceProfileId", "arn"),
            opts,
        )

    @property
    def role(self) -> pulumi.Output[str]:
        """The name of the role that it gives."""
        return self._output("role")

    @property
    def name(self) -> pulumi.Output[str]:
        """Its name; made from the resource's name if not given."""
        return self._output("name")

    @property
    def path(self) -> pulumi.Output[str]:
        """Its path, `/` unless told."""
        return self._output("path")

    @property
    def tags(self) -> pulumi.Output[dict[str, str] | None]:
        """Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never shown."""
        return self._output("tags")

    @property
    def instance_profile_id(self) -> pulumi.Output[str]:
        """The cloud's own id of it."""
        return self._output("instanceProfileId")

    @property
    def arn(self) -> pulumi.Output[str]:
        """Its ARN."""
        return self._output("arn")
