"""IAM: Policy, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

from collections.abc import Mapping

import pulumi

from govcloud.resources.base import CloudResource


class Policy(CloudResource):
    """A set of rights that can be attached to roles."""

    def __init__(
        self,
        resource_name: str,
        *,
        policy: pulumi.Input[str],
        policy_name: pulumi.Input[str] | None = None,
        path: pulumi.Input[str] | None = None,
        description: pulumi.Input[str] | None = None,
        tags: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:iam:Policy`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            policy: The rights, as JSON. Required.
            policy_name: Its name; made from the resource's name if not given. A change replaces
                the resource.
            path: Its path, `/` unless told. Default: '/'. A change replaces the resource.
            description: What it is for; the cloud never lets it be changed. Default: 'Made by
                govcloud'. A change replaces the resource.
            tags: Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never
                shown.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:iam:Policy",
            resource_name,
            {
                "policy": policy,
                "policyName": policy_name,
                "path": path,
                "description": description,
                "tags": tags,
            },
            ("arn", "defaultVersionId"),
            opts,
        )

    @property
    def policy(self) -> pulumi.Output[str]:
        """The rights, as JSON."""
        return self._output("policy")

    @property
    def policy_name(self) -> pulumi.Output[str]:
        """Its name; made from the resource's name if not given."""
        return self._output("policyName")

    @property
    def path(self) -> pulumi.Output[str]:
        """Its path, `/` unless told."""
        return self._output("path")

    @property
    def description(self) -> pulumi.Output[str]:
        """What it is for; the cloud never lets it be changed."""
        return self._output("description")

    @property
    def tags(self) -> pulumi.Output[dict[str, str] | None]:
        """Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never shown."""
        return self._output("tags")

    @property
    def arn(self) -> pulumi.Output[str]:
        """Its ARN."""
        return self._output("arn")

    @property
    def default_version_id(self) -> pulumi.Output[str]:
        """The version in force."""
        return self._output("defaultVersionId")
