"""EC2: Instance, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

from collections.abc import Mapping, Sequence

import pulumi

from govcloud.resources.base import CloudResource


class Instance(CloudResource):
    """A virtual server."""

    def __init__(
        self,
        resource_name: str,
        *,
        image_id: pulumi.Input[str],
        instance_type: pulumi.Input[str],
        subnet_id: pulumi.Input[str],
        private_ip_address: pulumi.Input[str] | None = None,
        security_group_ids: pulumi.Input[Sequence[pulumi.Input[str]]] | None = None,
        key_name: pulumi.Input[str] | None = None,
        iam_instance_profile: pulumi.Input[str] | None = None,
        http_tokens: pulumi.Input[str] | None = None,
        user_data: pulumi.Input[str] | None = None,
        tags: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:ec2:Instance`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            image_id: The machine image it starts from. Required. A change replaces the
                resource.
            instance_type: Its size, `t3.small`. Required. A change replaces the resource.
            subnet_id: The subnet it stands in. Required. A change replaces the resource.
            private_ip_address: Its address in the subnet; the cloud chooses if none is given. A
                change replaces the resource.
            security_group_ids: The security groups it is a member of; the network's default one
                if none is given.
            key_name: The key pair that may log in. A change replaces the resource.
            iam_instance_profile: The name of its instance profile. A change replaces the
                resource.
            http_tokens: Whether its metadata ask for a session token (IMDSv2): `required` or
                `optional`. Default: 'required'.
            user_data: What it is told at its first start; kept as a secret. A change replaces
                the resource.
            tags: Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never
                shown.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:ec2:Instance",
            resource_name,
            {
                "imageId": image_id,
                "instanceType": instance_type,
                "subnetId": subnet_id,
                "privateIpAddress": private_ip_address,
                "securityGroupIds": security_group_ids,
                "keyName": key_name,
                "iamInstanceProfile": iam_instance_profile,
                "httpTokens": http_tokens,
                "userData": user_data,
                "tags": tags,
            },
            ("instanceId", "privateIp", "arn"),
            opts,
        )

    @property
    def image_id(self) -> pulumi.Output[str]:
        """The machine image it starts from."""
        return self._output("imageId")

    @property
    def instance_type(self) -> pulumi.Output[str]:
        """Its size, `t3.small`."""
        return self._output("instanceType")

    @property
    def subnet_id(self) -> pulumi.Output[str]:
        """The subnet it stands in."""
        return self._output("subnetId")

    @property
    def private_ip_address(self) -> pulumi.Output[str]:
        """Its address in the subnet; the cloud chooses if none is given."""
        return self._output("privateIpAddress")

    @property
    def security_group_ids(self) -> pulumi.Output[list[str]]:
        """The security groups it is a member of; the network's default one if none is given."""
        return self._output("securityGroupIds")

    @property
    def key_name(self) -> pulumi.Output[str | None]:
        """The key pair that may log in."""
        return self._output("keyName")

    @property
    def iam_instance_profile(self) -> pulumi.Output[str | None]:
        """The name of its instance profile."""
        return self._output("iamInstanceProfile")

    @property
    def http_tokens(self) -> pulumi.Output[str]:
        """Whether its metadata ask for a session token (IMDSv2): `required` or `optional`."""
        return self._output("httpTokens")

    @property
    def user_data(self) -> pulumi.Output[str | None]:
        """What it is told at its first start; kept as a secret."""
        return self._output("userData")

    @property
    def tags(self) -> pulumi.Output[dict[str, str] | None]:
        """Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never shown."""
        return self._output("tags")

    @property
    def instance_id(self) -> pulumi.Output[str]:
        """The instance's id."""
        return self._output("instanceId")

    @property
    def private_ip(self) -> pulumi.Output[str]:
        """Its private address."""
        return self._output("privateIp")

    @property
    def arn(self) -> pulumi.Output[str]:
        """Its ARN."""
        return self._output("arn")
