"""Tests of the steps that take file trees along, between two real hosts."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from govcloud.errors import PreflightError, StepFailedError
from govcloud.model.plan import Phase
from govcloud.model.step import Observation
from govcloud.ports import Route, Step
from govcloud.steps.files import CompareTree, CopyTree, MakeParents
from govcloud.steps.manifest import manifest
from tests.contracts.step import CANARY, StepContract
from tests.small_hosts import Hosts, running_hosts
from tests.trees import make_nasty_tree, seen

pytestmark = pytest.mark.lab

TREE = "/srv/app/tree"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosts]:
    with running_hosts(tmp_path_factory.mktemp("files")) as both:
        yield both


@pytest.fixture
def hosts(running: Hosts) -> Iterator[Hosts]:
    """A nasty tree on the source, in a directory with an owner of its own."""
    parent = running.source.root / "srv/app"
    parent.mkdir()
    os.chown(parent, 1234, 2345)
    parent.chmod(0o2750)
    make_nasty_tree(parent / "tree")
    (parent / "tree/secret").write_text(CANARY)
    yield running
    for host in (running.source, running.target):
        (host.root / "srv/link").unlink(missing_ok=True)
        shutil.rmtree(host.root / "srv/app", ignore_errors=True)


@pytest.fixture
def route(hosts: Hosts) -> Route:
    return hosts.route()


@pytest.fixture
def copied(route: Route) -> Route:
    """The route after the first copy."""
    MakeParents(Phase.PROVISION, "web-01", TREE).act(route, Observation.ABSENT)
    CopyTree(Phase.REPLICATE, "web-01", TREE, final=False).act(route, Observation.ABSENT)
    return route


class TestMakeParents(StepContract):
    @pytest.fixture
    def step(self) -> Step:
        return MakeParents(Phase.PROVISION, "web-01", TREE)


class TestCopyTree(StepContract):
    @pytest.fixture
    def route(self, hosts: Hosts) -> Route:
        made = hosts.route()
        MakeParents(Phase.PROVISION, "web-01", TREE).act(made, Observation.ABSENT)
        return made

    @pytest.fixture
    def step(self) -> Step:
        return CopyTree(Phase.REPLICATE, "web-01", TREE, final=False)


class TestFinalCopyTree(StepContract):
    @pytest.fixture
    def route(self, copied: Route, hosts: Hosts) -> Route:
        (hosts.source.root / TREE[1:] / "plain").write_text("written meanwhile")
        return copied

    @pytest.fixture
    def step(self) -> Step:
        return CopyTree(Phase.CUTOVER, "web-01", TREE, final=True)


class TestCompareTree(StepContract):
    made_afresh = True

    @pytest.fixture
    def route(self, copied: Route) -> Route:
        return copied

    @pytest.fixture
    def step(self) -> Step:
        return CompareTree(Phase.ACCEPT, "web-01", TREE)


def test_the_whole_way_there_keeps_everything_and_evidence_tells_how_much(
    copied: Route, hosts: Hosts
) -> None:
    here, there = hosts.trees(TREE[1:])
    assert seen(there) == seen(here)
    parents = [
        (tree.parent.stat().st_uid, oct(tree.parent.stat().st_mode)) for tree in (here, there)
    ]
    assert parents[0] == parents[1]
    evidence = CompareTree(Phase.ACCEPT, "w", TREE).act(copied, Observation.ABSENT)
    files = [path for path in here.rglob("*") if path.is_file() and not path.is_symlink()]
    assert evidence["files"] == len(files)
    assert evidence["symlinks"] == 2
    inodes = {path.stat().st_ino: path.stat().st_size for path in files}
    assert evidence["bytes"] == sum(inodes.values())
    assert evidence["digest"] == evidence["target_digest"]


def test_a_copy_of_a_live_tree_is_done_although_the_source_went_on(
    copied: Route, hosts: Hosts
) -> None:
    (hosts.source.root / TREE[1:] / "new").write_text("later")
    assert CopyTree(Phase.REPLICATE, "w", TREE, final=False).verify(copied) is Observation.SATISFIED
    assert CopyTree(Phase.CUTOVER, "w", TREE, final=True).verify(copied) is Observation.PARTIAL


def test_content_that_differs_under_the_same_size_and_time_is_found(
    copied: Route, hosts: Hosts
) -> None:
    here, there = (tree / "中文 文件" for tree in hosts.trees(TREE[1:]))
    there.write_bytes(here.read_bytes()[::-1])
    os.utime(there, ns=(0, here.stat().st_mtime_ns))
    assert CopyTree(Phase.CUTOVER, "w", TREE, final=True).verify(copied) is Observation.SATISFIED
    with pytest.raises(StepFailedError, match=r"1 of \d+ entries .* 中文 文件 \(content\)"):
        CompareTree(Phase.ACCEPT, "web-01", TREE).act(copied, Observation.ABSENT)


SPOILT: dict[str, Callable[[Path], object]] = {
    "extra (on the target only)": lambda tree: (tree / "extra").touch(),
    r"new\nline (not on the target)": lambda tree: (tree / "new\nline").unlink(),
    "empty (mode)": lambda tree: (tree / "empty").chmod(0o711),
    "hole (uid": lambda tree: os.chown(tree / "hole", 7, -1),
    "é (xattrs)": lambda tree: os.setxattr(tree / "é", "user.note", b"other"),
    "deep (xattrs)": lambda tree: os.removexattr(tree / "deep", "system.posix_acl_default"),
    r"tab\there (mtime_ns)": lambda tree: os.utime(tree / "tab\there", ns=(0, 5)),
    "dangling (mtime_ns, link)": lambda tree: relink(tree / "dangling"),
    "plain (hard_link, xattrs)": lambda tree: part(tree / "plain"),
}


def test_whatever_differs_is_named(copied: Route, hosts: Hosts) -> None:
    there = hosts.trees(TREE[1:])[1]
    when = {path: path.lstat().st_mtime_ns for path in (there, there / "deep", there / "deep/er")}
    for spoil in SPOILT.values():
        spoil(there)
    for path, mtime_ns in when.items():
        os.utime(path, ns=(0, mtime_ns))
    with pytest.raises(StepFailedError, match=f"{len(SPOILT)} of") as caught:
        CompareTree(Phase.ACCEPT, "web-01", TREE).act(copied, Observation.ABSENT)
    assert [what for what in SPOILT if what not in caught.value.message] == []
    assert copied.replicator.differences(copied, TREE) == len(SPOILT)


def relink(path: Path) -> None:
    path.unlink()
    path.symlink_to("elsewhere")
    os.chown(path, 1234, 2345, follow_symlinks=False)


def part(path: Path) -> None:
    """Make a hard link a file of its own, with the same content."""
    content, status = path.read_bytes(), path.stat()
    path.unlink()
    path.write_bytes(content)
    path.chmod(status.st_mode & 0o7777)
    os.utime(path, ns=(0, status.st_mtime_ns))


def test_a_target_that_users_write_on_may_hold_more_and_newer(copied: Route, hosts: Hosts) -> None:
    there = hosts.trees(TREE[1:])[1]
    (there / "order 1").write_text("by a user")
    (there / "plain").write_text("changed by a user")
    step = CompareTree(Phase.ACCEPT, "web-01", TREE, contained=True)
    assert step.act(copied, Observation.ABSENT)["compared"] == "contained"
    (there / "with space").unlink()
    with pytest.raises(StepFailedError, match=r"with space \(not on the target\)"):
        step.act(copied, Observation.ABSENT)


def test_on_the_way_back_the_same_steps_carry_what_users_wrote(copied: Route, hosts: Hosts) -> None:
    here, there = hosts.trees(TREE[1:])
    (there / "order 1").write_text("by a user")
    back = copied.reversed()
    step = CopyTree(Phase.ROLLBACK, "web-01", TREE, final=True)
    assert step.observe(back) is Observation.PARTIAL
    step.act(back, Observation.PARTIAL)
    assert step.verify(back) is Observation.SATISFIED
    assert seen(here) == seen(there)
    assert step.change.summary.endswith("from the target to the source")
    assert (step.change.on, step.change.destructive) == ("source", True)


def test_a_tree_that_is_a_symlink_is_refused(route: Route, hosts: Hosts) -> None:
    (hosts.source.root / "srv/link").symlink_to("app")
    with pytest.raises(PreflightError, match=r"/srv/link on web-01 .* is a symlink"):
        manifest(route.source, "/srv/link", content=False)


def test_a_tree_that_is_missing_is_named(route: Route) -> None:
    with pytest.raises(StepFailedError, match="/srv/none is not on web-01"):
        CompareTree(Phase.ACCEPT, "w", "/srv/none").act(route, Observation.ABSENT)
