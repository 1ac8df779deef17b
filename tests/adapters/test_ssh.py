"""Tests of the SSH adapter against real OpenSSH servers on loopback."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from govcloud.adapters.known_hosts import fingerprint
from govcloud.adapters.login_key import ensure_login_key
from govcloud.adapters.ssh import SshRemote, scan_host_key
from govcloud.adapters.ssh_session import KILLED
from govcloud.errors import (
    CredentialError,
    HostKeyError,
    InputError,
    PreflightError,
    UnreachableError,
)
from govcloud.model.command import Secret, ask, tell
from govcloud.ports import HostIdentity
from tests.contracts.remote import RemoteContract
from tests.sshd import Sshd, running_sshd

pytestmark = pytest.mark.lab


@pytest.fixture(scope="module")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    with running_sshd(tmp_path_factory.mktemp("sshd")) as running:
        yield running


@pytest.fixture
def remote(sshd: Sshd) -> Iterator[SshRemote]:
    with closing(sshd.remote()) as made:
        yield made


class TestSshRemote(RemoteContract):
    @pytest.fixture
    def remote(self, sshd: Sshd) -> Iterator[SshRemote]:
        with closing(sshd.remote()) as made:
            yield made


def logins(sshd: Sshd) -> int:
    return sshd.log.read_text().count("Accepted publickey")


def test_many_commands_share_one_connection(sshd: Sshd, remote: SshRemote) -> None:
    before = logins(sshd)
    for _ in range(5):
        assert remote.run(ask("true"), timeout_s=10).ok
    assert logins(sshd) == before + 1


def test_threads_may_share_a_remote(remote: SshRemote) -> None:
    with ThreadPoolExecutor(20) as pool:
        answers = pool.map(
            lambda n: remote.run(
                ask("sh", "-c", 'sleep 0.05; echo "$1"', "n", str(n)), timeout_s=20
            ),
            range(40),
        )
        assert [answer.text for answer in answers] == [f"{n}\n" for n in range(40)]


def test_loud_output_and_long_input_do_not_stall_each_other(remote: SshRemote) -> None:
    script = "head -c 5000000 /dev/zero >&2; wc -c; head -c 5000000 /dev/zero"
    answer = remote.run(tell("sh", "-c", script, stdin=bytes(9_000_000)), timeout_s=60)
    assert (len(answer.stdout), len(answer.stderr)) == (5_000_008, 5_000_000)


def test_input_that_nobody_reads_is_no_error(remote: SshRemote) -> None:
    assert remote.run(tell("true", stdin=bytes(9_000_000)), timeout_s=60).ok


def test_input_is_sent_on_after_the_output_ended(remote: SshRemote) -> None:
    script = "exec >&- 2>&-; [ $(wc -c) = 9000000 ]"
    assert remote.run(tell("sh", "-c", script, stdin=bytes(9_000_000)), timeout_s=60).ok


def test_a_command_ended_by_a_signal_says_so(remote: SshRemote) -> None:
    assert remote.run(ask("sh", "-c", "kill -9 $$"), timeout_s=10).exit_code == KILLED


def test_an_answer_that_was_cut_off_is_no_answer(remote: SshRemote) -> None:
    with pytest.raises(UnreachableError):
        remote.run(ask("sh", "-c", "echo half; kill -9 $PPID"), timeout_s=10)


def test_a_dead_connection_is_made_anew(remote: SshRemote) -> None:
    with pytest.raises(UnreachableError):
        remote.run(tell("sh", "-c", "kill -9 $PPID"), timeout_s=10)
    assert remote.run(tell("true"), timeout_s=10).ok


def test_a_slow_command_does_not_spoil_the_connection(sshd: Sshd, remote: SshRemote) -> None:
    remote.run(ask("true"), timeout_s=10)
    before = logins(sshd)
    with pytest.raises(UnreachableError, match="'sleep'"):
        remote.run(ask("sleep", "600"), timeout_s=0.2)
    assert remote.run(ask("true"), timeout_s=10).ok
    assert logins(sshd) == before


def test_commands_that_were_given_up_do_not_use_up_the_host(remote: SshRemote) -> None:
    for _ in range(12):
        with pytest.raises(UnreachableError):
            remote.run(ask("sleep", "3"), timeout_s=0.1)
    assert remote.run(ask("true"), timeout_s=10).ok


def test_an_unknown_host_key_is_refused_before_anyone_logs_in(sshd: Sshd) -> None:
    before = logins(sshd)
    with pytest.raises(HostKeyError) as caught, closing(sshd.pinned_to()) as remote:
        remote.run(ask("true"), timeout_s=10)
    assert fingerprint(sshd.identity.host_keys[0]) in caught.value.message
    assert "govcloud hosts trust web-01" in caught.value.hint
    assert logins(sshd) == before


def test_a_changed_host_key_is_refused_and_both_are_shown(sshd: Sshd, tmp_path: Path) -> None:
    other = ensure_login_key(tmp_path / "other")
    with pytest.raises(HostKeyError) as caught, closing(sshd.pinned_to(other)) as remote:
        remote.run(ask("true"), timeout_s=10)
    shown = caught.value.message
    assert fingerprint(sshd.identity.host_keys[0]) in shown
    assert fingerprint(other) in shown
    assert "--replace" in caught.value.hint


def test_a_refused_login_names_the_host(sshd: Sshd, tmp_path: Path) -> None:
    ensure_login_key(tmp_path / "stranger")
    remote = SshRemote(sshd.identity, tmp_path / "stranger", None)
    with pytest.raises(CredentialError, match=r"web-01 \(127\.0\.0\.1\) refused the login"):
        remote.run(ask("true"), timeout_s=10)


def test_a_login_key_that_is_not_there_is_named(sshd: Sshd, tmp_path: Path) -> None:
    with pytest.raises(CredentialError, match="missing_key"):
        SshRemote(sshd.identity, tmp_path / "missing_key", None).run(ask("true"), timeout_s=10)


def test_a_closed_port_is_unreachable(sshd: Sshd) -> None:
    with closing(socket.socket()) as silent:
        silent.bind(("127.0.0.1", 0))
        remote = SshRemote(sshd.identity, sshd.key_file, silent.getsockname())
        with pytest.raises(UnreachableError, match="web-01"):
            remote.run(ask("true"), timeout_s=2)


def test_a_host_that_takes_the_call_and_says_nothing_is_unreachable(sshd: Sshd) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        remote = SshRemote(sshd.identity, sshd.key_file, server.getsockname())
        with pytest.raises(UnreachableError):
            remote.run(ask("true"), timeout_s=0.5)


def test_a_connection_that_freezes_ends_with_the_wait(sshd: Sshd) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        frozen = threading.Event()
        relay = threading.Thread(target=relay_until, args=(server, sshd.identity.port, frozen))
        relay.start()
        remote = SshRemote(sshd.identity, sshd.key_file, server.getsockname())
        assert remote.run(ask("true"), timeout_s=10).ok
        frozen.set()
        with pytest.raises(UnreachableError):
            remote.run(ask("true"), timeout_s=1)
        remote.close()
        relay.join()


def relay_until(server: socket.socket, port: int, frozen: threading.Event) -> None:
    """Pass bytes both ways until `frozen`, then hold the line in silence for a while."""
    near, _ = server.accept()
    far = socket.create_connection(("127.0.0.1", port))
    with closing(near), closing(far):
        near.settimeout(0.01)
        far.settimeout(0.01)
        while not frozen.is_set():
            for here, there in ((near, far), (far, near)):
                try:
                    there.sendall(here.recv(65536))
                except TimeoutError:
                    continue
        time.sleep(1.5)


def test_a_server_of_yesterday_is_refused(tmp_path: Path) -> None:
    old = "Ciphers aes128-cbc\nMACs hmac-sha1"
    with running_sshd(tmp_path, extra=old) as sshd, pytest.raises(PreflightError, match="modern"):
        sshd.remote().run(ask("true"), timeout_s=10)


@pytest.mark.parametrize(
    "identity",
    [
        HostIdentity("web-01", "-oProxyCommand=touch pwned"),
        HostIdentity("web-01", "10.250.0.8", user="root;reboot"),
        HostIdentity("web-01", "10.250.0.8\n"),
    ],
    ids=["option", "shell", "newline"],
)
def test_an_address_or_user_that_is_none_is_refused(identity: HostIdentity) -> None:
    with pytest.raises(InputError):
        SshRemote(identity, Path("key"), None)


def test_a_word_with_a_nul_is_refused(remote: SshRemote) -> None:
    with pytest.raises(InputError):
        remote.run(ask("echo", "a\0b"), timeout_s=10)


def test_a_secret_is_not_among_the_words_that_the_host_sees(remote: SshRemote) -> None:
    script = "cat /proc/*/cmdline 2>/dev/null | tr '\\0' ' ' | grep -c 'can[a]ry'; cat >/dev/null"
    answer = remote.run(tell("sh", "-c", script, stdin=Secret("canary")), timeout_s=10)
    assert answer.text.strip() == "0"


def test_a_host_key_can_be_looked_at_without_a_login(sshd: Sshd) -> None:
    before = logins(sshd)
    line = scan_host_key("127.0.0.1", sshd.identity.port, 10)
    assert line == " ".join(sshd.identity.host_keys[0].split()[:2])
    assert logins(sshd) == before


def test_the_controller_may_reach_a_host_elsewhere_than_its_peers_do(sshd: Sshd) -> None:
    identity = replace(sshd.identity, address="10.250.0.8", port=22)
    with closing(SshRemote(identity, sshd.key_file, ("127.0.0.1", sshd.identity.port))) as remote:
        assert remote.run(ask("true"), timeout_s=10).ok
