"""Tests of services and accounts: carried over, stopped and started by a host's own SysV manager."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from govcloud.errors import PreflightError, StepFailedError
from govcloud.model.command import ask, tell
from govcloud.model.plan import Phase
from govcloud.model.step import Observation
from govcloud.ports import Remote, Route, Step
from govcloud.steps.accounts import Accounts
from govcloud.steps.services import InstallService, StartService, StopService
from tests.contracts.step import CANARY, StepContract
from tests.small_hosts import Hosts, running_hosts

pytestmark = pytest.mark.lab

PORTAL = """\
#!/bin/sh
### BEGIN INIT INFO
# Provides:          portal
# Required-Start:    $remote_fs
# Required-Stop:     $remote_fs
# Default-Start:     2 3 4 5
# Default-Stop:      0 1 6
# Short-Description: A portal of the tests
### END INIT INFO
. /etc/default/portal
case "$1" in
start) start-stop-daemon --start --background --make-pidfile --pidfile /run/portal.pid \\
  --chuid "$RUN_AS" --exec /bin/sleep -- 600; echo started ;;
stop) start-stop-daemon --stop --retry 5 --oknodo --pidfile /run/portal.pid --remove-pidfile ;;
status) start-stop-daemon --status --pidfile /run/portal.pid || exit 3 ;;
*) exit 2 ;;
esac
"""


@pytest.fixture
def hosts(tmp_path: Path) -> Iterator[Hosts]:
    """A source with a service that runs as a user of its own."""
    with running_hosts(tmp_path) as running:
        etc = running.source.root / "etc"
        (etc / "init.d/portal").write_text(PORTAL)
        (etc / "init.d/portal").chmod(0o755)
        (etc / "default/portal").write_text(f"RUN_AS=gc-portal\nSECRET={CANARY}\n")
        (etc / "default/portal").chmod(0o640)
        source = running.route().source
        said(source, "groupadd", "-g", "4711", "gc-portal")
        said(source, "groupadd", "-g", "4712", "gc-share")
        said(
            source, "useradd", "-M", "-N", "-u", "4711", "-g", "4711", "-G", "gc-share", "gc-portal"
        )
        said(source, "useradd", "-M", "-N", "-u", "4713", "-g", "4711", "gc-owner")
        (running.source.root / "srv/tree").mkdir()
        os.chown(running.source.root / "srv/tree", 4713, 4712)
        yield running


def said(remote: Remote, *words: str) -> str:
    """What a host says to an order that must end well."""
    answer = remote.run(tell(*words), timeout_s=30)
    assert answer.ok, answer.complaint
    return answer.text


@pytest.fixture
def route(hosts: Hosts) -> Route:
    return hosts.route()


@pytest.fixture
def serving(route: Route) -> Route:
    """The service runs on the source, and starts at boot."""
    StartService(Phase.ROLLBACK, "web-01", "portal").act(route.reversed(), Observation.ABSENT)
    return route


@pytest.fixture
def installed(route: Route) -> Route:
    """All that the service needs is on the target."""
    accounts().act(route, Observation.ABSENT)
    InstallService(Phase.PROVISION, "web-01", "portal").act(route, Observation.ABSENT)
    return route


def accounts() -> Accounts:
    return Accounts(Phase.PROVISION, "web-01", ("/srv/tree",), ("portal",))


class TestAccounts(StepContract):
    @pytest.fixture
    def step(self) -> Step:
        return accounts()


class TestInstallService(StepContract):
    @pytest.fixture
    def step(self) -> Step:
        return InstallService(Phase.PROVISION, "web-01", "portal")


class TestStopService(StepContract):
    @pytest.fixture
    def route(self, serving: Route) -> Route:
        return serving

    @pytest.fixture
    def step(self) -> Step:
        return StopService(Phase.CUTOVER, "web-01", "portal")


class TestStartService(StepContract):
    @pytest.fixture
    def route(self, installed: Route) -> Route:
        return installed

    @pytest.fixture
    def step(self) -> Step:
        return StartService(Phase.CUTOVER, "web-01", "portal")


def test_a_service_is_the_same_on_the_target(installed: Route, hosts: Hosts) -> None:
    for name in ("etc/init.d/portal", "etc/default/portal"):
        here, there = hosts.source.root / name, hosts.target.root / name
        assert there.read_bytes() == here.read_bytes()
        assert there.stat().st_mode == here.stat().st_mode
    assert not list((hosts.target.root / "etc").glob("*/*.govcloud"))


def test_a_service_that_was_started_runs_as_its_user_and_holds_nothing(installed: Route) -> None:
    StartService(Phase.CUTOVER, "web-01", "portal").act(installed, Observation.ABSENT)
    pid = installed.target.run(ask("cat", "/run/portal.pid"), timeout_s=10).text.strip()
    owner = installed.target.run(ask("stat", "-c", "%U", f"/proc/{pid}"), timeout_s=10)
    assert owner.text == "gc-portal\n"
    held = installed.target.run(ask("ls", "-l", f"/proc/{pid}/fd"), timeout_s=10).text
    assert "pipe" not in held
    assert ".lock" not in held
    assert installed.target.run(tell("true"), timeout_s=10).ok


def test_a_service_that_was_stopped_does_not_come_back_at_boot(serving: Route) -> None:
    StopService(Phase.CUTOVER, "web-01", "portal").act(serving, Observation.ABSENT)
    links = serving.source.run(ask("sh", "-c", "ls /etc/rc2.d"), timeout_s=10).text
    assert "portal" in links
    assert not [name for name in links.split() if name.startswith("S") and "portal" in name]


def test_a_service_that_does_not_start_says_why(installed: Route) -> None:
    said(installed.target, "sh", "-c", "echo 'echo no licence >&2; exit 1' >/etc/default/portal")
    with pytest.raises(StepFailedError, match="no licence"):
        StartService(Phase.CUTOVER, "web-01", "portal").act(installed, Observation.ABSENT)


def test_a_service_without_a_definition_is_refused(route: Route) -> None:
    with pytest.raises(PreflightError, match="none at all"):
        InstallService(Phase.PROVISION, "w", "none").act(route, Observation.ABSENT)


def test_accounts_have_the_same_numbers_and_no_password(route: Route, hosts: Hosts) -> None:
    evidence = accounts().act(route, Observation.ABSENT)
    assert evidence == {
        "users": ["gc-portal=4711", "gc-owner=4713"],
        "groups": ["gc-portal=4711", "gc-share=4712"],
        "memberships": ["gc-portal in gc-share"],
    }
    etc = hosts.target.root / "etc"
    assert "gc-portal:x:4711:4711:" in (etc / "passwd").read_text()
    assert "gc-share:x:4712:gc-portal" in (etc / "group").read_text()
    assert "gc-owner:!:" in (etc / "shadow").read_text()


def test_a_number_that_is_taken_is_refused_with_both_names(route: Route) -> None:
    said(route.target, "useradd", "-M", "-N", "-u", "4711", "-g", "0", "other")
    with pytest.raises(PreflightError, match="4711 is gc-portal on the source and other on the"):
        accounts().observe(route)


def test_a_name_that_is_taken_is_refused_with_both_numbers(route: Route) -> None:
    said(route.target, "groupadd", "-g", "5000", "gc-share")
    with pytest.raises(PreflightError, match="gc-share is 4712 on the source and 5000 on the"):
        accounts().act(route, Observation.ABSENT)
