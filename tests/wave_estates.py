"""Estates for the planner's tests, drawn by key: the shape of a province, without its names."""

from __future__ import annotations

from datetime import date
from functools import cache
from hashlib import blake2b

from govcloud.model.application import Application, Dependency
from govcloud.model.inventory import Inventory
from govcloud.model.machine import Disk, Server
from govcloud.model.organisation import Department, Engagement, Partner
from govcloud.model.terms import AppType, PartnerRole, Strategy
from govcloud.rules.effort import Effort, effort

MONDAY = date(2027, 1, 4)
SIZES = ((0.34, 1, 2), (0.67, 2, 4), (0.88, 5, 10), (0.97, 11, 30), (1.0, 31, 80))
HUBS = (0.78, 0.30, 0.45, 0.15, 0.12, 0.35)
STRATEGIES = (
    (0.56, Strategy.REHOST),
    (0.72, Strategy.REPLATFORM),
    (0.79, Strategy.RETIRE),
    (0.85, Strategy.RETAIN),
    (0.90, Strategy.REPURCHASE),
    (0.95, Strategy.CONSOLIDATE),
    (0.99, Strategy.REFACTOR),
    (1.0, Strategy.RELOCATE),
)
ROLES = (PartnerRole.BUILDER, PartnerRole.OPERATOR, PartnerRole.SECURITY)


def draw(*key: object) -> float:
    """A number in [0, 1) that follows from its key alone."""
    text = "|".join(map(str, key)).encode()
    return int.from_bytes(blake2b(text, digest_size=8).digest()) / 2**64


@cache
def drawn_estate(count: int, departments: int = 48, seed: int = 1) -> Inventory:
    """`count` applications of `departments` departments, with hubs, chains and small circles."""
    codes = [f"GD-{chr(65 + n // 26)}{chr(65 + n % 26)}" for n in range(departments)]
    ids = [f"{codes[n % departments]}-{n // departments + 1:04}" for n in range(count)]
    hubs = ids[: len(HUBS)]
    rank = {id_: 0.0 if id_ in hubs else 1 + draw(seed, id_, "rank") for id_ in ids}
    own: dict[str, list[str]] = {code: [] for code in codes}
    for id_ in ids:
        own[id_[:5]].append(id_)
    needs: dict[str, set[str]] = {id_: set() for id_ in ids}
    for id_ in ids[len(HUBS) :]:
        needs[id_] |= {h for h, p in zip(hubs, HUBS, strict=True) if draw(seed, id_, h) < p}
        peers = own[id_[:5]]
        near = [peers[int(draw(seed, id_, "own", k) * len(peers))] for k in range(3)]
        chosen = [p for k, p in enumerate(near) if draw(seed, id_, "edge", k) < 0.4]
        if draw(seed, id_, "far") < 0.3:
            chosen.append(ids[int(draw(seed, id_, "which") * count)])
        for other in chosen:
            if rank[other] != rank[id_]:
                low, high = sorted((id_, other), key=lambda i: rank[i])
                needs[high].add(low)
    _close_rings(seed, [[i for i in own[code] if i not in hubs] for code in codes], needs)
    partners = max(count * 720 // 1132, 1)
    apps = tuple(_application(seed, id_, sorted(needs[id_]), partners) for id_ in ids)
    return Inventory(
        departments=tuple(Department(code, f"部门{code}", code) for code in codes),
        applications=apps,
        digest="0" * 64,
        synthetic=True,
        partners=tuple(Partner(f"PT-{n:04}", f"合作单位{n}") for n in range(partners)),
    )


def _close_rings(seed: int, free: list[list[str]], needs: dict[str, set[str]]) -> None:
    """Small circles inside departments."""
    for ring in range(max(len(needs) // 100, 1)):
        own = free[int(draw(seed, "ring", ring) * len(free))]
        members = sorted(own, key=lambda i: draw(seed, "ring", ring, i))[: 2 + ring % 3]
        for one, other in zip(members, members[1:] + members[:1], strict=True):
            if one != other:
                needs[one].add(other)


def _application(seed: int, id_: str, needs: list[str], partners: int) -> Application:
    size = draw(seed, id_, "size")
    low, high = next((lo, hi) for share, lo, hi in SIZES if size < share)
    hosts = low + int(draw(seed, id_, "hosts") * (high - low + 1))
    chosen = draw(seed, id_, "strategy")
    served = draw(seed, id_, "users")
    return Application(
        id=id_,
        name_zh=f"合成应用{id_}",
        name_en=f"Synthetic application {id_}",
        department=id_[:5],
        classified=False,
        strategy=next(strategy for share, strategy in STRATEGIES if chosen < share),
        mlps_level=3 if draw(seed, id_, "level") < 0.33 else 2,
        depends_on=tuple(
            Dependency(need, hard=draw(seed, id_, need, "soft") > 0.15) for need in needs
        ),
        servers=tuple(
            Server(f"{id_.lower()}-{n}", disks=(Disk("sda", 300, 20 + 280 * draw(seed, id_, n)),))
            for n in range(hosts)
        ),
        type=AppType.BUSINESS,
        users_daily=int(600 * 1.8 ** (8 * (served - 0.5))) * (80 if served > 0.9 else 1),
        partners=tuple(
            Engagement(f"PT-{int(partners * draw(seed, id_, role) ** 3):04}", role)
            for role in ROLES[: 2 + (draw(seed, id_, "third") < 0.35)]
        ),
    )


def efforts(estate: Inventory) -> dict[str, Effort]:
    """The estimate of each application."""
    return {app.id: effort(app) for app in estate.applications}
