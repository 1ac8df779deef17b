"""Many pieces parsed by two processes at once, where the machine has two processors and it is worth the trouble."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from govcloud.adapters.halves import Child, may_fork
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
    if size <= ALONE_BYTES_MAX or not may_fork():
        return [_whole(file, [_parsed(file, keep=keep)], keep=keep) for file in files]
    own, others = _dealt(files, int(size * OWN_SHARE))
    child = Child(lambda: [_packed(piece) for _, piece in others])
    done: dict[int, list[Parsed | None]] = {}
    for number, piece in own:
        done.setdefault(number, []).append(_parsed(piece, keep=keep))
    bodies = child.result() or [None] * len(others)
    for (number, piece), body in zip(others, bodies, strict=True):
        found = _parsed(piece, keep=keep) if body is None else Parsed(unkept(body), body)
        done.setdefault(number, []).append(found)
    return [_whole(file, done[number], keep=keep) for number, file in enumerate(files)]


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


def _packed(piece: Piece) -> bytes | None:
    """What a child hands back of a piece."""
    part = parsed(piece)
    return None if part is None else kept(part)
