"""GuardDuty: Detector, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

from collections.abc import Mapping

import pulumi

from govcloud.resources.base import CloudResource


class Detector(CloudResource):
    """A watch over an account's traffic and calls; a region has one."""

    def __init__(
        self,
        resource_name: str,
        *,
        enable: pulumi.Input[bool] | None = None,
        finding_publishing_frequency: pulumi.Input[str] | None = None,
        tags: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:guardduty:Detector`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            enable: Whether it watches. Default: True.
            finding_publishing_frequency: How often it tells: `FIFTEEN_MINUTES`, `ONE_HOUR` or
                `SIX_HOURS`. Default: 'FIFTEEN_MINUTES'.
            tags: Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never
                shown.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:guardduty:Detector",
            resource_name,
            {
                "enable": enable,
                "findingPublishingFrequency": finding_publishing_frequency,
                "tags": tags,
            },
            ("detectorId", "arn"),
            opts,
        )

    @property
    def enable(self) -> pulumi.Output[bool]:
        """Whether it watches."""
        return self._output("enable")

    @property
    def finding_publishing_frequency(self) -> pulumi.Output[str]:
        """How often it tells: `FIFTEEN_MINUTES`, `ONE_HOUR` or `SIX_HOURS`."""
        return self._output("findingPublishingFrequency")

    @property
    def tags(self) -> pulumi.Output[dict[str, str] | None]:
        """Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never shown."""
        return self._output("tags")

    @property
    def detector_id(self) -> pulumi.Output[str]:
        """Its id."""
        return self._output("detectorId")

    @property
    def arn(self) -> pulumi.Output[str]:
        """Its ARN."""
        return self._output("arn")
