"""The files an inventory is written in: one inventory.yaml, or a folder of files with the same meaning."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from govcloud.adapters.input_file import read_input
from govcloud.errors import Fault, InputError

FILE = "inventory.yaml"
FOLDER = "inventory"
FILES_MAX = 10_000
_SUFFIXES = (".yaml", ".yml")
_HINT = "docs/inventory.md shows how to write one"


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its name as messages show it, and its path."""

    name: str
    path: Path

    def content(self) -> bytes:
        """What it holds. Raises InputError (E-FILE-…)."""
        return read_input(
            self.path, _HINT, f"split it: a folder {FOLDER}/ with a file for each department"
        )


def inventory_place(workspace: Path) -> Path:
    """The file or folder of a workspace's inventory. Raises InputError (E-INV-005) where both are there."""
    file, folder = workspace / FILE, workspace / FOLDER
    if file.exists() and folder.is_dir():
        what = f"{FILE} and the folder {FOLDER}/ are both there"
        hint = "keep one: the folder's files together mean what one file would"
        raise InputError(f"E-INV-005: {what} in {workspace}", hint=hint)
    return folder if folder.is_dir() and not file.exists() else file


def sources(place: Path) -> list[Source]:
    """The files at `place`, in the order of their names. Raises InputError: E-INV-006 a folder without any."""
    if not place.is_dir():
        return [Source(place.name, place)]
    found = sorted(_walk(place), key=lambda source: source.name)
    if not found:
        raise InputError(f"E-INV-006: the folder {place} holds no .yaml file", hint=_HINT)
    if len(found) > FILES_MAX:
        raise InputError(f"E-INV-006: the folder {place} holds more than {FILES_MAX:,} files")
    return found


def _walk(place: Path) -> Iterator[Source]:
    """Files of ours below the folder; hidden ones and folders behind links are not followed."""
    for folder, inner, files in os.walk(place, onerror=_unreadable):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        for name in files:
            if name.endswith(_SUFFIXES) and not name.startswith("."):
                path = Path(folder) / name
                yield Source(f"{place.name}/{path.relative_to(place).as_posix()}", path)


def _unreadable(error: OSError) -> None:
    fault = Fault(str(error.filename), 0, "E-FILE-003", f"cannot be read: {error.strerror}", "")
    raise InputError("the inventory cannot be read", faults=[fault]) from error
