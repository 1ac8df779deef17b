"""What a bug report needs: the versions that this command runs on."""

from __future__ import annotations

import platform
from importlib import metadata

from govcloud import __version__

_LIBRARIES = ("typer", "pulumi", "boto3", "paramiko", "apsw")


def told() -> str:
    """A line for each."""
    lines = [f"govcloud {__version__}", f"python {platform.python_version()}"]
    return "\n".join([*lines, *[f"{name} {metadata.version(name)}" for name in _LIBRARIES]])
