"""The rows of an import put into an inventory: what is new, what is known, and what cannot be placed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from govcloud.errors import Fault
from govcloud.model.provenance import Claim, Claims, Row, Source, Subject
from govcloud.rules.estate_index import EstateIndex
from govcloud.rules.identity import Servers
from govcloud.rules.merging import Merge


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the operator says: the department of rows that name none, and which server belongs to which application.

    `servers` names the application by what the server is called (in small letters).
    """

    department: str = ""
    servers: Mapping[str, Claim] = field(default_factory=dict)


@dataclass(slots=True)
class Import:
    """One import on its way: the estate as plain values, and all that is to be told of it."""

    estate: dict[str, Any]
    merge: Merge
    wishes: Wishes
    index: EstateIndex = field(init=False)
    faults: list[Fault] = field(default_factory=list)
    added: dict[Subject, str] = field(default_factory=dict)
    merges: list[str] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    told: set[Fault | tuple[Source, int, str]] = field(default_factory=set)
    gone_servers: Servers = field(default_factory=Servers)
    gone_applications: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Learn what is there, and what a person took out or renamed since the last import."""
        self.index = EstateIndex(self.estate)

    def owner_now(self, server: str) -> str:
        """The id of the application that a server goes to by what was heard so far, or belongs to."""
        heard = self.merge.heard.get(("server", server), {}).get("application", ())
        return str(heard[-1].value) if heard else self.index.owner_of(server)

    def refuse(self, row: Row, code: str, message: str, hint: str = "") -> None:
        """A row, or a part of it, that cannot be taken."""
        self._told(Fault(row.source.place, row.number, code, message, hint))

    def refuse_claim(self, claim: Claim, code: str, message: str, hint: str = "") -> None:
        """As refuse, of one cell."""
        column = f"column {claim.told.column}: " if claim.told.column else ""
        where = claim.source.place
        self._told(Fault(where, claim.row, code, f"{column}{message}", hint))

    def _told(self, fault: Fault) -> None:
        """Once, however often a row is looked at."""
        if fault not in self.told:
            self.told.add(fault)
            self.faults.append(fault)


Take = Callable[[Import, Sequence[Row]], None]


def each(take: Callable[[Import, Row], None]) -> Take:
    """Takes rows one by one."""

    def take_all(done: Import, rows: Sequence[Row]) -> None:
        for row in rows:
            take(done, row)

    return take_all


def put_rows(done: Import, rows: Sequence[Row], takers: Mapping[str, Take]) -> None:
    """Every row to what takes its kind, in the order of the takers."""
    by_kind: dict[str, list[Row]] = {}
    for row in rows:
        by_kind.setdefault(row.kind, []).append(row)
    for kind, take in takers.items():
        take(done, by_kind.get(kind, ()))


def begin(estate: dict[str, Any], claims: Claims, wishes: Wishes) -> Import:
    """An import into `estate` (departments, partners, applications, servers as plain values; it is changed)."""
    return Import(estate, Merge(claims), wishes)
