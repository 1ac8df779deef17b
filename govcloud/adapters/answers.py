"""The whole answer of a command that only reads, kept by all that it depends on: shown again when asked again."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from govcloud.adapters.code_print import code_print
from govcloud.adapters.content_cache import ContentCache
from govcloud.adapters.input_file import read_input
from govcloud.errors import InputError

_FOLDERS = ("inventory", "migrations", "profiles")
_SUFFIXES = (".yaml", ".yml", ".toml")
_VARIABLES = ("GOVCLOUD_", "LC_", "PYTHON", "RICH_", "TTY_")
_NAMES = {"LANG", "LANGUAGE", "TERM", "COLORTERM", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR"}
BYTES_MAX = 8 * 1024 * 1024


class Answer:
    """The answer to one call in one workspace, on this day, for this terminal."""

    def __init__(self, workspace: Path, words: Sequence[str], cache: ContentCache) -> None:
        """`words` are what was typed behind the program's name."""
        self._workspace = workspace
        self._words = words
        self._cache = cache
        self._key = self._asked()

    def kept(self) -> bytes | None:
        """What was shown when all was as it is now."""
        return self._cache.get(self._key) if self._key else None

    def keep(self, shown: bytes) -> None:
        """Keep what was shown, unless something changed meanwhile."""
        if self._key and len(shown) <= BYTES_MAX and self._asked() == self._key:
            self._cache.put(self._key, shown)
            self._cache.tidy()

    def _asked(self) -> str:
        """A hash over all that the answer depends on; "" where a file cannot be read, and that must be told."""
        asked = hashlib.sha256(b"answer")
        facts = [
            code_print(),
            time.strftime("%Y-%m-%d", time.gmtime()),
            str(self._workspace),
            str(Path.cwd()),
            repr(list(self._words)),
            repr(_terminal()),
            repr(sorted(_variables(os.environ))),
        ]
        try:
            for path in self._inputs():
                facts.append(f"{path} {hashlib.sha256(read_input(path)).hexdigest()}")
        except (InputError, OSError):
            return ""
        for fact in facts:
            asked.update(hashlib.sha256(fact.encode("utf-8", "surrogateescape")).digest())
        return asked.hexdigest()

    def _inputs(self) -> Iterator[Path]:
        """All that people wrote in the workspace: more than any such answer depends on."""
        roots = [self._workspace, *(self._workspace / name for name in _FOLDERS)]
        for root in roots:
            for folder, inner, files in os.walk(root):
                inner[:] = sorted(inner) if root is not self._workspace else []
                for name in sorted(files):
                    if name.endswith(_SUFFIXES):
                        yield Path(folder) / name


def _terminal() -> tuple[object, ...]:
    """How an answer is drawn."""
    streams = (sys.stdout, sys.stderr)
    return (
        *(stream is not None and stream.isatty() for stream in streams),
        *(getattr(stream, "encoding", "") for stream in streams),
        *shutil.get_terminal_size(),
    )


def _variables(environ: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return (
        (name, value)
        for name, value in environ.items()
        if name.startswith(_VARIABLES) or name in _NAMES
    )
