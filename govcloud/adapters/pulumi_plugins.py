"""The site's own plugins, where the engine looks for them."""

from __future__ import annotations

import os
import re
from pathlib import Path

from govcloud.errors import MissingProgramError

_FOLDER = re.compile(r"resource-(?P<name>[a-z0-9][a-z0-9-]*?)-v(?P<version>\d+\.\d+\.\d+\S*)")


def link_plugins(home: Path, source: Path | None) -> None:
    """Link the plugins that stand in `source`, each in `resource-NAME-vVERSION`, below a Pulumi home.

    The engine passes over links to folders: a folder of its own holds links to what is in the plugin's. What was
    linked before and is gone is taken away. Raises MissingProgramError.
    """
    if source is None:
        return
    if not source.is_dir():
        raise MissingProgramError(
            f"E-STK-017: the setting pulumi_plugin_dir names {source}, which is no folder",
            hint="it holds plugins as `resource-NAME-vVERSION/pulumi-resource-NAME`",
        )
    for folder in sorted(source.iterdir()):
        found = _FOLDER.fullmatch(folder.name)
        if found is None or found["name"] == "govcloud" or not folder.is_dir():
            continue
        program = folder / f"pulumi-resource-{found['name']}"
        if not os.access(program, os.X_OK):
            raise MissingProgramError(
                f"E-STK-017: {program} is no program", hint="put it there, and make it executable"
            )
        _linked(home / "plugins" / folder.name, folder.absolute())


def _linked(place: Path, folder: Path) -> None:
    place.mkdir(parents=True, exist_ok=True)
    for link in place.iterdir():
        if link.is_symlink() and not link.exists():
            link.unlink(missing_ok=True)
    for item in folder.iterdir():
        link = place / item.name
        if link.is_symlink() and link.readlink() == item:
            continue
        draft = place / f".{item.name}.{os.getpid()}"
        draft.unlink(missing_ok=True)
        draft.symlink_to(item)
        draft.replace(link)
