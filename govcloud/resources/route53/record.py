"""Route 53: Record, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

import pulumi

from govcloud.resources.base import CloudResource


class Record(CloudResource):
    """What one name of a domain leads to."""

    def __init__(
        self,
        resource_name: str,
        *,
        zone_id: pulumi.Input[str],
        name: pulumi.Input[str],
        type: pulumi.Input[str],
        value: pulumi.Input[str],
        ttl: pulumi.Input[int] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:route53:Record`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            zone_id: The domain's zone. Required. A change replaces the resource.
            name: The name, with its final dot. Required. A change replaces the resource.
            type: Such as `A`, `CNAME` or `TXT`. Required. A change replaces the resource.
            value: What it leads to. Required.
            ttl: Seconds that others may remember it. Default: 300.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:route53:Record",
            resource_name,
            {
                "zoneId": zone_id,
                "name": name,
                "type": type,
                "value": value,
                "ttl": ttl,
            },
            (),
            opts,
        )

    @property
    def zone_id(self) -> pulumi.Output[str]:
        """The domain's zone."""
        return self._output("zoneId")

    @property
    def name(self) -> pulumi.Output[str]:
        """The name, with its final dot."""
        return self._output("name")

    @property
    def type(self) -> pulumi.Output[str]:
        """Such as `A`, `CNAME` or `TXT`."""
        return self._output("type")

    @property
    def value(self) -> pulumi.Output[str]:
        """What it leads to."""
        return self._output("value")

    @property
    def ttl(self) -> pulumi.Output[int]:
        """Seconds that others may remember it."""
        return self._output("ttl")
