"""Speaks to hosts: names them, asks them, tells them what to do."""

from __future__ import annotations

from govcloud.errors import StepFailedError
from govcloud.model.command import Command, Completed, ask, tell
from govcloud.ports import Remote

QUESTION_TIMEOUT_S = 60.0
ORDER_TIMEOUT_S = 120.0


def called(remote: Remote) -> str:
    """A host in words: source and target bear the same name, and differ by their address."""
    return f"{remote.identity.name} ({remote.identity.address})"


def asked(remote: Remote, *words: str, timeout_s: float = QUESTION_TIMEOUT_S) -> Completed:
    """The answer to a question, whatever its exit code."""
    return remote.run(ask(*words), timeout_s=timeout_s)


def answered(remote: Remote, *words: str, timeout_s: float = QUESTION_TIMEOUT_S) -> str:
    """The text that answers a question. Raises StepFailedError if the host complains."""
    return _whole(remote, ask(*words), timeout_s).text


def told(remote: Remote, *words: str, stdin: bytes | None = None) -> Completed:
    """The answer to an order. Raises StepFailedError if the host complains."""
    return _whole(remote, tell(*words, stdin=stdin), ORDER_TIMEOUT_S)


def _whole(remote: Remote, command: Command, timeout_s: float) -> Completed:
    answer = remote.run(command, timeout_s=timeout_s)
    if not answer.ok:
        named = " ".join(word for word in command.words if "\n" not in word)
        raise StepFailedError(
            f"{called(remote)}: `{named[:120]}` ended with {answer.exit_code}: {answer.complaint}",
            hint="mend what it complains about on the host, then run again",
        )
    return answer
