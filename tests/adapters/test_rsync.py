"""Tests of the replicator between two real hosts: what arrives, what stays, what is refused."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from govcloud.adapters.login_key import ensure_login_key
from govcloud.adapters.rsync import RsyncReplicator
from govcloud.adapters.ssh import SshRemote
from govcloud.adapters.web import HttpProber
from govcloud.errors import (
    GovcloudError,
    HostKeyError,
    InputError,
    PreflightError,
    StepFailedError,
    UnreachableError,
)
from govcloud.model.command import Command, Completed, Secret, ask
from govcloud.ports import HostIdentity, Remote, Route
from tests.fakes_remote import FakeRemote, NoTraffic
from tests.small_hosts import APPLICATION, Hosts, running_hosts
from tests.trees import make_nasty_tree, seen

pytestmark = pytest.mark.lab


@dataclass
class Tapped:
    """A Remote that shows each command to `tap` before it is run, and may call itself otherwise."""

    inner: Remote
    tap: Callable[[Command], None]
    identity: HostIdentity = field(init=False)

    def __post_init__(self) -> None:
        self.identity = self.inner.identity

    def run(self, command: Command, *, timeout_s: float) -> Completed:
        self.tap(command)
        return self.inner.run(command, timeout_s=timeout_s)


@pytest.fixture
def hosts(tmp_path: Path) -> Iterator[Hosts]:
    with running_hosts(tmp_path) as running:
        yield running


def nothing_left(hosts: Hosts) -> None:
    """No key, no agent, no file of the job's is anywhere."""
    assert "govcloud-copy" not in hosts.admitted()
    kept = {path.name for path in (hosts.source.root / "run/govcloud").iterdir()}
    assert kept == {f"{APPLICATION}.lock", f"{APPLICATION}.fence"}
    assert not list((hosts.target.root / "root/.ssh").glob("*.govcloud"))


def test_everything_that_a_tree_is_made_of_arrives(hosts: Hosts) -> None:
    here, there = hosts.trees()
    make_nasty_tree(here)
    route = hosts.route()
    assert route.replicator.differences(route, "/srv/tree") == -1
    evidence = route.replicator.copy(route, "/srv/tree")
    assert seen(there) == seen(here)
    assert route.replicator.differences(route, "/srv/tree") == 0
    assert evidence["files"] == len(seen(here))
    assert isinstance(evidence["sent_bytes"], int)
    nothing_left(hosts)


def test_a_second_copy_carries_the_difference_only(hosts: Hosts) -> None:
    here, there = hosts.trees()
    make_nasty_tree(here)
    route = hosts.route()
    route.replicator.copy(route, "/srv/tree")
    (there / "extra").write_text("on the target only")
    (here / "tab\there").unlink()
    (here / "empty").write_text("no longer")
    assert route.replicator.differences(route, "/srv/tree") > 2
    evidence = route.replicator.copy(route, "/srv/tree")
    assert seen(there) == seen(here)
    assert int(str(evidence["sent_bytes"])) < 10_000


def test_a_tree_of_an_odd_name_is_copied_and_nothing_else_happens(hosts: Hosts) -> None:
    name = "srv/a b'\"$(touch pwned);中文"
    here, there = hosts.trees(name)
    here.mkdir()
    (here / "file").write_text("content")
    route = hosts.route()
    route.replicator.copy(route, f"/{name}")
    assert seen(there) == seen(here)
    assert not [d for d in ("root", "srv", name) if (hosts.target.root / d / "pwned").exists()]


def test_the_key_can_do_its_one_job_and_no_other(hosts: Hosts, tmp_path: Path) -> None:
    (hosts.source.root / "srv/tree").mkdir()
    words: list[str] = []
    answers: list[bytes] = []

    def steal(command: Command) -> None:
        words.extend(command.words)
        if isinstance(command.stdin, Secret):
            (tmp_path / "stolen").write_text(command.stdin.value)
            (tmp_path / "stolen").chmod(0o600)
            words.append(hosts.admitted())
            with closing(SshRemote(hosts.target.identity, tmp_path / "stolen")) as thief:
                answers.append(thief.run(ask("echo", "inside"), timeout_s=20).stdout)

    route = replace(hosts.route(), source=Tapped(hosts.route().source, steal))
    route.replicator.copy(route, "/srv/tree")
    assert len(answers) == 1
    assert b"inside" not in answers[0]
    said = "\n".join(words)
    assert "PRIVATE KEY" not in said
    assert 'restrict,command="rsync --server ' in said
    assert 'from="127.0.0.1",expiry-time="' in said
    nothing_left(hosts)


def test_what_a_controller_that_vanished_left_is_cleaned_by_the_next_copy(hosts: Hosts) -> None:
    (hosts.source.root / "srv/tree").mkdir()
    orders: list[Command] = []

    def vanish(command: Command) -> None:
        if not command.reads_only:
            orders.append(command)
            if len(orders) > 1:
                raise UnreachableError("the controller is gone")

    route = hosts.route()
    cut = replace(route, target=Tapped(route.target, vanish))
    with pytest.raises(UnreachableError):
        cut.replicator.copy(cut, "/srv/tree")
    assert "govcloud-copy" in hosts.admitted()
    route.replicator.copy(route, "/srv/tree")
    assert "govcloud-copy" not in hosts.admitted()
    assert "PRIVATE" not in hosts.admitted()


def big_file(hosts: Hosts) -> None:
    (hosts.source.root / "srv/tree").mkdir()
    for number in range(2):
        (hosts.source.root / f"srv/tree/big{number}").write_bytes(os.urandom(24_000_000))


def await_transfer(hosts: Hosts) -> None:
    """Until a file is half-way on the target."""
    for _ in range(20_000):
        if list((hosts.target.root / "srv").glob("tree/.big*")):
            return
        time.sleep(0.001)
    raise AssertionError("nothing was transferred")


def controller(hosts: Hosts) -> None:
    route = hosts.route(fence=1)
    route.replicator.copy(route, "/srv/tree")


def test_a_killed_controllers_copy_ends_as_an_undisturbed_one(hosts: Hosts) -> None:
    big_file(hosts)
    killed = multiprocessing.get_context("fork").Process(target=controller, args=(hosts,))
    killed.start()
    await_transfer(hosts)
    os.kill(killed.pid or 0, signal.SIGKILL)
    killed.join()
    route = hosts.route(fence=2)
    route.replicator.copy(route, "/srv/tree")
    here, there = hosts.trees()
    assert seen(there) == seen(here)
    nothing_left(hosts)


def test_a_transfer_that_is_killed_fails_and_can_be_run_again(hosts: Hosts) -> None:
    big_file(hosts)
    route = hosts.route()
    errors: list[GovcloudError] = []

    def copy() -> None:
        try:
            route.replicator.copy(route, "/srv/tree")
        except GovcloudError as error:
            errors.append(error)

    thread = threading.Thread(target=copy)
    thread.start()
    await_transfer(hosts)
    route.source.run(ask("sh", "-c", "kill -9 $(pidof rsync)"), timeout_s=10)
    thread.join()
    assert [error.exit_code for error in errors] in ([1], [13])
    assert "govcloud-copy" not in hosts.admitted()
    route.replicator.copy(route, "/srv/tree")
    here, there = hosts.trees()
    assert seen(there) == seen(here)
    nothing_left(hosts)


def test_a_target_without_space_keeps_what_it_had(tmp_path: Path) -> None:
    with running_hosts(tmp_path, target_size="3m") as hosts:
        here, there = hosts.trees()
        for tree in (here, there):
            tree.mkdir()
        (there / "file").write_text("old")
        (here / "file").write_bytes(os.urandom(8_000_000))
        route = hosts.route()
        with pytest.raises(StepFailedError, match=r"no space for /srv/tree.*\d{6}"):
            route.replicator.copy(route, "/srv/tree")
        assert [path.name for path in there.iterdir()] == ["file"]
        assert (there / "file").read_text() == "old"
        nothing_left(hosts)


@dataclass
class Mute:
    """A Remote whose orders with a secret tell nothing but how they ended."""

    inner: Remote
    identity: HostIdentity = field(init=False)

    def __post_init__(self) -> None:
        self.identity = self.inner.identity

    def run(self, command: Command, *, timeout_s: float) -> Completed:
        answer = self.inner.run(command, timeout_s=timeout_s)
        return Completed(11) if command.stdin and not answer.ok else answer


def test_a_transfer_that_does_not_say_why_it_broke_tells_the_space(tmp_path: Path) -> None:
    with running_hosts(tmp_path, target_size="3m") as hosts:
        here, there = hosts.trees()
        for tree in (here, there):
            tree.mkdir()
        (here / "file").write_bytes(os.urandom(8_000_000))
        route = hosts.route()
        silent = replace(route, source=Mute(route.source))
        free = r"on the target .*\d+ bytes and \d+ inodes free"
        with pytest.raises(StepFailedError, match=free) as refusal:
            route.replicator.copy(silent, "/srv/tree")
        assert "make room" in refusal.value.hint


def test_a_target_without_a_pin_is_refused(hosts: Hosts) -> None:
    route = hosts.route()
    nobody = Tapped(route.target, lambda _: None)
    nobody.identity = replace(nobody.identity, host_keys=())
    route = replace(route, target=nobody)
    with pytest.raises(HostKeyError, match="pinned"):
        route.replicator.copy(route, "/srv/tree")


def test_the_source_refuses_a_target_that_shows_another_key(hosts: Hosts, tmp_path: Path) -> None:
    (hosts.source.root / "srv/tree").mkdir()
    route = hosts.route()
    other = Tapped(route.target, lambda _: None)
    other.identity = replace(other.identity, host_keys=(ensure_login_key(tmp_path / "other"),))
    route = replace(route, target=other)
    with pytest.raises(HostKeyError, match="another host key"):
        route.replicator.copy(route, "/srv/tree")
    assert not (hosts.target.root / "srv/tree").exists()
    nothing_left(hosts)


def test_a_target_that_the_source_cannot_reach_is_unreachable(hosts: Hosts) -> None:
    (hosts.source.root / "srv/tree").mkdir()
    route = hosts.route()
    far = Tapped(route.target, lambda _: None)
    far.identity = replace(far.identity, port=1)
    route = replace(route, target=far)
    with pytest.raises(UnreachableError, match=r"/srv/tree from web-01 .* to web-01-target"):
        route.replicator.copy(route, "/srv/tree")
    nothing_left(hosts)


def test_a_tree_that_is_not_there_is_named(hosts: Hosts) -> None:
    route = hosts.route()
    with pytest.raises(PreflightError, match="/srv/tree is not on web-01"):
        route.replicator.differences(route, "/srv/tree")
    with pytest.raises(StepFailedError, match="/srv/tree from web-01"):
        route.replicator.copy(route, "/srv/tree")


@pytest.mark.parametrize("path", ["/", "srv", "/srv/../etc", "/srv/", "/srv/a\nb", "/srv//a", "/."])
def test_what_is_no_path_of_a_directory_is_refused(path: str) -> None:
    route = Route(FakeRemote(), FakeRemote(), RsyncReplicator(), NoTraffic(), HttpProber())
    with pytest.raises(InputError):
        route.replicator.copy(route, path)
