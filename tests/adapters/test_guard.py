"""Tests of the guard on the host: one order at a time, and none of an attempt that was replaced."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing

import pytest

from govcloud.adapters.remotes import Guarded
from govcloud.adapters.ssh import SshRemote
from govcloud.errors import LockedError, StepFailedError, UnreachableError
from govcloud.model.command import ask, tell
from tests.sshd import Sshd, running_sshd

pytestmark = pytest.mark.lab

APPLICATION = "GD-GSD-008"


@pytest.fixture(scope="module")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    with running_sshd(tmp_path_factory.mktemp("guarded")) as running:
        yield running


@pytest.fixture
def host(sshd: Sshd) -> Iterator[SshRemote]:
    with closing(sshd.remote()) as made:
        yield made
        made.run(tell("sh", "-c", "rm -rf /run/govcloud"), timeout_s=10)


def test_an_order_is_done_and_its_answer_comes_back(host: SshRemote) -> None:
    order = tell("sh", "-c", "cat; umask; exit 7", stdin=b"hello ")
    answer = Guarded(host, APPLICATION, 1).run(order, timeout_s=10)
    assert (answer.exit_code, answer.text) == (7, "hello 0022\n")


def test_an_attempt_that_was_replaced_gives_no_more_orders(host: SshRemote) -> None:
    Guarded(host, APPLICATION, 5).run(tell("true"), timeout_s=10)
    with pytest.raises(StepFailedError, match=r"newer attempt is at work.*fence 4.*saw 5"):
        Guarded(host, APPLICATION, 4).run(tell("touch", "/srv/late"), timeout_s=10)
    assert not host.run(ask("test", "-e", "/srv/late"), timeout_s=10).ok
    assert Guarded(host, APPLICATION, 5).run(tell("true"), timeout_s=10).ok


def test_another_application_is_not_held_up(host: SshRemote) -> None:
    Guarded(host, APPLICATION, 5).run(tell("true"), timeout_s=10)
    assert Guarded(host, "GD-GSD-001", 1).run(tell("true"), timeout_s=10).ok


def test_an_order_left_running_is_waited_for(sshd: Sshd, host: SshRemote) -> None:
    left_running(sshd, "sleep 0.5; echo old >>/srv/order")
    Guarded(host, APPLICATION, 2).run(tell("sh", "-c", "echo new >>/srv/order"), timeout_s=10)
    assert host.run(ask("cat", "/srv/order"), timeout_s=10).text == "old\nnew\n"


def test_an_order_left_running_for_long_locks_the_application(sshd: Sshd, host: SshRemote) -> None:
    left_running(sshd, "exec sleep 600")
    with pytest.raises(LockedError, match="GD-GSD-008 on web-01"):
        Guarded(host, APPLICATION, 2, lock_wait_s=1).run(tell("true"), timeout_s=10)
    host.run(tell("sh", "-c", "kill $(cat /srv/order.pid)"), timeout_s=10)
    assert Guarded(host, APPLICATION, 2).run(tell("true"), timeout_s=10).ok


def left_running(sshd: Sshd, script: str) -> None:
    """Have an order started whose controller goes away while it runs."""
    order = tell("sh", "-c", f"echo $$ >/srv/order.pid; {script}")
    with closing(sshd.remote()) as killed, pytest.raises(UnreachableError):
        Guarded(killed, APPLICATION, 1, lock_wait_s=0).run(order, timeout_s=0.2)


def test_a_daemon_that_an_order_starts_does_not_keep_the_lock(host: SshRemote) -> None:
    daemon = tell("sh", "-c", "sleep 600 >/dev/null 2>&1 </dev/null & echo $!")
    started = Guarded(host, APPLICATION, 1).run(daemon, timeout_s=10)
    assert Guarded(host, APPLICATION, 2, lock_wait_s=1).run(tell("true"), timeout_s=10).ok
    host.run(tell("kill", started.text.strip()), timeout_s=10)


def test_orders_of_one_application_do_not_overlap(host: SshRemote) -> None:
    script = "mkdir /srv/busy && sleep 0.1 && rmdir /srv/busy"
    codes: list[int] = []

    def order() -> None:
        answer = Guarded(host, APPLICATION, 3).run(tell("sh", "-c", script), timeout_s=30)
        codes.append(answer.exit_code)

    threads = [threading.Thread(target=order) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes == [0] * 5
