"""What an import does to an inventory: which rows are one thing, which values are taken, where sources disagree.

The rule, in this order: what a person wrote stays; a value that an import wrote gives way to a later import of the
same form; between forms the one nearer to the machine wins (RANKS), and of two of one rank the one imported last.
Every disagreement is listed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from govcloud.model.provenance import Claim, Told

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
    "gsa": 2,
    "govcloud": 1,
}
"""How near a form is to the machine itself: a hypervisor's own count before a form that somebody filled in."""


_PERSON = "a person wrote it"


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


@dataclass(slots=True)
class Merge:
    """An inventory as plain values on its way, the claims that hold in it, and what happened."""

    claims: dict[tuple[str, str, str], Claim]
    conflicts: list[Conflict] = field(default_factory=list)
    changed: dict[tuple[str, str], set[str]] = field(default_factory=dict)

    def tell(self, thing: dict[str, Any], claim: Claim) -> None:
        """Let a claim be heard about a thing (a server or application as plain values)."""
        present = get(thing, claim.field)
        known = self.claims.get(claim.place)
        verdict = _verdict(present, known, claim)
        if verdict == "take":
            if not same(present, claim.value):
                put(thing, claim.field, claim.value)
                self.changed.setdefault((claim.kind, claim.subject), set()).add(claim.field)
                if (
                    present not in (None, "", [])
                    and known is not None
                    and known.format != claim.format
                ):
                    self._conflict(
                        claim,
                        claim.value,
                        claim,
                        (present, known, "nearer to the machine, or later"),
                    )
            self.claims[claim.place] = claim
        elif verdict != "same":
            by = None if verdict == _PERSON else known
            self._conflict(claim, present, by, (claim.value, claim, verdict))

    def forget(self, place: tuple[str, str, str]) -> None:
        """A value that is not kept after all."""
        self.claims.pop(place, None)
        named = self.changed.get(place[:2], set())
        named.discard(place[2])
        if not named:
            self.changed.pop(place[:2], None)

    def _conflict(
        self, about: Claim, stands: Any, by: Claim | None, other: tuple[Any, Claim, str]
    ) -> None:
        told, claim, why = other
        where = str(by.origin) if by else "a person"
        self.conflicts.append(Conflict(*about.place, stands, where, told, str(claim.origin), why))


def _verdict(present: Any, known: Claim | None, claim: Claim) -> str:
    """`take`, `same`, or why it is not taken."""
    if present in (None, "", []):
        return "take"
    if known is None or not same(present, known.value):  # a person wrote it, or changed it since
        return "same" if same(present, claim.value) else _PERSON
    if same(present, claim.value):
        same_source = known.format == claim.format
        return "take" if same_source and known.origin != claim.origin else "same"
    mine, theirs = RANKS.get(claim.format, 0), RANKS.get(known.format, 0)
    return "take" if mine >= theirs else f"{known.format} is nearer to the machine"


def same(one: Any, other: Any) -> bool:
    """Whether two values say the same; money is a text in an inventory and a number in a cell."""
    if isinstance(one, str) != isinstance(other, str) and not isinstance(one, bool | dict | list):
        try:
            return float(one) == float(other)
        except (TypeError, ValueError):
            return False
    return bool(one == other)


def get(thing: Mapping[str, Any], path: str) -> Any:
    """The value at a path: `mem_gb`, `util.cpu_avg`, `disks.NAME`, `partners.ID|ROLE`, `attributes.HEADING`."""
    head, _, rest = path.partition(".")
    found = thing.get(head)
    if not rest:
        return found
    if head in _KEYED:
        return next((one for one in found or [] if _KEYED[head](one) == rest), None)
    return found.get(rest) if isinstance(found, Mapping) else None


def put(thing: dict[str, Any], path: str, value: Any) -> None:
    """Set the value at a path, making what is missing on the way; rows of a list stay in the order of their keys."""
    head, _, rest = path.partition(".")
    if not rest:
        thing[head] = value
    elif head in _KEYED:
        others = [one for one in thing.get(head, []) if _KEYED[head](one) != rest]
        thing[head] = (
            [*others, value] if head != "disks" else sorted([*others, value], key=_KEYED[head])
        )
    else:
        thing.setdefault(head, {})[rest] = value


_KEYED: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "disks": lambda one: str(one["name"]),
    "partners": lambda one: f"{one['id']}|{one['role']}",
    "depends_on": lambda one: str(one.get("app") or one.get("external")),
}
"""What a row of a list is known by."""


def claims_of(
    subject: tuple[str, str], form: str, told: Mapping[str, Told], *, left_out: Iterable[str] = ()
) -> list[Claim]:
    """The claims that a row makes about a subject (kind, id)."""
    skipped = set(left_out)
    return [
        Claim(*subject, name, _own(one.value), form, one.origin)
        for name, one in sorted(told.items())
        if name not in skipped
    ]


def _own(value: Any) -> Any:
    """A list or mapping of its own: what is put into an inventory may be changed there."""
    return deepcopy(value) if isinstance(value, dict | list) else value
