"""IAM: Group, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

import pulumi

from govcloud.resources.base import CloudResource


class Group(CloudResource):
    """People who share rights."""

    def __init__(
        self,
        resource_name: str,
        *,
        group_name: pulumi.Input[str] | None = None,
        path: pulumi.Input[str] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:iam:Group`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            group_name: Its name; made from the resource's name if not given. A change replaces
                the resource.
            path: Its path, `/` unless told. Default: '/'. A change replaces the resource.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:iam:Group",
            resource_name,
            {
                "groupName": group_name,
                "path": path,
            },
            ("arn",),
            opts,
        )

    @property
    def group_name(self) -> pulumi.Output[str]:
        """Its name; made from the resource's name if not given."""
        return self._output("groupName")

    @property
    def path(self) -> pulumi.Output[str]:
        """Its path, `/` unless told."""
        return self._output("path")

    @property
    def arn(self) -> pulumi.Output[str]:
        """Its ARN."""
        return self._output("arn")
