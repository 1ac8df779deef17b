"""A wave's run: everything up to cutover side by side, then cutovers in the order in which they need each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from graphlib import TopologicalSorter

from govcloud.engine.attempt import attempt, succeeded
from govcloud.engine.migration import FORWARD_AGAIN, Migration, Run
from govcloud.errors import (
    ApprovalError,
    CredentialError,
    FailedError,
    Fault,
    GovcloudError,
    InterruptError,
    PartialError,
    RefusedError,
    UnreachableError,
)
from govcloud.model.inventory import Inventory
from govcloud.model.plan import Phase, WavePlan
from govcloud.model.record import ApplicationRow, StepRow, StepState, StoredPlan
from govcloud.model.step import Observation, Side
from govcloud.ports import Dispatcher, Store
from govcloud.rules import gates

BEFORE_CUTOVER = (Phase.ASSESS, Phase.PROVISION, Phase.REPLICATE)


def plan_wave(wave: str, migrations: Sequence[Migration], inventory: Inventory) -> WavePlan:
    """The wave's plan: what it would do to each application. Asks no host."""
    return WavePlan(wave, tuple(m.plan(inventory.digest) for m in migrations))


def save_plan(store: Store, plan: WavePlan, author: str, now: str) -> bool:
    """Keep the wave's plan and those of its applications. False if all was known."""
    stored = [
        StoredPlan(p.digest, f"application:{p.application}", p.plain(), author, now)
        for p in plan.plans
    ]
    body = {"wave": plan.wave, "plans": [p.digest for p in plan.plans]}
    whole = StoredPlan(plan.digest, f"wave:{plan.wave}", body, author, now)
    new = [store.save_plan(item, plan.wave) for item in (*stored, whole)]
    return any(new)


def observe(migration: Migration) -> Mapping[str, Observation]:
    """What the hosts say of each step that can be looked at, along routes that cannot write.

    Raises CredentialError, UnreachableError: a plan is not made of hosts that nobody could look at.
    """
    seen: dict[str, Observation] = {}
    for step in migration.steps:
        try:
            seen[step.key] = step.observe(migration.routes.read_only(step.server))
        except (CredentialError, UnreachableError):
            raise
        except GovcloudError:
            seen[step.key] = Observation.UNKNOWN
    return seen


@dataclass(slots=True)
class Ended:
    """How a run ended for each application: the error that stopped it, or None."""

    errors: dict[str, GovcloudError] = field(default_factory=dict)
    cut_over: list[str] = field(default_factory=list)
    already: list[str] = field(default_factory=list)


def run_wave(
    run: Run, plan: WavePlan, migrations: Sequence[Migration], dispatcher: Dispatcher
) -> Ended:
    """Do what the plan says and is not done yet. Running again resumes.

    Raises ApprovalError once everything up to cutover is done and the plan is not approved, PartialError where
    some applications failed and others did not, their kind of failure where all did, InterruptError.
    """
    ended, by_id = Ended(), {m.application.id: m for m in migrations}
    for migration, planned in zip(migrations, plan.plans, strict=True):
        name = migration.application.id
        try:
            if prepare(run, migration, planned.digest):
                ended.already.append(name)
        except RefusedError as error:
            ended.errors[name] = error
    settled = {*ended.already, *ended.errors}
    todo = [m for m in migrations if m.application.id not in settled]
    _side_by_side(ended, todo, partial(before_cutover, run), dispatcher)
    ready = [m for m in todo if m.application.id not in ended.errors]
    refused = _refusal(run, plan, ready)
    if refused and not ended.errors:
        raise refused
    for level in [] if refused else _levels(ready):
        _side_by_side(
            ended, [by_id[name] for name in level], partial(_cut_over, run, ended), dispatcher
        )
    return _told(ended, len(migrations) - len(ended.already))


def prepare(run: Run, migration: Migration, digest: str) -> bool:
    """Lay down the steps of this plan; True if the application was wholly moved already, under whatever plan.

    Raises RefusedError where its move under another plan is half done, or a rollback is under way.
    """
    name = migration.application.id
    row, rows = run.store.application(name), run.store.steps(name)
    if row is None:
        run.store.prepare(ApplicationRow(name, run.wave, digest, Side.SOURCE), migration.rows())
        return False
    if rollback_under_way(rows):
        raise RefusedError(
            f"{name}: a rollback is under way",
            hint=f"finish it first: govcloud migrate rollback {name}",
        )
    forward = [r.state for r in rows if r.phase is not Phase.ROLLBACK]
    if row.side == Side.TARGET and all(state is StepState.SUCCEEDED for state in forward):
        return True
    gates.may_plan(name, row.side, same_plan=row.plan_digest == digest)
    if row.plan_digest != digest:
        run.store.prepare(ApplicationRow(name, run.wave, digest, row.side), migration.rows())
    return False


def rollback_under_way(rows: Sequence[StepRow]) -> bool:
    """Whether a rollback was begun and has not ended."""
    back = [r.state for r in rows if r.phase is Phase.ROLLBACK]
    begun = any(state is not StepState.READY for state in back)
    return begun and any(state is not StepState.SUCCEEDED for state in back)


def before_cutover(run: Run, migration: Migration) -> None:
    """Assess, provision, replicate: nothing that the source's users could notice."""
    if run.row(migration.application.id).side == Side.TARGET:
        return
    _nobody_serves(run, migration, Side.TARGET)
    for step in migration.steps:
        if step.phase in BEFORE_CUTOVER:
            attempt(run, migration, step)


def cut_over(run: Run, migration: Migration) -> None:
    """Cut over and accept. What an earlier, broken run did of the cutover is looked at again first."""
    name = migration.application.id
    if run.row(name).side == Side.SOURCE:
        _nobody_serves(run, migration, Side.TARGET)
        again = succeeded(run.store.steps(name), Phase.CUTOVER)
        if again:
            run.store.reset(name, again, "resumed: what was done is looked at again")
    for step in migration.steps:
        if step.phase not in {Phase.CUTOVER, Phase.ACCEPT}:
            continue
        if gates.leads_users(step.key) and run.row(name).side == Side.SOURCE:
            _settle(run, name, Side.TARGET, "content verified: the target serves from here on")
        attempt(run, migration, step)


def roll_back(run: Run, migration: Migration) -> None:
    """Bring one application home with what was written on the target. Running again resumes.

    Raises RefusedError (E-RBK-001) where it was not cut over.
    """
    name = migration.application.id
    rows, side = run.store.steps(name), run.row(name).side
    if side == Side.SOURCE and not rollback_under_way(rows):
        raise RefusedError(
            f"E-RBK-001: {name} serves from its source: there is nothing to roll back",
            hint=f"see where it stands: govcloud status {name}",
        )
    migration.routes.host_keys()
    again = succeeded(rows, Phase.ROLLBACK)
    if side == Side.TARGET:
        _nobody_serves(run, migration, Side.SOURCE)
    if side == Side.TARGET and again:
        run.store.reset(name, again, "a rollback looks at everything anew")
    for step in migration.back:
        if gates.leads_users(step.key) and run.row(name).side == Side.TARGET:
            _settle(run, name, Side.SOURCE, "brought home: the source serves from here on")
        attempt(run, migration, step)
    forward = [r.step_key for r in run.store.steps(name) if r.phase in FORWARD_AGAIN]
    run.store.reset(name, forward, "rolled back: to be gone through again")


def _nobody_serves(run: Run, migration: Migration, side: Side) -> None:
    """No service runs on `side`, onto which is about to be copied: whatever the record says, look.

    Raises IntegrityError (E-CUT-006).
    """
    there = side is Side.TARGET
    for step in migration.steps if there else migration.back:
        if gates.starts_service(step.key):
            route = migration.routes.read_only(step.server)
            runs = step.observe(route if there else route.reversed()) is Observation.SATISFIED
            gates.nobody_serves(migration.application.id, side.value, runs)


def _settle(run: Run, name: str, side: Side, reason: str) -> None:
    """From here on users may write on `side`: only after what it holds has been verified, lately."""
    phase = Phase.CUTOVER if side is Side.TARGET else Phase.ROLLBACK
    gates.fresh_verification(name, phase, run.store.steps(name), run.clock.now())
    run.store.settle(name, side, reason)


def _cut_over(run: Run, ended: Ended, migration: Migration) -> None:
    for need in migration.application.depends_on:
        if need.hard and need.app in ended.errors:
            raise RefusedError(
                f"{migration.application.id} waits: {need.app}, which it needs, was not cut over"
            )
    cut_over(run, migration)
    ended.cut_over.append(migration.application.id)


def _side_by_side(
    ended: Ended,
    migrations: Sequence[Migration],
    work: Callable[[Migration], None],
    dispatcher: Dispatcher,
) -> None:
    raised = dispatcher.each([partial(work, m) for m in migrations])
    for migration, error in zip(migrations, raised, strict=True):
        if isinstance(error, GovcloudError):
            ended.errors[migration.application.id] = error
        elif error is not None:
            raise error


def _refusal(run: Run, plan: WavePlan, ready: Sequence[Migration]) -> ApprovalError | None:
    """Why these applications may not be cut over under this plan; None if they may."""
    digests = {item.application: item.digest for item in plan.plans}
    try:
        for name in (m.application.id for m in ready):
            if run.row(name).side == Side.SOURCE:
                held, now = run.store.approvals(), run.clock.now()
                gates.approved((digests[name], plan.digest), held, run.operator, now)
    except ApprovalError as error:
        return error
    return None


def _levels(migrations: Sequence[Migration]) -> list[list[str]]:
    names = {m.application.id for m in migrations}
    graph = {
        m.application.id: {d.app for d in m.application.depends_on if d.hard and d.app in names}
        for m in migrations
    }
    sorter = TopologicalSorter(graph)
    sorter.prepare()
    levels: list[list[str]] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        levels.append(ready)
        sorter.done(*ready)
    return levels


def _told(ended: Ended, asked: int) -> Ended:
    errors = ended.errors
    if not errors:
        return ended
    for error in errors.values():
        if isinstance(error, InterruptError):
            raise error
    first = next(iter(errors.values()))
    if asked == 1:
        raise first
    kind: type[GovcloudError] = PartialError
    if len(errors) == asked:
        kind = type(first) if len({e.exit_code for e in errors.values()}) == 1 else FailedError
    raise kind(
        f"{len(errors)} of {asked} applications were not moved",
        hint="mend what is said, and run the same command again: it goes on from there",
        faults=[Fault(name, 0, e.kind, e.message, e.hint) for name, e in errors.items()],
    )
