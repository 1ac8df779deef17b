"""One attempt of one step: claim it, look, act, look again, settle."""

from __future__ import annotations

from govcloud.engine.migration import Migration, Run
from govcloud.errors import GovcloudError, StepFailedError, UnreachableError
from govcloud.model.plan import Phase, Safety
from govcloud.model.record import Claim, StepRow, StepState
from govcloud.model.step import Evidence, Observation, Outcome
from govcloud.ports import Route, Step
from govcloud.rules import gates

FOUND_DONE = "done already"


def attempt(run: Run, migration: Migration, step: Step) -> None:
    """Bring one step to its end, or say why not. Does nothing for a step that has succeeded.

    Raises what the gate or the step raises, StepFailedError where the step cannot be told or does not hold,
    what `run.stop` raises where somebody asked to stop.
    """
    run.stop(f"{migration.application.id}/{step.key}")
    claim = run.store.begin(f"{migration.application.id}/{step.key}", lambda row: _gate(run, row))
    if claim is None:
        return
    route = migration.routes.guarded(step.server, claim.fence)
    route = route.reversed() if step.phase is Phase.ROLLBACK else route
    try:
        evidence = _carried_out(step, route)
    except GovcloudError as error:
        _settle_failure(run, step, route, claim, error)
        return
    run.store.finish(claim, Outcome.DONE, evidence)


def _carried_out(step: Step, route: Route) -> Evidence:
    seen = step.observe(route)
    if seen is Observation.SATISFIED:
        return {"found": FOUND_DONE}
    if seen is Observation.UNKNOWN or (
        seen is Observation.PARTIAL and step.safety is not Safety.CONVERGENT
    ):
        raise UnreachableError(
            f"{step.key} on {step.server}: cannot tell whether it was done",
            hint="look at the host, put it right by hand, and run the same command again",
        )
    evidence = step.act(route, seen)
    if step.verify(route) is not Observation.SATISFIED:
        raise StepFailedError(f"{step.key}: it was done, and does not hold when looked at again")
    return evidence


def _settle_failure(run: Run, step: Step, route: Route, claim: Claim, error: GovcloudError) -> None:
    """Look again before saying "failed": what was reported lost may have happened."""
    after = _look(step, route)
    why = {"error": error.message, "kind": error.kind}
    if isinstance(error, UnreachableError) and after is Observation.SATISFIED:
        run.store.finish(claim, Outcome.DONE, {"found": "done, though the answer was lost", **why})
        return
    lost = isinstance(error, UnreachableError) or after is Observation.UNKNOWN
    run.store.finish(claim, Outcome.UNKNOWN if lost else Outcome.FAILED, why)
    raise error


def _look(step: Step, route: Route) -> Observation:
    try:
        return step.observe(route)
    except GovcloudError:
        return Observation.UNKNOWN


def _gate(run: Run, row: StepRow) -> None:
    """The approval, judged in the transaction that claims the step."""
    if row.phase.needs_approval:
        digests = (run.row(row.application_id).plan_digest, run.wave_digest)
        gates.approved(digests, run.store.approvals(), run.operator, run.clock.now())


def succeeded(rows: tuple[StepRow, ...], phase: Phase) -> list[str]:
    """Keys of this phase's steps that have succeeded."""
    return [r.step_key for r in rows if r.phase is phase and r.state is StepState.SUCCEEDED]
