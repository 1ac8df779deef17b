"""Hosts and means for the tests of the database steps: scripted ones, and ones that fail on purpose."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace

from govcloud.adapters.rsync import RsyncReplicator
from govcloud.adapters.ssh import SshRemote
from govcloud.errors import StepFailedError
from govcloud.model.command import Command, Completed, ask, tell
from govcloud.model.step import Evidence, Observation, Side
from govcloud.ports import Answer, HostIdentity, Remote, Replicator, Route, Step
from tests.lab_fixtures import LabHosts

PROGRAMS = "/usr/lib/postgresql/15/bin"
WRAPPED = {"psql", "pg_dump", "pg_dumpall", "pg_restore"}
GSD_WEB = HostIdentity("gsd-web", "10.250.0.8")


class ControllerKilled(BaseException):
    """The controller died here."""


@dataclass
class ScriptedHost:
    """Answers each command by a function of it, and remembers all."""

    answer: Callable[[Command], Completed]
    identity: HostIdentity = GSD_WEB
    heard: list[Command] = field(default_factory=list)

    def run(self, command: Command, *, timeout_s: float) -> Completed:
        self.heard.append(command)
        return self.answer(command)


@dataclass
class DiesAfter:
    """A host whose controller is killed once it has given so many orders: the last one is still carried out."""

    inner: Remote
    orders_left: int

    @property
    def identity(self) -> HostIdentity:
        return self.inner.identity

    def run(self, command: Command, *, timeout_s: float) -> Completed:
        if self.orders_left <= 0:
            raise ControllerKilled
        done = self.inner.run(command, timeout_s=timeout_s)
        if not command.reads_only:
            self.orders_left -= 1
            if self.orders_left == 0:
                raise ControllerKilled
        return done


@dataclass
class QuestionsOnly:
    """A host that carries out no order."""

    inner: Remote

    @property
    def identity(self) -> HostIdentity:
        return self.inner.identity

    def run(self, command: Command, *, timeout_s: float) -> Completed:
        assert command.reads_only, command
        return self.inner.run(command, timeout_s=timeout_s)


@dataclass
class Unwrapped:
    """A host whose PostgreSQL programs are run without Debian's wrapper, which takes half of their time."""

    inner: Remote

    @property
    def identity(self) -> HostIdentity:
        return self.inner.identity

    def run(self, command: Command, *, timeout_s: float) -> Completed:
        words = tuple(f"{PROGRAMS}/{w}" if w in WRAPPED else w for w in command.words)
        return self.inner.run(replace(command, words=words), timeout_s=timeout_s)


class Relayed:
    """Copies through the test, which is quicker than an rsync of its own for a few bytes."""

    def differences(self, route: Route, path: str) -> int:
        raise AssertionError(path)

    def copy(self, route: Route, path: str) -> Evidence:
        tree = route.source.run(ask("tar", "-C", path, "-cf", "-", "."), timeout_s=30)
        unpack = tell("tar", "-C", path, "-xf", "-", stdin=tree.stdout)
        assert tree.ok
        assert route.target.run(unpack, timeout_s=30).ok
        return {"sent_bytes": len(tree.stdout)}


@dataclass
class Spoiling:
    """Copies as it should, and then runs a script on what arrived ($1: its directory)."""

    script: str
    inner: Replicator = field(default_factory=Relayed)

    def differences(self, route: Route, path: str) -> int:
        return self.inner.differences(route, path)

    def copy(self, route: Route, path: str) -> Evidence:
        evidence = self.inner.copy(route, path)
        done = route.target.run(tell("sh", "-c", self.script, "spoil", path), timeout_s=30)
        assert done.ok, done.complaint
        return evidence


@dataclass
class FakeTraffic:
    """Users of one application, and where they are led. `frozen`: switching does nothing."""

    led: Side | None = Side.SOURCE
    url: str = "http://127.20.255.1"
    switches: list[Side] = field(default_factory=list)

    def entry(self, application: str) -> str:
        return self.url

    def read(self, application: str) -> Side | None:
        return self.led

    def switch(self, application: str, to: Side) -> None:
        self.switches.append(to)
        self.led = to


@dataclass
class FakeProber:
    """Gives its answers in turn, the last one for ever."""

    answers: list[Answer] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def get(self, url: str, *, timeout_s: float) -> Answer:
        assert 0 < timeout_s <= 20
        self.asked.append(url)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def silent_host(command: Command) -> Completed:
    """A host without databases: every program is unknown to it."""
    return Completed(127, b"", b"not found")


def means(source: Remote, target: Remote) -> Route:
    """A route between two hosts."""
    return Route(source, target, RsyncReplicator(), FakeTraffic(), FakeProber())


@contextmanager
def lab_route(lab: LabHosts) -> Iterator[Route]:
    """The route between the lab's two hosts, over real SSH."""

    def host(address: str) -> SshRemote:
        identity = HostIdentity("lab-web", address, host_keys=lab.host_keys(address))
        return SshRemote(identity, lab.key_file, lab.reach(address))

    with closing(host(lab.source)) as source, closing(host(lab.target)) as target:
        yield means(source, target)


def ordered(host: Remote, *words: str) -> str:
    """What an order prints; one that fails is a failure of the test."""
    done = host.run(tell(*words), timeout_s=120)
    assert done.ok, f"{words}: {done.complaint}"
    return done.text


def carried_out(step: Step, route: Route) -> Evidence:
    """Do the step as the engine does: look, act unless it is done, look again; gives the evidence."""
    seen = step.observe(
        replace(route, source=QuestionsOnly(route.source), target=QuestionsOnly(route.target))
    )
    evidence = {} if seen is Observation.SATISFIED else step.act(route, seen)
    assert step.verify(route) is Observation.SATISFIED
    return evidence


def killed_after(orders: int, step: Step, route: Route) -> bool:
    """Have the controller killed after so many orders to the target; False if the step needs fewer."""
    target = DiesAfter(route.target, orders)
    try:
        step.act(replace(route, target=target), Observation.PARTIAL)
    except ControllerKilled:
        return True
    return False


def spools(route: Route) -> str:
    """The spool directories that lie about on either host."""
    look = ("sh", "-c", "ls -d /var/lib/govcloud-spool-* 2>/dev/null || true")
    return ordered(route.source, *look) + ordered(route.target, *look)


def refusal(step: Step, route: Route) -> str:
    """The sentence with which a step fails."""
    try:
        step.act(route, Observation.PARTIAL)
    except StepFailedError as error:
        return f"{error} {error.hint}"
    raise AssertionError(f"{step.key} did not fail")
