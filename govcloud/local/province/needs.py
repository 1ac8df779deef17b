"""Dependencies as rows: by what means, through the exchange or past it, and whether they bind."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from govcloud.local.province.draws import Draws, Shares
from govcloud.local.province.graph import Graph, Tie
from govcloud.local.province.wish import Wish
from govcloud.model.application import Dependency
from govcloud.model.terms import DependencyKind, Sharing

KINDS: Mapping[Tie, Shares] = {
    Tie.OWN: (("API", 0.45), ("DB_LINK", 0.25), ("FILE", 0.12), ("MQ", 0.10), ("PAGE", 0.08)),
    Tie.FAR: (
        ("API", 0.40),
        ("DB_LINK", 0.20),
        ("FILE", 0.20),
        ("GIS", 0.10),
        ("MQ", 0.05),
        ("VIDEO", 0.05),
    ),
    Tie.ENTRY: (("API", 0.60), ("PAGE", 0.40)),
    Tie.RING: (("API", 0.60), ("DB_LINK", 0.40)),
}
HUB_KINDS: tuple[tuple[str, str, float], ...] = (
    ("统一身份认证平台", "SSO", 0.20),
    ("电子证照库", "API", 0.15),
    ("数据共享交换平台", "FILE", 0.20),
    ("电子印章平台", "API", 0.10),
    ("统一支付平台", "API", 0.25),
    ("统一消息/工作流支撑", "MQ", 0.10),
)
"""Each hub, how it is called, and the share of callers that cannot be cut over before it."""

HARD: Mapping[Tie, Mapping[str, float]] = {
    Tie.OWN: {"DB_LINK": 0.70, "API": 0.35, "FILE": 0.15, "MQ": 0.30, "PAGE": 0.05},
    Tie.FAR: {"DB_LINK": 0.45, "API": 0.15, "FILE": 0.05, "MQ": 0.10, "GIS": 0.05, "VIDEO": 0.05},
    Tie.ENTRY: {"API": 0.0, "PAGE": 0.0},
    Tie.RING: {"API": 1.0, "DB_LINK": 1.0},
}
"""The share of hard ones, by tie and kind: a database link binds more than a page that is linked to."""

BRIDGED, THROUGH_EXCHANGE = 0.20, 0.55
_SHARING: Shares = (("CONDITIONAL", 0.65), ("UNCONDITIONAL", 0.30), ("NONE", 0.05))
_FREQUENCY = (("实时", "real time"), ("每日", "daily"), ("每周", "weekly"), ("每月", "monthly"))
_EXCHANGING = frozenset({"API", "DB_LINK", "FILE", "MQ"})


def needs(
    id_: str, draws: Draws, graph: Graph, ending: Callable[[str], bool]
) -> tuple[Dependency, ...]:
    """What an application needs; `ending` tells which applications are switched off where they stand."""
    ties = graph.of(id_)
    return tuple(
        _need(draws, graph, other, tie, ending=ending(other)) for other, tie in ties.items()
    )


def _need(draws: Draws, graph: Graph, other: str, tie: Tie, *, ending: bool) -> Dependency:
    kind, share = _kind(draws, graph, other, tie)
    hard = not ending and draws.chance(f"hard {other}", share)
    bridged = hard and tie is not Tie.RING and draws.chance(f"bridge {other}", BRIDGED)
    wish = graph.wish
    far = tie in {Tie.FAR, Tie.ENTRY} and kind in _EXCHANGING
    exchange = True if tie is Tie.HUB and kind == "FILE" else None
    if far:
        exchange = draws.chance(f"exchange {other}", THROUGH_EXCHANGE)
    often = _FREQUENCY[draws.between(f"often {other}", 0, len(_FREQUENCY) - 1)]
    return Dependency(
        other,
        hard,
        kind=DependencyKind(kind),
        via_exchange=exchange,
        frequency=wish.words(*often) if far else "",
        sharing=Sharing(draws.pick(f"sharing {other}", _SHARING)) if far else None,
        bridge=_bridge(wish, kind) if bridged else "",
    )


def _kind(draws: Draws, graph: Graph, other: str, tie: Tie) -> tuple[str, float]:
    if tie is Tie.HUB:
        name = graph.hubs[other].name_zh
        return next((kind, share) for hub, kind, share in HUB_KINDS if hub == name)
    kind = draws.pick(f"kind {other}", KINDS[tie])
    return kind, HARD[tie][kind]


def _bridge(wish: Wish, kind: str) -> str:
    if kind == "DB_LINK":
        return wish.words("只读副本同步", "read-only replica")
    return wish.words("专线反向代理", "reverse proxy over the dedicated line")
