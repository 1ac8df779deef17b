"""Discovery of fifty hosts beside one OpenSSH client for each, which puts the same questions in one go."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from govcloud.adapters.known_hosts import KnownHosts
from govcloud.steps.facts import QUESTIONS
from tests.bench.rounds import command, interleaved, told
from tests.journey import laid_out
from tests.sshd import Sshd, running_sshd

pytestmark = [pytest.mark.bench, pytest.mark.lab, pytest.mark.timeout(600)]

HOSTS, AT_ONCE, ROUNDS = 50, 8, 3
PEER = f"xargs -P {AT_ONCE} ssh, all questions in one command"


@dataclass(frozen=True)
class Estate:
    """Hosts that one key opens, and the workspace that knows their keys."""

    workspace: Path
    key: Path
    hosts: tuple[Sshd, ...]


@pytest.fixture
def estate(tmp_path: Path) -> Iterator[Estate]:
    laid_out(tmp_path, ("GD-GSD-001", "GD-HRS-001"))
    key = tmp_path / ".govcloud/keys/local_ed25519"
    key.parent.mkdir(parents=True)
    with ExitStack() as stack:
        hosts: list[Sshd] = []
        for number in range(HOSTS):
            home = tmp_path / f"host-{number}"
            home.mkdir()
            if hosts:
                shutil.copy(hosts[0].key_file, home)
            hosts.append(stack.enter_context(running_sshd(home)))
            pins = KnownHosts(tmp_path / ".govcloud/known_hosts")
            pins.add(f"127.0.0.1:{hosts[-1].identity.port}", hosts[-1].identity.host_keys)
        shutil.copy(hosts[0].key_file, key)
        key.chmod(0o600)
        yield Estate(tmp_path, key, tuple(hosts))


def test_fifty_hosts_are_asked(estate: Estate) -> None:
    ports = [str(host.identity.port) for host in estate.hosts]
    words = [sys.executable, "-m", "govcloud", "inventory", "discover", "-q", "-o", "json"]
    words += ["--parallel", str(AT_ONCE), *(f"root@127.0.0.1:{port}" for port in ports)]
    rivals = {
        PEER: command(peer(estate, ports), estate.workspace),
        "govcloud inventory discover": command(words, estate.workspace),
    }
    told(f"discovery of {HOSTS} hosts", interleaved(rivals, ROUNDS), PEER)


def peer(estate: Estate, ports: list[str]) -> list[str]:
    """The words that do the same by hand; the host key is pinned there too."""
    pins = estate.workspace / "known_hosts"
    lines = zip(ports, estate.hosts, strict=True)
    pins.write_text("".join(f"[127.0.0.1]:{port} {h.identity.host_keys[0]}\n" for port, h in lines))
    script = estate.workspace / "questions.sh"
    script.write_text("\n".join(f"({question.command.words[2]})" for question in QUESTIONS))
    (estate.workspace / "ports").write_text("\n".join(ports))
    ssh = ["ssh", "-F", "none", "-i", str(estate.key), "-o", f"UserKnownHostsFile={pins}"]
    ssh += ["-o", "StrictHostKeyChecking=yes", "-o", "BatchMode=yes", "-p", "{}", "root@127.0.0.1"]
    each = f"{shlex.join(ssh)} sh -s <{shlex.quote(str(script))} >/dev/null"
    return ["xargs", "-a", "ports", "-P", str(AT_ONCE), "-I", "{}", "sh", "-c", each]
