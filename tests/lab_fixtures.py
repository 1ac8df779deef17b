"""One lab with two plain hosts for all tests of a run, and the words to speak to them."""

from __future__ import annotations

import http.client
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from govcloud.local.lab import Lab, SourceSpec
from govcloud.model.command import Completed

SOURCE = "10.250.200.2"
TARGET = "10.99.0.4"


@dataclass(frozen=True)
class LabHosts:
    """The lab, its two hosts (named by private address), and the key that both let in as root."""

    lab: Lab
    key_file: Path
    source: str = SOURCE
    target: str = TARGET

    @property
    def public_key(self) -> str:
        """The login key's public half."""
        return self.key_file.with_suffix(".pub").read_text().strip()

    def reach(self, address: str) -> tuple[str, int]:
        """Where the controller connects to."""
        return self.lab.reach()[address]

    def host_keys(self, address: str) -> tuple[str, ...]:
        """The host's public keys ("ssh-ed25519 AAAA…"), as its console output tells them."""
        return console_keys(self.lab.console(address))

    def ssh(
        self, address: str, *words: str, stdin: bytes = b"", timeout_s: float = 60
    ) -> Completed:
        """Run words on a host by the OpenSSH client, its host key pinned. A word is pasted into the host's shell."""
        host, port = self.reach(address)
        pins = self.key_file.with_name(f"known_hosts.{address}")
        pins.write_text("".join(f"{address} {key}\n" for key in self.host_keys(address)))
        options = (
            "BatchMode=yes",
            f"HostKeyAlias={address}",
            "CheckHostIP=no",
            "StrictHostKeyChecking=yes",
            f"UserKnownHostsFile={pins}",
            "GlobalKnownHostsFile=/dev/null",
            "ConnectTimeout=10",
        )
        command = ["ssh", "-F", "none", "-i", str(self.key_file), "-p", str(port)]
        command += [word for option in options for word in ("-o", option)]
        done = subprocess.run(
            [*command, f"root@{host}", *words],
            input=stdin,
            capture_output=True,
            timeout=timeout_s,
            check=False,
        )
        return Completed(done.returncode, done.stdout, done.stderr)

    def say(self, address: str, script: str, timeout_s: float = 60) -> str:
        """What a shell script prints on a host, stripped; a script that fails is a failure of the test."""
        done = self.ssh(address, script, timeout_s=timeout_s)
        assert done.ok, f"{script}: {done.exit_code}: {done.complaint}"
        return done.text.strip()


def console_keys(console: str) -> tuple[str, ...]:
    """The public keys between the two lines that cloud images print around them, comments left out."""
    _, _, after = console.partition("-----BEGIN SSH HOST KEY KEYS-----\n")
    block, _, _ = after.partition("-----END SSH HOST KEY KEYS-----")
    return tuple(" ".join(line.split()[:2]) for line in block.splitlines() if line.strip())


def serve(lab: LabHosts, address: str, port: int, text: str) -> None:
    """Have a host answer HTTP at `port` with `text`, until the lab ends."""
    folder = f"/opt/www-{port}"
    listens = f"ss -ltn | grep -q ':{port} '"
    start = f"setsid python3 -m http.server {port} </dev/null >/dev/null 2>&1 &"
    script = f"mkdir -p {folder}; cd {folder}; printf '%s' '{text}' > index.html"
    lab.say(address, f"{script}; if ! {listens}; then {start} fi")
    for _ in range(200):
        if lab.say(address, f"ss -ltn | grep ':{port} ' || true"):
            return
        time.sleep(0.02)
    raise AssertionError(f"nothing listens at {address}:{port}")


def fetched(url: str) -> str:
    """What a GET of `url` gives, on a connection of its own."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port or 80, timeout=10)
    try:
        connection.request("GET", parts.path or "/")
        return connection.getresponse().read().decode()
    finally:
        connection.close()


def make_key(path: Path) -> str:
    """Make a login key at `path`; gives its public half."""
    words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "login", "-f", str(path)]
    subprocess.run(words, check=True, stdin=subprocess.DEVNULL, timeout=30)
    return path.with_suffix(".pub").read_text().strip()


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LabHosts]:
    """A lab with a source host `lab-web` and a target host of the same name; ended after the last test.

    Tests share the two: each works below paths, names and ports of its own, and powers neither off.
    """
    home = tmp_path_factory.mktemp("lab")
    key = home / "login_key"
    public = make_key(key)
    made = Lab(home / "local")
    try:
        made.up(
            [SourceSpec("lab-web", SOURCE, (80, 8080), public)], {"GD-LAB-001": ("lab-web", 80)}
        )
        made.start_target("lab-web", TARGET, (80, 8080), public)
        yield LabHosts(made, key)
    finally:
        made.down()
