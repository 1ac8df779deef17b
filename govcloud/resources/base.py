"""What all resource classes share: registration with govcloud's own plugin, and their outputs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pulumi

from govcloud import __version__


class CloudResource(pulumi.CustomResource):
    """A resource served by the plugin `govcloud`.

    Properties keep the cloud's names on the way (`cidrBlock`), so that keys of tags are never rewritten;
    `ignore_changes` and `replace_on_changes` in `opts` take those names too.
    """

    def __init__(
        self,
        token: str,
        resource_name: str,
        inputs: Mapping[str, Any],
        outputs: Sequence[str],
        opts: pulumi.ResourceOptions | None,
    ) -> None:
        versioned = pulumi.ResourceOptions.merge(pulumi.ResourceOptions(version=__version__), opts)
        props = {**inputs, **dict.fromkeys(outputs)}
        super().__init__(token, resource_name, props, versioned)

    def _output(self, name: str) -> pulumi.Output[Any]:
        held: pulumi.Output[Any] = self.__dict__[name]
        return held
