"""Results kept by what they were made of: damaged, foreign or old ones are as good as none."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from pathlib import Path

_MAGIC = b"govcloud cache 1\n"
_DIGEST_BYTES = 32
_SUFFIX = ".kept"
_OTHERS_MAY_WRITE = 0o022
ENTRY_BYTES_MAX = 128 * 1024 * 1024
ALL_BYTES_MAX = 512 * 1024 * 1024
ENTRIES_MAX = 20_000


class ContentCache:
    """Entries below one folder. It never raises: a cache that cannot be used keeps nothing, and finds nothing."""

    def __init__(self, folder: Path) -> None:
        """`folder` is made when the first entry is kept."""
        self._folder = folder
        self._grew = False

    def get(self, key: str) -> bytes | None:
        """What was kept under `key`, whole, by ourselves; None otherwise."""
        try:
            # without O_NONBLOCK a pipe would hold us until somebody writes to it
            flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
            handle = os.open(self._path(key), flags)
        except OSError:
            return None
        with os.fdopen(handle, "rb") as file:
            found = os.fstat(handle)
            ours = found.st_uid == os.geteuid() and not found.st_mode & _OTHERS_MAY_WRITE
            if not stat.S_ISREG(found.st_mode) or not ours or found.st_size > ENTRY_BYTES_MAX:
                return None
            with contextlib.suppress(OSError):
                return _opened(file.read())
        return None

    def put(self, key: str, body: bytes) -> None:
        """Keep `body` under `key`, whole or not at all, whoever else writes there."""
        if len(body) > ENTRY_BYTES_MAX - len(_MAGIC) - _DIGEST_BYTES:
            return
        partial = self._folder / f".{key}.{os.getpid()}"
        try:
            self._prepare()
            with partial.open("xb") as file:
                file.write(_MAGIC + hashlib.sha256(body).digest() + body)
            partial.replace(self._path(key))
        except OSError:
            with contextlib.suppress(OSError):
                partial.unlink(missing_ok=True)
            return
        self._grew = True

    def tidy(self) -> None:
        """Drop the oldest entries where this process added to them and they are too many or too large together."""
        if not self._grew:
            return
        with contextlib.suppress(OSError):
            found = [(entry.stat(follow_symlinks=False), entry.path) for entry in self._entries()]
            newest = sorted(found, key=lambda pair: pair[0].st_mtime_ns, reverse=True)
            left = ALL_BYTES_MAX
            for number, (state, path) in enumerate(newest):
                left -= state.st_size
                if left < 0 or number >= ENTRIES_MAX:
                    Path(path).unlink(missing_ok=True)

    def _entries(self) -> list[os.DirEntry[str]]:
        """Whole entries, and what a process left that was killed while it wrote."""
        with os.scandir(self._folder) as rows:
            return [row for row in rows if row.name.endswith(_SUFFIX) or row.name.count(".") > 1]

    def _prepare(self) -> None:
        if not self._folder.is_dir():
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            (self._folder / ".gitignore").write_text("*\n", "utf-8")

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}{_SUFFIX}"


def _opened(entry: bytes) -> bytes | None:
    head = len(_MAGIC) + _DIGEST_BYTES
    body = entry[head:]
    whole = entry.startswith(_MAGIC) and hashlib.sha256(body).digest() == entry[len(_MAGIC) : head]
    return body if whole else None
