"""What counts as drift: what the stacks know of, what was seen twice, and in which order it is healed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from govcloud.errors import RefusedError
from govcloud.model.drift import Deviation, Kind, Record, Recorded, Remedy


@dataclass(frozen=True, slots=True)
class Known:
    """All that any stack has recorded: nothing of it is foreign, whichever stack's it is.

    `pairs` are (type, id); `ids` those of resources of other providers, whose types have other names.
    """

    pairs: frozenset[tuple[str, str]]
    ids: frozenset[str]

    def __contains__(self, found: object) -> bool:
        """Whether (type, id) is known."""
        return isinstance(found, tuple) and (found in self.pairs or found[1] in self.ids)


def known(records: Iterable[Record], ours: str) -> Known:
    """What these stacks know; `ours` begins the types of our own provider."""
    pairs = [
        pair
        for record in records
        for pair in (*((one.type, one.id) for one in record.resources), *record.others)
    ]
    ids = (identity for type_, identity in pairs if not type_.startswith(ours))
    return Known(frozenset(pairs), frozenset(ids))


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


def by_hand(deviations: Iterable[Deviation]) -> list[Deviation]:
    """What somebody added, and would miss: healing asks before it takes that away."""
    return [one for one in deviations if one.kind is Kind.ADDED]


def may_heal(records: Iterable[Record], deviations: Iterable[Deviation]) -> None:
    """Raise RefusedError where a run is under way or was interrupted: what it made is not recorded yet."""
    drifted = {one.where.stack for one in deviations}
    open_ended = [one for one in records if one.stack in drifted and one.unfinished]
    if open_ended:
        said = "; ".join(f"{one.stack}: {one.unfinished}" for one in open_ended)
        names = " ".join(one.stack for one in open_ended)
        raise RefusedError(
            f"{said}: what it made may look as if it were added by hand",
            hint=f"finish it first: govcloud stack apply {names}",
        )


def unmoved(before: Sequence[Record], after: Sequence[Record]) -> list[str]:
    """The stacks whose record changed in the meantime."""
    marks = {one.stack: one.mark for one in after}
    return [one.stack for one in before if marks.get(one.stack) != one.mark]
