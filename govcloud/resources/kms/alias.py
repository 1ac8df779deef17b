"""KMS: Alias, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

import pulumi

from govcloud.resources.base import CloudResource


class Alias(CloudResource):
    """A name for an encryption key."""

    def __init__(
        self,
        resource_name: str,
        *,
        name: pulumi.Input[str],
        target_key_id: pulumi.Input[str],
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:kms:Alias`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            name: The name, `alias/…`. Required. A change replaces the resource.
            target_key_id: The key's id or ARN. Required.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:kms:Alias",
            resource_name,
            {
                "name": name,
                "targetKeyId": target_key_id,
            },
            ("arn",),
            opts,
        )

    @property
    def name(self) -> pulumi.Output[str]:
        """The name, `alias/…`."""
        return self._output("name")

    @property
    def target_key_id(self) -> pulumi.Output[str]:
        """The key's id or ARN."""
        return self._output("targetKeyId")

    @property
    def arn(self) -> pulumi.Output[str]:
        """Its ARN."""
        return self._output("arn")
