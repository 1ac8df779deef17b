"""Carries a database's dump from source to target, past no check: exit status, size and SHA-256.

The dump lies in a private spool directory (0700, root's) on both hosts while it is needed. On the
source that is a transient file of ours and no change of the application's data; it is removed
whatever happens, and what a killed controller left is removed by the next carriage of the same
database. Each dump has a name of its own, so that an order which outlived its controller cannot
meddle with a later one.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from govcloud.errors import PreflightError, StepFailedError, UnreachableError
from govcloud.model.command import Command, Completed, ask, tell
from govcloud.model.step import Evidence
from govcloud.ports import Remote, Route

SPOOL_HOME = "/var/lib"
"""Root's alone, unlike /var/tmp, where anybody could have laid out a directory for us."""

QUESTION_S = 60.0
LONG_S = 4 * 3600.0
RESERVE_BYTES = 64 * 1024 * 1024

_MAKE = 'set -eu; umask 077; rm -rf -- "$1"; mkdir -m 700 -- "$1"'
_SIZE_AND_SUM = """
size=$(stat -c %s -- "$file"); sum=$(sha256sum <"$file"); printf '%s %s\\n' "$size" "${sum%% *}"
"""
_DUMP = 'set -eu; umask 077; file=$1; shift; "$@" >"$file" </dev/null' + _SIZE_AND_SUM
_WEIGH = "set -eu; file=$1" + _SIZE_AND_SUM
_FEED = 'set -eu; file=$1; shift; exec "$@" <"$file"'


@dataclass(frozen=True, slots=True)
class Dump:
    """A dump that is on the target, whole. `sent_bytes` is what went over the network."""

    path: str
    size: int
    sha256: str
    sent_bytes: int = 0

    def evidence(self) -> Evidence:
        """The figures for the ledger."""
        return {
            "dump_bytes": self.size,
            "dump_sha256": self.sha256,
            "sent_bytes": self.sent_bytes,
        }


@contextmanager
def carried(route: Route, name: str, dump: Sequence[str]) -> Iterator[Dump]:
    """Have the words `dump` write a dump on the source, and lend it on the target.

    `name` names the database among all of both hosts. Raises StepFailedError where the dump ends
    badly on the source or arrives other than it was made; then nothing has been restored.
    """
    path = spool_path(name)
    file = f"{path}/dump-{secrets.token_hex(8)}"
    try:
        for host in (route.source, route.target):
            give(host, _script(_MAKE, path), f"cannot make the spool {path}")
        made = _weighed(give(route.source, _script(_DUMP, file, *dump), "the dump failed"))
        sent = route.replicator.copy(route, path).get("sent_bytes", 0)
        demand_whole(route.target, file, *made)
        yield Dump(file, *made, sent_bytes=sent if isinstance(sent, int) else 0)
    finally:
        for host in (route.source, route.target):
            with suppress(UnreachableError):
                host.run(tell("rm", "-rf", "--", path), timeout_s=QUESTION_S)


def spool_path(name: str) -> str:
    """Where this database's dumps lie, on either host."""
    named = hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:12]
    return f"{SPOOL_HOME}/govcloud-spool-{named}"


def demand_whole(host: Remote, file: str, size: int, sha256: str) -> None:
    """Raise StepFailedError unless `file` on `host` has exactly this size and SHA-256."""
    words = ask("sh", "-c", _WEIGH, "govcloud", file)
    seen = _weighed(give(host, words, "cannot read the dump that arrived"))
    if seen != (size, sha256):
        raise StepFailedError(
            f"{host.identity.name}: the dump arrived damaged and was not restored: {size} bytes "
            f"with SHA-256 {sha256} were made, {seen[0]} bytes with {seen[1]} arrived",
            hint="run again; if it happens again, look at the network and the disks of both hosts",
        )


def feeding(file: str, words: Sequence[str]) -> Command:
    """The order to run `words` with `file` as their standard input."""
    return _script(_FEED, file, *words)


def give(host: Remote, command: Command, failure: str, timeout_s: float = LONG_S) -> Completed:
    """Run `command`; raise StepFailedError, with `failure` and the complaint, if it fails."""
    done = host.run(command, timeout_s=timeout_s)
    if not done.ok:
        raise StepFailedError(
            f"{host.identity.name}: {failure} (exit code {done.exit_code}): {done.complaint}"
        )
    return done


def demand_room(host: Remote, needs: Mapping[str, int]) -> None:
    """Raise PreflightError unless there are so many bytes free at these paths, and a reserve."""
    asked = give(host, ask("df", "-P", "-B1", "--", *needs), "cannot see free space", QUESTION_S)
    wanted: dict[str, int] = {}
    free: dict[str, int] = {}
    for line, size in zip(asked.text.splitlines()[1:], needs.values(), strict=True):
        fields = line.split(maxsplit=5)
        wanted[fields[5]] = wanted.get(fields[5], RESERVE_BYTES) + size
        free[fields[5]] = int(fields[3])
    for mount, size in wanted.items():
        if free[mount] < size:
            raise PreflightError(
                f"{host.identity.name}: {free[mount]} bytes are free on {mount}, {size} are needed",
                hint=f"free at least {size - free[mount]} bytes there, and run again",
            )


def _script(script: str, *arguments: str) -> Command:
    return tell("sh", "-c", script, "govcloud", *arguments)


def _weighed(done: Completed) -> tuple[int, str]:
    match done.text.split():
        case [*_, size, sha256] if size.isdigit():
            return int(size), sha256
    raise StepFailedError(f"the size and SHA-256 of a dump came back as {done.complaint!r}")
