"""Route 53: PrivateZone, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

from collections.abc import Mapping

import pulumi

from govcloud.resources.base import CloudResource


class PrivateZone(CloudResource):
    """A domain that only chosen networks resolve."""

    def __init__(
        self,
        resource_name: str,
        *,
        name: pulumi.Input[str],
        vpc_id: pulumi.Input[str],
        vpc_region: pulumi.Input[str],
        comment: pulumi.Input[str] | None = None,
        tags: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:route53:PrivateZone`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            name: The domain, with its final dot. Required. A change replaces the resource.
            vpc_id: The first network that resolves it. Required. A change replaces the
                resource.
            vpc_region: That network's region. Required. A change replaces the resource.
            comment: What it is for.
            tags: Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never
                shown.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:route53:PrivateZone",
            resource_name,
            {
                "name": name,
                "vpcId": vpc_id,
                "vpcRegion": vpc_region,
                "comment": comment,
                "tags": tags,
            },
            ("zoneId",),
            opts,
        )

    @property
    def name(self) -> pulumi.Output[str]:
        """The domain, with its final dot."""
        return self._output("name")

    @property
    def vpc_id(self) -> pulumi.Output[str]:
        """The first network that resolves it."""
        return self._output("vpcId")

    @property
    def vpc_region(self) -> pulumi.Output[str]:
        """That network's region."""
        return self._output("vpcRegion")

    @property
    def comment(self) -> pulumi.Output[str | None]:
        """What it is for."""
        return self._output("comment")

    @property
    def tags(self) -> pulumi.Output[dict[str, str] | None]:
        """Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never shown."""
        return self._output("tags")

    @property
    def zone_id(self) -> pulumi.Output[str]:
        """Its id."""
        return self._output("zoneId")
