"""Tests of the look at both hosts before anything is changed."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from govcloud.adapters.rsync import RsyncReplicator
from govcloud.adapters.web import HttpProber
from govcloud.errors import PreflightError
from govcloud.model.command import Command, Completed
from govcloud.model.plan import Phase
from govcloud.model.step import Observation
from govcloud.ports import Route, Step
from govcloud.steps.assess import AssessSource, AssessTarget
from govcloud.steps.files import CopyTree
from tests.contracts.step import StepContract, looking_only
from tests.fakes_remote import FakeRemote, NoTraffic
from tests.small_hosts import Hosts, running_hosts

pytestmark = pytest.mark.lab

PATHS = ("/srv/one", "/srv/two")


@pytest.fixture(scope="module")
def hosts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosts]:
    """3 MB on a source, and a target that can hold 3.2 MB."""
    with running_hosts(tmp_path_factory.mktemp("assess"), target_size="3200k") as running:
        for name in ("one", "two"):
            (running.source.root / "srv" / name).mkdir()
        (running.source.root / "srv/one/file").write_bytes(os.urandom(1_000_000))
        with (running.source.root / "srv/two/hole").open("wb") as file:
            file.truncate(1 << 40)
        yield running


@pytest.fixture
def route(hosts: Hosts) -> Route:
    return hosts.route()


class TestAssessSource(StepContract):
    made_afresh = True

    @pytest.fixture
    def step(self) -> Step:
        return AssessSource(Phase.ASSESS, "web-01", PATHS, ())


class TestAssessTarget(StepContract):
    made_afresh = True

    @pytest.fixture
    def step(self) -> Step:
        return AssessTarget(Phase.ASSESS, "web-01", PATHS)


def test_the_source_tells_what_it_is_and_holds(route: Route) -> None:
    evidence = AssessSource(Phase.ASSESS, "w", PATHS, ()).act(
        looking_only(route), Observation.ABSENT
    )
    assert str(evidence["rsync"]).startswith("rsync  version 3.")
    assert evidence["kernel"] == os.uname().release
    trees = evidence["trees"]
    assert isinstance(trees, dict)
    assert 1_000_000 <= trees["/srv/one"]["bytes"] < 1_100_000
    assert trees["/srv/two"]["bytes"] < 100_000


def test_all_that_is_amiss_on_the_source_is_said_at_once(route: Route) -> None:
    step = AssessSource(Phase.ASSESS, "w", (*PATHS, "/srv/none"), ("none",))
    with pytest.raises(PreflightError) as caught:
        step.act(looking_only(route), Observation.ABSENT)
    assert "/srv/none is no directory" in caught.value.message
    assert "the service none is not known to web-01" in caught.value.message
    assert caught.value.exit_code == 4


def test_a_target_without_space_is_refused_with_the_numbers(route: Route, hosts: Hosts) -> None:
    more = hosts.source.root / "srv/one/more"
    more.write_bytes(os.urandom(2_000_000))
    with pytest.raises(
        PreflightError, match=r"/srv: 3\d{6} bytes needed and \d{7} free on web-01-t"
    ):
        AssessTarget(Phase.ASSESS, "w", PATHS).act(looking_only(route), Observation.ABSENT)
    more.unlink()


def test_what_is_on_the_target_already_needs_no_more_space(route: Route, hosts: Hosts) -> None:
    more = hosts.source.root / "srv/one/more"
    more.write_bytes(os.urandom(1_500_000))
    CopyTree(Phase.REPLICATE, "w", "/srv/one", final=False).act(route, Observation.ABSENT)
    AssessTarget(Phase.ASSESS, "w", PATHS).act(looking_only(route), Observation.ABSENT)
    more.unlink()
    for path in sorted((hosts.target.root / "srv/one").rglob("*")):
        path.unlink()


def test_tools_that_are_missing_are_named_with_their_packages() -> None:
    class Bare(FakeRemote):
        def run(self, command: Command, *, timeout_s: float) -> Completed:
            return Completed(0, b"os=Debian\nrsync=rsync  version 3.1.3  protocol\nflock=")

    route = Route(Bare(), Bare(), RsyncReplicator(), NoTraffic(), HttpProber())
    with pytest.raises(PreflightError) as caught:
        AssessTarget(Phase.ASSESS, "w", ()).act(route, Observation.ABSENT)
    assert "getfattr is missing on web-01 (10.250.0.8) (package attr)" in caught.value.message
    assert "3.1.3" in caught.value.message
