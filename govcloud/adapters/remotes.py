"""Remotes around a Remote: each adds one behaviour and leaves the rest alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from govcloud.errors import InputError, LockedError, StepFailedError, UnreachableError
from govcloud.model.command import Command, Completed
from govcloud.ports import HostIdentity, Remote

PAUSES_S = (1.0, 2.0, 4.0)
LOCK_WAIT_S = 120.0

_APPLICATION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_REFUSAL = b"govcloud-guard: "
_LOCKED, _STALE = 75, 76

# Descriptor 9 is closed for the order, so that a daemon it starts does not hold the lock for ever.
_GUARD = r"""
was=$(umask)
umask 077
mkdir -p /run/govcloud || exit 71
lock=/run/govcloud/$1.lock kept=/run/govcloud/$1.fence fence=$2 wait_s=$3
shift 3
exec 9>>"$lock" || exit 71
flock -w "$wait_s" 9 || { echo "govcloud-guard: locked" >&2; exit 75; }
seen=$(cat "$kept" 2>/dev/null) || seen=0
if [ "$fence" -lt "$seen" ]; then echo "govcloud-guard: fence $seen" >&2; exit 76; fi
if [ "$fence" -gt "$seen" ]; then
  printf '%s\n' "$fence" >"$kept.new" && mv "$kept.new" "$kept" || exit 71
fi
umask "$was"
"$@" 9>&-
"""


@dataclass(frozen=True, slots=True)
class ReadOnly:
    """Lets questions through and nothing else: what planning is given."""

    inner: Remote

    @property
    def identity(self) -> HostIdentity:
        """Who it is."""
        return self.inner.identity

    def run(self, command: Command, *, timeout_s: float) -> Completed:
        """Pass a question on; RuntimeError for an order."""
        if not command.reads_only:
            raise RuntimeError(f"a plan may not change anything, but asked for: {command}")
        return self.inner.run(command, timeout_s=timeout_s)


@dataclass(frozen=True, slots=True)
class Listed:
    """Lets through the questions of a list, word for word, and nothing else: what discovery is given."""

    inner: Remote
    questions: frozenset[tuple[str, ...]]

    @property
    def identity(self) -> HostIdentity:
        """Who it is."""
        return self.inner.identity

    def run(self, command: Command, *, timeout_s: float) -> Completed:
        """Pass a listed question on; RuntimeError for an order, and for any other question."""
        if not command.reads_only or command.words not in self.questions or command.stdin_bytes:
            raise RuntimeError(f"this is not on the list of questions: {command}")
        return self.inner.run(command, timeout_s=timeout_s)


@dataclass(frozen=True, slots=True)
class Retrying:
    """Asks an unanswered question again, after each of `pauses_s`; never repeats an order."""

    inner: Remote
    sleep: Callable[[float], None]
    pauses_s: tuple[float, ...] = PAUSES_S

    @property
    def identity(self) -> HostIdentity:
        """Who it is."""
        return self.inner.identity

    def run(self, command: Command, *, timeout_s: float) -> Completed:
        """Run `command`; each try has `timeout_s` of its own."""
        for pause_s in self.pauses_s if command.reads_only else ():
            try:
                return self.inner.run(command, timeout_s=timeout_s)
            except UnreachableError:
                self.sleep(pause_s)
        return self.inner.run(command, timeout_s=timeout_s)


@dataclass(frozen=True, slots=True)
class Recording:
    """Tells `note` the words of each command before it goes out; stdin is not among them."""

    inner: Remote
    note: Callable[[str], None]

    @property
    def identity(self) -> HostIdentity:
        """Who it is."""
        return self.inner.identity

    def run(self, command: Command, *, timeout_s: float) -> Completed:
        """Note and pass on."""
        self.note(f"{self.identity.name} ({self.identity.address}): {command}")
        return self.inner.run(command, timeout_s=timeout_s)


@dataclass(frozen=True, slots=True)
class Guarded:
    """Gives orders under a guard on the host itself: one at a time, and none of an old attempt.

    `fence` must grow over all attempts of the application, not only over those of one step: the
    host keeps the highest it has seen (until it boots) and refuses a lower one with
    StepFailedError. An order that a killed controller left running is waited for, `lock_wait_s`
    at most, then LockedError.
    Questions pass untouched.
    """

    inner: Remote
    application: str
    fence: int
    lock_wait_s: float = LOCK_WAIT_S

    def __post_init__(self) -> None:
        """Refuse a name that could not be a file's."""
        if not _APPLICATION.fullmatch(self.application):
            raise InputError(f"{self.application!r} is no application id")

    @property
    def identity(self) -> HostIdentity:
        """Who it is."""
        return self.inner.identity

    def run(self, command: Command, *, timeout_s: float) -> Completed:
        """Run `command`; the wait for the lock comes on top of `timeout_s`."""
        if command.reads_only:
            return self.inner.run(command, timeout_s=timeout_s)
        words = ("sh", "-c", _GUARD, "guard", self.application, str(self.fence))
        guarded = Command((*words, str(int(self.lock_wait_s)), *command.words), command.stdin)
        answer = self.inner.run(guarded, timeout_s=timeout_s + self.lock_wait_s)
        if answer.stderr.startswith(_REFUSAL):
            self._refused(answer)
        return answer

    def _refused(self, answer: Completed) -> None:
        where = f"{self.application} on {self.identity.name} ({self.identity.address})"
        if answer.exit_code == _LOCKED:
            raise LockedError(
                f"an earlier order for {where} is still running after {self.lock_wait_s:g} s",
                hint="it goes on by itself; run again when it has ended",
            )
        if answer.exit_code == _STALE:
            raise StepFailedError(
                f"a newer attempt is at work on {where}: "
                f"this one has fence {self.fence}, the host saw {answer.complaint.split()[-1]}",
                hint="another controller took over; see govcloud status",
            )
