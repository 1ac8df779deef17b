"""Secrets Manager: Secret, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

from collections.abc import Mapping

import pulumi

from govcloud.resources.base import CloudResource


class Secret(CloudResource):
    """A secret and its value, which stays a secret wherever govcloud keeps or shows it."""

    def __init__(
        self,
        resource_name: str,
        *,
        name: pulumi.Input[str] | None = None,
        description: pulumi.Input[str] | None = None,
        kms_key_id: pulumi.Input[str] | None = None,
        secret_string: pulumi.Input[str] | None = None,
        recovery_window_in_days: pulumi.Input[int] | None = None,
        tags: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:secretsmanager:Secret`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            name: Its name; made from the resource's name if not given. A change replaces the
                resource.
            description: What it is for. Default: 'Made by govcloud'.
            kms_key_id: The key that encrypts it.
            secret_string: The value.
            recovery_window_in_days: Days in which a deletion can be undone, 7 to 30. Default:
                30.
            tags: Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never
                shown.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:secretsmanager:Secret",
            resource_name,
            {
                "name": name,
                "description": description,
                "kmsKeyId": kms_key_id,
                "secretString": secret_string,
                "recoveryWindowInDays": recovery_window_in_days,
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
    def description(self) -> pulumi.Output[str]:
        """What it is for."""
        return self._output("description")

    @property
    def kms_key_id(self) -> pulumi.Output[str | None]:
        """The key that encrypts it."""
        return self._output("kmsKeyId")

    @property
    def secret_string(self) -> pulumi.Output[str | None]:
        """The value."""
        return self._output("secretString")

    @property
    def recovery_window_in_days(self) -> pulumi.Output[int]:
        """Days in which a deletion can be undone, 7 to 30."""
        return self._output("recoveryWindowInDays")

    @property
    def tags(self) -> pulumi.Output[dict[str, str] | None]:
        """Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never shown."""
        return self._output("tags")

    @property
    def arn(self) -> pulumi.Output[str]:
        """Its ARN."""
        return self._output("arn")
