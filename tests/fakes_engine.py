"""A small world of fake hosts for the engine's tests: steps that leave countable effects, and a store that dies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from govcloud.adapters.store_ledger import Origin
from govcloud.adapters.store_sqlite import SqliteStore
from govcloud.engine.migration import Migration, Run
from govcloud.errors import GovcloudError
from govcloud.model.command import Command, Completed
from govcloud.model.event import Event
from govcloud.model.inventory import Application, Dependency, Inventory, Server, Strategy
from govcloud.model.plan import Change, Phase, Safety
from govcloud.model.step import Evidence, Observation, Side
from govcloud.ports import Answer, HostIdentity, Route

START = 1_790_000_000


class FakeClock:
    """Each look is a second later."""

    def __init__(self) -> None:
        self._seconds = count()
        self.jump_s = 0

    def now(self) -> str:
        moment = datetime.fromtimestamp(START + next(self._seconds) + self.jump_s, UTC)
        return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Killed(BaseException):
    """The controller died here."""


class NoRemote:
    """A host that the fake steps never speak to."""

    def __init__(self, name: str) -> None:
        self.identity = HostIdentity(name, name)

    def run(self, command: Command, *, timeout_s: float) -> Completed:
        raise AssertionError(f"nobody asked for {command} within {timeout_s} s")


class NoMeans:
    """Replicator, traffic and prober that nobody uses."""

    def differences(self, route: Route, path: str) -> int:
        raise AssertionError(path)

    def copy(self, route: Route, path: str) -> Evidence:
        raise AssertionError(path)

    def entry(self, application: str) -> str:
        return f"http://{application}"

    def read(self, application: str) -> Side | None:
        return None

    def switch(self, application: str, to: Side) -> None:
        raise AssertionError(application)

    def get(self, url: str, *, timeout_s: float) -> Answer:
        raise AssertionError(url)


@dataclass(slots=True)
class World:
    """What is true outside: which effects are there, and how often each was brought about."""

    true: set[str] = field(default_factory=set)
    effects: Counter[str] = field(default_factory=Counter)
    fail: dict[str, GovcloudError] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    die_within: str = ""
    fences: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FakeStep:
    """Makes `key` true in the world; a check leaves no effect. `breaks` become untrue by it."""

    key: str
    phase: Phase
    world: World
    server: str = "web"
    check: bool = False
    breaks: tuple[str, ...] = ()
    safety: Safety = Safety.CONVERGENT

    @property
    def change(self) -> Change:
        return Change(self.phase, f"make {self.key} true", "target")

    def observe(self, route: Route) -> Observation:
        if self.check or self.key not in self.world.true:
            return Observation.ABSENT
        return Observation.SATISFIED

    def act(self, route: Route, seen: Observation) -> Evidence:
        if self.key in self.world.fail:
            raise self.world.fail[self.key]
        self.world.order.append(self.key)
        if not self.check:
            self.world.effects[self.key] += 1
            self.world.true.add(self.key)
            self.world.true -= set(self.breaks)
        if self.world.die_within == self.key:
            self.world.die_within = ""
            raise Killed
        return {"files": 3, "bytes": 30} if self.check else {"did": self.key}

    def verify(self, route: Route) -> Observation:
        return Observation.SATISFIED if self.check else self.observe(route)


@dataclass(slots=True)
class FakeRoutes:
    """Routes to nowhere that remember the fences they were given."""

    world: World

    def read_only(self, server: str) -> Route:
        means = NoMeans()
        return Route(NoRemote("source"), NoRemote("target"), means, means, means)

    def guarded(self, server: str, fence: int) -> Route:
        self.world.fences.append(fence)
        return self.read_only(server)

    def host_keys(self) -> tuple[str, ...]:
        return ("web source SHA256:a", "web target SHA256:b")


def steps_there(world: World) -> tuple[FakeStep, ...]:
    """A whole move in small: a check, then each phase's effect."""
    return (
        FakeStep("assess.source:web@web", Phase.ASSESS, world, check=True),
        FakeStep("provision.accounts:web@web", Phase.PROVISION, world),
        FakeStep("replicate.tree:/srv@web", Phase.REPLICATE, world),
        FakeStep(
            "cutover.service-stop:web@web",
            Phase.CUTOVER,
            world,
            breaks=("rollback.service-start:web@web",),
        ),
        FakeStep("cutover.tree:/srv@web", Phase.CUTOVER, world),
        FakeStep("cutover.manifest:/srv@web", Phase.CUTOVER, world, check=True),
        FakeStep(
            "cutover.service-start:web@web",
            Phase.CUTOVER,
            world,
            breaks=("rollback.service-stop:web@web",),
        ),
        FakeStep(
            "cutover.traffic:web@web", Phase.CUTOVER, world, breaks=("rollback.traffic:web@web",)
        ),
        FakeStep("accept.probe:web@web", Phase.ACCEPT, world, check=True),
    )


def steps_back(world: World) -> tuple[FakeStep, ...]:
    """The way home in small."""
    return (
        FakeStep(
            "rollback.service-stop:web@web",
            Phase.ROLLBACK,
            world,
            breaks=("cutover.service-start:web@web",),
        ),
        FakeStep(
            "rollback.tree:/srv@web", Phase.ROLLBACK, world, breaks=("cutover.tree:/srv@web",)
        ),
        FakeStep("rollback.manifest:/srv@web", Phase.ROLLBACK, world, check=True),
        FakeStep(
            "rollback.service-start:web@web",
            Phase.ROLLBACK,
            world,
            breaks=("cutover.service-stop:web@web",),
        ),
        FakeStep(
            "rollback.traffic:web@web", Phase.ROLLBACK, world, breaks=("cutover.traffic:web@web",)
        ),
    )


def application(name: str, needs: tuple[str, ...] = ()) -> Application:
    """An application with one server, called `web`."""
    return Application(
        id=name,
        name_zh="样例",
        name_en="Sample",
        department="GD-GSD",
        classified=False,
        strategy=Strategy.REHOST,
        mlps_level=2,
        depends_on=tuple(Dependency(need) for need in needs),
        servers=(Server("web", "10.250.0.1"),),
    )


def migration(world: World, name: str = "GD-GSD-001", needs: tuple[str, ...] = ()) -> Migration:
    """A move of the fake world."""
    return Migration(
        application(name, needs), steps_there(world), steps_back(world), FakeRoutes(world)
    )


def estate(*migrations: Migration) -> Inventory:
    """An inventory of these applications."""
    return Inventory((), tuple(m.application for m in migrations), digest="e" * 64)


def store(
    path: Path, clock: FakeClock, listener: Callable[[Event], None] = lambda _e: None
) -> SqliteStore:
    """The real store, opened as `operator`."""
    return SqliteStore(
        path / "state.db", Origin("operator", "controller", "w1", "0.1.0"), clock, listener
    )


def run_on(
    found: SqliteStore, clock: FakeClock, plan_digest: str, operator: str = "operator"
) -> Run:
    """A run of W01."""
    return Run(found, clock, operator, "W01", plan_digest, lambda _step: None)


def dying_after(rows: int) -> Callable[[Event], None]:
    """A listener that kills the controller once `rows` ledger rows are durable."""
    left = iter(range(rows - 1))

    def heard(_event: Event) -> None:
        if next(left, None) is None:
            raise Killed

    return heard


def each_row(events: Iterator[Event]) -> list[str]:
    """The ledger in short."""
    return [f"{e.event} {e.step_id.partition('/')[2]}".strip() for e in events]
