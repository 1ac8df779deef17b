"""Words for a host: a question (`ask`) or an order (`tell`), quoted here and nowhere else."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Secret:
    """A value that shows nothing and travels on stdin alone."""

    value: str = field(repr=False)

    def __str__(self) -> str:
        return "***"


@dataclass(frozen=True, slots=True)
class Command:
    """Words for a host. A word may hold any bytes, as `surrogateescape` text; a secret goes by `stdin` only."""

    words: tuple[str, ...]
    stdin: bytes | Secret | None = None
    reads_only: bool = False

    def __str__(self) -> str:
        return shlex.join(self.words)

    @property
    def stdin_bytes(self) -> bytes:
        """What goes to the command's standard input."""
        if isinstance(self.stdin, Secret):
            return self.stdin.value.encode()
        return self.stdin or b""


def ask(*words: str, stdin: bytes | None = None) -> Command:
    """A question: it reads, and may be repeated."""
    return Command(words, stdin=stdin, reads_only=True)


def tell(*words: str, stdin: bytes | Secret | None = None) -> Command:
    """An order: it may change the host, and is never repeated by itself."""
    return Command(words, stdin=stdin)


@dataclass(frozen=True, slots=True)
class Completed:
    """What a host answered."""

    exit_code: int
    stdout: bytes = b""
    stderr: bytes = b""

    @property
    def ok(self) -> bool:
        """Whether the command ended with 0."""
        return self.exit_code == 0

    @property
    def text(self) -> str:
        """Stdout as text; bytes that are no UTF-8 come as surrogates."""
        return self.stdout.decode("utf-8", "surrogateescape")

    @property
    def complaint(self) -> str:
        """The last lines of stderr (or stdout), safe to print: control characters are taken out."""
        raw = (self.stderr or self.stdout).decode("utf-8", "replace").strip()[-600:]
        return "".join(c if c.isprintable() else " " for c in raw)
