"""IAM: RolePolicy, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

import pulumi

from govcloud.resources.base import CloudResource


class RolePolicy(CloudResource):
    """Rights written into one role."""

    def __init__(
        self,
        resource_name: str,
        *,
        role: pulumi.Input[str],
        policy: pulumi.Input[str],
        name: pulumi.Input[str] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:iam:RolePolicy`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            role: The role's name. Required. A change replaces the resource.
            policy: The rights, as JSON. Required.
            name: Its name in the role; made from the resource's name if not given. A change
                replaces the resource.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:iam:RolePolicy",
            resource_name,
            {
                "role": role,
                "policy": policy,
                "name": name,
            },
            (),
            opts,
        )

    @property
    def role(self) -> pulumi.Output[str]:
        """The role's name."""
        return self._output("role")

    @property
    def policy(self) -> pulumi.Output[str]:
        """The rights, as JSON."""
        return self._output("policy")

    @property
    def name(self) -> pulumi.Output[str]:
        """Its name in the role; made from the resource's name if not given."""
        return self._output("name")
