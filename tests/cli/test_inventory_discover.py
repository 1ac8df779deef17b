"""`inventory discover` at the terminal: what is wrong is told before anybody is asked; Ctrl-C keeps what was told."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from govcloud.adapters.known_hosts import KnownHosts
from tests.journey import Journey, laid_out
from tests.sshd import Sshd, running_sshd


@pytest.fixture
def workspace(tmp_path: Path) -> Journey:
    """The sample's own words, without a lab."""
    return laid_out(tmp_path, ("GD-GSD-001", "GD-HRS-001"))


@pytest.fixture
def small(workspace: Journey, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Sshd]]:
    """Two hosts that the inventory lacks: one answers, one never does. The workspace's key opens both."""
    home = tmp_path_factory.mktemp("hosts")
    keys = workspace.workspace / ".govcloud/keys"
    keys.mkdir(parents=True)
    with ExitStack() as stack:
        hosts: list[Sshd] = []
        for name, extra in (("quick", ""), ("slow", "ForceCommand sleep 600")):
            (home / name).mkdir()
            if hosts:
                shutil.copy(home / "quick/login_key", home / name)
            hosts.append(stack.enter_context(running_sshd(home / name, extra=extra)))
            pins = KnownHosts(workspace.workspace / ".govcloud/known_hosts")
            pins.add(f"127.0.0.1:{hosts[-1].identity.port}", hosts[-1].identity.host_keys)
        shutil.copy(home / "quick/login_key", keys / "local_ed25519")
        (keys / "local_ed25519").chmod(0o600)
        yield hosts


def named(hosts: list[Sshd]) -> list[str]:
    """The words that mean these hosts."""
    return [f"root@127.0.0.1:{host.identity.port}" for host in hosts]


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ([], 2, "--all"),
        (["gsd-identiti"], 10, "did you mean `gsd-identity`?"),
        (["-x"], 2, "No such option"),
        (["--all", "--parallel", "0"], 2, "--parallel"),
        (["--all", "--timeout", "nan"], 2, "--timeout"),
        (["--all", "--out", "inventory.yaml"], 10, "E-DSC-004"),
        (["--all", "--out", "nowhere/x.yaml"], 10, "E-DSC-004"),
        (["--all", "--out", "/dev/null"], 10, "E-DSC-004"),
        (["--all"], 12, "govcloud hosts trust gsd-identity"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_asked_is_a_sentence(
    workspace: Journey, words: list[str], code: int, says: str
) -> None:
    done = workspace.govcloud("inventory", "discover", *words)
    assert done.code == code, done.err
    assert says in " ".join(done.err.split())
    assert "Traceback" not in done.err
    asked = code == 12
    assert (workspace.workspace / ".govcloud/state-local.db").exists() is asked


@pytest.mark.lab
def test_a_slow_host_is_let_go_and_the_quick_one_is_shown(
    workspace: Journey, small: list[Sshd]
) -> None:
    done = workspace.govcloud(
        "inventory", "discover", *named(small), "--timeout", "3", "-o", "json"
    )
    assert done.code == 3, done.err
    assert [host["outcome"] for host in done.view["hosts"]] == ["answered", "failed"]
    assert json.loads(done.err.splitlines()[-1])["kind"] == "partial"


@pytest.mark.lab
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_stopping_shows_and_writes_what_was_told(
    workspace: Journey, small: list[Sshd], number: signal.Signals, code: int
) -> None:
    words = ["inventory", "discover", *named(small), "--out", "p.yaml", "-o", "json"]
    command = subprocess.Popen(
        [sys.executable, "-m", "govcloud", *words],
        cwd=workspace.workspace,
        env=workspace.environment("operator"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert command.stderr is not None
    for line in command.stderr:
        if "answered" in line:
            break
    command.send_signal(number)
    out, _ = command.communicate(timeout=120)
    assert command.returncode == code
    assert [host["outcome"] for host in json.loads(out)["hosts"]] == ["answered", "stopped"]
    assert "127.0.0.1" in (workspace.workspace / "p.yaml").read_text("utf-8")
    assert [row["event"] for row in workspace.events()] == ["discovery.asked", "discovery.answered"]
