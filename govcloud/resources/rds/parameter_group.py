"""RDS: ParameterGroup, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

from collections.abc import Mapping

import pulumi

from govcloud.resources.base import CloudResource


class ParameterGroup(CloudResource):
    """How databases of one engine and version run: none is spoken to without TLS unless told otherwise."""

    def __init__(
        self,
        resource_name: str,
        *,
        family: pulumi.Input[str],
        tls_parameter: pulumi.Input[str],
        name: pulumi.Input[str] | None = None,
        description: pulumi.Input[str] | None = None,
        require_tls: pulumi.Input[bool] | None = None,
        tags: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:rds:ParameterGroup`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            family: Engine and version, `postgres16`, `mariadb10.11`. Required. A change
                replaces the resource.
            tls_parameter: The demand for TLS by its name: `rds.force_ssl` or
                `require_secure_transport`. Required. A change replaces the resource.
            name: Its name; made from the resource's name if not given. A change replaces the
                resource.
            description: What it is for. Default: 'Made by govcloud'. A change replaces the
                resource.
            require_tls: Whether it refuses who comes without TLS. Default: True.
            tags: Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never
                shown.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:rds:ParameterGroup",
            resource_name,
            {
                "family": family,
                "tlsParameter": tls_parameter,
                "name": name,
                "description": description,
                "requireTls": require_tls,
                "tags": tags,
            },
            ("arn",),
            opts,
        )

    @property
    def family(self) -> pulumi.Output[str]:
        """Engine and version, `postgres16`, `mariadb10.11`."""
        return self._output("family")

    @property
    def tls_parameter(self) -> pulumi.Output[str]:
        """The demand for TLS by its name: `rds.force_ssl` or `require_secure_transport`."""
        return self._output("tlsParameter")

    @property
    def name(self) -> pulumi.Output[str]:
        """Its name; made from the resource's name if not given."""
        return self._output("name")

    @property
    def description(self) -> pulumi.Output[str]:
        """What it is for."""
        return self._output("description")

    @property
    def require_tls(self) -> pulumi.Output[bool]:
        """Whether it refuses who comes without TLS."""
        return self._output("requireTls")

    @property
    def tags(self) -> pulumi.Output[dict[str, str] | None]:
        """Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never shown."""
        return self._output("tags")

    @property
    def arn(self) -> pulumi.Output[str]:
        """Its ARN."""
        return self._output("arn")
