"""Moves a file tree straight from host to host with rsync, over a key good for that job only.

The key is made here, in memory. The target authorises it for exactly the server command that the
source's own rsync will send, from the source's address, for a few minutes. The source gets it on
stdin and keeps it in an ssh-agent that ends with the copy; it never is in a file.
"""

from __future__ import annotations

import hashlib
import re
import shlex
from contextlib import suppress
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from govcloud.adapters.known_hosts import key_line
from govcloud.adapters.login_key import private_text, public_line
from govcloud.errors import (
    CredentialError,
    GovcloudError,
    HostKeyError,
    InputError,
    PreflightError,
    StepFailedError,
    UnreachableError,
)
from govcloud.model.command import Completed, Secret, ask, tell
from govcloud.model.manifest import Manifest, compare, listing, parsed
from govcloud.model.step import Evidence
from govcloud.ports import HostIdentity, Remote, Route

QUESTION_TIMEOUT_S = 60.0
LISTING_TIMEOUT_S = 3600.0
ORDER_TIMEOUT_S = 120.0
COPY_TIMEOUT_S = 24 * 3600.0
KEY_LIFE_S = 300
COPIES_MAX = 3  # a live tree loses files while it is copied
CONFINING_RSYNC = (3, 5, 0)

# No --preallocate: it would ask for the whole of a sparse file. No --inplace and no --partial-dir:
# both leave something half-written behind. No -s: the forced command must show every option.
# --modify-window=-1: times are compared to the nanosecond, else a change within a second is missed.
OPTIONS = (
    *("-aHAXS", "--numeric-ids", "--delete", "--modify-window=-1"),
    *("--no-secluded-args", "--timeout=60", "--stats", "--no-human-readable"),
)
SSH = (
    *("ssh", "-F", "none", "-o", "BatchMode=yes", "-o", "IdentityFile=none"),
    *("-o", "StrictHostKeyChecking=yes", "-o", "UpdateHostKeys=no"),
    *("-o", "GlobalKnownHostsFile=/dev/null", "-o", "PreferredAuthentications=publickey"),
    *("-o", "Ciphers=aes128-gcm@openssh.com,aes256-gcm@openssh.com,aes256-ctr"),
    *("-o", "ConnectTimeout=15", "-o", "ServerAliveInterval=5", "-o", "ServerAliveCountMax=6"),
    *("-o", "ForwardAgent=no", "-o", "ControlPath=none"),
)
_SHOW_SERVER = """sh -c 'shift 3; printf "<<%s>>" "$*" >&2; exit 1' sh"""

# The job's own leftovers go, and those of any job whose key has expired.
_AUTHORISE = r"""
umask 077
mkdir -p /run/govcloud && exec 8>>/run/govcloud/authorized_keys.lock && flock -w 30 8 || exit 71
cd && mkdir -p .ssh && cd .ssh && touch authorized_keys || exit 71
now=$(date +%s)
cp -p authorized_keys authorized_keys.govcloud || exit 71
awk -v job="$1" -v now="$now" '{
  split($NF, part, ":")
  if (part[1] != "govcloud-copy" || (part[2] != job && part[3] + 0 >= now)) print
}' authorized_keys >authorized_keys.govcloud || exit 71
if [ -n "$2" ]; then
  ends=$((now + $4))
  printf 'restrict,%s,expiry-time="%s" %s govcloud-copy:%s:%s\n' \
    "$3" "$(date -d "@$ends" +%Y%m%d%H%M%S)" "$2" "$1" "$ends" >>authorized_keys.govcloud || exit 71
fi
mv authorized_keys.govcloud authorized_keys
"""
_COPY = r"""
umask 077
home=/run/govcloud/copy-$1
rm -rf "$home"
mkdir -p /run/govcloud && mkdir "$home" || exit 71
trap 'rm -rf "$home"' EXIT
trap 'exit 143' HUP INT TERM
printf '%s\n' "$2" >"$home/known_hosts" || exit 71
shift 2
ssh-agent -a "$home/agent" sh -c '
  ssh-add -q -t 300 - || exit 72
  "$@" </dev/null
  code=$?
  kill "$SSH_AGENT_PID"
  exit $code
' copy "$@"
"""

_PATH = re.compile(r"(?:/(?!\.{1,2}(?:/|$))[^/\x00-\x1f\x7f]+)+")
_HOST = re.compile(r"[A-Za-z0-9][A-Za-z0-9.:-]{0,252}")
_SERVER_COMMAND = re.compile(rb"<<(rsync --server -[^s ].*)>>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class RsyncReplicator:
    """A Replicator over rsync. `checksum`: copy by content, not only by size and time."""

    checksum: bool = False

    def differences(self, route: Route, path: str) -> int:
        """Count what differs, by a listing of both sides; nothing passes between them."""
        source, target = _listed(route.source, path), _listed(route.target, path)
        if source is None:
            raise PreflightError(f"{path} is not on {_named(route.source)}")
        return -1 if target is None else len(compare(source, target))

    def copy(self, route: Route, path: str) -> Evidence:
        """Copy, again if files vanished meanwhile; revoke the key; put all of it on the disk."""
        job = _Job.of(route, path, self.checksum)
        server = job.server_command()
        answer = job.send(server)
        for _ in range(COPIES_MAX - 1):
            if answer.exit_code == _VANISHED:
                answer = job.send(server)
        if not answer.ok:
            job.fail(answer)
        _told(route.target, "sync", "-f", path)
        return _statistics(answer.text)


@dataclass(frozen=True, slots=True)
class _Job:
    """One copy of one tree: its name is the same each time, so that it finds its own leftovers."""

    source: Remote
    target: Remote
    path: str
    options: tuple[str, ...]

    @classmethod
    def of(cls, route: Route, path: str, checksum: bool) -> _Job:
        target = route.target.identity
        if not _PATH.fullmatch(path):
            raise InputError(f"{path!r} is no absolute path of a directory")
        for identity in (route.source.identity, target):
            if not _HOST.fullmatch(identity.address):
                raise InputError(f"{identity.address!r} is no host address")
        if not target.host_keys:
            raise HostKeyError(
                f"no host key of {target.name} ({target.address}) is pinned",
                hint=f"govcloud hosts trust {target.name} --side source|target",
            )
        options = (*OPTIONS, "--checksum") if checksum else OPTIONS
        return cls(route.source, route.target, path, options)

    @property
    def name(self) -> str:
        ends = f"{self.source.identity.address} {self.target.identity.address} {self.path}"
        return hashlib.sha256(ends.encode("utf-8", "surrogateescape")).hexdigest()[:16]

    def server_command(self) -> str:
        """What the source's rsync will ask the target to run, confined where the target can."""
        question = ask("env", "LC_ALL=C", *self._rsync(_SHOW_SERVER))
        answer = self.source.run(question, timeout_s=QUESTION_TIMEOUT_S)
        found = _SERVER_COMMAND.search(answer.stderr)
        if not found:
            raise PreflightError(
                f"rsync on {_named(self.source)} cannot be used: {answer.complaint}",
                hint="install rsync 3.2 or newer there",
            )
        command = found[1].decode("utf-8", "surrogateescape")
        if _version(self.target) < CONFINING_RSYNC:
            return command
        confined = f"rsync --server --confine-root={shlex.quote(self.path)} "
        return command.replace("rsync --server ", confined, 1)

    def send(self, server_command: str) -> Completed:
        """Authorise a new key, copy with it, and take it back, whatever happened."""
        key = Ed25519PrivateKey.generate()
        self._authorise(public_line(key), server_command)
        try:
            answer = self._copy(Secret(private_text(key)))
        except BaseException:
            with suppress(GovcloudError):  # it expires; the next copy takes it away
                self._authorise("", "")
            raise
        self._authorise("", "")
        return answer

    def fail(self, answer: Completed) -> None:
        """Say what rsync's exit code means."""
        ends = f"{_named(self.source)} to {_named(self.target)}"
        what = f"{self.path} from {ends}: rsync ended with {answer.exit_code}, {answer.complaint}"
        complaint = answer.stderr.decode("utf-8", "replace")
        if "No space left" in complaint or "quota exceeded" in complaint:
            raise StepFailedError(
                f"no space for {self.path} on {_named(self.target)}: {self._space()}",
                hint="enlarge the target's disk, then run again; what was copied is kept",
            )
        if "Host key verification failed" in complaint:
            raise HostKeyError(
                f"{_named(self.target)} showed {_named(self.source)} another host key "
                "than is pinned",
                hint=f"govcloud hosts trust {self.target.identity.name} --side source|target --replace",
            )
        if "Permission denied (" in complaint:
            raise CredentialError(
                f"the one-job key was refused on the way of {what}",
                hint=f"does {_named(self.target)} see the other host at "
                f"{self.source.identity.address}, and read ~/.ssh/authorized_keys?",
            )
        if answer.exit_code == _FILE_BROKE:  # its reason is not always sent over
            what += f"; on the target {self._space()}"
        kind = UnreachableError if answer.exit_code in _LINK_LOST else StepFailedError
        raise kind(what, hint=_HINTS.get(answer.exit_code, "run again"))

    def _authorise(self, key: str, server_command: str) -> None:
        quoted = server_command.replace('"', '\\"')
        limits = f'command="{quoted}",from="{self.source.identity.address}"'
        words = ("sh", "-c", _AUTHORISE, "authorise", self.name, key, limits, str(KEY_LIFE_S))
        _told(self.target, *words)

    def _copy(self, key: Secret) -> Completed:
        target = self.target.identity
        ssh = (*SSH, "-o", f"UserKnownHostsFile=/run/govcloud/copy-{self.name}/known_hosts")
        shell = " ".join((*ssh, "-p", str(target.port)))
        words = ("sh", "-c", _COPY, "copy", self.name, _known_hosts(target))
        command = tell(*words, "env", "LC_ALL=C", *self._rsync(shell), stdin=key)
        return self.source.run(command, timeout_s=COPY_TIMEOUT_S)

    def _rsync(self, shell: str) -> tuple[str, ...]:
        target = self.target.identity
        host = f"[{target.address}]" if ":" in target.address else target.address
        ends = (f"{self.path}/", f"{target.user}@{host}:{self.path}/")
        return ("rsync", *self.options, "-e", shell, "--", *ends)

    def _space(self) -> str:
        question = ask("df", "--block-size=1", "--output=avail,iavail,target", "/", self.path)
        answer = self.target.run(question, timeout_s=QUESTION_TIMEOUT_S)
        rows = [row.split(maxsplit=2) for row in answer.text.splitlines()[1:]]
        return "; ".join(f"{at} has {free} bytes and {left} inodes free" for free, left, at in rows)


_FILE_BROKE, _VANISHED = 11, 24
_LINK_LOST = frozenset({10, 12, 30, 35, 255})
_HINTS = {
    11: "a file could not be written or read: make room, or mend the disk, then run again",
    12: "the connection broke, or rsync is missing on the target; run again to go on",
    23: "some entries could not be copied: see the reason, mend it on the host, run again",
    24: "files kept vanishing on the live source: run again at a quieter time",
    30: "no byte passed for 60 s: check the link between the two hosts, then run again",
    71: "/run or the home directory cannot be written there",
    72: "ssh-agent or ssh-add (openssh-client) is missing or refuses on the source",
    127: "install rsync and openssh-client on the source",
    255: "the source cannot reach the target's SSH port at its private address",
}


def _listed(remote: Remote, path: str) -> Manifest | None:
    answer = remote.run(listing(path, content=False), timeout_s=LISTING_TIMEOUT_S)
    return parsed(answer, f"{path} on {_named(remote)}")


def _told(remote: Remote, *words: str) -> None:
    answer = remote.run(tell(*words), timeout_s=ORDER_TIMEOUT_S)
    if not answer.ok:
        raise StepFailedError(
            f"{_named(remote)} could not do `{words[0]}`: {answer.complaint}",
            hint="mend what it complains about, then run again",
        )


def _version(remote: Remote) -> tuple[int, ...]:
    answer = remote.run(ask("rsync", "--version"), timeout_s=QUESTION_TIMEOUT_S)
    found = re.search(r"version (\d+)\.(\d+)\.(\d+)", answer.text)
    if not answer.ok or not found:
        raise PreflightError(
            f"rsync is not on {_named(remote)}", hint="install rsync 3.2 or newer there"
        )
    return tuple(int(number) for number in found.groups())


def _named(remote: Remote) -> str:
    """Source and target may bear the same name."""
    return f"{remote.identity.name} ({remote.identity.address})"


def _known_hosts(identity: HostIdentity) -> str:
    port = identity.port
    place = identity.address if port == 22 else f"[{identity.address}]:{port}"  # noqa: PLR2004 - ssh
    return "\n".join(f"{place} {key_line(key)}" for key in identity.host_keys)


def _statistics(text: str) -> Evidence:
    def number(label: str) -> int:
        found = re.search(rf"^{label}: (\d+)", text, re.MULTILINE)
        return int(found[1]) if found else 0

    return {
        "files": number("Number of files"),
        "bytes": number("Total file size"),
        "sent_bytes": number("Total bytes sent"),
    }
