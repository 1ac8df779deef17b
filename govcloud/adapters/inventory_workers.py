"""Many pieces parsed by two processes at once, where the machine has two processors and it is worth the trouble."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from govcloud.adapters.halves import Child, may_fork
from govcloud.adapters.inventory_parsing import Piece, halves, parsed
from govcloud.adapters.inventory_parts import Part, kept, unkept

OWN_SHARE = 0.46
"""How much of the bytes this process parses itself; it also takes over what the other made of the rest."""

ALONE_BYTES_MAX = 300_000
"""So much is parsed before another process has begun."""


class Parsed(NamedTuple):
    """A piece's part, and the bytes to keep it in."""

    part: Part
    body: bytes


def parts_of(files: Sequence[Piece], *, keep: bool) -> Iterator[list[Parsed] | None]:
    """The pieces of each file, in their order; None for a file with a fault. With `keep` each has its bytes too.

    One file after the other, so that nobody has to hold the bytes of all. Whoever begins takes all.
    """
    size = sum(len(file.content) for file in files)
    if size <= ALONE_BYTES_MAX or not may_fork():
        yield from (_whole(file, [_parsed(file, keep=keep)], keep=keep) for file in files)
        return
    mine, theirs = _dealt(files, int(size * OWN_SHARE))
    child = Child(lambda: [_packed(piece) for piece in theirs.values()])
    first = min(theirs)
    for number, file in enumerate(files[:first]):
        yield _whole(file, [_parsed(mine[number], keep=keep)], keep=keep)
    ahead = {at: _parsed(piece, keep=keep) for at, piece in mine.items() if at >= first}
    bodies = dict(zip(theirs, child.result() or [None] * len(theirs), strict=True))
    for number, file in enumerate(files[first:], start=first):
        found = [ahead.pop(number)] if number in ahead else []
        if number in theirs:
            found.append(_taken(theirs[number], bodies.pop(number), keep=keep))
        yield _whole(file, found, keep=keep)


def _taken(piece: Piece, body: bytes | None, *, keep: bool) -> Parsed | None:
    """What the other process made of a piece, or we, where it gave up."""
    return _parsed(piece, keep=keep) if body is None else Parsed(unkept(body), body)


def _parsed(piece: Piece, *, keep: bool) -> Parsed | None:
    part = parsed(piece)
    return None if part is None else Parsed(part, kept(part) if keep else b"")


def _whole(file: Piece, found: list[Parsed | None], *, keep: bool) -> list[Parsed] | None:
    whole = [one for one in found if one is not None]
    if len(whole) == len(found):
        return whole
    # cut where it should not have been, or faulty: only the whole can tell
    return _whole(file, [_parsed(file, keep=keep)], keep=keep) if len(found) > 1 else None


_Dealt = dict[int, Piece]


def _dealt(files: Sequence[Piece], own: int) -> tuple[_Dealt, _Dealt]:
    """The files by their numbers: about `own` bytes for this process, the rest for the other."""
    mine: _Dealt = {}
    theirs: _Dealt = {}
    for number, file in enumerate(files):
        left = own - sum(len(piece.content) for piece in mine.values())
        if left >= len(file.content):
            mine[number] = file
        elif left <= 0 or len(cut := halves(file, left / len(file.content))) == 1:
            theirs[number] = file
        else:
            mine[number], theirs[number] = cut
    return mine, theirs


def _packed(piece: Piece) -> bytes | None:
    """What a child hands back of a piece."""
    part = parsed(piece)
    return None if part is None else kept(part)
