"""Finds in what the cloud is otherwise than the stacks recorded, and heals it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from govcloud.engine import provision
from govcloud.errors import CloudError, Fault, LockedError, PartialError
from govcloud.model.canonical import Json
from govcloud.model.drift import Deviation, Drift, Record, Recorded, Remedy, Survey
from govcloud.model.event import Entry
from govcloud.model.stack import StackRef, StackResult
from govcloud.ports import Dispatcher, Progress, Store
from govcloud.rules import drift as rules

OURS = "govcloud:"


class Records(Protocol):
    """What stacks have recorded."""

    def every(self, refs: Sequence[StackRef]) -> list[Record]:
        """The records of these stacks and of all others that are there. Raises InputError, CloudError."""
        ...


class Surveyor(Protocol):
    """The cloud, asked about many resources at once."""

    def look(self, resources: Sequence[Recorded], known: rules.Known) -> Survey:
        """In what it is not as recorded. Raises UnreachableError, CredentialError."""
        ...

    def mend(self, deviation: Deviation) -> None:
        """Heal what the engine does not see. Raises CloudError where the cloud refuses."""
        ...


class Healer(Protocol):
    """The engine, as far as it heals."""

    def heal(self, ref: StackRef, progress: Progress) -> StackResult:
        """Look at the cloud, and make it as the program says. Raises as Stacks.apply does."""
        ...


@dataclass(frozen=True, slots=True)
class Watch:
    """Looks for drift. Changes nothing."""

    records: Records
    surveyor: Surveyor

    def look(self, refs: Sequence[StackRef]) -> Drift:
        """What is not as recorded. Raises LockedError where a stack was applied while it was looked at."""
        every = self.records.every(refs)
        names = [str(ref) for ref in refs]
        asked = tuple(record for record in every if record.stack in names)
        found = self.surveyor.look(rules.wanted(every, names), rules.known(every, OURS))
        moved = rules.unmoved(every, self.records.every(refs))
        if moved:
            raise LockedError(
                f"{', '.join(moved)} changed while it was looked at", hint="look again"
            )
        survey = Survey(rules.settled(found.deviations), found.untold, found.calls)
        there = {record.stack for record in asked}
        unfinished = {one.stack: one.unfinished for one in every if one.unfinished}
        return Drift(asked, survey, tuple(n for n in names if n not in there), unfinished)


@dataclass(frozen=True, slots=True)
class Healing:
    """Heals drift: additions by calls of our own, the rest by the engine; each is recorded."""

    surveyor: Surveyor
    healer: Healer
    store: Store
    progress: Progress
    dispatcher: Dispatcher

    def heal(
        self, found: Drift, refs: Sequence[StackRef]
    ) -> tuple[list[Deviation], list[StackResult]]:
        """Heal everything that was found. Raises RefusedError, and PartialError where some is left."""
        deviations = found.survey.deviations
        rules.may_heal(found.unfinished)
        done = self._by_hand([one for one in deviations if one.remedy is not Remedy.ENGINE])
        drifted = {one.where.stack for one in deviations if one.remedy is Remedy.ENGINE}
        chosen = [ref for ref in refs if str(ref) in drifted]
        shared = [self._stack(ref) for ref in chosen if ref.project != "department"]
        departments = [ref for ref in chosen if ref.project == "department"]
        return done, shared + provision.each(departments, self._stack, self.dispatcher)

    def _by_hand(self, waiting: list[Deviation]) -> list[Deviation]:
        """One may stand in another's way: try again as long as any of them goes."""
        done: list[Deviation] = []
        refused: list[tuple[Deviation, CloudError]] = []
        while waiting:
            refused = []
            for one in waiting:
                try:
                    self.surveyor.mend(one)
                except CloudError as error:
                    refused.append((one, error))
                else:
                    self.store.record(Entry(_event(one), data=_told(one)))
                    done.append(one)
            left = [one for one, _ in refused]
            waiting = left if len(left) < len(waiting) else []
        if refused:
            raise PartialError(
                f"{len(refused)} of {len(done) + len(refused)} additions could not be healed",
                hint="take them away where they were made, then: govcloud stack drift",
                faults=[
                    Fault(one.where.stack, 0, one.type, f"{one.id}: {error.message}")
                    for one, error in refused
                ],
            )
        return done

    def _stack(self, ref: StackRef) -> StackResult:
        self.store.record(Entry("stack.heal-intent", data={"stack": str(ref)}))
        result = self.healer.heal(ref, self.progress)
        changes: list[Json] = [f"{c.op} {c.type} {c.name}" for c in result.changes]
        data: dict[str, Json] = {"stack": str(ref), "changes": changes}
        self.store.record(Entry("stack.healed", data=data))
        return result


def _event(one: Deviation) -> str:
    return "stack.addition-removed" if one.remedy is Remedy.REMOVE else "stack.restored"


def _told(one: Deviation) -> dict[str, Json]:
    """Who reads the ledger wants to know what it was, and where."""
    return {
        "stack": one.where.stack,
        "in": one.where.urn,
        "type": one.type,
        "id": one.id,
        "property": one.what,
        "was": json.dumps(one.found, ensure_ascii=False, sort_keys=True, default=str),
    }
