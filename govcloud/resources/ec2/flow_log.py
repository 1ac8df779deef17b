"""EC2: FlowLog, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

from collections.abc import Mapping

import pulumi

from govcloud.resources.base import CloudResource


class FlowLog(CloudResource):
    """A record of who spoke with whom in a network."""

    def __init__(
        self,
        resource_name: str,
        *,
        vpc_id: pulumi.Input[str],
        log_destination: pulumi.Input[str],
        traffic_type: pulumi.Input[str] | None = None,
        log_destination_type: pulumi.Input[str] | None = None,
        deliver_logs_permission_arn: pulumi.Input[str] | None = None,
        tags: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:ec2:FlowLog`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            vpc_id: The network. Required. A change replaces the resource.
            log_destination: The ARN of the bucket (with a folder behind `/`, if wanted) or of
                the log group. Required. A change replaces the resource.
            traffic_type: `ALL`, `ACCEPT` or `REJECT`. Default: 'ALL'. A change replaces the
                resource.
            log_destination_type: `s3` or `cloud-watch-logs`. Default: 's3'. A change replaces
                the resource.
            deliver_logs_permission_arn: The role that writes into a log group; none for a
                bucket. A change replaces the resource.
            tags: Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never
                shown.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:ec2:FlowLog",
            resource_name,
            {
                "vpcId": vpc_id,
                "logDestination": log_destination,
                "trafficType": traffic_type,
                "logDestinationType": log_destination_type,
                "deliverLogsPermissionArn": deliver_logs_permission_arn,
                "tags": tags,
            },
            ("flowLogId", "arn"),
            opts,
        )

    @property
    def vpc_id(self) -> pulumi.Output[str]:
        """The network."""
        return self._output("vpcId")

    @property
    def log_destination(self) -> pulumi.Output[str]:
        """The ARN of the bucket (with a folder behind `/`, if wanted) or of the log group."""
        return self._output("logDestination")

    @property
    def traffic_type(self) -> pulumi.Output[str]:
        """`ALL`, `ACCEPT` or `REJECT`."""
        return self._output("trafficType")

    @property
    def log_destination_type(self) -> pulumi.Output[str]:
        """`s3` or `cloud-watch-logs`."""
        return self._output("logDestinationType")

    @property
    def deliver_logs_permission_arn(self) -> pulumi.Output[str | None]:
        """The role that writes into a log group; none for a bucket."""
        return self._output("deliverLogsPermissionArn")

    @property
    def tags(self) -> pulumi.Output[dict[str, str] | None]:
        """Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never shown."""
        return self._output("tags")

    @property
    def flow_log_id(self) -> pulumi.Output[str]:
        """Its id."""
        return self._output("flowLogId")

    @property
    def arn(self) -> pulumi.Output[str]:
        """Its ARN."""
        return self._output("arn")
