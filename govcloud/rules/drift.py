"""What counts as drift: what the stacks know of, what was seen twice, and in which order it is healed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from govcloud.errors import RefusedError
from govcloud.model.drift import Deviation, Kind, Record, Recorded, Remedy


@dataclass(frozen=True, slots=True)
class Known:
    """All that any stack has recorded: nothing of it is foreign, whichever stack's it is.

    `pairs` are (type, id), and (service, id) for what is seen under another type than it was recorded with; `ids`
    are those of resources of other providers, whose types have other names.
    """

    pairs: frozenset[tuple[str, str]]
    ids: frozenset[str]

    def __contains__(self, found: object) -> bool:
        """Whether (type, id) is known."""
        if not isinstance(found, tuple):
            return False
        type_, identity = found
        service = type_.partition(":")[0]
        return found in self.pairs or (service, identity) in self.pairs or identity in self.ids


def known(records: Iterable[Record], ours: str) -> Known:
    """What these stacks know; `ours` begins the types of our own provider."""
    pairs = [
        pair
        for record in records
        for pair in (*((one.type, one.id) for one in record.resources), *record.others)
    ]
    own = {(type_, identity) for type_, identity in pairs if type_.startswith(ours)}
    by_service = {(type_.split(":")[1], identity) for type_, identity in own}
    ids = (identity for type_, identity in pairs if not type_.startswith(ours))
    return Known(frozenset(own | by_service), frozenset(ids))


def wanted(records: Iterable[Record], stacks: Iterable[str]) -> list[Recorded]:
    """The resources of the stacks that are asked about."""
    chosen = set(stacks)
    return [one for record in records if record.stack in chosen for one in record.resources]


def settled(deviations: Iterable[Deviation]) -> tuple[Deviation, ...]:
    """Each thing once: what joins two networks is seen from both."""
    first: dict[tuple[str, str, str, str], Deviation] = {}
    for one in deviations:
        whole = one.remedy is Remedy.REMOVE
        first.setdefault(("" if whole else one.where.urn, one.type, one.id, one.what), one)
    return tuple(first.values())


def to_ask(deviations: Iterable[Deviation]) -> list[Deviation]:
    """What is lost by healing: what somebody added, and what has to be made anew. It is asked about before."""
    return [one for one in deviations if one.kind is Kind.ADDED or one.replaces]


def may_heal(unfinished: Mapping[str, str]) -> None:
    """Raise RefusedError where a run is under way or was interrupted: what it made is not recorded yet.

    `unfinished` says of which stacks, and why; one stack's peering stands in another's network.
    """
    if unfinished:
        said = "; ".join(f"{stack}: {reason}" for stack, reason in unfinished.items())
        names = " ".join(unfinished)
        raise RefusedError(
            f"{said}: what it made may look as if it were added by hand",
            hint=f"finish it first: govcloud stack apply {names}",
        )


def unmoved(before: Sequence[Record], after: Sequence[Record]) -> list[str]:
    """The stacks whose record changed in the meantime."""
    marks = {one.stack: one.mark for one in after}
    return [one.stack for one in before if marks.get(one.stack) != one.mark]
