"""Setup gets Debian's packages without leaving anything else on the machine."""

from __future__ import annotations

import json
import os
import re
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from tools.debian import Machine, placed, provide, refuse_while_lab_is_up, wanted
from tools.terminal import Job, SetupError

ROOT = Path(__file__).resolve().parents[2]
Apt = Callable[[Job], None]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout that wants two packages."""
    root = tmp_path / "checkout"
    (root / "tools").mkdir(parents=True)
    (root / "tools" / "debian-packages.txt").write_text("# two\nrsync\n\nacl  # and lists\n")
    return root


def machine(tmp_path: Path, have: set[str], run: Apt, *, root: bool = True) -> Machine:
    """A machine with these packages, its files in a folder of their own."""

    def packages(names: Sequence[str]) -> set[str]:
        return have & set(names)

    etc = tmp_path / "machine"
    (etc / "postgresql").mkdir(parents=True, exist_ok=True)
    return Machine(
        packages=packages,
        run=run,
        is_root=lambda: root,
        policy=etc / "policy-rc.d",
        cluster_settings=etc / "postgresql-common" / "createcluster.d",
        clusters=etc / "postgresql",
    )


def nothing(job: Job) -> None:
    """Fails: nothing was to be run."""
    raise AssertionError(job)


def test_nothing_is_done_when_nothing_is_missing(tmp_path: Path, checkout: Path) -> None:
    provide(checkout, machine(tmp_path, {"rsync", "acl"}, nothing))


def test_without_root_the_one_line_to_type_is_printed(tmp_path: Path, checkout: Path) -> None:
    with pytest.raises(SetupError, match=r"apt-get install --no-install-recommends acl$"):
        provide(checkout, machine(tmp_path, {"rsync"}, nothing, root=False))


def test_only_what_is_missing_is_installed_with_servers_kept_down(
    tmp_path: Path, checkout: Path
) -> None:
    jobs: list[tuple[str, ...]] = []
    etc = tmp_path / "machine"

    def apt(job: Job) -> None:
        jobs.append(tuple(job.words))
        if "install" in job.words:
            assert "exit 101" in (etc / "policy-rc.d").read_text()
            assert os.access(etc / "policy-rc.d", os.X_OK)
            settings = (etc / "postgresql-common" / "createcluster.d").iterdir()
            assert [each.read_text() for each in settings] == ["create_main_cluster = false\n"]

    provide(checkout, machine(tmp_path, {"rsync"}, apt))
    assert [words[-1] for words in jobs] == ["update", "acl"]
    assert sorted(path.name for path in etc.iterdir()) == ["postgresql"]


def test_a_cluster_that_appears_all_the_same_is_reported(tmp_path: Path, checkout: Path) -> None:
    def apt(job: Job) -> None:
        (tmp_path / "machine" / "postgresql" / "15" / "main").mkdir(parents=True, exist_ok=True)
        assert job.limit_s > 0

    with pytest.raises(SetupError, match="pg_dropcluster 15 main"):
        provide(checkout, machine(tmp_path, set(), apt))


@pytest.mark.parametrize("found", ["text", "link", None], ids=["a file", "a dead link", "nothing"])
def test_what_was_put_aside_is_put_back(tmp_path: Path, found: str | None) -> None:
    path = tmp_path / "policy-rc.d"
    if found == "text":
        path.write_text("the site's own")
        path.chmod(0o750)
    elif found == "link":
        path.symlink_to("nowhere")
    assert interrupted(path) == ["ours"]
    if found == "text":
        assert (path.read_text(), path.stat().st_mode & 0o777) == ("the site's own", 0o750)
    elif found == "link":
        assert path.readlink() == Path("nowhere")
    assert len(list(tmp_path.iterdir())) == (1 if found else 0)


def interrupted(path: Path) -> list[str]:
    """What the file held while it was placed; the placing ends by an interrupt."""
    held: list[str] = []
    with suppress(KeyboardInterrupt), placed(path, "ours", 0o755):
        held.append(path.read_text())
        signal.raise_signal(signal.SIGINT)
    return held


def test_what_a_killed_setup_put_aside_is_found_by_the_next(tmp_path: Path) -> None:
    path = tmp_path / "policy-rc.d"
    path.write_text("ours, left behind")
    path.with_name("policy-rc.d.before-govcloud").write_text("the site's own")
    with placed(path, "ours", 0o755):
        pass
    assert path.read_text() == "the site's own"
    assert list(tmp_path.iterdir()) == [path]


def lab(root: Path, pid: int, start_time: str | int) -> None:
    """What `govcloud local up` leaves for others to see."""
    marker = root / ".govcloud" / "local" / "lab.json"
    marker.parent.mkdir(parents=True)
    marker.write_text(json.dumps({"pid": pid, "start_time": start_time}))


def own_start_time() -> str:
    """When this process started, in the kernel's ticks."""
    return Path("/proc/self/stat").read_text().rpartition(")")[2].split()[19]


def test_packages_are_not_changed_under_a_lab(tmp_path: Path, checkout: Path) -> None:
    lab(checkout, os.getpid(), int(own_start_time()))
    with pytest.raises(SetupError, match="govcloud local down"):
        provide(checkout, machine(tmp_path, set(), nothing))


@pytest.mark.parametrize(
    ("pid", "start_time"),
    [(os.getpid(), "1"), (2**22 + 1, "1"), (0, "")],
    ids=["a pid used again", "a pid of nobody", "none"],
)
def test_a_lab_that_is_gone_stops_nobody(checkout: Path, pid: int, start_time: str) -> None:
    lab(checkout, pid, start_time)
    refuse_while_lab_is_up(checkout, Path("/proc"))


def test_the_list_of_packages_is_one_name_a_line() -> None:
    names = wanted((ROOT / "tools" / "debian-packages.txt").read_text())
    assert len(names) == len(set(names)) > 10
    assert [name for name in names if not re.fullmatch(r"[a-z0-9][a-z0-9.+-]+", name)] == []
