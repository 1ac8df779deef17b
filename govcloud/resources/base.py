"""What all resource classes share: registration with govcloud's own plugin, and their outputs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pulumi
from pulumi.runtime import get_config

from govcloud import __version__

ADOPT = "adopt"
"""The key of a program's configuration that names what is taken over: `TYPE::NAME` -> id, for one apply."""


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
        super().__init__(token, resource_name, props, _taken_over(token, resource_name, versioned))

    def _output(self, name: str) -> pulumi.Output[Any]:
        held: pulumi.Output[Any] = self.__dict__[name]
        return held


def _taken_over(token: str, name: str, opts: pulumi.ResourceOptions) -> pulumi.ResourceOptions:
    """With the id of what `govcloud stack adopt` names for this resource, where it names one."""
    told = get_config(f"{pulumi.get_project()}:{ADOPT}")
    if not told:
        return opts
    found: str | None = json.loads(told).get(f"{token}::{name}")
    taken = pulumi.ResourceOptions(import_=found) if found else None
    return pulumi.ResourceOptions.merge(opts, taken)
