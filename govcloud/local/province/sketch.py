"""An application in outline: the few draws on which all others depend."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from govcloud.local.province import shares
from govcloud.local.province.anchors import Anchor
from govcloud.local.province.departments import DEDICATED
from govcloud.local.province.draws import Draws
from govcloud.local.province.names import Name, names
from govcloud.local.province.wish import Roster, Wish

HUB_RANK, TOP_RANK = 0.0, 3.0
_ENDS = frozenset({"RETIRE", "CONSOLIDATE"})


@dataclass(frozen=True, slots=True)
class Sketch:
    """An outline. `name` is None for an anchor, `anchor` for all others."""

    id: str
    department: str
    code: str
    number: int
    draws: Draws
    name: Name | None
    anchor: Anchor | None
    size: str
    hosts: int
    level: int
    zone: str
    strategy: str
    zombie: bool
    citizen: bool

    @property
    def slug(self) -> str:
        """What its servers, folders and databases are called after."""
        return f"{self.department.lower()}-{self.number:03d}"

    @property
    def cuts_over(self) -> bool:
        """Whether it moves."""
        return self.strategy not in _ENDS and self.strategy != "RETAIN"

    @property
    def type(self) -> str:
        """The kind of application."""
        if self.anchor is not None:
            return self.anchor.type
        assert self.name is not None
        return "HPC_AI" if self.draws.chance("clever", 0.012) else self.name.type


def anchors(wish: Wish) -> dict[str, Anchor]:
    """What is anchored in the province, by id."""
    return {f"{wish.province}-{a.department}-{a.number:03d}": a for a in wish.row.anchors}


def strategy(draws: Draws, anchor: Anchor | None) -> str:
    """What is to become of an application."""
    if anchor is not None:
        return anchor.strategy
    end = shares.RETIRED_ZOMBIES if zombie(draws, anchor) else shares.RETIRED_ELSE
    return "RETIRE" if draws.chance("retired", end) else draws.pick("strategy", shares.STRATEGIES)


def ends(draws: Draws, anchor: Anchor | None) -> bool:
    """Whether an application is switched off where it stands."""
    return strategy(draws, anchor) in _ENDS


def zombie(draws: Draws, anchor: Anchor | None) -> bool:
    """Whether nobody uses it any more."""
    return anchor is None and draws.chance("zombie", shares.ZOMBIES)


def rank(draws: Draws, anchor: Anchor | None) -> float:
    """Dependencies point to the lower rank: hubs lowest, what needs all hubs highest."""
    if anchor is not None and anchor.hub_share:
        return HUB_RANK
    if anchor is not None and anchor.needs_all_hubs:
        return TOP_RANK + draws.u("rank")
    return 1 + draws.u("rank")


def sketches(wish: Wish, roster: Roster) -> Iterator[Sketch]:
    """A department's applications in outline, in order of id."""
    fixed = anchors(wish)
    draws = [Draws(wish.seed, id_) for id_ in roster.applications]
    free = [d for d, id_ in zip(draws, roster.applications, strict=True) if id_ not in fixed]
    named = names(roster.row, free)
    for number, (id_, each) in enumerate(zip(roster.applications, draws, strict=True), start=1):
        anchor = fixed.get(id_)
        yield _sketch(roster, number, each, anchor, None if anchor else next(named))


def _sketch(
    roster: Roster, number: int, draws: Draws, anchor: Anchor | None, name: Name | None
) -> Sketch:
    size = anchor.size if anchor else draws.pick("size", shares.SIZES)
    public = name is not None and name.suffix in shares.PUBLIC_SUFFIXES
    zone = anchor.zone if anchor else _zone(roster.row.code, draws, public=public)
    return Sketch(
        id=roster.applications[number - 1],
        department=roster.id,
        code=roster.row.code,
        number=number,
        draws=draws,
        name=name,
        anchor=anchor,
        size=size,
        hosts=draws.between("hosts", *shares.HOSTS[size]),
        level=anchor.level if anchor else int(draws.pick("level", shares.LEVELS[size])),
        zone=zone,
        strategy=strategy(draws, anchor),
        zombie=zombie(draws, anchor),
        citizen=zone == "INTERNET"
        and (public or anchor is not None or draws.chance("citizen", 0.4)),
    )


def _zone(code: str, draws: Draws, *, public: bool) -> str:
    if draws.chance("internet", shares.INTERNET_IF_PUBLIC if public else shares.INTERNET_ELSE):
        return "INTERNET"
    line = shares.DEDICATED_LINE if code in DEDICATED else shares.DEDICATED_ELSE
    return "EXTRANET_DEDICATED" if draws.chance("dedicated", line) else "EXTRANET_PUBLIC"
