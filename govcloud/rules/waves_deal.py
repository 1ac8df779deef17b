"""When each group should go at the latest, and a hand of groups dealt out to windows like cards."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from hashlib import blake2b
from itertools import accumulate

from govcloud.rules import waves_problem as words
from govcloud.rules.waves_place import Board

_NEVER = 1e12


def dues(board: Board, heads: Sequence[int], last: int) -> list[int]:
    """The window that each group should not go after if all is to end by `last`.

    Besides what needs it one after another, room is left for all that waits behind it together, and for what
    shares a limit with it: of those, whoever can begin late is put late.
    """
    found = board.latest(board.allowed, last)
    _leave_room_behind(board, found, last)
    _propagate(board, found)
    spread = list(found)
    shared: list[list[tuple[int, int]]] = [[] for _ in board.problem.limits]
    for group, demand in enumerate(board.demand):
        for index, amount in demand:
            shared[index].append((group, amount))
    for limit, members in zip(board.problem.limits, shared, strict=True):
        members.sort(key=lambda pair: (-found[pair[0]], -heads[pair[0]], pair[1], pair[0]))
        window, room = last, limit.room[last]
        for group, amount in members:
            if found[group] < window:
                window, room = found[group], limit.room[max(found[group], 0)]
            while room <= 0 and window > 0:
                window -= 1
                room += limit.room[window]
            spread[group] = min(spread[group], window)
            room -= amount
    _propagate(board, spread)
    return spread


def dealt(
    board: Board, heads: Sequence[int], until: Sequence[int], sizes: Sequence[float], last: int
) -> list[int]:
    """A window for each group between its head and its due, the biggest first, each where least lies yet.

    This is no plan, as needs are not looked at; it mixes big and small evenly (Graham 1969, longest first).
    """
    usable = 0
    for allowed in board.allowed:
        usable |= allowed
    load = [0.0 if usable >> window & 1 else _NEVER for window in range(last + 1)]
    at = [0] * board.count
    names = [group.members[0] for group in board.problem.groups]
    for group in sorted(range(board.count), key=lambda n: (-sizes[n], shuffled(names[n]))):
        first = min(heads[group], last)
        stretch = load[first : max(min(until[group], last), first) + 1]
        at[group] = first + stretch.index(min(stretch))
        load[at[group]] += sizes[group]
    return at


def shuffled(name: str) -> bytes:
    """A key that puts names in an order which has nothing to do with them, the same everywhere."""
    return blake2b(name.encode(), digest_size=8).digest()


def _propagate(board: Board, found: list[int]) -> None:
    for group in reversed(range(board.count)):
        for need in board.needs[group]:
            found[need] = min(found[need], found[group] - 1)


def _leave_room_behind(board: Board, found: list[int], last: int) -> None:
    """All that waits behind a group, whatever its order, has to fit between it and `last`."""
    behind = _behind(board)
    usable = 0
    for allowed in board.allowed:
        usable |= allowed
    for number, limit in enumerate(board.problem.limits):
        if limit.constraint.kind != words.CAPACITY:
            continue
        amounts = [dict(demand).get(number, 0) for demand in board.demand]
        slices = _bit_slices(amounts)
        room = (limit.room[w] if usable >> w & 1 else 0 for w in range(last, -1, -1))
        # after[k]: what the last k windows give
        after = list(accumulate(room, initial=0))
        for group, others in enumerate(behind):
            if others:
                wanted = sum((others & part).bit_count() << n for n, part in enumerate(slices))
                windows = bisect_right(after, wanted - 1)
                found[group] = min(found[group], last - windows)


def _behind(board: Board) -> list[int]:
    """All groups that need a group, directly or not, as a set of bits."""
    found = [0] * board.count
    for group in reversed(range(board.count)):
        with_it = found[group] | 1 << group
        for need in board.needs[group]:
            found[need] |= with_it
    return found


def _bit_slices(amounts: Sequence[int]) -> list[int]:
    """For each binary digit, the set of groups whose amount has it: a sum becomes a few bit counts."""
    slices = []
    for digit in range(max(amounts, default=0).bit_length()):
        bits = "".join("1" if amount >> digit & 1 else "0" for amount in reversed(amounts))
        slices.append(int(bits, 2))
    return slices
