"""Places for tests: an environment in each kind of cloud."""

from __future__ import annotations

from dataclasses import replace

from govcloud.model.place import Place

CHINA = Place("local", "cn-north-1", "123456789012", "aws-cn", "amazonaws.com.cn")


def place(env: str = "local", interconnect: str = "transit") -> Place:
    """An environment in a Chinese region, as the sample's."""
    return replace(CHINA, env=env, interconnect=interconnect)
