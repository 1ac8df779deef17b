"""What the ledger proves of how people worked: who approved what, who did it, and what was verified before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from govcloud.model.event import Event, first_broken
from govcloud.rules.conditions import Kind
from govcloud.rules.gates import is_content_check


@dataclass(slots=True)
class Move:
    """How an application came to serve from the cloud: when, with whose yes, and what was compared before."""

    at: str
    approved_by: str = ""
    verified: tuple[str, ...] = ()


@dataclass(slots=True)
class Governance:
    """The record as a whole. Digests are shortened; `moves` are of those that serve from the cloud now."""

    rows: int = 0
    broken_row: int = 0
    nameless_rows: int = 0
    self_approved: list[str] = field(default_factory=list)
    executed_by_approver: list[str] = field(default_factory=list)
    moves: dict[str, Move] = field(default_factory=dict)


@dataclass(slots=True)
class _Heard:
    """What was said so far."""

    authors: dict[str, str] = field(default_factory=dict)
    wave_of: dict[str, str] = field(default_factory=dict)
    decisions: list[Mapping[str, Any]] = field(default_factory=list)
    plan_of: dict[str, str] = field(default_factory=dict)
    compared: dict[str, dict[str, bool]] = field(default_factory=dict)


_SHORT = 12


def governance(events: Sequence[Event]) -> Governance:
    """All events, oldest first, into what they prove."""
    found = Governance(rows=len(events), broken_row=first_broken(events) or 0)
    heard = _Heard()
    for event in events:
        if not (event.at and event.actor and event.event):
            found.nameless_rows += 1
        match event.event:
            case "plan.made":
                _made(event, heard)
            case "plan.decided":
                _decided(event, heard, found)
            case "application.settled":
                _settled(event, heard, found)
            case _ if event.application_id:
                _worked(event, heard)
    return found


def _made(event: Event, heard: _Heard) -> None:
    digest = str(event.data["digest"])
    heard.authors[digest] = str(event.data.get("author", event.actor))
    plans = event.data.get("plans")
    for plan in plans if isinstance(plans, list) else ():
        heard.wave_of[str(plan)] = digest


def _decided(event: Event, heard: _Heard, found: Governance) -> None:
    heard.decisions.append(event.data)
    digest = str(event.data["plan"])
    if event.data["decision"] == "approved" and heard.authors.get(digest) == event.data["actor"]:
        found.self_approved.append(digest[:_SHORT])


def _worked(event: Event, heard: _Heard) -> None:
    name = event.application_id
    if event.event == "steps.prepared":
        heard.plan_of[name] = str(event.data["plan"])
        heard.compared[name] = {}
    key = event.step_id.removeprefix(f"{name}/")
    if is_content_check(key):
        heard.compared.setdefault(name, {})[key] = event.event == "done"


def _settled(event: Event, heard: _Heard, found: Governance) -> None:
    name = event.application_id
    if event.data.get("side") != "target":
        found.moves.pop(name, None)
        return
    compared = heard.compared.get(name, {})
    passed = tuple(compared) if all(compared.values()) else ()
    move = found.moves[name] = Move(event.at, verified=passed)
    for said in _in_force(name, event.at, heard):
        if said["actor"] == event.actor:
            found.executed_by_approver.append(name)
        elif said["actor"] != heard.authors.get(str(said["plan"])):
            move.approved_by = str(said["actor"])


def _in_force(name: str, at: str, heard: _Heard) -> Iterator[Mapping[str, Any]]:
    plan = heard.plan_of.get(name, "")
    covering = {plan, heard.wave_of.get(plan, "")} - {""}
    newest = {said["actor"]: said for said in heard.decisions if said["plan"] in covering}
    for said in newest.values():
        if said["decision"] == "approved" and str(said["at"]) <= at < str(said["expires_at"]):
            yield said


RECORD: Mapping[str, tuple[Kind, str]] = {
    "rows": (Kind.NUMBER, "rows of the ledger"),
    "broken_row": (
        Kind.NUMBER,
        "the first row at which the hash chain does not hold; 0 if it holds",
    ),
    "nameless_rows": (Kind.NUMBER, "rows without time, person or event"),
    "self_approved": (Kind.LIST, "plans that their author approved"),
    "executed_by_approver": (Kind.LIST, "applications led over by who approved their plan"),
    "moves": (Kind.NUMBER, "applications that serve from the cloud"),
}
"""What checks may ask of the record."""


def record_traits(record: Governance) -> dict[str, Any]:
    """The record as conditions take it."""
    lists = ("self_approved", "executed_by_approver")
    return {
        "rows": record.rows,
        "broken_row": record.broken_row,
        "nameless_rows": record.nameless_rows,
        "moves": len(record.moves),
        **{name: tuple(dict.fromkeys(getattr(record, name))) for name in lists},
    }


def moved(record: Governance, names: Iterable[str]) -> dict[str, Move]:
    """How those of `names` moved that serve from the cloud."""
    return {name: record.moves[name] for name in names if name in record.moves}
