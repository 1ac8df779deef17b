"""Business chimneys (业务烟囱): systems of several departments that look as if they did the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from govcloud.model.application import Application
from govcloud.rules import names
from govcloud.rules.checks_duplicates import core

CORE_CHARS_MIN = 2
NEAR_CHARS_MIN = 4
BLOCK_MAX = 40
"""A pair of characters that more names have than this tells nothing, and is not looked at."""

_WEIGHTS = {"core": 0.6, "kind": 0.2, "function": 0.2}


@dataclass(frozen=True, slots=True)
class Chimney:
    """Candidates for one system: `successor` is the one with most users, then level, then the earliest id.

    `similarity` is that of each member to the successor, from 0 to 1, and 1 for itself.
    """

    about: str
    members: tuple[str, ...]
    departments: tuple[str, ...]
    successor: str
    similarity: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Name:
    """A name taken apart: what it is about, what kind of system, what it is said to do."""

    core: str
    kind: str
    function: Counter[str]
    pairs: Counter[str]


def chimneys(apps: Sequence[Application], similarity_min: float) -> tuple[Chimney, ...]:
    """Sets of similar systems in several departments of one province, the largest first.

    Two systems are compared if they are about the same, or if their names share a pair of characters that
    few names have: nearly linear in the number of applications. Each set gathers round its successor, so
    that likeness is never handed on from one to the next. Systems that end are no candidates.
    """
    living = sorted((app for app in apps if not app.strategy.ends), key=_rank)
    taken = {app.id: _taken_apart(app) for app in living}
    alike: dict[str, set[str]] = {}
    for one, other in _pairs(living, taken):
        if similarity(taken[one.id], taken[other.id]) >= similarity_min:
            alike.setdefault(one.id, set()).add(other.id)
            alike.setdefault(other.id, set()).add(one.id)
    by_id = {app.id: app for app in living}
    families = _families([app.id for app in living], alike)
    found = [_chimney([by_id[name] for name in family], taken) for family in families]
    across = [chimney for chimney in found if len(chimney.departments) > 1]
    return tuple(sorted(across, key=lambda c: (-len(c.members), c.members)))


def similarity(one: _Name, other: _Name) -> float:
    """From 0 to 1: what they are about .6, their kind .2, what they are said to do .2 (if both say it)."""
    about = 1.0 if one.core == other.core else _dice(one.pairs, other.pairs)
    score = _WEIGHTS["core"] * about + _WEIGHTS["kind"] * (one.kind == other.kind)
    whole = _WEIGHTS["core"] + _WEIGHTS["kind"]
    if one.function and other.function:
        score += _WEIGHTS["function"] * _dice(one.function, other.function)
        whole += _WEIGHTS["function"]
    return round(score / whole, 3)


def _taken_apart(app: Application) -> _Name:
    name = names.folded(app.name_zh)
    about = core(app.name_zh)
    before, found, after = name.partition(about)
    kind = after if found else before
    return _Name(about, kind, _bigrams(names.folded(app.function)), _bigrams(about))


def _bigrams(text: str) -> Counter[str]:
    return Counter(text[at : at + 2] for at in range(len(text) - 1))


def _dice(one: Counter[str], other: Counter[str]) -> float:
    both = sum((one & other).values())
    return 2 * both / max(one.total() + other.total(), 1)


def _pairs(
    apps: Sequence[Application], taken: Mapping[str, _Name]
) -> Iterator[tuple[Application, Application]]:
    """Pairs worth a comparison: each with the first of those about the same, and with near names."""
    same: dict[tuple[str, str], list[Application]] = {}
    near: dict[tuple[str, str], list[Application]] = {}
    for app in apps:
        about, province = taken[app.id].core, app.department[:2]
        if len(about) >= CORE_CHARS_MIN:
            same.setdefault((province, about), []).append(app)
    firsts = {key: group[0] for key, group in same.items()}
    for (province, about), first in firsts.items():
        for pair in taken[first.id].pairs if len(about) >= NEAR_CHARS_MIN else ():
            near.setdefault((province, pair), []).append(first)
    for group in same.values():
        yield from _of_kind(group, taken)
    for group in near.values():
        if len(group) <= BLOCK_MAX:
            yield from ((a, b) for at, a in enumerate(group) for b in group[at + 1 :])


def _of_kind(
    group: Sequence[Application], taken: Mapping[str, _Name]
) -> Iterator[tuple[Application, Application]]:
    """Each with the first of the group, and with the first of its own kind in it."""
    firsts: dict[str, Application] = {}
    for app in group:
        first = firsts.setdefault(taken[app.id].kind, app)
        if app is not group[0]:
            yield group[0], app
        if first is not app and first is not group[0]:
            yield first, app


def _families(ranked: Sequence[str], alike: Mapping[str, set[str]]) -> Iterator[list[str]]:
    """Sets of names, the first of each like all others of it; who comes first in `ranked` chooses first."""
    placed: set[str] = set()
    for name in ranked:
        near = alike.get(name, set()) - placed
        if name not in placed and near:
            placed.update(near, (name,))
            yield [name, *sorted(near)]


def _rank(app: Application) -> tuple[int, int, str]:
    return (-(app.users_registered or app.users_daily or 0), -app.mlps_level, app.id)


def _chimney(members: list[Application], taken: Mapping[str, _Name]) -> Chimney:
    """The first of `members` would be what the others go into."""
    successor = members[0]
    likeness = {
        app.id: 1.0 if app is successor else similarity(taken[app.id], taken[successor.id])
        for app in sorted(members, key=lambda app: app.id)
    }
    return Chimney(
        about=taken[successor.id].core,
        members=tuple(likeness),
        departments=tuple(sorted({app.department for app in members})),
        successor=successor.id,
        similarity=likeness,
    )
