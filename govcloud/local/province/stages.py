"""How far a programme has come on one of its days: 400 days after its start, some are in the cloud (部分迁移上云)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from govcloud.local.province.draws import Draws, Shares, picked
from govcloud.local.province.wish import Wish
from govcloud.model.technical_terms import Lifecycle

FULL_DAY = 400
_EARLY: Shares = (
    ("registered", 0.06 / 0.44),
    ("surveyed", 0.10 / 0.44),
    ("assessed", 0.14 / 0.44),
    ("planned", 0.14 / 0.44),
)
# Of the .82 that move; those that came first are furthest, and nothing is ahead of what it needs.
_MOVERS: Shares = (
    ("decommissioned", 0.07 / 0.82),
    ("accepted", 0.19 / 0.82),
    ("trial_run", 0.05 / 0.82),
    ("tested", 0.03 / 0.82),
    ("replicating", 0.03 / 0.82),
    ("provisioned", 0.05 / 0.82),
    ("approved", 0.07 / 0.82),
)
_EXEMPTED, _RETIRED, _BLOCKED = 0.03 / 0.06, 0.03 / 0.07, 0.01 / 0.33
_AGO_DAYS: Mapping[str, tuple[int, int]] = {
    "decommissioned": (5, 90),
    "accepted": (5, 180),
    "trial_run": (2, 60),
    "retired": (10, 250),
}


class Stages:
    """The stage of every application on `wish.day`."""

    def __init__(
        self, wish: Wish, needs: Mapping[str, Iterable[str]], moving: Iterable[str]
    ) -> None:
        """Order what moves by what it needs: hard dependencies, all of them inside the estate."""
        self.wish = wish
        self.share = min(1.0, (wish.day or 0) / FULL_DAY)
        turn = _turns(wish, needs)
        order = sorted(moving, key=lambda id_: (turn[id_], id_))
        first: dict[float, int] = {}
        for place, id_ in enumerate(order):
            first.setdefault(turn[id_], place)
        count = max(1, len(order))
        self._places = {id_: first[turn[id_]] / count for id_ in order}

    def fields(self, id_: str, strategy: str) -> dict[str, Any]:
        """Stage, since when, and why it stands still."""
        draws = Draws(self.wish.seed, id_)
        stage = self._stage(id_, strategy, draws)
        since = draws.between("stage since", *_AGO_DAYS.get(stage, (1, 120)))
        told: dict[str, Any] = {
            "stage": Lifecycle(stage),
            "stage_since": self.wish.as_of - timedelta(days=since),
        }
        if stage == "blocked":
            why = self.wish.words("等待国产化适配", "waits for a domestic database driver")
            told["blocked_reason"] = why
        return told

    def _stage(self, id_: str, strategy: str, draws: Draws) -> str:
        begun = draws.chance("begun", self.share)
        early = picked(draws.u("early"), _EARLY) if begun else "registered"
        if strategy == "RETIRE":
            return "retired" if begun and draws.chance("retired already", _RETIRED) else early
        if strategy == "RETAIN":
            return "exempted" if begun and draws.chance("exempted", _EXEMPTED) else early
        place = self._places.get(id_)
        if place is None:
            return early
        reached = place / self.share if self.share else 1.0
        rest = (("", 1 - sum(share for _, share in _MOVERS)),)
        ahead = picked(min(reached, 1.0), (*_MOVERS, *rest))
        if ahead:
            return ahead
        return "blocked" if begun and draws.chance("blocked", _BLOCKED) else early


def _turns(wish: Wish, needs: Mapping[str, Iterable[str]]) -> dict[str, float]:
    """For each its own turn, or that of the last it needs, whichever is later; circles have one together."""
    turn = {id_: Draws(wish.seed, id_).u("turn") for id_ in needs}
    needed_by: dict[str, list[str]] = {}
    for id_, others in needs.items():
        for other in others:
            needed_by.setdefault(other, []).append(id_)
    waiting = list(needs)
    while waiting:
        here = waiting.pop()
        for after in needed_by.get(here, ()):
            if turn[after] < turn[here]:
                turn[after] = turn[here]
                waiting.append(after)
    return turn
