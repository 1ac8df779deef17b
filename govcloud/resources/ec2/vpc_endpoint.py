"""EC2: VpcEndpoint, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

from collections.abc import Mapping, Sequence

import pulumi

from govcloud.resources.base import CloudResource


class VpcEndpoint(CloudResource):
    """A private way from a network to one of the cloud's services."""

    def __init__(
        self,
        resource_name: str,
        *,
        vpc_id: pulumi.Input[str],
        service: pulumi.Input[str],
        vpc_endpoint_type: pulumi.Input[str] | None = None,
        route_table_ids: pulumi.Input[Sequence[pulumi.Input[str]]] | None = None,
        subnet_ids: pulumi.Input[Sequence[pulumi.Input[str]]] | None = None,
        security_group_ids: pulumi.Input[Sequence[pulumi.Input[str]]] | None = None,
        private_dns_enabled: pulumi.Input[bool] | None = None,
        policy: pulumi.Input[str] | None = None,
        tags: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:ec2:VpcEndpoint`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            vpc_id: The network. Required. A change replaces the resource.
            service: The service's short name, such as `s3`. Required. A change replaces the
                resource.
            vpc_endpoint_type: `Gateway` or `Interface`. Default: 'Gateway'. A change replaces
                the resource.
            route_table_ids: A gateway's route tables. A change replaces the resource.
            subnet_ids: An interface's subnets. A change replaces the resource.
            security_group_ids: An interface's security groups. A change replaces the resource.
            private_dns_enabled: Whether the service's own name leads to an interface.
            policy: What may be done through it, as JSON; all if none is given.
            tags: Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never
                shown.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:ec2:VpcEndpoint",
            resource_name,
            {
                "vpcId": vpc_id,
                "service": service,
                "vpcEndpointType": vpc_endpoint_type,
                "routeTableIds": route_table_ids,
                "subnetIds": subnet_ids,
                "securityGroupIds": security_group_ids,
                "privateDnsEnabled": private_dns_enabled,
                "policy": policy,
                "tags": tags,
            },
            ("vpcEndpointId", "arn"),
            opts,
        )

    @property
    def vpc_id(self) -> pulumi.Output[str]:
        """The network."""
        return self._output("vpcId")

    @property
    def service(self) -> pulumi.Output[str]:
        """The service's short name, such as `s3`."""
        return self._output("service")

    @property
    def vpc_endpoint_type(self) -> pulumi.Output[str]:
        """`Gateway` or `Interface`."""
        return self._output("vpcEndpointType")

    @property
    def route_table_ids(self) -> pulumi.Output[list[str] | None]:
        """A gateway's route tables."""
        return self._output("routeTableIds")

    @property
    def subnet_ids(self) -> pulumi.Output[list[str] | None]:
        """An interface's subnets."""
        return self._output("subnetIds")

    @property
    def security_group_ids(self) -> pulumi.Output[list[str] | None]:
        """An interface's security groups."""
        return self._output("securityGroupIds")

    @property
    def private_dns_enabled(self) -> pulumi.Output[bool]:
        """Whether the service's own name leads to an interface."""
        return self._output("privateDnsEnabled")

    @property
    def policy(self) -> pulumi.Output[str]:
        """What may be done through it, as JSON; all if none is given."""
        return self._output("policy")

    @property
    def tags(self) -> pulumi.Output[dict[str, str] | None]:
        """Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never shown."""
        return self._output("tags")

    @property
    def vpc_endpoint_id(self) -> pulumi.Output[str]:
        """The endpoint's id."""
        return self._output("vpcEndpointId")

    @property
    def arn(self) -> pulumi.Output[str]:
        """Its ARN."""
        return self._output("arn")
