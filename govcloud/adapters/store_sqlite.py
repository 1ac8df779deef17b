"""The embedded store: one SQLite file, in which state rows and ledger rows commit together or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from govcloud.adapters.store_ledger import LedgerFile, object_of, text_of
from govcloud.errors import InputError
from govcloud.model.canonical import Json
from govcloud.model.event import Entry
from govcloud.model.plan import Phase, Safety
from govcloud.model.record import ApplicationRow, Approval, Claim, StepRow, StepState, StoredPlan
from govcloud.model.step import Evidence, Outcome, Side
from govcloud.ports import Gate

DIGEST_DIGITS_MIN = 8
_STEP = "id, application_id, phase, step_key, ordinal, state, safety, fence, finished_at"


class SqliteStore(LedgerFile):
    """Implements ports.Store."""

    def save_plan(self, plan: StoredPlan, wave: str = "") -> bool:
        """As ports.Store."""
        with self._transaction():
            if self._all("SELECT 1 FROM plan WHERE digest = ?", plan.digest):
                return False
            self._db.execute(
                "INSERT INTO plan (digest, subject, body, author, at) VALUES (?, ?, ?, ?, ?)",
                (plan.digest, plan.subject, text_of(plan.body), plan.author, plan.at),
            )
            made: dict[str, Json] = {
                "digest": plan.digest,
                "subject": plan.subject,
                "author": plan.author,
                "plans": plan.body.get("plans", []),
            }
            self._append(Entry("plan.made", wave=wave, data=made))
            return True

    def plan(self, digest: str) -> StoredPlan | None:
        """As ports.Store. Raises InputError where several digests begin so."""
        rows = self._all(
            "SELECT digest, subject, body, author, at FROM plan WHERE substr(digest, 1, ?) = ? LIMIT 2",
            len(digest),
            digest,
        )
        if len(rows) > 1 or len(digest) < DIGEST_DIGITS_MIN:
            raise InputError(
                f"E-APR-002: `{digest}` names no single plan",
                hint=f"give at least {DIGEST_DIGITS_MIN} digits, or all of them",
            )
        if not rows:
            return None
        found, subject, body, author, at = rows[0]
        return StoredPlan(found, subject, object_of(body), author, at)

    def approve(self, approval: Approval) -> None:
        """As ports.Store."""
        with self._transaction():
            row = (
                approval.plan_digest,
                approval.decision,
                approval.actor,
                approval.at,
                approval.expires_at,
                approval.reason,
            )
            self._db.execute(
                "INSERT INTO approval (plan_digest, decision, actor, at, expires_at, reason)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                row,
            )
            names = ("plan", "decision", "actor", "at", "expires_at", "reason")
            decided: dict[str, Json] = dict(zip(names, row, strict=True))
            self._append(Entry("plan.decided", data=decided))

    def approvals(self, digest: str = "") -> tuple[Approval, ...]:
        """As ports.Store."""
        rows = self._all(
            "SELECT plan_digest, decision, actor, at, expires_at, reason FROM approval"
            " WHERE ? IN ('', plan_digest) ORDER BY id",
            digest,
        )
        return tuple(Approval(*row) for row in rows)

    def prepare(self, application: ApplicationRow, steps: Sequence[StepRow]) -> None:
        """As ports.Store. Steps that the plan no longer has are taken away; the ledger keeps their past."""
        with self._transaction():
            self._db.execute(
                "INSERT INTO application (id, wave, plan_digest, side) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET wave = excluded.wave, plan_digest = excluded.plan_digest",
                (application.id, application.wave, application.plan_digest, application.side),
            )
            self._db.execute(
                "UPDATE step SET ordinal = -1 WHERE application_id = ?", (application.id,)
            )
            for step in steps:
                self._db.execute(
                    "INSERT INTO step (id, application_id, phase, step_key, ordinal, state, safety)"
                    " VALUES (?, ?, ?, ?, ?, 'ready', ?) ON CONFLICT (id) DO UPDATE SET state = 'ready',"
                    " phase = excluded.phase, ordinal = excluded.ordinal, safety = excluded.safety",
                    (
                        step.id,
                        step.application_id,
                        step.phase,
                        step.step_key,
                        step.ordinal,
                        step.safety,
                    ),
                )
            prepared: dict[str, Json] = {
                "plan": application.plan_digest,
                "steps": [step.step_key for step in steps],
            }
            self._append(Entry("steps.prepared", application.id, application.wave, data=prepared))

    def reset(self, application: str, step_keys: Sequence[str], reason: str) -> None:
        """As ports.Store."""
        with self._transaction():
            for key in step_keys:
                self._db.execute(
                    "UPDATE step SET state = 'ready' WHERE application_id = ? AND step_key = ?",
                    (application, key),
                )
            again: dict[str, Json] = {"steps": list(step_keys), "reason": reason}
            self._append(Entry("steps.reset", application, self._wave(application), data=again))

    def settle(self, application: str, side: Side, reason: str) -> None:
        """As ports.Store."""
        with self._transaction():
            self._db.execute("UPDATE application SET side = ? WHERE id = ?", (side, application))
            settled: dict[str, Json] = {"side": side.value, "reason": reason}
            self._append(
                Entry("application.settled", application, self._wave(application), data=settled)
            )

    def application(self, id: str) -> ApplicationRow | None:  # noqa: A002 - the domain's word
        """As ports.Store."""
        rows = self._all("SELECT id, wave, plan_digest, side FROM application WHERE id = ?", id)
        return ApplicationRow(*rows[0]) if rows else None

    def steps(self, application: str) -> tuple[StepRow, ...]:
        """As ports.Store."""
        rows = self._all(
            f"SELECT {_STEP} FROM step WHERE application_id = ? AND ordinal >= 0 ORDER BY ordinal",
            application,
        )
        return tuple(_step(row) for row in rows)

    def begin(self, step_id: str, gate: Gate) -> Claim | None:
        """As ports.Store."""
        with self._transaction():
            row = self._step(step_id)
            if row.state is StepState.SUCCEEDED:
                return None
            gate(row)
            highest = "SELECT max(fence) FROM step WHERE application_id = ?"
            fence = self._all(highest, row.application_id)[0][0] + 1
            took_over = row.state is StepState.RUNNING
            claim = Claim(step_id, f"{step_id}#{fence}", fence, took_over)
            self._db.execute(
                "UPDATE step SET state = 'running', fence = ? WHERE id = ?", (fence, step_id)
            )
            origin = self._origin
            self._db.execute(
                "INSERT INTO attempt (id, step_id, fence, worker_id, code_version, started_at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (
                    claim.attempt_id,
                    step_id,
                    fence,
                    origin.worker_id,
                    origin.code_version,
                    self._clock.now(),
                ),
            )
            self._append(
                self._attempted("intent", row, claim, {"fence": fence, "took_over": took_over})
            )
            return claim

    def finish(self, claim: Claim, outcome: Outcome, evidence: Evidence) -> bool:
        """As ports.Store."""
        with self._transaction():
            row, now = self._step(claim.step_id), self._clock.now()
            self._db.execute(
                "UPDATE attempt SET finished_at = ?, outcome = ?, evidence = ? WHERE id = ?",
                (now, outcome, text_of(evidence), claim.attempt_id),
            )
            if row.fence != claim.fence or row.state is not StepState.RUNNING:
                self._append(self._attempted("stale-result", row, claim, dict(evidence)))
                return False
            state = {Outcome.DONE: StepState.SUCCEEDED, Outcome.FAILED: StepState.FAILED}.get(
                outcome, StepState.UNKNOWN
            )
            self._db.execute(
                "UPDATE step SET state = ?, finished_at = ? WHERE id = ?",
                (state, now if outcome is Outcome.DONE else row.finished_at, claim.step_id),
            )
            self._append(self._attempted(outcome.value, row, claim, dict(evidence)))
            return True

    def _attempted(self, event: str, row: StepRow, claim: Claim, data: Mapping[str, Json]) -> Entry:
        wave = self._wave(row.application_id)
        return Entry(event, row.application_id, wave, claim.step_id, claim.attempt_id, data)

    def _wave(self, application: str) -> str:
        rows = self._all("SELECT wave FROM application WHERE id = ?", application)
        return str(rows[0][0]) if rows else ""

    def _step(self, step_id: str) -> StepRow:
        rows = self._all(f"SELECT {_STEP} FROM step WHERE id = ?", step_id)
        if not rows:
            raise InputError(f"the store knows no step `{step_id}`", hint="plan the wave first")
        return _step(rows[0])


def _step(row: tuple[Any, ...]) -> StepRow:
    return StepRow(
        row[0], row[1], Phase(row[2]), row[3], row[4], StepState(row[5]), Safety(row[6]), *row[7:]
    )
