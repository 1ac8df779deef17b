"""CloudWatch Logs: MetricFilter, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

import pulumi

from govcloud.resources.base import CloudResource


class MetricFilter(CloudResource):
    """A figure that counts what a log group says."""

    def __init__(
        self,
        resource_name: str,
        *,
        log_group_name: pulumi.Input[str],
        name: pulumi.Input[str],
        pattern: pulumi.Input[str],
        metric_name: pulumi.Input[str],
        metric_namespace: pulumi.Input[str],
        metric_value: pulumi.Input[str] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:logs:MetricFilter`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            log_group_name: The log group. Required. A change replaces the resource.
            name: Its name. Required. A change replaces the resource.
            pattern: What it counts. Required.
            metric_name: The figure's name. Required.
            metric_namespace: The figure's namespace. Required.
            metric_value: What one event adds. Default: '1'.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:logs:MetricFilter",
            resource_name,
            {
                "logGroupName": log_group_name,
                "name": name,
                "pattern": pattern,
                "metricName": metric_name,
                "metricNamespace": metric_namespace,
                "metricValue": metric_value,
            },
            (),
            opts,
        )

    @property
    def log_group_name(self) -> pulumi.Output[str]:
        """The log group."""
        return self._output("logGroupName")

    @property
    def name(self) -> pulumi.Output[str]:
        """Its name."""
        return self._output("name")

    @property
    def pattern(self) -> pulumi.Output[str]:
        """What it counts."""
        return self._output("pattern")

    @property
    def metric_name(self) -> pulumi.Output[str]:
        """The figure's name."""
        return self._output("metricName")

    @property
    def metric_namespace(self) -> pulumi.Output[str]:
        """The figure's namespace."""
        return self._output("metricNamespace")

    @property
    def metric_value(self) -> pulumi.Output[str]:
        """What one event adds."""
        return self._output("metricValue")
