"""IAM: GroupPolicyAttachment, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

import pulumi

from govcloud.resources.base import CloudResource


class GroupPolicyAttachment(CloudResource):
    """A policy given to a group."""

    def __init__(
        self,
        resource_name: str,
        *,
        group: pulumi.Input[str],
        policy_arn: pulumi.Input[str],
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:iam:GroupPolicyAttachment`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            group: The group's name. Required. A change replaces the resource.
            policy_arn: The policy's ARN. Required. A change replaces the resource.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:iam:GroupPolicyAttachment",
            resource_name,
            {
                "group": group,
                "policyArn": policy_arn,
            },
            (),
            opts,
        )

    @property
    def group(self) -> pulumi.Output[str]:
        """The group's name."""
        return self._output("group")

    @property
    def policy_arn(self) -> pulumi.Output[str]:
        """The policy's ARN."""
        return self._output("policyArn")
