"""Commands whose whole answer is kept, and how it is overheard the first time."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, cast

KEPT = (("inventory", "check"),)
"""They depend on nothing but what was typed, the workspace's files, the day and the terminal."""


def answered(words: Sequence[str], command: Callable[[], None]) -> None:
    """Show the answer to `words`: the kept one where all is as it was, else that of `command`, which is then kept."""
    answer = _answer(words)
    if answer is None:
        command()
        return
    shown = answer.kept()
    if shown is None:
        _overheard(answer, command)
        return
    sys.stdout.flush()
    try:
        sys.stdout.buffer.write(shown)
        sys.stdout.flush()
    except BrokenPipeError:
        # whoever read has enough; Python would complain when it ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None


def _answer(words: Sequence[str]) -> Any:
    """The answer that may be kept; None for another command, another workspace than this, or no proper streams."""
    named = any(word.startswith(("-C", "--workspace")) for word in words)
    if tuple(words[:2]) not in KEPT or named or os.environ.get("GOVCLOUD_WORKSPACE"):
        return None
    if not all(isinstance(stream, io.TextIOWrapper) for stream in (sys.stdout, sys.stderr)):
        return None
    from govcloud.adapters.answers import Answer
    from govcloud.adapters.content_cache import ContentCache
    from govcloud.adapters.workspace_place import find_workspace
    from govcloud.errors import InputError

    try:
        workspace = find_workspace(Path.cwd())
    except (InputError, OSError):
        return None
    return Answer(workspace, words, ContentCache(workspace / ".govcloud" / "cache"))


def _overheard(answer: Any, command: Callable[[], None]) -> None:
    """Run the command; keep what it showed if it ended well and complained of nothing."""
    out, err = _Ear(cast("Any", sys.stdout)), _Ear(cast("Any", sys.stderr))
    sys.stdout, sys.stderr = out.stream, err.stream
    # it ends soon, and what it made stays until then: looking for garbage is in vain
    enabled = gc.isenabled()
    gc.disable()
    try:
        command()
    except SystemExit as ended:
        sys.stdout.flush()
        if not ended.code and not err.heard:
            answer.keep(bytes(out.heard))
        raise
    finally:
        if enabled:
            gc.enable()


class _Ear(io.RawIOBase):
    """A stream that hands all on, and remembers it."""

    def __init__(self, told: io.TextIOWrapper) -> None:
        """`told` stays as it is; `stream` takes its place."""
        super().__init__()
        self.heard = bytearray()
        self._told = told
        self.stream = io.TextIOWrapper(
            io.BufferedWriter(cast("Any", self)),
            encoding=told.encoding,
            errors=told.errors,
            line_buffering=told.line_buffering,
            write_through=told.write_through,
        )

    def write(self, some: bytes) -> int:  # type: ignore[override] # a buffer, as BufferedWriter hands it on
        """Hand on and remember."""
        self.heard += some
        self._told.buffer.write(some)
        self._told.buffer.flush()
        return len(some)

    def writable(self) -> bool:
        """As said."""
        return True

    def isatty(self) -> bool:
        """As the stream whose place this takes."""
        return self._told.isatty()

    def fileno(self) -> int:
        """As the stream whose place this takes."""
        return self._told.fileno()
