"""Backup: Plan, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

from collections.abc import Mapping

import pulumi

from govcloud.resources.base import CloudResource


class Plan(CloudResource):
    """When copies are made, and how long they are kept; a changed plan is a new one."""

    def __init__(
        self,
        resource_name: str,
        *,
        name: pulumi.Input[str],
        vault: pulumi.Input[str],
        rule_name: pulumi.Input[str] | None = None,
        schedule: pulumi.Input[str] | None = None,
        delete_after_days: pulumi.Input[int] | None = None,
        tags: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:backup:Plan`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            name: Its name. Required. A change replaces the resource.
            vault: The vault's name. Required. A change replaces the resource.
            rule_name: The rule's name. Default: 'daily'. A change replaces the resource.
            schedule: When, as `cron(…)` in UTC. Default: 'cron(0 18 * * ? *)'. A change
                replaces the resource.
            delete_after_days: Days that a copy is kept. Default: 35. A change replaces the
                resource.
            tags: Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never
                shown.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:backup:Plan",
            resource_name,
            {
                "name": name,
                "vault": vault,
                "ruleName": rule_name,
                "schedule": schedule,
                "deleteAfterDays": delete_after_days,
                "tags": tags,
            },
            ("planId", "arn"),
            opts,
        )

    @property
    def name(self) -> pulumi.Output[str]:
        """Its name."""
        return self._output("name")

    @property
    def vault(self) -> pulumi.Output[str]:
        """The vault's name."""
        return self._output("vault")

    @property
    def rule_name(self) -> pulumi.Output[str]:
        """The rule's name."""
        return self._output("ruleName")

    @property
    def schedule(self) -> pulumi.Output[str]:
        """When, as `cron(…)` in UTC."""
        return self._output("schedule")

    @property
    def delete_after_days(self) -> pulumi.Output[int]:
        """Days that a copy is kept."""
        return self._output("deleteAfterDays")

    @property
    def tags(self) -> pulumi.Output[dict[str, str] | None]:
        """Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never shown."""
        return self._output("tags")

    @property
    def plan_id(self) -> pulumi.Output[str]:
        """Its id."""
        return self._output("planId")

    @property
    def arn(self) -> pulumi.Output[str]:
        """Its ARN."""
        return self._output("arn")
