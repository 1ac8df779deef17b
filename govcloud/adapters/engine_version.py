"""What an engine says of its version: it takes a fifth of a second to say it, so each binary is asked once."""

from __future__ import annotations

import contextlib
import hashlib
import threading
from pathlib import Path

from govcloud.adapters.content_cache import ContentCache
from govcloud.adapters.programs import VERSION_LIMIT_S, hear, version_in

_told: dict[str, str] = {}
_lock = threading.Lock()


def engine_version(program: Path, cache: ContentCache | None = None) -> str:
    """The version of the `pulumi` at `program`, "" if it does not say one.

    What it said once is kept in this process, and in `cache`, until the file is another: by place, size, inode and
    times of change. Silence is not kept.
    """
    key = _key(program)
    with _lock:
        told = _told.get(key, "")
        if not told and cache:
            told = (cache.get(key) or b"").decode("ascii", "replace")
        if not told:
            told = _asked(program)
            if told and cache:
                cache.put(key, told.encode())
        if told:
            _told[key] = told
        return told


def _asked(program: Path) -> str:
    said = hear([str(program), "version"], limit_s=VERSION_LIMIT_S)
    return version_in(said.text) if said.exit_code == 0 else ""


def _key(program: Path) -> str:
    facts: list[object] = [program.resolve()]
    with contextlib.suppress(OSError):
        found = program.stat()
        facts += [found.st_size, found.st_ino, found.st_mtime_ns, found.st_ctime_ns]
    return hashlib.sha256(repr(facts).encode()).hexdigest()
