"""Hosts are asked side by side, each within its time; what one of them does is no matter to the others."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from govcloud.adapters.dispatch_local import LocalDispatcher
from govcloud.adapters.remotes import Listed, ReadOnly
from govcloud.engine.discover import Search, ask_host, discover, judge
from govcloud.errors import (
    CredentialError,
    FailedError,
    GovcloudError,
    HostKeyError,
    InterruptError,
    PartialError,
    UnreachableError,
)
from govcloud.model.command import Completed, ask
from govcloud.model.discovery import AskedHost, HostAnswer, Outcome
from govcloud.model.facts import CronEntry, Question
from govcloud.model.inventory import Server
from govcloud.ports import Remote
from tests.fakes_remote import Answer, FakeRemote

DAILY = CronEntry("@daily", "root", "backup.sh", "/var/spool/cron/root")
CRON, DATABASES = (
    Question(topic, ask(topic), lambda text: (DAILY,) if text != "nonsense" else None, "", 5.0)
    for topic in ("cron", "postgresql")
)
FINE: dict[tuple[str, ...], Answer | list[Answer]] = {
    ("cron",): Completed(0, b"c"),
    ("postgresql",): Completed(0, b"d"),
}


def host(name: str) -> AskedHost:
    """A host by this name."""
    return AskedHost(Server(name, "10.0.0.1"))


@dataclass
class Network:
    """What stands in for hosts, and how many of them are spoken to at a time."""

    remotes: dict[str, FakeRemote | GovcloudError] = field(default_factory=dict)
    now_s: float = 0.0
    stop: bool = False
    busy: int = 0
    busy_most: int = 0
    heard: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    meanwhile: Callable[[], None] = lambda: None

    @contextmanager
    def open(self, asked: AskedHost) -> Iterator[Remote]:
        """The host's Remote, which can only ask."""
        remote = self.remotes.get(asked.name, FakeRemote(FINE))
        if isinstance(remote, GovcloudError):
            raise remote
        with self.lock:
            self.busy += 1
            self.busy_most = max(self.busy_most, self.busy)
        try:
            self.meanwhile()
            yield ReadOnly(Listed(remote, frozenset({("cron",), ("postgresql",)})))
        finally:
            with self.lock:
                self.busy -= 1

    @property
    def search(self) -> Search:
        """A search on this network, 60 s for each host."""
        return Search(
            *((CRON, DATABASES), self.open, lambda: self.now_s, 60.0),
            heard=lambda answer: self.heard.append(answer.host.name),
            stopped=lambda: self.stop,
        )


def asked_one(*answers: Completed | Exception) -> HostAnswer:
    """One host that answers the two questions so."""
    remote = FakeRemote({("cron",): answers[0], ("postgresql",): answers[1]})
    return ask_host(Network({"a": remote}).search, host("a"))


def test_a_host_that_answers_everything_is_answered() -> None:
    answer = asked_one(Completed(0, b"c"), Completed(0, b"d"))
    assert answer.outcome is Outcome.ANSWERED
    assert answer.facts.cron == (DAILY,)
    assert answer.facts.untold == {}


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (Completed(3, b"@begin\n", b"there is no lsblk\x1b[2J\n"), "there is no lsblk [2J"),
        (Completed(127), "the question ended with 127"),
        (Completed(0, b"nonsense"), "the answer was not whole, or told nothing that we understand"),
    ],
)
def test_what_a_host_cannot_tell_is_told_with_the_reason(said: Completed, reason: str) -> None:
    answer = asked_one(Completed(0, b"c"), said)
    assert answer.outcome is Outcome.ANSWERED
    assert answer.facts.untold == {"postgresql": reason}


def test_a_lost_answer_or_an_endless_one_makes_it_partly_answered() -> None:
    lost = asked_one(Completed(0, b"c"), UnreachableError("gave no answer within 5 s"))
    endless = asked_one(FailedError("a host answered more than 8 bytes"), Completed(0, b"d"))
    assert (lost.outcome, lost.lost) == (Outcome.PARTLY, ("postgresql",))
    assert (endless.outcome, endless.lost) == (Outcome.PARTLY, ("cron",))
    with pytest.raises(PartialError, match="1 of 1 hosts") as refusal:
        judge([lost])
    assert "postgresql" in str(refusal.value.faults[0])


def test_a_host_has_a_time_of_its_own_and_the_rest_of_it_is_not_asked() -> None:
    network = Network()

    class Slow(FakeRemote):
        def run(self, command: object, *, timeout_s: float) -> Completed:
            assert timeout_s == 5.0
            network.now_s += 100.0
            return Completed(0, b"c")

    network.remotes["a"] = Slow()
    answer = ask_host(network.search, host("a"))
    assert (answer.outcome, answer.lost, answer.seconds) == (Outcome.PARTLY, ("postgresql",), 100.0)
    assert answer.facts.untold == {"postgresql": "the time for this host was up"}


def test_a_host_that_cannot_be_reached_does_not_keep_the_others() -> None:
    network = Network({"b": UnreachableError("b is down"), "c": HostKeyError("c has another key")})
    answers = discover(network.search, [host(name) for name in "abcd"], LocalDispatcher(2))
    assert [answer.host.name for answer in answers] == ["a", "b", "c", "d"]
    assert [answer.outcome.value for answer in answers] == [
        "answered",
        "failed",
        "failed",
        "answered",
    ]
    assert sorted(network.heard) == ["a", "b", "c", "d"]
    with pytest.raises(PartialError, match="2 of 4 hosts") as refusal:
        judge(answers)
    assert [fault.code for fault in refusal.value.faults] == ["unreachable", "credential"]


def test_no_more_hosts_are_spoken_to_at_a_time_than_was_said() -> None:
    met = threading.Barrier(3, timeout=10)
    network = Network(meanwhile=lambda: void(met.wait()))
    answers = discover(network.search, [host(f"h{n}") for n in range(12)], LocalDispatcher(3))
    assert network.busy_most == 3
    assert {answer.outcome for answer in answers} == {Outcome.ANSWERED}


def void(_result: object) -> None:
    """Nothing."""


@pytest.mark.parametrize(
    ("errors", "kind"),
    [
        ((UnreachableError("x"), UnreachableError("y")), UnreachableError),
        ((HostKeyError("x"), CredentialError("y")), CredentialError),
        ((UnreachableError("x"), CredentialError("y")), FailedError),
        ((HostKeyError("x"),), HostKeyError),
    ],
)
def test_where_none_answers_the_command_ends_with_their_kind(
    errors: tuple[GovcloudError, ...], kind: type[GovcloudError]
) -> None:
    answers = [HostAnswer(host("a"), Outcome.FAILED, error=error) for error in errors]
    with pytest.raises(kind) as refusal:
        judge(answers)
    assert refusal.value.exit_code == kind.exit_code


def test_stopping_keeps_what_was_told_and_asks_nobody_else() -> None:
    network = Network()

    class Last(FakeRemote):
        def run(self, command: object, *, timeout_s: float) -> Completed:
            network.stop = True
            return Completed(0, b"c")

    network.remotes["a"] = Last()
    answers = discover(network.search, [host("a"), host("b")], LocalDispatcher(1))
    assert [answer.outcome for answer in answers] == [Outcome.STOPPED, Outcome.STOPPED]
    assert answers[0].facts.cron == (DAILY,)
    with pytest.raises(InterruptError):
        judge(answers)


def test_an_order_or_a_question_of_ones_own_never_gets_to_a_host() -> None:
    network, other = Network(), Question("cron", ask("rm", "x"), len, "")
    search = Search(
        *((other,), network.open, lambda: 0.0, 60.0), heard=lambda _: None, stopped=lambda: False
    )
    with pytest.raises(RuntimeError, match="not on the list"):
        ask_host(search, host("a"))
