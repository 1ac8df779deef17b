"""KMS: Key, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

from collections.abc import Mapping

import pulumi

from govcloud.resources.base import CloudResource


class Key(CloudResource):
    """An encryption key that never leaves the cloud's hardware."""

    def __init__(
        self,
        resource_name: str,
        *,
        description: pulumi.Input[str] | None = None,
        policy: pulumi.Input[str] | None = None,
        key_spec: pulumi.Input[str] | None = None,
        key_usage: pulumi.Input[str] | None = None,
        enable_key_rotation: pulumi.Input[bool] | None = None,
        enabled: pulumi.Input[bool] | None = None,
        deletion_window_in_days: pulumi.Input[int] | None = None,
        tags: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:kms:Key`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            description: What it is for. Default: 'Made by govcloud'.
            policy: Its key policy, as JSON; the account's own rules if none is given.
            key_spec: `SYMMETRIC_DEFAULT`, or the kind of an asymmetric key (`SM2` in China).
                Default: 'SYMMETRIC_DEFAULT'. A change replaces the resource.
            key_usage: `ENCRYPT_DECRYPT`, `SIGN_VERIFY` or `GENERATE_VERIFY_MAC`. Default:
                'ENCRYPT_DECRYPT'. A change replaces the resource.
            enable_key_rotation: Whether new key material is made each year; only of symmetric
                keys. Default: True.
            enabled: Whether it can be used now. Default: True.
            deletion_window_in_days: Days between the order to delete it and the deletion, 7 to
                30. Default: 30.
            tags: Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never
                shown.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:kms:Key",
            resource_name,
            {
                "description": description,
                "policy": policy,
                "keySpec": key_spec,
                "keyUsage": key_usage,
                "enableKeyRotation": enable_key_rotation,
                "enabled": enabled,
                "deletionWindowInDays": deletion_window_in_days,
                "tags": tags,
            },
            ("keyId", "arn"),
            opts,
        )

    @property
    def description(self) -> pulumi.Output[str]:
        """What it is for."""
        return self._output("description")

    @property
    def policy(self) -> pulumi.Output[str]:
        """Its key policy, as JSON; the account's own rules if none is given."""
        return self._output("policy")

    @property
    def key_spec(self) -> pulumi.Output[str]:
        """`SYMMETRIC_DEFAULT`, or the kind of an asymmetric key (`SM2` in China)."""
        return self._output("keySpec")

    @property
    def key_usage(self) -> pulumi.Output[str]:
        """`ENCRYPT_DECRYPT`, `SIGN_VERIFY` or `GENERATE_VERIFY_MAC`."""
        return self._output("keyUsage")

    @property
    def enable_key_rotation(self) -> pulumi.Output[bool]:
        """Whether new key material is made each year; only of symmetric keys."""
        return self._output("enableKeyRotation")

    @property
    def enabled(self) -> pulumi.Output[bool]:
        """Whether it can be used now."""
        return self._output("enabled")

    @property
    def deletion_window_in_days(self) -> pulumi.Output[int]:
        """Days between the order to delete it and the deletion, 7 to 30."""
        return self._output("deletionWindowInDays")

    @property
    def tags(self) -> pulumi.Output[dict[str, str] | None]:
        """Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never shown."""
        return self._output("tags")

    @property
    def key_id(self) -> pulumi.Output[str]:
        """The key's id."""
        return self._output("keyId")

    @property
    def arn(self) -> pulumi.Output[str]:
        """Its ARN."""
        return self._output("arn")
