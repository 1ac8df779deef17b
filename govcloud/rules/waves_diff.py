"""What is different between two wave plans: who was added, left out, moved, and when it ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from govcloud.model.inventory import Inventory
from govcloud.model.wave import Wave


@dataclass(frozen=True, slots=True)
class Moved:
    """An application that goes at another time; a wave is None where it is in none."""

    application: str
    before: Wave | None
    after: Wave | None

    @property
    def how(self) -> str:
        """`added`, `removed`, `earlier`, `later`, or `moved` where nobody can tell."""
        if self.before is None or self.after is None:
            return "removed" if self.after is None else "added"
        old, new = self.before.starts, self.after.starts
        if old is None or new is None:
            return "moved"
        return "earlier" if new < old else "later"


def moved(before: Sequence[Wave], after: Sequence[Wave]) -> tuple[Moved, ...]:
    """Every application that goes at another time, in order of id; of dated waves only the date counts."""
    old = {id_: wave for wave in before for id_ in wave.applications}
    new = {id_: wave for wave in after for id_ in wave.applications}
    found = (Moved(id_, old.get(id_), new.get(id_)) for id_ in sorted({*old, *new}))
    return tuple(item for item in found if _key(item.before) != _key(item.after))


def _key(wave: Wave | None) -> object:
    if wave is None:
        return None
    return wave.starts if wave.starts is not None else wave.id


def finish(waves: Sequence[Wave]) -> datetime | None:
    """When the last dated wave's window opens."""
    return max((wave.starts for wave in waves if wave.starts is not None), default=None)


def by_department(found: Sequence[Moved], inventory: Inventory) -> dict[str, dict[str, int]]:
    """How many of each department went which way; an application that the inventory lost counts under ""."""
    department = {app.id: app.department for app in inventory.applications}
    counts: dict[str, dict[str, int]] = {}
    for item in found:
        row = counts.setdefault(department.get(item.application, ""), {})
        row[item.how] = row.get(item.how, 0) + 1
    return {name: counts[name] for name in sorted(counts)}
