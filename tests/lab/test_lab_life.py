"""A lab comes and goes whole: it survives crashes of its parts, and leaves nothing behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from govcloud.errors import FailedError, InputError, UnreachableError
from govcloud.local.lab import Lab, SourceSpec
from govcloud.local.pids import Pid
from govcloud.model.step import Side
from tests.lab_fixtures import LabHosts, make_key

pytestmark = pytest.mark.lab

WEB = "10.250.201.2"


@pytest.fixture
def own(tmp_path: Path) -> Iterator[LabHosts]:
    """A lab of one test's own, not up yet."""
    key = tmp_path / "login_key"
    make_key(key)
    lab = Lab(tmp_path / "a workspace, with odd name" / "local")
    try:
        yield LabHosts(lab, key, source=WEB)
    finally:
        lab.down()


def up(own: LabHosts, seed: Path | None = None) -> None:
    own.lab.up([SourceSpec("web", WEB, (80,), own.public_key, seed)], {"GD-LAB-001": ("web", 80)})


def seed_of(folder: Path, script: str) -> Path:
    folder.mkdir()
    (folder / "seed.sh").write_text(script)
    return folder


def lab_pids(home: Path) -> list[int]:
    """Processes that name the lab's directory, or live in a namespace of its hosts."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "cmdline").read_bytes() + bytes((entry / "cwd").readlink())
            except OSError:
                continue
            if os.fsencode(home) in words:
                found.append(int(entry.name))
    return found


def namespace(pid: int, kind: str) -> str:
    return str(Path(f"/proc/{pid}/ns/{kind}").readlink())


def interfaces() -> list[Path]:
    return sorted(Path("/sys/class/net").iterdir())


def inhabitants(*firsts: Pid) -> list[Pid]:
    """Every process in a network, mount or process namespace of one of these."""
    theirs = {namespace(one.pid, kind) for one in firsts for kind in ("net", "mnt", "pid")}
    theirs -= {namespace(os.getpid(), kind) for kind in ("net", "mnt", "pid")}
    found = []
    for entry in Path("/proc").iterdir():
        for kind in ("net", "mnt", "pid"):
            try:
                inside = str((entry / "ns" / kind).readlink()) in theirs
            except OSError:
                continue
            if inside:
                found.append(Pid.of(int(entry.name)))
                break
    return found


def test_down_leaves_no_program_mount_namespace_or_file_behind(own: LabHosts) -> None:
    mounts = Path("/proc/self/mounts").read_text()
    links = interfaces()
    up(own)
    own.lab.start_target("web", "10.99.1.4", (80,), own.public_key)
    own.say(WEB, "setsid sleep 1000 </dev/null >/dev/null 2>&1 & echo")
    recorded = json.loads((own.lab.home / "hosts.json").read_text())["hosts"]
    firsts = [Pid(**host["first"]) for host in recorded.values()]
    inside = inhabitants(*firsts, Pid.of(own.lab.switch_pid()))
    assert {one.pid for one in firsts} < {one.pid for one in inside}
    assert interfaces() == links
    own.lab.down()
    assert [one for one in inside if one.alive] == []
    assert lab_pids(own.lab.home) == []
    assert [one for one in firsts if one.alive] == []
    assert Path("/proc/self/mounts").read_text() == mounts
    assert sorted(path.name for path in own.lab.home.iterdir()) == ["lab.log", "locks"]
    assert own.lab.status() == []
    assert not own.lab.is_up()


def test_a_second_up_starts_nothing_and_says_what_ran(own: LabHosts) -> None:
    up(own)
    (first,) = own.lab.status()
    (again,) = own.lab.up([SourceSpec("web", WEB, (80,), own.public_key)], {})
    assert not first.found
    assert again.found
    assert again.pid == first.pid


def test_a_host_that_died_is_told_so_and_started_on_its_own_files(own: LabHosts) -> None:
    up(own)
    own.say(WEB, "echo kept > /srv/file; sync")
    keys = own.host_keys(WEB)
    os.kill(own.lab.status()[0].pid, signal.SIGKILL)
    await_(lambda: not own.lab.status()[0].running)
    up(own)
    assert own.say(WEB, "cat /srv/file") == "kept"
    assert own.host_keys(WEB) == keys


def test_a_lab_whose_switch_died_comes_back_with_its_hosts(own: LabHosts) -> None:
    up(own)
    own.say(WEB, "echo kept > /srv/file")
    own.lab.switch_entry("GD-LAB-001", Side.TARGET)
    holder = own.lab.switch_pid()
    os.kill(holder, signal.SIGKILL)
    await_(lambda: not own.lab.is_up())
    up(own)
    assert own.lab.is_up()
    assert own.say(WEB, "cat /srv/file; ip -br link show eth0").split()[:3] == [
        "kept",
        "eth0@if3",
        "UP",
    ]
    assert own.lab.read_entry("GD-LAB-001") is Side.TARGET


def test_down_may_keep_what_hosts_hold(own: LabHosts) -> None:
    up(own)
    own.say(WEB, "echo kept > /srv/file")
    own.lab.down(keep=True)
    assert not own.lab.status()[0].running
    up(own)
    assert own.say(WEB, "cat /srv/file") == "kept"


def test_a_seed_is_run_once_before_its_host_is_called_up(own: LabHosts, tmp_path: Path) -> None:
    seed = seed_of(tmp_path / "seed", "#!/bin/sh\ncat data >> /srv/seeded\n")
    (seed / "data").write_text("sown\n")
    up(own, seed)
    own.lab.stop(WEB)
    up(own, seed)
    assert own.say(WEB, "cat /srv/seeded") == "sown"


def test_a_seed_that_fails_is_told_with_its_last_words_and_sown_anew(
    own: LabHosts, tmp_path: Path
) -> None:
    seed = seed_of(
        tmp_path / "seed", "#!/bin/sh\necho x >> /srv/seeded; echo no rain >&2; exit 7\n"
    )
    with pytest.raises(FailedError, match=r"web .*ended with 7: no rain"):
        up(own, seed)
    assert not own.lab.status()[0].running
    (seed / "seed.sh").write_text("#!/bin/sh\necho y >> /srv/seeded\n")
    up(own, seed)
    assert own.say(WEB, "cat /srv/seeded") == "y"


def test_two_labs_live_side_by_side(own: LabHosts, tmp_path: Path) -> None:
    other = LabHosts(Lab(tmp_path / "other"), own.key_file, source=WEB)
    try:
        up(own)
        up(other)
        assert own.reach(WEB) != other.reach(WEB)
        own.say(WEB, "echo mine > /srv/file")
        assert not other.ssh(WEB, "cat /srv/file").ok
    finally:
        other.lab.down()


def test_a_target_can_be_given_little_space(own: LabHosts) -> None:
    up(own)
    own.lab.start_target("web", "10.99.1.4", (), own.public_key, srv_size_bytes=1 << 20)
    told = own.ssh("10.99.1.4", "head -c 2000000 /dev/zero > /srv/file")
    assert b"No space left" in told.stderr


def test_the_cable_of_a_host_can_be_pulled_while_the_controller_still_reaches_it(
    own: LabHosts,
) -> None:
    up(own)
    own.lab.start_target("web", "10.99.1.4", (), own.public_key)
    knock = "timeout 1 bash -c '</dev/tcp/10.250.201.2/22' && echo open || echo silent"
    assert own.say("10.99.1.4", knock) == "open"
    words = ["nsenter", "--target", str(own.lab.switch_pid()), "--net", "ip", "link", "set"]
    subprocess.run([*words, own.lab.record(WEB).link, "down"], check=True, timeout=10)
    assert own.say("10.99.1.4", knock) == "silent"
    assert own.say(WEB, "hostname") == "web"


def test_an_address_whose_host_has_another_name_gets_a_new_host(own: LabHosts) -> None:
    up(own)
    own.lab.start_target("web", "10.99.1.4", (), own.public_key)
    before = own.host_keys("10.99.1.4")
    own.lab.start_target("database", "10.99.1.4", (), own.public_key)
    assert own.say("10.99.1.4", "hostname") == "database"
    assert own.host_keys("10.99.1.4") != before


def test_without_a_lab_a_host_is_not_started_and_users_are_not_led(own: LabHosts) -> None:
    with pytest.raises(UnreachableError, match="lab is not up"):
        own.lab.start_target("web", "10.99.1.4", (), own.public_key)
    with pytest.raises(InputError, match="no entry"):
        own.lab.switch_entry("GD-LAB-001", Side.TARGET)
    assert own.lab.read_entry("GD-LAB-001") is None


def test_a_killed_up_leaves_no_host_that_nobody_knows_of(own: LabHosts, tmp_path: Path) -> None:
    mark = f"asleep-{os.getpid()}"
    seed = seed_of(tmp_path / "seed", f"#!/bin/bash\nexec -a {mark} sleep 100\n")
    killed = subprocess.Popen(
        [sys.executable, "-c", UP, own.lab.home, seed], stderr=subprocess.DEVNULL
    )
    await_(lambda: named(mark) != [])
    killed.kill()
    killed.wait(10)
    await_(lambda: named(mark) == [])
    (seed / "seed.sh").write_text("#!/bin/sh\necho sown > /srv/seeded\n")
    up(own, seed)
    assert own.say(WEB, "cat /srv/seeded") == "sown"


UP = """
import sys
from pathlib import Path
from govcloud.local.lab import Lab, SourceSpec
Lab(Path(sys.argv[1])).up([SourceSpec("web", "10.250.201.2", (), "", Path(sys.argv[2]))], {})
"""


def named(word: str) -> list[int]:
    """Processes whose first word is `word`."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                first = (entry / "cmdline").read_bytes().split(b"\0")[0]
            except OSError:
                continue
            if first == word.encode():
                found.append(int(entry.name))
    return found


def await_(true: Callable[[], bool]) -> None:
    for _ in range(1000):
        if true():
            return
        time.sleep(0.02)
    raise AssertionError("it did not come to pass in 20 s")
