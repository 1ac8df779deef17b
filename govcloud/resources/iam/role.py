"""IAM: Role, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

from collections.abc import Mapping

import pulumi

from govcloud.resources.base import CloudResource


class Role(CloudResource):
    """A set of rights that a service or person may take on for a while."""

    def __init__(
        self,
        resource_name: str,
        *,
        assume_role_policy: pulumi.Input[str],
        role_name: pulumi.Input[str] | None = None,
        path: pulumi.Input[str] | None = None,
        description: pulumi.Input[str] | None = None,
        max_session_duration: pulumi.Input[int] | None = None,
        permissions_boundary: pulumi.Input[str] | None = None,
        tags: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:iam:Role`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            assume_role_policy: Who may take it on, as JSON. Required.
            role_name: Its name; made from the resource's name if not given. A change replaces
                the resource.
            path: Its path, `/` unless told. Default: '/'. A change replaces the resource.
            description: What it is for. Default: 'Made by govcloud'.
            max_session_duration: Seconds that it may be held, 3600 to 43200. Default: 3600.
            permissions_boundary: The ARN of the policy that bounds its rights.
            tags: Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never
                shown.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:iam:Role",
            resource_name,
            {
                "assumeRolePolicy": assume_role_policy,
                "roleName": role_name,
                "path": path,
                "description": description,
                "maxSessionDuration": max_session_duration,
                "permissionsBoundary": permissions_boundary,
                "tags": tags,
            },
            ("roleId", "arn"),
            opts,
        )

    @property
    def assume_role_policy(self) -> pulumi.Output[str]:
        """Who may take it on, as JSON."""
        return self._output("assumeRolePolicy")

    @property
    def role_name(self) -> pulumi.Output[str]:
        """Its name; made from the resource's name if not given."""
        return self._output("roleName")

    @property
    def path(self) -> pulumi.Output[str]:
        """Its path, `/` unless told."""
        return self._output("path")

    @property
    def description(self) -> pulumi.Output[str]:
        """What it is for."""
        return self._output("description")

    @property
    def max_session_duration(self) -> pulumi.Output[int]:
        """Seconds that it may be held, 3600 to 43200."""
        return self._output("maxSessionDuration")

    @property
    def permissions_boundary(self) -> pulumi.Output[str | None]:
        """The ARN of the policy that bounds its rights."""
        return self._output("permissionsBoundary")

    @property
    def tags(self) -> pulumi.Output[dict[str, str] | None]:
        """Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never shown."""
        return self._output("tags")

    @property
    def role_id(self) -> pulumi.Output[str]:
        """The cloud's own id of it."""
        return self._output("roleId")

    @property
    def arn(self) -> pulumi.Output[str]:
        """Its ARN."""
        return self._output("arn")
