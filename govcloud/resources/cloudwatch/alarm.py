"""CloudWatch: Alarm, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

from collections.abc import Mapping, Sequence

import pulumi

from govcloud.resources.base import CloudResource


class Alarm(CloudResource):
    """A figure that is watched, and who is told when it is wrong."""

    def __init__(
        self,
        resource_name: str,
        *,
        namespace: pulumi.Input[str],
        metric_name: pulumi.Input[str],
        name: pulumi.Input[str] | None = None,
        description: pulumi.Input[str] | None = None,
        statistic: pulumi.Input[str] | None = None,
        comparison_operator: pulumi.Input[str] | None = None,
        threshold: pulumi.Input[int] | None = None,
        period: pulumi.Input[int] | None = None,
        evaluation_periods: pulumi.Input[int] | None = None,
        treat_missing_data: pulumi.Input[str] | None = None,
        alarm_actions: pulumi.Input[Sequence[pulumi.Input[str]]] | None = None,
        actions_enabled: pulumi.Input[bool] | None = None,
        tags: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:cloudwatch:Alarm`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            namespace: The figure's namespace. Required.
            metric_name: The figure. Required.
            name: Its name; made from the resource's name if not given. A change replaces the
                resource.
            description: What it means. Default: ''.
            statistic: Such as `Sum`, `Average` or `Maximum`. Default: 'Sum'.
            comparison_operator: When it is wrong. Default: 'GreaterThanOrEqualToThreshold'.
            threshold: The limit. Default: 1.
            period: Seconds of one look. Default: 300.
            evaluation_periods: How many looks in a row. Default: 1.
            treat_missing_data: What silence means. Default: 'notBreaching'.
            alarm_actions: The ARNs of topics that are told.
            actions_enabled: Whether they are told. Default: True.
            tags: Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never
                shown.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:cloudwatch:Alarm",
            resource_name,
            {
                "namespace": namespace,
                "metricName": metric_name,
                "name": name,
                "description": description,
                "statistic": statistic,
                "comparisonOperator": comparison_operator,
                "threshold": threshold,
                "period": period,
                "evaluationPeriods": evaluation_periods,
                "treatMissingData": treat_missing_data,
                "alarmActions": alarm_actions,
                "actionsEnabled": actions_enabled,
                "tags": tags,
            },
            ("arn",),
            opts,
        )

    @property
    def namespace(self) -> pulumi.Output[str]:
        """The figure's namespace."""
        return self._output("namespace")

    @property
    def metric_name(self) -> pulumi.Output[str]:
        """The figure."""
        return self._output("metricName")

    @property
    def name(self) -> pulumi.Output[str]:
        """Its name; made from the resource's name if not given."""
        return self._output("name")

    @property
    def description(self) -> pulumi.Output[str]:
        """What it means."""
        return self._output("description")

    @property
    def statistic(self) -> pulumi.Output[str]:
        """Such as `Sum`, `Average` or `Maximum`."""
        return self._output("statistic")

    @property
    def comparison_operator(self) -> pulumi.Output[str]:
        """When it is wrong."""
        return self._output("comparisonOperator")

    @property
    def threshold(self) -> pulumi.Output[int]:
        """The limit."""
        return self._output("threshold")

    @property
    def period(self) -> pulumi.Output[int]:
        """Seconds of one look."""
        return self._output("period")

    @property
    def evaluation_periods(self) -> pulumi.Output[int]:
        """How many looks in a row."""
        return self._output("evaluationPeriods")

    @property
    def treat_missing_data(self) -> pulumi.Output[str]:
        """What silence means."""
        return self._output("treatMissingData")

    @property
    def alarm_actions(self) -> pulumi.Output[list[str] | None]:
        """The ARNs of topics that are told."""
        return self._output("alarmActions")

    @property
    def actions_enabled(self) -> pulumi.Output[bool]:
        """Whether they are told."""
        return self._output("actionsEnabled")

    @property
    def tags(self) -> pulumi.Output[dict[str, str] | None]:
        """Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never shown."""
        return self._output("tags")

    @property
    def arn(self) -> pulumi.Output[str]:
        """Its ARN."""
        return self._output("arn")
