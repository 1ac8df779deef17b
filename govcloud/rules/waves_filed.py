"""A plan that stands in a file, read back as if it had just been found."""

from __future__ import annotations

from collections.abc import Sequence

from govcloud.model.wave import Wave
from govcloud.rules.waves_bound import Bounding
from govcloud.rules.waves_place import UNPLACED, Board
from govcloud.rules.waves_problem import Problem
from govcloud.rules.waves_search import Found, Worth


def as_found(problem: Problem, waves: Sequence[Wave]) -> Found:
    """Where the file has each group; a group that it splits, or has in no window, is UNPLACED."""
    number = {window.starts: n for n, window in enumerate(problem.windows)}
    at = {
        id_: number.get(wave.starts, UNPLACED) if wave.starts else UNPLACED
        for wave in waves
        for id_ in wave.applications
    }
    found = []
    for group in problem.groups:
        windows = {at.get(id_, UNPLACED) for id_ in group.members}
        found.append(windows.pop() if len(windows) == 1 else UNPLACED)
    unplaced = sum(window < 0 for window in found)
    worth = Worth(unplaced, max(found, default=-1), 0, 0)
    return Found(tuple(found), worth, Bounding(Board(problem)).bound())
