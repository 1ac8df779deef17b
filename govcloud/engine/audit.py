"""Does the record hold: the chain by itself, and the state rows against the chain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from govcloud.errors import IntegrityError
from govcloud.model.event import Event, first_broken
from govcloud.ports import Store
from govcloud.rules.status import Fold, fold


def verify_events(events: Sequence[Event]) -> dict[str, object]:
    """Rows, head and verdict. Raises IntegrityError naming the first row that does not hold."""
    broken = first_broken(events)
    if broken is not None:
        raise IntegrityError(
            f"the ledger does not hold from row {broken} on: it was changed, or rows are missing",
            hint="keep the file as it is; compare it with the last export",
        )
    return {
        "rows": len(events),
        "head": events[-1].hash if events else "",
        "verdict": "internally consistent, not anchored outside: keep the head elsewhere",
    }


def verify_store(store: Store, applications: Iterable[str]) -> dict[str, object]:
    """As verify_events, and the state rows are what the ledger folds to. Raises IntegrityError."""
    events = list(store.events())
    verdict = verify_events(events)
    wrong = disagreements(store, fold(events), applications)
    if wrong:
        raise IntegrityError(f"state rows disagree with the ledger: {'; '.join(wrong[:10])}")
    return {**verdict, "state_rows": "as the ledger says"}


def disagreements(store: Store, folded: Fold, applications: Iterable[str]) -> list[str]:
    """Where state rows and the folded ledger differ, in words."""
    wrong: list[str] = []
    for name in applications:
        row, said = store.application(name), folded.applications.get(name)
        if row is None or said is None:
            if (row is None) != (said is None or not said.plan):
                wrong.append(f"{name} is in one only")
            continue
        if (row.plan_digest, row.side) != (said.plan, said.side):
            wrong.append(f"{name}: row {row.side}, ledger {said.side}")
        rows = {step.step_key: step.state for step in store.steps(name)}
        wrong += [
            f"{name}/{key}: row {rows.get(key, 'none')}, ledger {state}"
            for key, state in said.steps.items()
            if rows.get(key) is not state
        ]
    return wrong
