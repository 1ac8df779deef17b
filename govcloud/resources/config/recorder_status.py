"""Config: RecorderStatus, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

import pulumi

from govcloud.resources.base import CloudResource


class RecorderStatus(CloudResource):
    """That a recorder records; it needs a delivery channel first."""

    def __init__(
        self,
        resource_name: str,
        *,
        recorder: pulumi.Input[str],
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:config:RecorderStatus`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            recorder: The recorder's name. Required. A change replaces the resource.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:config:RecorderStatus",
            resource_name,
            {
                "recorder": recorder,
            },
            (),
            opts,
        )

    @property
    def recorder(self) -> pulumi.Output[str]:
        """The recorder's name."""
        return self._output("recorder")
