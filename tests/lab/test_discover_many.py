"""A hundred hosts with a real sshd each are asked a few at a time; what hangs and what refuses holds nobody up."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from govcloud.adapters.known_hosts import KnownHosts
from tests.journey import Journey, laid_out
from tests.sshd import Sshd, running_sshd

pytestmark = [pytest.mark.lab, pytest.mark.faults, pytest.mark.timeout(900)]

HOSTS, AT_ONCE = 100, 8
FILES_MAX, MEMORY_KB_MAX = 64 + 8 * AT_ONCE, 400_000


@dataclass(frozen=True)
class Many:
    """The workspace, the hosts that answer, one that lets in and then says nothing, and one that refuses."""

    workspace: Journey
    sound: list[Sshd]
    hanging: Sshd
    refusing: int

    @property
    def words(self) -> list[str]:
        """What means them, those that make trouble first."""
        sound = [host.identity.port for host in self.sound]
        ports = [self.hanging.identity.port, self.refusing, *sound]
        return [f"root@127.0.0.1:{port}" for port in ports]


@dataclass
class Spent:
    """The most that was seen of a process."""

    files: int = 0
    connections: int = 0
    memory_kb: int = 0
    cpu_ticks: int = 0

    def look(self, pid: int) -> None:
        """Look once; a process that has ended meanwhile has nothing more to show."""
        place = Path(f"/proc/{pid}")
        with suppress(OSError, ValueError, IndexError):
            told = [str(each.readlink()) for each in (place / "fd").iterdir()]
            held = sum(each.startswith("socket:") for each in told)
            self.files, self.connections = (
                max(self.files, len(told)),
                max(self.connections, held),
            )
            lines = (place / "status").read_text().splitlines()
            peak = next((line for line in lines if line.startswith("VmHWM")), "VmHWM: 0")
            self.memory_kb = max(self.memory_kb, int(peak.split()[1]))
            cpu = (place / "stat").read_text().rpartition(")")[2].split()
            self.cpu_ticks = int(cpu[11]) + int(cpu[12])


@pytest.fixture
def many(tmp_path: Path) -> Iterator[Many]:
    workspace = laid_out(tmp_path, ("GD-GSD-001", "GD-HRS-001"))
    key = tmp_path / ".govcloud/keys/local_ed25519"
    key.parent.mkdir(parents=True)
    pins = KnownHosts(tmp_path / ".govcloud/known_hosts")
    with ExitStack() as stack:
        hosts: list[Sshd] = []
        for number in range(HOSTS - 1):
            home = tmp_path / f"host-{number}"
            home.mkdir()
            if hosts:
                shutil.copy(hosts[0].key_file, home)
            extra = "" if number else "ForceCommand sleep 3600"
            hosts.append(stack.enter_context(running_sshd(home, extra=extra)))
            pins.add(f"127.0.0.1:{hosts[-1].identity.port}", hosts[-1].identity.host_keys)
        shutil.copy(hosts[0].key_file, key)
        key.chmod(0o600)
        # taken, and nobody listens there: whoever connects is refused
        taken = stack.enter_context(socket.socket())
        taken.bind(("127.0.0.1", 0))
        refusing = taken.getsockname()[1]
        pins.add(f"127.0.0.1:{refusing}", hosts[0].identity.host_keys)
        yield Many(workspace, hosts[1:], hosts[0], refusing)


def test_a_hundred_hosts_are_asked_within_bounds_beside_one_that_hangs_and_one_that_refuses(
    many: Many,
) -> None:
    words = [sys.executable, "-m", "govcloud", "inventory", "discover", "-o", "json"]
    words += ["--parallel", str(AT_ONCE), "--timeout", "3600", *many.words]
    began, log, out = (
        time.monotonic(),
        many.workspace.workspace / "err",
        many.workspace.workspace / "out",
    )
    with log.open("wb") as errors, out.open("wb") as view:
        asked = subprocess.Popen(
            words,
            cwd=many.workspace.workspace,
            env=many.workspace.environment("operator"),
            stdout=view,
            stderr=errors,
        )
    spent = Spent()
    try:
        # the one that hangs is let go when all others are through, and not before: it held nobody up
        while log.read_text("utf-8").count("answered") < len(many.sound) and asked.poll() is None:
            spent.look(asked.pid)
            time.sleep(0.05)
        took = time.monotonic() - began
        assert asked.poll() is None, log.read_text("utf-8")[-2_000:]
        many.hanging.process.kill()
        code = asked.wait(300)
    finally:
        asked.kill()
        asked.wait()
    hosts = json.loads(out.read_text("utf-8"))["hosts"]
    outcomes = [host["outcome"] for host in hosts]
    assert (code, outcomes[:2]) == (3, ["failed", "failed"])
    assert outcomes[2:] == ["answered"] * len(many.sound)
    assert spent.connections <= AT_ONCE + 4, spent
    assert spent.files <= FILES_MAX, spent
    assert spent.memory_kb <= MEMORY_KB_MAX, spent
    sys.stdout.write(f"{len(hosts)} hosts, {took:.1f} s: {spent}\n")
