"""Lays the plugin's launcher where the engine looks for it."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

_MODE = 0o755


def install(pulumi_home: Path, version: str, python: Path) -> Path:
    """Write the launcher into the engine's plugin cache, if it is not there as it should be; gives its path.

    Safe to call from several processes at once: the file is put in place whole.
    """
    folder = pulumi_home / "plugins" / f"resource-govcloud-v{version}"
    launcher = folder / "pulumi-resource-govcloud"
    root = Path(__file__).resolve().parents[2]
    text = (
        "#!/bin/sh\n"
        f"PYTHONPATH={shlex.quote(str(root))} "
        f'exec {shlex.quote(str(python))} -P -m govcloud.provider "$@"\n'
    )
    if launcher.is_file() and launcher.read_text("utf-8") == text and os.access(launcher, os.X_OK):
        return launcher
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f".launcher-{os.getpid()}"
    fresh.write_text(text, "utf-8")
    fresh.chmod(_MODE)
    fresh.replace(launcher)
    return launcher
