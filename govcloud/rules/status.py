"""Where each application stands: one fold over the ledger, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from govcloud.model.event import Event
from govcloud.model.inventory import Application, Inventory, Strategy
from govcloud.model.plan import Phase
from govcloud.model.record import StepState
from govcloud.rules.gates import is_content_check


class Stage(Enum):
    """What a department is told (DOMAIN §3.2): code, English, Chinese."""

    REGISTERED = (10, "registered", "已登记")
    ASSESSED = (30, "assessed", "已评估")
    PLANNED = (40, "planned", "已排期")
    APPROVED = (50, "approved", "已批准")
    PROVISIONED = (60, "provisioned", "资源已开通")
    REPLICATING = (70, "replicating", "数据同步中")
    CUTTING_OVER = (90, "cutting over", "割接中")
    TRIAL_RUN = (95, "trial run", "试运行")
    ROLLED_BACK = (0, "rolled back", "已回退")
    BLOCKED = (1, "blocked", "受阻")
    RETIRED = (2, "retired", "关停")
    NOT_MOVED = (3, "not moved by govcloud", "不在迁移范围")

    @property
    def code(self) -> int:
        """The stage's number; below 10 a side state."""
        return self.value[0]

    @property
    def en(self) -> str:
        """The English term."""
        return self.value[1]

    @property
    def zh(self) -> str:
        """The Chinese term."""
        return self.value[2]


@dataclass(slots=True)
class Folded:
    """What the ledger says of one application."""

    plan: str = ""
    wave: str = ""
    side: str = "source"
    steps: dict[str, StepState] = field(default_factory=dict)
    phases: dict[str, str] = field(default_factory=dict)
    rolled_back: bool = False
    last_at: str = ""
    complaint: str = ""
    evidence: dict[str, Mapping[str, object]] = field(default_factory=dict)
    """The newest evidence of each step, by key."""


@dataclass(slots=True)
class Fold:
    """What the ledger says of all: applications by id, and the plans that were approved."""

    applications: dict[str, Folded] = field(default_factory=dict)
    approved: set[str] = field(default_factory=set)
    waves: dict[str, str] = field(default_factory=dict)
    """The wave's plan that holds an application's plan, by digest."""

    def serving(self) -> list[str]:
        """The applications whose users are served from the cloud."""
        return [name for name, said in self.applications.items() if said.side == "target"]


_AFTER = {
    "intent": StepState.RUNNING,
    "done": StepState.SUCCEEDED,
    "failed": StepState.FAILED,
    "unknown": StepState.UNKNOWN,
}


def fold(events: Iterable[Event]) -> Fold:
    """All events, oldest first, into what they amount to."""
    found = Fold()
    for event in events:
        if event.event == "plan.decided":
            change = (
                found.approved.add
                if event.data["decision"] == "approved"
                else found.approved.discard
            )
            change(str(event.data["plan"]))
        if event.event == "plan.made":
            found.waves.update(
                dict.fromkeys(_names(event.data.get("plans")), str(event.data["digest"]))
            )
        if event.application_id:
            _after(found.applications.setdefault(event.application_id, Folded()), event)
    return found


def _after(app: Folded, event: Event) -> None:
    app.last_at, app.wave = event.at, event.wave or app.wave
    if event.event == "steps.prepared":
        app.plan = str(event.data["plan"])
        app.steps = dict.fromkeys(_names(event.data["steps"]), StepState.READY)
    elif event.event == "steps.reset":
        app.steps.update(dict.fromkeys(_names(event.data["steps"]), StepState.READY))
    elif event.event == "application.settled":
        app.side = str(event.data["side"])
        app.rolled_back = app.side == "source"
    elif event.event in _AFTER:
        key = event.step_id.removeprefix(f"{event.application_id}/")
        app.steps[key] = _AFTER[event.event]
        app.complaint = (
            str(event.data.get("error", "")) if event.event in {"failed", "unknown"} else ""
        )
        if event.event == "done":
            app.evidence[key] = event.data
            app.rolled_back = app.rolled_back and key.startswith(Phase.ROLLBACK.value)


def _names(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list | tuple) else []


def stage(application: Application, found: Fold) -> Stage:
    """The stage that the evidence supports, never a later one."""
    if not application.strategy.moves:
        return Stage.RETIRED if application.strategy is Strategy.RETIRE else Stage.NOT_MOVED
    app = found.applications.get(application.id)
    if app is None or not app.plan:
        return Stage.REGISTERED
    approved = bool(found.approved & {app.plan, found.waves.get(app.plan, "")})
    judged = (
        (StepState.UNKNOWN in app.steps.values() or bool(app.complaint), Stage.BLOCKED),
        (app.side == "target" and _complete(app, Phase.ACCEPT), Stage.TRIAL_RUN),
        (app.side == "target", Stage.CUTTING_OVER),
        (app.rolled_back, Stage.ROLLED_BACK),
        (_begun(app, Phase.CUTOVER), Stage.CUTTING_OVER),
        (_begun(app, Phase.REPLICATE), Stage.REPLICATING),
        (_complete(app, Phase.PROVISION), Stage.PROVISIONED),
        (approved, Stage.APPROVED),
    )
    return next((at for holds, at in judged if holds), Stage.PLANNED)


def _of(app: Folded, phase: Phase) -> list[StepState]:
    return [state for key, state in app.steps.items() if key.startswith(f"{phase.value}.")]


def _complete(app: Folded, phase: Phase) -> bool:
    states = _of(app, phase)
    return bool(states) and all(state is StepState.SUCCEEDED for state in states)


def _begun(app: Folded, phase: Phase) -> bool:
    return any(state is not StepState.READY for state in _of(app, phase))


@dataclass(frozen=True, slots=True)
class Totals:
    """What was proved, summed over the newest content checks of each application."""

    applications: int
    files: int
    bytes: int
    tables: int
    rows: int


def totals(found: Fold) -> Totals:
    """Sums of the evidence of the cutovers' content checks, of applications that serve from their target."""
    sums = {"files": 0, "bytes": 0, "tables": 0, "rows": 0}
    moved = [found.applications[name] for name in found.serving()]
    for app in moved:
        for key, evidence in app.evidence.items():
            if key.startswith(f"{Phase.CUTOVER.value}.") and is_content_check(key):
                for name in sums:
                    value = evidence.get(name, 0)
                    sums[name] += value if isinstance(value, int) else 0
    return Totals(len(moved), **sums)


def board(inventory: Inventory, found: Fold) -> list[dict[str, object]]:
    """One row for each application of the inventory, in its order."""
    rows: list[dict[str, object]] = []
    for application in inventory.applications:
        app = found.applications.get(application.id, Folded())
        at = stage(application, found)
        there = [s for key, s in app.steps.items() if not key.startswith(Phase.ROLLBACK.value)]
        done = sum(state is StepState.SUCCEEDED for state in there)
        rows.append(
            {
                "id": application.id,
                "name_zh": application.name_zh,
                "name_en": application.name_en,
                "department": application.department,
                "wave": app.wave,
                "stage": at.code,
                "stage_en": at.en,
                "stage_zh": at.zh,
                "side": app.side if app.plan else "",
                "steps_done": done,
                "steps": len(there),
                "last_at": app.last_at,
                "complaint": app.complaint,
            }
        )
    return rows
