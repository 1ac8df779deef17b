"""Real OpenSSH servers on loopback, each a small host with files and processes of its own."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from govcloud.adapters.login_key import ensure_login_key
from govcloud.adapters.ssh import SshRemote
from govcloud.ports import HostIdentity
from tests.quiet_port import quiet_port

CONFIG = """\
ListenAddress 127.0.0.1:{port}
HostKey {home}/host_key
PidFile none
AuthorizedKeysFile .ssh/authorized_keys
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
PermitUserRC no
MaxStartups 200
PrintMotd no
{extra}
"""
BIRTH = """\
set -e
mount -t tmpfs none /run
mount -t tmpfs none /root
mount -t tmpfs -o "size=$2" none /srv
mkdir "$1/layers"
mount -t tmpfs none "$1/layers"
mkdir "$1/layers/upper" "$1/layers/work"
mount -t overlay -o "lowerdir=/etc,upperdir=$1/layers/upper,workdir=$1/layers/work" overlay /etc
mkdir -m 700 /run/sshd /root/.ssh
cp "$1/login_key.pub" /root/.ssh/authorized_keys
exec /usr/sbin/sshd -D -f "$1/sshd_config" -E "$1/log"
"""


@dataclass(frozen=True)
class Sshd:
    """Who it is, the key that is let in, and the process that it all dies with."""

    identity: HostIdentity
    key_file: Path
    log: Path
    process: subprocess.Popen[bytes]

    @property
    def root(self) -> Path:
        """Its file system, seen from here without asking it."""
        return Path(f"/proc/{self.process.pid}/root")

    def remote(self) -> SshRemote:
        """A Remote that reaches it."""
        return SshRemote(self.identity, self.key_file, None)

    def pinned_to(self, *lines: str) -> SshRemote:
        """A Remote that reaches it and has other pins."""
        return SshRemote(replace(self.identity, host_keys=lines), self.key_file, None)


@contextmanager
def running_sshd(
    home: Path, *, name: str = "web-01", srv_size: str = "64m", extra: str = ""
) -> Iterator[Sshd]:
    """Start one below `home`: /run, /root, /srv and what is written to /etc are its own."""
    home.mkdir(exist_ok=True)
    host_key = ensure_login_key(home / "host_key")
    (home / "login_key.pub").write_text(ensure_login_key(home / "login_key") + "\n")
    port = quiet_port()
    (home / "sshd_config").write_text(CONFIG.format(port=port, home=home, extra=extra))
    words = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
    process = subprocess.Popen(
        [*words, "sh", "-c", BIRTH, "birth", str(home), srv_size], stdin=subprocess.DEVNULL
    )
    try:
        _await_banner(port, process)
        identity = HostIdentity(name, "127.0.0.1", port=port, host_keys=(host_key,))
        yield Sshd(identity, home / "login_key", home / "log", process)
    finally:
        process.kill()
        process.wait(10)


def _await_banner(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(500):
        assert process.poll() is None, "the small host died at birth"
        try:
            with closing(socket.create_connection(("127.0.0.1", port), 5)) as sock:
                if sock.recv(4) == b"SSH-":
                    return
        except OSError:
            time.sleep(0.02)
    raise AssertionError("sshd does not answer")
