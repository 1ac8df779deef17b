"""Who needs whom: edges that point to the lower rank, six hubs, and a few planted circles (DOMAIN §5.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum

from govcloud.local.province.anchors import Anchor
from govcloud.local.province.draws import Draws
from govcloud.local.province.shares import PARTNERS_PER
from govcloud.local.province.sketch import anchors, rank
from govcloud.local.province.wish import Roster, Wish

OWN_DRAWS, OWN_SHARE, FAR_SHARE = 3, 0.40, 0.30
RINGS = (2, 2, 3, 2, 2, 3, 2, 2, 3, 2, 2, 5)
"""Members of the planted circles: eight pairs, three triples, one of five."""


class Tie(Enum):
    """Why an application needs another."""

    HUB = "hub"
    OWN = "own"
    FAR = "far"
    ENTRY = "entry"
    RING = "ring"


Ties = Mapping[str, Mapping[str, Tie]]


class Graph:
    """All dependencies, and what they were made from."""

    def __init__(self, wish: Wish, owners: Sequence[Roster]) -> None:
        """Draw every edge. Only ids and ranks are held: an estate of 100,000 fits."""
        self.wish = wish
        self.owners = owners
        self.anchors = anchors(wish)
        self.every = [id_ for owner in owners for id_ in owner.applications]
        known = set(self.every)
        self.hubs = {id_: a for id_, a in self.anchors.items() if a.hub_share and id_ in known}
        self._department = {id_: owner.id for owner in owners for id_ in owner.applications}
        self._ranks = {id_: rank(self._draws(id_), self.anchors.get(id_)) for id_ in self.every}
        self._ties: dict[str, dict[str, Tie]] = {}
        for owner in owners:
            for id_ in owner.applications:
                if id_ not in self.hubs:
                    self._needs(id_, owner)
        self._plant()

    @property
    def ties(self) -> Ties:
        """For each application what it needs, in order of id."""
        return {id_: dict(sorted(self._ties.get(id_, {}).items())) for id_ in self.every}

    def of(self, id_: str) -> Mapping[str, Tie]:
        """What one application needs, in order of id."""
        return dict(sorted(self._ties.get(id_, {}).items()))

    def rank(self, id_: str) -> float:
        """Its rank."""
        return self._ranks[id_]

    def _draws(self, subject: str) -> Draws:
        return Draws(self.wish.seed, subject)

    def _needs(self, id_: str, owner: Roster) -> None:
        draws, anchor = self._draws(id_), self.anchors.get(id_)
        for hub, row in self.hubs.items():
            whole = anchor is not None and anchor.needs_all_hubs
            if whole or draws.chance(f"needs {hub}", row.hub_share):
                self._tie(id_, hub, Tie.HUB)
        for turn in range(OWN_DRAWS):
            if draws.chance(f"peer {turn}", OWN_SHARE):
                self._tie(id_, draws.one_of(f"peer {turn} which", owner.applications), Tie.OWN)
        if draws.chance("abroad", FAR_SHARE):
            self._tie(id_, draws.one_of("abroad which", self.every), Tie.FAR)
        if anchor is not None and anchor.needs_departments:
            self._entries(id_, draws, anchor)

    def _entries(self, id_: str, draws: Draws, anchor: Anchor) -> None:
        """What citizens reach through this one: an application in each of so many other departments."""
        others = [owner for owner in self.owners if owner.id != self._department[id_]]
        for owner in others[: anchor.needs_departments]:
            self._tie(id_, draws.one_of(f"entry {owner.id}", owner.applications), Tie.ENTRY)

    def _tie(self, one: str, other: str, tie: Tie) -> None:
        if one == other:
            return
        if self._ranks[one] < self._ranks[other]:
            one, other = other, one
        if tie is Tie.OWN and other in self.hubs:
            tie = Tie.HUB
        if tie is Tie.FAR and self._department[one] == self._department[other]:
            tie = Tie.HUB if other in self.hubs else Tie.OWN
        self._ties.setdefault(one, {}).setdefault(other, tie)

    def _plant(self) -> None:
        """Close circles inside departments; they may touch each other and older edges."""
        count = max(1, round(len(RINGS) * len(self.every) / PARTNERS_PER))
        for number in range(count):
            draws = self._draws(f"ring {number}")
            owner = self.owners[draws.between("department", 0, len(self.owners) - 1)]
            free = [id_ for id_ in owner.applications if id_ not in self.hubs]
            if not free:
                continue
            turns = range(RINGS[number % len(RINGS)])
            members = list(dict.fromkeys(draws.one_of(f"member {turn}", free) for turn in turns))
            if len(members) > 1:
                for one, other in zip(members, [*members[1:], members[0]], strict=True):
                    self._ties.setdefault(one, {})[other] = Tie.RING
