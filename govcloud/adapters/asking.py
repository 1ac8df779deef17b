"""Opens hosts for questions of a list and nothing else; an answer has an end, whatever the host sends."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from govcloud.adapters.remotes import Listed, ReadOnly, Recording
from govcloud.adapters.ssh import SshRemote
from govcloud.errors import HostKeyError, InputError
from govcloud.model.discovery import AskedHost
from govcloud.model.facts import Question
from govcloud.ports import HostIdentity, Pins, Remote

ANSWER_BYTES_MAX = 8 * 1024 * 1024
SSH_PORT = 22


@dataclass(slots=True)
class Asking:
    """Connections that can only ask. `reach` as for routes; `heard` is told each command (for -v)."""

    key_file: Path
    pins: Pins
    reach: Callable[[str], tuple[str, int] | None]
    questions: tuple[Question, ...]
    heard: Callable[[str], None]
    _open: dict[int, SshRemote] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def to(self, host: AskedHost) -> Iterator[Remote]:
        """A Remote for the questions, closed in the end. Raises HostKeyError where no key is pinned, InputError."""
        listed = frozenset(question.command.words for question in self.questions)
        remote = SshRemote(
            self._identity(host),
            self.key_file,
            reached_at(host.server.reach) or self.reach(host.server.address),
        )
        remote.answer_bytes_max = ANSWER_BYTES_MAX
        with self._lock:
            self._open[id(remote)] = remote
        try:
            with closing(remote):
                yield ReadOnly(Listed(Recording(remote, self._note), listed))
        finally:
            with self._lock:
                del self._open[id(remote)]

    def hang_up(self) -> None:
        """End every conversation that is under way; those who wait for an answer get UnreachableError."""
        with self._lock:
            remotes = list(self._open.values())
        for remote in remotes:
            remote.close()

    def _note(self, said: str) -> None:
        """A question by its topic: its words stand in docs/discovery-questions.md."""
        host, _, words = said.partition(": ")
        topics = {str(question.command): question.topic for question in self.questions}
        self.heard(f"{host}: question `{topics.get(words, words)}`")

    def _identity(self, host: AskedHost) -> HostIdentity:
        server = host.server
        if not server.address:
            raise InputError(
                f"{server.name}: the inventory does not say at which address it is",
                hint="add `address` to it, or ask user@address",
            )
        name = server.name if host.known else host.login
        keys = (server.host_key,) if server.host_key else self.pins.pins(server.address)
        if not keys:
            raise HostKeyError(
                f"{server.name}: the host key of {server.address} is not known, so it is not spoken to",
                hint=f"compare its fingerprint on the host, then: govcloud hosts trust {name}",
            )
        return HostIdentity(name, server.address, server.user, SSH_PORT, keys)


def reached_at(reach: str) -> tuple[str, int] | None:
    """`HOST[:PORT]` taken apart, None for ""."""
    host, _, port = reach.partition(":")
    return (host, int(port or SSH_PORT)) if host else None
