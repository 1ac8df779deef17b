"""Many pieces parsed by two processes at once, where the machine has two processors and it is worth the trouble."""

from __future__ import annotations

import marshal
import os
import threading
from collections.abc import Sequence
from typing import NamedTuple

from govcloud.adapters.inventory_parsing import Piece, halves, parsed
from govcloud.adapters.inventory_parts import Part, kept, unkept

OWN_SHARE = 0.51
"""How much of the bytes this process parses itself; the other has to hand its results over."""

ALONE_BYTES_MAX = 300_000
"""So much is parsed before another process has begun."""


class Parsed(NamedTuple):
    """A piece's part, and the bytes to keep it in."""

    part: Part
    body: bytes


def parts_of(files: Sequence[Piece], *, keep: bool) -> list[list[Parsed] | None]:
    """The pieces of each file, in their order; None for a file with a fault. With `keep` each has its bytes too."""
    size = sum(len(file.content) for file in files)
    if size <= ALONE_BYTES_MAX or not _may_fork():
        return [_whole(file, [_parsed(file, keep=keep)], keep=keep) for file in files]
    own, others = _dealt(files, int(size * OWN_SHARE))
    child = _Child(others)
    done: dict[int, list[Parsed | None]] = {}
    for number, piece in own:
        done.setdefault(number, []).append(_parsed(piece, keep=keep))
    for (number, piece), body in zip(others, child.results(), strict=True):
        found = _parsed(piece, keep=keep) if body is None else Parsed(unkept(body), body)
        done.setdefault(number, []).append(found)
    return [_whole(file, done[number], keep=keep) for number, file in enumerate(files)]


def _may_fork() -> bool:
    return threading.active_count() == 1 and len(os.sched_getaffinity(0)) > 1


def _parsed(piece: Piece, *, keep: bool) -> Parsed | None:
    part = parsed(piece)
    return None if part is None else Parsed(part, kept(part) if keep else b"")


def _whole(file: Piece, found: list[Parsed | None], *, keep: bool) -> list[Parsed] | None:
    whole = [one for one in found if one is not None]
    if len(whole) == len(found):
        return whole
    # cut where it should not have been, or faulty: only the whole can tell
    return _whole(file, [_parsed(file, keep=keep)], keep=keep) if len(found) > 1 else None


_Dealt = list[tuple[int, Piece]]


def _dealt(files: Sequence[Piece], own: int) -> tuple[_Dealt, _Dealt]:
    """The files by their numbers: about `own` bytes for this process, the rest for the other."""
    mine: _Dealt = []
    theirs: _Dealt = []
    for number, file in enumerate(files):
        left = own - sum(len(piece.content) for _, piece in mine)
        if left >= len(file.content):
            mine.append((number, file))
        elif left <= 0 or len(cut := halves(file, left / len(file.content))) == 1:
            theirs.append((number, file))
        else:
            mine.append((number, cut[0]))
            theirs.append((number, cut[1]))
    return mine, theirs


class _Child:
    """A process that parses pieces, and leaves the results in a file without a name."""

    def __init__(self, pieces: _Dealt) -> None:
        self._count = len(pieces)
        self._handle = os.memfd_create("govcloud-parts")
        self._pid = os.fork()
        if not self._pid:
            _work(pieces, self._handle)

    def results(self) -> list[bytes | None]:
        """What it made of each piece; None where it had to give up, on one or on all."""
        _, status = os.waitpid(self._pid, 0)
        with os.fdopen(self._handle, "rb") as file:
            file.seek(0)
            body = file.read()
        if status or not body:
            return [None] * self._count
        found: list[bytes | None] = marshal.loads(body)  # noqa: S302 - our own child wrote it
        return found


def _work(pieces: _Dealt, handle: int) -> None:
    """In the child: never comes back, says nothing, runs no one else's clean-up."""
    code = 1
    try:
        parts = [parsed(piece) for _, piece in pieces]
        body = marshal.dumps([None if part is None else kept(part) for part in parts])
        with os.fdopen(handle, "wb") as file:
            file.write(body)
        code = 0
    finally:
        os._exit(code)
