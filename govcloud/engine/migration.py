"""One application's move, ready to be planned and run: its steps there and back, and the ways they work along."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from govcloud.model.inventory import Application
from govcloud.model.plan import ApplicationPlan, Phase, PlannedStep
from govcloud.model.record import ApplicationRow, StepRow, StepState
from govcloud.model.step import Side
from govcloud.ports import Clock, Route, Step, Store


class Routes(Protocol):
    """Gives the route of a server: one that can only ask, or one whose orders bear an attempt's fence."""

    def read_only(self, server: str) -> Route:
        """For planning: an order raises RuntimeError."""
        ...

    def guarded(self, server: str, fence: int) -> Route:
        """For an attempt: both hosts refuse an order under an older fence."""
        ...

    def host_keys(self) -> tuple[str, ...]:
        """`server source|target fingerprint` of every host on these routes, sorted."""
        ...


@dataclass(frozen=True, slots=True)
class Migration:
    """An application, the steps that its recipe gives it (`back` is the way home), and its routes."""

    application: Application
    steps: tuple[Step, ...]
    back: tuple[Step, ...]
    routes: Routes

    def step(self, key: str) -> Step:
        """The step with this key; KeyError if the recipe has none."""
        return {step.key: step for step in (*self.steps, *self.back)}[key]

    def plan(self, inventory_digest: str) -> ApplicationPlan:
        """All that would happen, the way back included. Asks nothing."""
        planned = tuple(
            PlannedStep(step.key, step.server, step.safety, step.change)
            for step in (*self.steps, *self.back)
        )
        return ApplicationPlan(
            self.application.id, inventory_digest, self.routes.host_keys(), planned
        )

    def rows(self) -> tuple[StepRow, ...]:
        """The step rows as the store first lays them down."""
        name = self.application.id
        return tuple(
            StepRow(f"{name}/{s.key}", name, s.phase, s.key, n, StepState.READY, s.safety, 0)
            for n, s in enumerate((*self.steps, *self.back))
        )


@dataclass(frozen=True, slots=True)
class Run:
    """What every part of a run needs: the store, the time, who runs it, and the wave's plan.

    `stop` is asked before each step, with its name: it raises InterruptError once somebody wants the run to end.
    """

    store: Store
    clock: Clock
    operator: str
    wave: str
    wave_digest: str
    stop: Callable[[str], None]

    def row(self, application: str) -> ApplicationRow:
        """The application's row; a run begins by preparing it."""
        return self.store.application(application) or ApplicationRow(
            application, "", "", Side.SOURCE
        )


FORWARD_AGAIN = (Phase.REPLICATE, Phase.CUTOVER, Phase.ACCEPT)
"""The phases that are gone through anew after a rollback: the source has moved on."""
