"""What checks may ask of an application: the traits of the assessment, and what the ledger proves of its move."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from govcloud.model.application import Application
from govcloud.model.terms import PartnerRole
from govcloud.rules import traits
from govcloud.rules.conditions import Kind, Trait
from govcloud.rules.governance import Governance
from govcloud.rules.survey import Survey

Asked = Callable[[Application, Governance], Trait]


def _uncontracted(app: Application, _record: Governance) -> tuple[str, ...]:
    held = (row for row in app.partners if row.role is PartnerRole.OPERATOR)
    return tuple(row.id for row in held if not row.contract_no)


def _assessed_after(app: Application, record: Governance) -> bool | None:
    move = record.moves.get(app.id)
    if move is None:
        return None
    day = date.fromisoformat(move.at[:10])
    return app.mlps_assessed_on is not None and app.mlps_assessed_on >= day


_MORE: dict[str, tuple[Kind, str, Asked]] = {
    "lives": (Kind.FLAG, "its strategy does not end it", lambda a, _: not a.strategy.ends),
    "cuts_over": (Kind.FLAG, "it has a cut-over", lambda a, _: a.strategy.cuts_over),
    "partner_roles": (
        Kind.LIST,
        "what its partners do",
        lambda a, _: tuple(sorted({row.role.value for row in a.partners})),
    ),
    "operators_without_contract": (
        Kind.LIST,
        "partners that run it without a contract's number",
        _uncontracted,
    ),
    "moved": (Kind.FLAG, "the ledger has it serve from the cloud", lambda a, r: a.id in r.moves),
    "move_approved_by": (
        Kind.TEXT,
        "who approved the move, being neither its author nor its executor",
        lambda a, r: r.moves[a.id].approved_by if a.id in r.moves else None,
    ),
    "move_verified": (
        Kind.LIST,
        "comparisons of content that passed before users were led over; none if one failed",
        lambda a, r: r.moves[a.id].verified if a.id in r.moves else None,
    ),
    "assessed_after_move": (
        Kind.FLAG,
        "its protection level was assessed again after the move",
        _assessed_after,
    ),
}

KINDS: Mapping[str, Kind] = {**traits.KINDS, **{name: row[0] for name, row in _MORE.items()}}
MEANINGS: Mapping[str, str] = {name: row[1] for name, row in _MORE.items()}
"""Those that are not the assessment's."""


class ApplicationTraits(Mapping[str, Any]):
    """An application's traits, each found when it is first asked for."""

    def __init__(self, app: Application, survey: Survey, record: Governance) -> None:
        self._app = app
        self._record = record
        self._told = traits.Traits(app, survey)

    def __getitem__(self, name: str) -> Any:
        if name in _MORE:
            return _MORE[name][2](self._app, self._record)
        return self._told[name]

    def __iter__(self) -> Iterator[str]:
        return iter(KINDS)

    def __len__(self) -> int:
        return len(KINDS)
