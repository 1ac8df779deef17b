"""Config: Recorder, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

import pulumi

from govcloud.resources.base import CloudResource


class Recorder(CloudResource):
    """What is recorded of the account's resources, and with which role."""

    def __init__(
        self,
        resource_name: str,
        *,
        role_arn: pulumi.Input[str],
        name: pulumi.Input[str] | None = None,
        all_supported: pulumi.Input[bool] | None = None,
        include_global_resource_types: pulumi.Input[bool] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:config:Recorder`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            role_arn: The role that reads. Required.
            name: Its name; an account has one recorder. Default: 'default'. A change replaces
                the resource.
            all_supported: Whether every type is recorded. Default: True.
            include_global_resource_types: Whether types without a region are in it. Default:
                True.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:config:Recorder",
            resource_name,
            {
                "roleArn": role_arn,
                "name": name,
                "allSupported": all_supported,
                "includeGlobalResourceTypes": include_global_resource_types,
            },
            (),
            opts,
        )

    @property
    def role_arn(self) -> pulumi.Output[str]:
        """The role that reads."""
        return self._output("roleArn")

    @property
    def name(self) -> pulumi.Output[str]:
        """Its name; an account has one recorder."""
        return self._output("name")

    @property
    def all_supported(self) -> pulumi.Output[bool]:
        """Whether every type is recorded."""
        return self._output("allSupported")

    @property
    def include_global_resource_types(self) -> pulumi.Output[bool]:
        """Whether types without a region are in it."""
        return self._output("includeGlobalResourceTypes")
