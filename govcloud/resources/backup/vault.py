"""Backup: Vault, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

from collections.abc import Mapping

import pulumi

from govcloud.resources.base import CloudResource


class Vault(CloudResource):
    """A place for copies, under a key of its own."""

    def __init__(
        self,
        resource_name: str,
        *,
        name: pulumi.Input[str] | None = None,
        encryption_key_arn: pulumi.Input[str] | None = None,
        min_retention_days: pulumi.Input[int] | None = None,
        tags: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:backup:Vault`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            name: Its name; made from the resource's name if not given. A change replaces the
                resource.
            encryption_key_arn: The ARN of the key; the cloud's own if none is given. A change
                replaces the resource.
            min_retention_days: Days before which no copy may be deleted, by anybody; no lock if
                not given.
            tags: Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never
                shown.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:backup:Vault",
            resource_name,
            {
                "name": name,
                "encryptionKeyArn": encryption_key_arn,
                "minRetentionDays": min_retention_days,
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
    def encryption_key_arn(self) -> pulumi.Output[str]:
        """The ARN of the key; the cloud's own if none is given."""
        return self._output("encryptionKeyArn")

    @property
    def min_retention_days(self) -> pulumi.Output[int | None]:
        """Days before which no copy may be deleted, by anybody; no lock if not given."""
        return self._output("minRetentionDays")

    @property
    def tags(self) -> pulumi.Output[dict[str, str] | None]:
        """Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never shown."""
        return self._output("tags")

    @property
    def arn(self) -> pulumi.Output[str]:
        """Its ARN."""
        return self._output("arn")
