"""A host that is a table of answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from govcloud.errors import UnreachableError
from govcloud.model.command import Command, Completed
from govcloud.model.step import Side
from govcloud.ports import HostIdentity

WEB = HostIdentity("web-01", "10.250.0.8")
Answer = Completed | Exception


@dataclass
class FakeRemote:
    """Answers each command from `answers` (by its words); several answers are given in turn.

    `asked` is what it was told, in order. Words that it does not know get exit code 127.
    """

    answers: Mapping[tuple[str, ...], Answer | list[Answer]] = field(default_factory=dict)
    identity: HostIdentity = WEB
    asked: list[Command] = field(default_factory=list)

    def run(self, command: Command, *, timeout_s: float) -> Completed:
        """Give the answer; raise it if it is an exception."""
        self.asked.append(command)
        answer = self.answers.get(command.words, Completed(127, b"", b"not found\n"))
        if isinstance(answer, list):
            answer = answer.pop(0)
        if isinstance(answer, Exception):
            raise answer
        if command.stdin is not None and command.words == ("cat",):
            return Completed(0, command.stdin_bytes)
        return answer


def silent() -> UnreachableError:
    """What a Remote raises for a host that does not answer."""
    return UnreachableError("web-01 did not answer")


class NoTraffic:
    """For routes whose users are not led anywhere."""

    def entry(self, application: str) -> str:
        """None has an entry."""
        return ""

    def read(self, application: str) -> Side | None:
        """Nor a side."""
        return None

    def switch(self, application: str, to: Side) -> None:
        """Never asked for."""
        raise AssertionError(f"{application} was switched to {to}")
