"""What a run of a stack that was interrupted left behind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a stack: `what` is held, and the process that holds it. One of another machine is taken to live."""

    what: str
    host: str
    pid: int
    lives: bool


@dataclass(frozen=True, slots=True)
class PendingOperation:
    """What an engine had begun when it was stopped: whether it was done nobody knows."""

    op: str
    urn: str
    type: str
    inputs: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Orphan:
    """A resource in the cloud that bears the mark of one of ours, and that no state knows.

    `untold` says why nobody could look for it; "" where it was found.
    """

    urn: str
    type: str
    id: str
    untold: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """What stands of a run: locks, operations without an end, resources that were made and not recorded.

    `unfinished`: the last run that changes anything did not come to its end. `imported`: when the state was put in
    that no apply has compared with the cloud since; "" where that is not so.
    """

    stack: str
    holders: tuple[Holder, ...] = ()
    pending: tuple[PendingOperation, ...] = ()
    unfinished: bool = False
    orphans: tuple[Orphan, ...] = ()
    imported: str = ""

    @property
    def may_have_made(self) -> bool:
        """Whether there may be resources that no state knows."""
        return self.unfinished or bool(self.imported or self.pending)

    def __bool__(self) -> bool:
        return bool(self.holders or self.pending or self.unfinished or self.imported)
