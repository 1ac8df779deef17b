"""What an import does to the fields of an inventory: which value is taken, and where sources disagree.

The rule, in this order: what a person wrote, changed or took out stays; between forms the one nearer to the
machine wins (RANKS); of two of one rank the one that comes last. Every disagreement is listed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from govcloud.model.provenance import Claim, Claims, Row, Source, Subject, Told
from govcloud.rules.plain_paths import empty, get, put, same

RANKS = {
    "discovery": 9,
    "rvtools": 8,
    "azure-migrate": 7,
    "migration-hub": 6,
    "servicenow": 5,
    "mgn": 4,
    "cmf": 4,
    "konveyor": 3,
    "form-servers": 3,
    "form-applications": 3,
    "form-interfaces": 3,
    "form-datastores": 3,
    "gsa": 2,
    "govcloud": 1,
}
"""How near a form is to the machine itself: a hypervisor's own count before a form that somebody filled in."""

PERSON = "what a person wrote stays"
TAKEN_OUT = "a person took it out"
_FIRST_SHEET = "vinfo"
_SYSTEMS = frozenset({"os", "hypervisor"})

Thing = dict[str, Any]
_OWNED = frozenset({dict, list})


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two values for one field: what stands, what was told, where each is from, and why the first stands."""

    kind: str
    subject: str
    field: str
    stands: Any
    stands_from: str
    told: Any
    told_from: str
    why: str


class Put(NamedTuple):
    """A value that this import put: what stood there before, and the claim that held before."""

    before: Any
    known: Claim | None
    claim: Claim


@dataclass(slots=True)
class Merge:
    """The claims that hold in an inventory, what this import tells of it, and what came of that.

    First everything is heard; then, at the end, each field is settled once: so neither the order of rows nor a
    second import of the same files makes a difference.
    """

    claims: Claims
    heard: dict[Subject, dict[str, list[Claim]]] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    puts: dict[Subject, dict[str, Put]] = field(default_factory=dict)
    fresh: set[Subject] = field(default_factory=set)
    """What this import made: all that stands there so far is only its own word for it."""

    def hear(self, subject: Subject, row: Row, name: str, told: Told) -> None:
        """A row tells a value of a subject's field."""
        self.hear_claim(subject, name, Claim(row.source, row.number, told))

    def hear_claim(self, subject: Subject, name: str, claim: Claim) -> None:
        """As hear, of a claim that was made already."""
        held = self.heard.setdefault(subject, {})
        if name in held:
            held[name].append(claim)
        else:
            held[name] = [claim]

    def settle(self, subject: Subject, thing: Thing) -> None:
        """Let what was heard of a subject count, field by field."""
        claims = self.claims.setdefault(subject, {})
        for name, told in self.heard.get(subject, {}).items():
            if len(told) > 1:
                told.sort(key=lambda claim: rank(claim.source))  # stable: of one rank the last
            best = told[-1]
            stands = self._settle(subject, name, thing, best)
            for other in told[:-1]:
                if not same(best.value, other.value):
                    why = "nearer to the machine" if _outranked(other, best) else "comes last"
                    if stands:
                        self.differ(subject, name, (best.value, str(best)), other, why)
        if not claims:
            del self.claims[subject]

    def _settle(self, subject: Subject, name: str, thing: Thing, best: Claim) -> bool:
        """Whether the best of what was heard is what stands."""
        present, known = get(thing, name), self.claims[subject].get(name)
        if empty(present):
            if known is not None:
                self.differ(subject, name, (None, "a person"), best, TAKEN_OUT)
                return False
        elif known is not None and same(present, known.value):
            return self._settle_imported(subject, name, thing, best)
        elif known is not None or subject not in self.fresh:
            if not same(present, best.value):
                self.differ(subject, name, (present, "a person"), best, PERSON)
            return False
        self.put(subject, name, thing, best)
        return True

    def _settle_imported(self, subject: Subject, name: str, thing: Thing, best: Claim) -> bool:
        """As _settle, where an earlier import wrote what stands."""
        known = self.claims[subject][name]
        if same(known.value, best.value):
            if known.source.format == best.source.format:
                self.claims[subject][name] = best
            return True
        if _outranked(best, known):
            self.differ(subject, name, (known.value, str(known)), best, "nearer to the machine")
            return False
        if known.source.file != best.source.file:
            why = "nearer to the machine" if _outranked(known, best) else "comes last"
            self.differ(subject, name, (best.value, str(best)), known, why)
        self.put(subject, name, thing, best)
        return True

    def put(self, subject: Subject, name: str, thing: Thing, claim: Claim) -> None:
        """Set a value, and keep in mind what was there."""
        claims = self.claims.setdefault(subject, {})
        before = Put(own(get(thing, name)), claims.get(name), claim)
        self.puts.setdefault(subject, {})[name] = before
        put(thing, name, own(claim.value))
        claims[name] = claim

    def withdraw(self, subject: Subject, name: str, thing: Thing) -> Claim:
        """Take back a value that this import put; gives the claim that it rested on."""
        was = self.puts[subject].pop(name)
        put(thing, name, None)
        if was.before is not None:
            put(thing, name, was.before)
        held = self.claims.setdefault(subject, {})
        held.pop(name, None)
        if was.known is not None:
            held[name] = was.known
        if not held:
            del self.claims[subject]
        return was.claim

    def forget(self, subject: Subject, name: str) -> None:
        """A value is not there any more, and rests on nothing."""
        self.claims.get(subject, {}).pop(name, None)
        self.puts.get(subject, {}).pop(name, None)

    def changed(self) -> Iterator[tuple[Subject, list[str]]]:
        """The fields whose values this import changed."""
        for subject, held in sorted(self.puts.items()):
            if held:
                yield subject, sorted(held)

    def differ(
        self, subject: Subject, name: str, stands: tuple[Any, str], other: Claim, why: str
    ) -> None:
        """List a disagreement; to say of a system less, or more, than another is none."""
        if name in _SYSTEMS and _agree(str(stands[0] or ""), str(other.value)):
            return
        self.conflicts.append(Conflict(*subject, name, *stands, other.value, str(other), why))

    def told_by(self, subject: Subject, same_source: Callable[[Source], bool]) -> bool:
        """Whether a source like this told of a subject in an earlier import."""
        held = self.claims.get(subject, {})
        return any(same_source(claim.source) for claim in held.values())


def _agree(one: str, other: str) -> bool:
    """Whether one names the other's family, or begins as it does: linux, openEuler, openEuler 20.03."""
    first, second = sorted((one.casefold(), other.casefold()), key=len)
    family = "windows" if "windows" in second else "linux"
    return bool(first) and (second.startswith(first) or first == family)


def rank(source: Source) -> float:
    """How near a table is to the machine; RVTools' vInfo sums up what its other sheets tell in part."""
    partly = source.format == "rvtools" and source.sheet.casefold() not in {"", _FIRST_SHEET}
    return RANKS.get(source.format, 0) - (0.5 if partly else 0)


def _outranked(claim: Claim, other: Claim) -> bool:
    return rank(claim.source) < rank(other.source)


def own(value: Any) -> Any:
    """A list or mapping of its own: what is put into an inventory may be changed there."""
    return deepcopy(value) if type(value) in _OWNED else value
