"""Asks hosts what they are: many at a time, each within a time of its own, and none of them is changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from govcloud.errors import (
    FailedError,
    Fault,
    GovcloudError,
    InterruptError,
    PartialError,
    UnreachableError,
)
from govcloud.model.canonical import Json
from govcloud.model.command import Completed
from govcloud.model.discovery import AskedHost, HostAnswer, Outcome
from govcloud.model.event import Entry
from govcloud.model.facts import HostFacts, Question
from govcloud.ports import Dispatcher, Remote, Store

REASON_CHARS_MAX = 200
_TIME_UP = "the time for this host was up"
_STOPPED = "stopped before it was asked"


@dataclass(frozen=True, slots=True)
class Search:
    """What asking needs. `open` gives a Remote that cannot write; `elapsed` are seconds of a steady clock.

    `heard` is told each answer as it comes; `stopped` says whether somebody wants an end.
    """

    questions: Sequence[Question]
    open: Callable[[AskedHost], AbstractContextManager[Remote]]
    elapsed: Callable[[], float]
    host_timeout_s: float
    heard: Callable[[HostAnswer], None]
    stopped: Callable[[], bool]


def record_search(store: Store, hosts: Sequence[AskedHost], questions: Sequence[Question]) -> None:
    """Record, before the first of them is spoken to, that these hosts are asked, and what."""
    topics = [question.topic for question in questions]
    asked = [f"{host.name} {host.login}" for host in hosts]
    said: dict[str, Json] = {"asked": len(asked), "hosts": asked, "questions": topics}
    store.record(Entry("discovery.asked", data=said))


def record_answers(store: Store, answers: Sequence[HostAnswer]) -> None:
    """Record how each host answered; what it told is no part of the ledger."""
    ended = {answer.host.name: answer.outcome.value for answer in answers}
    answered = sum(answer.outcome is Outcome.ANSWERED for answer in answers)
    said: dict[str, Json] = {"answered": answered, "of": len(answers), "outcomes": ended}
    store.record(Entry("discovery.answered", data=said))


def discover(
    search: Search, hosts: Sequence[AskedHost], dispatcher: Dispatcher
) -> list[HostAnswer]:
    """Ask every host, as many at a time as the dispatcher has workers; answers come in the order of `hosts`."""
    found: dict[int, HostAnswer] = {}

    def ask(place: int) -> None:
        found[place] = ask_host(search, hosts[place])
        search.heard(found[place])

    raised = dispatcher.each([partial(ask, place) for place in range(len(hosts))])
    for error in filter(None, raised):
        raise error
    return [found[place] for place in range(len(hosts))]


@dataclass(slots=True)
class _Hearing:
    """What one host has told so far."""

    search: Search
    deadline: float
    facts: dict[str, Any] = field(default_factory=dict)
    untold: dict[str, str] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)

    def ask(self, remote: Remote, question: Question) -> None:
        """Put one question. Raises what speaks against going on with this host."""
        left_s = self.deadline - self.search.elapsed()
        if self.search.stopped() or left_s <= 0:
            self._miss(question, _STOPPED if self.search.stopped() else _TIME_UP)
            return
        try:
            answer = remote.run(question.command, timeout_s=min(left_s, question.timeout_s))
        except UnreachableError as error:
            if not self.facts and not self.untold:
                raise
            self._miss(question, error.message)
        except FailedError as error:
            self._miss(question, error.message)
        else:
            self._hear(question, answer)

    def _hear(self, question: Question, answer: Completed) -> None:
        fact = question.parse(answer.text) if answer.ok else None
        if fact is not None:
            self.facts[question.topic] = fact
        else:
            self.untold[question.topic] = _reason(answer)

    def _miss(self, question: Question, reason: str) -> None:
        self.untold[question.topic] = reason
        self.lost.append(question.topic)


def ask_host(search: Search, host: AskedHost) -> HostAnswer:
    """Put every question to one host. Never raises for what a host does or does not say."""
    began = search.elapsed()
    if search.stopped():
        return HostAnswer(host, Outcome.STOPPED)
    hearing = _Hearing(search, began + search.host_timeout_s)
    try:
        with search.open(host) as remote:
            for question in search.questions:
                hearing.ask(remote, question)
    except GovcloudError as error:
        outcome = Outcome.STOPPED if search.stopped() else Outcome.FAILED
        return HostAnswer(host, outcome, error=error, seconds=search.elapsed() - began)
    facts = HostFacts(**hearing.facts, untold=hearing.untold)
    cut_short = Outcome.STOPPED if search.stopped() else Outcome.PARTLY
    outcome = cut_short if hearing.lost else Outcome.ANSWERED
    seconds = search.elapsed() - began
    return HostAnswer(host, outcome, facts, seconds=seconds, lost=tuple(hearing.lost))


def judge(answers: Sequence[HostAnswer], stopped: type[InterruptError] = InterruptError) -> None:
    """Raise what the command ends with, if not every host answered every question.

    `stopped` if somebody stopped it; PartialError where some hosts answered; where none did their kind
    of error, or FailedError where they differ.
    """
    missing = [answer for answer in answers if answer.outcome is not Outcome.ANSWERED]
    if any(answer.outcome is Outcome.STOPPED for answer in missing):
        raise stopped(
            "stopped: what was told up to then is kept",
            hint="the same command asks all of them again",
        )
    if not missing:
        return
    errors = [answer.error for answer in missing if answer.error]
    if len(answers) == len(errors) == 1:
        raise errors[0]
    kind: type[GovcloudError] = PartialError
    if len(errors) == len(answers):
        alike = len({error.exit_code for error in errors}) == 1
        kind = type(errors[0]) if alike else FailedError
    raise kind(
        f"{len(missing)} of {len(answers)} hosts did not answer, or not all of it",
        hint="mend what is said, and ask these again",
        faults=[_fault(answer) for answer in missing],
    )


def _fault(answer: HostAnswer) -> Fault:
    if answer.error:
        return Fault(
            answer.host.name, 0, answer.error.kind, answer.error.message, answer.error.hint
        )
    untold = ", ".join(answer.lost)
    return Fault(answer.host.name, 0, "partly", f"not told: {untold}", "--timeout gives it longer")


def _reason(answer: Completed) -> str:
    if answer.ok:
        return "the answer was not whole, or told nothing that we understand"
    said = answer.complaint[-REASON_CHARS_MAX:] if answer.stderr else ""
    return said or f"the question ended with {answer.exit_code}"
