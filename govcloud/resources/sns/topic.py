"""SNS: Topic, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

from collections.abc import Mapping

import pulumi

from govcloud.resources.base import CloudResource


class Topic(CloudResource):
    """A place where news is published once and delivered to all who listen."""

    def __init__(
        self,
        resource_name: str,
        *,
        name: pulumi.Input[str] | None = None,
        kms_master_key_id: pulumi.Input[str] | None = None,
        display_name: pulumi.Input[str] | None = None,
        policy: pulumi.Input[str] | None = None,
        tags: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:sns:Topic`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            name: Its name; made from the resource's name if not given. A change replaces the
                resource.
            kms_master_key_id: The key that encrypts what waits.
            display_name: The name that readers see.
            policy: Who may publish and listen, as JSON; the account's own rules if none is
                given.
            tags: Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never
                shown.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:sns:Topic",
            resource_name,
            {
                "name": name,
                "kmsMasterKeyId": kms_master_key_id,
                "displayName": display_name,
                "policy": policy,
                "tags": tags,
            },
            ("arn",),
            opts,
        )

    @property
    def name(self) -> pulumi.Output[str]:
        """Its name; made from the resource's name if not given."""
        return self._output("name")

    @property
    def kms_master_key_id(self) -> pulumi.Output[str | None]:
        """The key that encrypts what waits."""
        return self._output("kmsMasterKeyId")

    @property
    def display_name(self) -> pulumi.Output[str | None]:
        """The name that readers see."""
        return self._output("displayName")

    @property
    def policy(self) -> pulumi.Output[str]:
        """Who may publish and listen, as JSON; the account's own rules if none is given."""
        return self._output("policy")

    @property
    def tags(self) -> pulumi.Output[dict[str, str] | None]:
        """Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never shown."""
        return self._output("tags")

    @property
    def arn(self) -> pulumi.Output[str]:
        """Its ARN."""
        return self._output("arn")
