"""Systems Manager: Parameter, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

from collections.abc import Mapping

import pulumi

from govcloud.resources.base import CloudResource


class Parameter(CloudResource):
    """A setting by its name."""

    def __init__(
        self,
        resource_name: str,
        *,
        value: pulumi.Input[str],
        name: pulumi.Input[str] | None = None,
        type: pulumi.Input[str] | None = None,
        key_id: pulumi.Input[str] | None = None,
        tags: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:ssm:Parameter`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            value: What it says. Required.
            name: Its name; made from the resource's name if not given. A change replaces the
                resource.
            type: `String`, `StringList`, or `SecureString`, which is encrypted. Default:
                'SecureString'.
            key_id: The key (id, ARN or alias) of an encrypted one; the cloud's own if none is
                given.
            tags: Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never
                shown.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:ssm:Parameter",
            resource_name,
            {
                "value": value,
                "name": name,
                "type": type,
                "keyId": key_id,
                "tags": tags,
            },
            ("arn",),
            opts,
        )

    @property
    def value(self) -> pulumi.Output[str]:
        """What it says."""
        return self._output("value")

    @property
    def name(self) -> pulumi.Output[str]:
        """Its name; made from the resource's name if not given."""
        return self._output("name")

    @property
    def type(self) -> pulumi.Output[str]:
        """`String`, `StringList`, or `SecureString`, which is encrypted."""
        return self._output("type")

    @property
    def key_id(self) -> pulumi.Output[str | None]:
        """The key (id, ARN or alias) of an encrypted one; the cloud's own if none is given."""
        return self._output("keyId")

    @property
    def tags(self) -> pulumi.Output[dict[str, str] | None]:
        """Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never shown."""
        return self._output("tags")

    @property
    def arn(self) -> pulumi.Output[str]:
        """Its ARN."""
        return self._output("arn")
