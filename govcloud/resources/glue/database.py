"""Glue: Database, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

import pulumi

from govcloud.resources.base import CloudResource


class Database(CloudResource):
    """One department's or subject's part of the data catalogue."""

    def __init__(
        self,
        resource_name: str,
        *,
        name: pulumi.Input[str],
        description: pulumi.Input[str] | None = None,
        location_uri: pulumi.Input[str] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:glue:Database`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            name: Its name, in small letters. Required. A change replaces the resource.
            description: What is in it.
            location_uri: Where its files lie, `s3://…`.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:glue:Database",
            resource_name,
            {
                "name": name,
                "description": description,
                "locationUri": location_uri,
            },
            ("arn",),
            opts,
        )

    @property
    def name(self) -> pulumi.Output[str]:
        """Its name, in small letters."""
        return self._output("name")

    @property
    def description(self) -> pulumi.Output[str | None]:
        """What is in it."""
        return self._output("description")

    @property
    def location_uri(self) -> pulumi.Output[str | None]:
        """Where its files lie, `s3://…`."""
        return self._output("locationUri")

    @property
    def arn(self) -> pulumi.Output[str]:
        """Its ARN."""
        return self._output("arn")
