"""What rules may ask of an application: a closed list of names, each with its kind and its meaning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from govcloud.model.application import Application
from govcloud.model.terms import PartnerRole
from govcloud.rules.conditions import Kind, Trait
from govcloud.rules.fragility import strictest_consumer
from govcloud.rules.survey import Survey
from govcloud.rules.traits_machines import MACHINES, Asked

_PLAIN: dict[str, tuple[Kind, str]] = {
    "id": (Kind.TEXT, "its id"),
    "department": (Kind.TEXT, "its department's id"),
    "name_zh": (Kind.TEXT, "its name"),
    "function": (Kind.TEXT, "what it is for"),
    "type": (Kind.TEXT, "its kind, as in the inventory"),
    "scope_of_use": (Kind.TEXT, "how far its use reaches"),
    "criticality": (Kind.TEXT, "CORE, IMPORTANT or GENERAL"),
    "strategy": (Kind.TEXT, "the declared strategy"),
    "stage": (Kind.TEXT, "the stage it has reached"),
    "mlps_level": (Kind.NUMBER, "protection level; 0 未定级"),
    "mlps_filing_no": (Kind.TEXT, "filing number"),
    "mlps_conclusion": (Kind.TEXT, "conclusion of the last assessment"),
    "crypto_assessment": (Kind.TEXT, "where the cryptography assessment stands"),
    "cii": (Kind.FLAG, "critical information infrastructure"),
    "data_class": (Kind.TEXT, "class of its data"),
    "personal_info": (Kind.TEXT, "most sensitive personal information"),
    "pi_purpose": (Kind.TEXT, "purpose of the personal information"),
    "zone_source": (Kind.TEXT, "network zone today"),
    "zone_target": (Kind.TEXT, "network zone in the cloud"),
    "users_registered": (Kind.NUMBER, "registered users"),
    "users_daily": (Kind.NUMBER, "users a day"),
    "visits_daily": (Kind.NUMBER, "visits a day"),
    "rto_minutes": (Kind.NUMBER, "promised recovery time"),
    "rpo_minutes": (Kind.NUMBER, "promised data loss at most"),
    "dr_grade": (Kind.NUMBER, "disaster recovery grade, 1 to 6"),
    "owner_business": (Kind.TEXT, "who answers for the business"),
    "owner_technical": (Kind.TEXT, "who answers for the technology"),
    "owner_operations": (Kind.TEXT, "who runs it"),
    "successor": (Kind.TEXT, "what it is merged into"),
    "accessibility": (Kind.FLAG, "usable by people with disabilities"),
    "offline_alternative": (Kind.FLAG, "there is a way without it"),
}
"""Traits that are fields of the inventory, under their own names."""


def _days(day: date | None, today: date) -> int | None:
    return None if day is None else (today - day).days


def _maintained(app: Application, survey: Survey) -> bool | None:
    rows = [row for row in app.partners if row.role is PartnerRole.OPERATOR]
    if not app.partners:
        return None
    return any(row.ends_on is None or row.ends_on >= survey.today for row in rows)


def _words(app: Application, _survey: Survey) -> str:
    parts = [part.product for part in app.components]
    return "\n".join([app.notes, app.blocked_reason, *parts, *app.attributes.values()])


def _similarity(app: Application, survey: Survey) -> float | None:
    chimney = survey.chimney_of.get(app.id)
    if chimney is None or chimney.successor == app.id:
        return None
    return chimney.similarity[app.id]


def _duplicate_of(app: Application, survey: Survey) -> str:
    chimney = survey.chimney_of.get(app.id)
    return "" if chimney is None or chimney.successor == app.id else chimney.successor


def _own_platform(app: Application, survey: Survey) -> str:
    platform = survey.own_service.get(app.id)
    return platform.application if platform else ""


_ASKED: dict[str, tuple[Kind, str, Asked]] = {
    "audience": (Kind.LIST, "whom it serves", lambda a, _: tuple(x.value for x in a.audience)),
    "days_since_login": (
        Kind.NUMBER,
        "days since somebody last logged in",
        lambda a, s: _days(a.last_login_on, s.today),
    ),
    "days_since_change": (
        Kind.NUMBER,
        "days since it was last changed",
        lambda a, s: _days(a.last_change_on, s.today),
    ),
    "days_since_assessment": (
        Kind.NUMBER,
        "days since its protection level was assessed",
        lambda a, s: _days(a.mlps_assessed_on, s.today),
    ),
    "maintained": (Kind.FLAG, "an operator's contract runs; unknown without partners", _maintained),
    "satisfaction": (
        Kind.NUMBER,
        "users' mean mark before the move, 1 to 5",
        lambda a, _: float(a.satisfaction_before.mean) if a.satisfaction_before else None,
    ),
    "xinchuang_state": (
        Kind.TEXT,
        "state of adaptation to domestic technology",
        lambda a, _: a.xinchuang.state.value if a.xinchuang else "",
    ),
    "words": (Kind.TEXT, "notes, reason of blockage, products and attributes", _words),
    "fan_in": (Kind.NUMBER, "applications that need it", lambda a, s: s.graph.fan_in(a.id)),
    "fan_out": (Kind.NUMBER, "applications that it needs", lambda a, s: s.graph.fan_out(a.id)),
    "group": (
        Kind.LIST,
        "its move group, if that has several members",
        lambda a, s: s.group_of.get(a.id, ()),
    ),
    "direct_exchanges": (
        Kind.NUMBER,
        "data exchanges with other departments that go round the sharing platform",
        lambda a, s: s.direct_exchanges.get(a.id, 0),
    ),
    "strictest_consumer_rto": (
        Kind.NUMBER,
        "the shortest recovery time of what needs it",
        lambda a, s: strictest_consumer(s.inventory, s.graph, a.id)[0],
    ),
    "is_platform": (
        Kind.FLAG,
        "it runs a shared service",
        lambda a, s: a.id in s.platform_ids,
    ),
    "own_shared_service": (
        Kind.TEXT,
        "the shared platform whose service it duplicates",
        _own_platform,
    ),
    "duplicate_of": (Kind.TEXT, "the system of another department it resembles", _duplicate_of),
    "similarity": (Kind.NUMBER, "how much it resembles that, 0 to 1", _similarity),
    **MACHINES,
}

KINDS: Mapping[str, Kind] = {
    **{name: row[0] for name, row in _PLAIN.items()},
    **{name: row[0] for name, row in _ASKED.items()},
}
"""Every trait, with its kind."""

MEANINGS: Mapping[str, str] = {
    **{name: row[1] for name, row in _PLAIN.items()},
    **{name: row[1] for name, row in _ASKED.items()},
}
"""Every trait, with its meaning."""


class Traits(Mapping[str, Trait]):
    """An application's traits, each found when it is first asked for."""

    def __init__(self, app: Application, survey: Survey) -> None:
        self._app = app
        self._survey = survey
        self._found: dict[str, Trait] = {}

    def __getitem__(self, name: str) -> Trait:
        if name not in self._found:
            if name in _PLAIN:
                value = getattr(self._app, name)
                self._found[name] = str(value) if isinstance(value, str) else value
            else:
                self._found[name] = _ASKED[name][2](self._app, self._survey)
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(KINDS)

    def __len__(self) -> int:
        return len(KINDS)
