"""The sample's stand-ins: for each application a folder that makes its source host what it is."""

from __future__ import annotations

from pathlib import Path


def seed_folder(application: str) -> Path | None:
    """The folder with the `seed.sh` of this application's source host; None if it has none.

    Copy it with symbolic links followed: what several stand-ins share is linked from `common`.
    """
    folder = Path(__file__).parent / application
    return folder if (folder / "seed.sh").is_file() else None
