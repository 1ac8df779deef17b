"""Where the workspace is."""

from __future__ import annotations

import os
from pathlib import Path

from govcloud.adapters.inventory_sources import FILE, FOLDER
from govcloud.errors import InputError


def find_workspace(start: Path) -> Path:
    """The folder that holds inventory.yaml, or a folder `inventory` of such files.

    It is `start` or the nearest one above it, absolute.
    Raises InputError (E-WS-001) if there is none.
    """
    # a link that leads to itself stays as it was written: nothing is found in it
    here = Path(os.path.realpath(start))
    for folder in (here, *here.parents):
        if (folder / FILE).exists() or _holds_an_inventory(folder / FOLDER):
            return folder
    what = f"no {FILE} in {here} or any folder above it"
    hint = "change to a workspace, name it by --workspace DIR, or lay one down: govcloud init"
    raise InputError(f"E-WS-001: {what}", hint=hint)


def _holds_an_inventory(folder: Path) -> bool:
    return folder.is_dir() and any(path.suffix in {".yaml", ".yml"} for path in folder.rglob("*"))
