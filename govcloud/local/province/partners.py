"""Partners and their engagements: each partner has one at least, and a few have very many (DOMAIN §5.3)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from itertools import accumulate

from govcloud.local.province import shares
from govcloud.local.province.draws import Draws
from govcloud.local.province.wish import Roster, Wish
from govcloud.model.organisation import Engagement, Partner
from govcloud.model.terms import PartnerRole
from govcloud.model.uscc import organisation_code, uscc

KINDS = (
    ("软件开发", "software", 0.34),
    ("系统集成", "integration", 0.24),
    ("运维服务", "operations", 0.22),
    ("信息安全", "security", 0.12),
    ("咨询监理", "consulting", 0.08),
)
REGISTRY_COMPANY, REGISTRY_STATE = "91440000", "11440000"
_WEIGHT_POWER, _WEIGHT_UNIT = -0.9, 1_000_000
_ENDED, _AHEAD_DAYS, _OVER_DAYS = 0.07, 1_100, 240


def synthetic_code(registry: str, serial: int) -> str:
    """A unified social credit code that is well formed and, by its 99, of nobody."""
    return uscc(registry + organisation_code(f"99{serial:06d}"))


def slots_of(draws: Draws) -> int:
    """How many partners work for an application."""
    return 3 if draws.chance("third partner", shares.THIRD_PARTNER) else 2


class Partners:
    """Who works for whom: the slots of all applications in a drawn order, dealt out."""

    def __init__(self, wish: Wish, owners: Sequence[Roster]) -> None:
        """Deal all slots out. Only ids and numbers are held."""
        self.wish = wish
        every = [id_ for owner in owners for id_ in owner.applications]
        slots = sorted(
            (draws.u(f"slot {place}"), id_, place)
            for id_ in every
            for draws in (Draws(wish.seed, id_),)
            for place in range(slots_of(draws))
        )
        wanted = round(shares.PARTNERS * len(every) / shares.PARTNERS_PER)
        self.count = max(1, min(wanted, len(slots)))
        weights = [round(_WEIGHT_UNIT * n**_WEIGHT_POWER) for n in range(1, self.count + 1)]
        self._reached = list(accumulate(weights))
        self._dealt: dict[tuple[str, int], int] = {}
        for turn, (_, id_, place) in enumerate(slots):
            self._dealt[(id_, place)] = turn if turn < self.count else self._drawn(id_, place)

    def _drawn(self, id_: str, place: int) -> int:
        at = Draws(self.wish.seed, id_).u(f"partner {place}") * self._reached[-1]
        return min(bisect_right(self._reached, at), self.count - 1)

    def rows(self) -> tuple[Partner, ...]:
        """All partners, in order of id."""
        return tuple(self._row(number) for number in range(1, self.count + 1))

    def _row(self, number: int) -> Partner:
        draws = Draws(self.wish.seed, partner_id(number))
        zh, en = KINDS[int(draws.pick("kind", [(str(i), k[2]) for i, k in enumerate(KINDS)]))][:2]
        return Partner(
            partner_id(number),
            f"合作伙伴{number:03d}({zh})",
            f"Partner {number:03d} ({en})",
            uscc=synthetic_code(REGISTRY_COMPANY, number),
        )

    def engagements(self, id_: str, draws: Draws) -> tuple[Engagement, ...]:
        """Who works for one application, in which role, until when, for how much."""
        return tuple(self._engagement(id_, draws, place) for place in range(slots_of(draws)))

    def _engagement(self, id_: str, draws: Draws, place: int) -> Engagement:
        role = _ROLES.get(place) or PartnerRole(draws.pick("third role", shares.THIRD_ROLES))
        over = draws.chance(f"ended {place}", _ENDED)
        days = -draws.between(f"ends {place}", 1, _OVER_DAYS)
        days = days if over else draws.between(f"ends {place}", 30, _AHEAD_DAYS)
        amount = draws.grown(f"amount {place}", 60 if role is PartnerRole.BUILDER else 25, 0.8)
        return Engagement(
            partner_id(self._dealt[(id_, place)] + 1),
            role,
            contract_no=f"HT-{id_[3:]}-{place + 1}",
            ends_on=self.wish.as_of + timedelta(days=days),
            amount_wan=Decimal(round(amount * 10)).scaleb(-1),
        )


_ROLES: Mapping[int, PartnerRole] = {0: PartnerRole.BUILDER, 1: PartnerRole.OPERATOR}


def partner_id(number: int) -> str:
    """A partner's id."""
    return f"P-{number:04d}"
