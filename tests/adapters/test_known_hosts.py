"""Tests of the pins: what is remembered of a host, and what is refused."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from govcloud.adapters.known_hosts import KnownHosts, fingerprint, keys_from_console
from govcloud.adapters.login_key import ensure_login_key
from govcloud.errors import CredentialError, HostKeyError, InputError

CONSOLE = """\
[  OK  ] Started sshd\r
<14>cloud-init: -----BEGIN SSH HOST KEY KEYS-----\r
<14>cloud-init: {key} root@target\r
-----END SSH HOST KEY KEYS-----\r
login:
"""


@pytest.fixture
def keys(tmp_path: Path) -> tuple[str, str]:
    """Two different public keys, without comment."""
    lines = [ensure_login_key(tmp_path / name) for name in ("one", "two")]
    first, second = (" ".join(line.split()[:2]) for line in lines)
    return first, second


def test_a_pin_is_remembered(tmp_path: Path, keys: tuple[str, str]) -> None:
    hosts = KnownHosts(tmp_path / "state" / "known_hosts")
    assert hosts.pins("10.1.0.4") == ()
    assert hosts.add("10.1.0.4", [f"{keys[0]} comment"]) is True
    assert hosts.add("10.1.0.5", keys) is True
    assert KnownHosts(hosts.path).pins("10.1.0.4") == (keys[0],)
    assert set(hosts.pins("10.1.0.5")) == set(keys)


def test_the_same_pin_again_changes_nothing(tmp_path: Path, keys: tuple[str, str]) -> None:
    hosts = KnownHosts(tmp_path / "known_hosts")
    hosts.add("10.1.0.4", [keys[0]])
    before = hosts.path.stat().st_ino
    assert hosts.add("10.1.0.4", [keys[0]]) is False
    assert hosts.path.stat().st_ino == before


def test_another_key_is_refused_and_both_are_named(tmp_path: Path, keys: tuple[str, str]) -> None:
    hosts = KnownHosts(tmp_path / "known_hosts")
    hosts.add("10.1.0.4", [keys[0]])
    with pytest.raises(HostKeyError) as caught:
        hosts.add("10.1.0.4", [keys[1]])
    assert all(fingerprint(key) in caught.value.message for key in keys)
    assert hosts.pins("10.1.0.4") == (keys[0],)


def test_one_more_key_beside_those_that_are_pinned_is_taken(
    tmp_path: Path, keys: tuple[str, str]
) -> None:
    hosts = KnownHosts(tmp_path / "known_hosts")
    hosts.add("10.1.0.4", [keys[0]])
    assert hosts.add("10.1.0.4", keys) is True
    assert hosts.add("10.1.0.4", [keys[0]]) is False
    assert set(hosts.pins("10.1.0.4")) == set(keys)


def test_a_pin_is_replaced_when_somebody_says_so(tmp_path: Path, keys: tuple[str, str]) -> None:
    hosts = KnownHosts(tmp_path / "known_hosts")
    hosts.add("10.1.0.4", [keys[0]])
    assert hosts.add("10.1.0.4", [keys[1]], replace=True) is True
    assert hosts.pins("10.1.0.4") == (keys[1],)


def test_the_file_is_private_and_ssh_reads_it(tmp_path: Path, keys: tuple[str, str]) -> None:
    hosts = KnownHosts(tmp_path / "known_hosts")
    hosts.add("10.1.0.4", [keys[0]])
    assert hosts.path.stat().st_mode & 0o777 == 0o600
    words = ["ssh-keygen", "-F", "10.1.0.4", "-f", str(hosts.path)]
    assert keys[0] in subprocess.run(words, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("10.1.0.4", "no key"),
        ("10.1.0.4", "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAA"),
        ("a b\nc", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAA"),
    ],
    ids=["no key", "says another type", "no address"],
)
def test_what_is_no_pin_is_refused(tmp_path: Path, address: str, key: str) -> None:
    with pytest.raises(InputError):
        KnownHosts(tmp_path / "known_hosts").add(address, [key])


def test_every_broken_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "known_hosts"
    path.write_text("# comment\n\n@revoked * ssh-rsa AAAA\n10.1.0.4\n")
    with pytest.raises(InputError, match="known_hosts cannot be read") as refusal:
        KnownHosts(path).pins("10.1.0.4")
    told = [(fault.file, fault.line, fault.code) for fault in refusal.value.faults]
    assert told == [("known_hosts", 3, "E-PIN-001"), ("known_hosts", 4, "E-PIN-001")]
    assert "govcloud hosts trust" in refusal.value.hint


def test_a_fingerprint_is_as_ssh_keygen_prints_it(tmp_path: Path) -> None:
    line = ensure_login_key(tmp_path / "key")
    (tmp_path / "key.pub").write_text(line + "\n")
    words = ["ssh-keygen", "-l", "-f", str(tmp_path / "key.pub")]
    printed = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    assert fingerprint(line) == printed.split()[1]


def test_host_keys_are_read_from_the_console(keys: tuple[str, str]) -> None:
    assert keys_from_console(CONSOLE.format(key=keys[0])) == (keys[0],)
    reboots = CONSOLE.format(key=keys[0]) + CONSOLE.format(key=keys[1])
    assert keys_from_console(reboots) == (keys[1],)


def test_a_console_that_says_nothing_yet_gives_no_key() -> None:
    assert keys_from_console("") == ()
    assert keys_from_console("-----BEGIN SSH HOST KEY KEYS-----\n") == ()


def test_a_login_key_is_made_once_and_private(tmp_path: Path) -> None:
    path = tmp_path / "state" / "login_key"
    line = ensure_login_key(path)
    assert ensure_login_key(path) == line
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_login_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    ensure_login_key(tmp_path / "key")
    (tmp_path / "key").chmod(0o644)
    with pytest.raises(CredentialError, match="may be read by others"):
        ensure_login_key(tmp_path / "key")


def test_a_file_that_is_no_key_is_refused(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("hello")
    (tmp_path / "key").chmod(0o600)
    with pytest.raises(CredentialError, match="no OpenSSH private key"):
        ensure_login_key(tmp_path / "key")
