"""Our replicator beside plain `rsync -aHAX` with a standing key, between the same two hosts of the lab.

The trees are in memory on both: this compares programs, not the disk of the machine.
"""

from __future__ import annotations

import shlex
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from functools import partial

import pytest

from govcloud.adapters.remotes import Guarded
from govcloud.adapters.rsync import RsyncReplicator
from govcloud.adapters.ssh import SshRemote
from govcloud.adapters.web import HttpProber
from govcloud.model.command import Command, Completed
from govcloud.model.manifest import compare
from govcloud.ports import HostIdentity, Remote, Route
from govcloud.steps.manifest import manifest
from tests.bench.spent import Meter, Spent, namespace, ours, say, shown, spending
from tests.fakes_remote import NoTraffic
from tests.lab_fixtures import LabHosts

pytestmark = [pytest.mark.bench, pytest.mark.lab, pytest.mark.timeout(600)]

ROUNDS = 5
MEMORY = "mount -t tmpfs -o size=700m,mode=755 bench /srv/bench"
TREE, COPY = "/srv/bench/tree", "/srv/bench/copy"
PEER = "plain rsync -aHAX"
SEED = """
import os, random
chance = random.Random(20261124)
for number in range(10_000):
    folder = f"{number % 97:02d}/{number % 11:02d}"
    os.makedirs(folder, exist_ok=True)
    with open(f"{folder}/{number:05d}.pdf", "wb") as file:
        file.write(chance.randbytes(chance.randint(500, 9_500)))
for number in range(5):
    with open(f"scan-{number}.tif", "wb") as file:
        file.write(chance.randbytes(20_000_000))
"""
CHANGE = """
import os, sys, random
chance = random.Random(int(sys.argv[1]))
for number in chance.sample(range(10_000), 100):
    with open(f"{number % 97:02d}/{number % 11:02d}/{number:05d}.pdf", "ab") as file:
        file.write(chance.randbytes(500))
with open(f"scan-{chance.randrange(5)}.tif", "r+b") as file:
    file.seek(chance.randrange(19_000_000))
    file.write(chance.randbytes(1_000_000))
"""


@dataclass
class Timed:
    """A Remote that notes how long each of its commands took, by what it was."""

    inner: Remote
    took_s: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    @property
    def identity(self) -> HostIdentity:
        """Who it is."""
        return self.inner.identity

    def run(self, command: Command, *, timeout_s: float) -> Completed:
        """Pass on."""
        began = time.perf_counter()
        try:
            return self.inner.run(command, timeout_s=timeout_s)
        finally:
            self.took_s[_kind(command)] += time.perf_counter() - began


def _kind(command: Command) -> str:
    script = command.words[3] if command.words[:2] == ("sh", "-c") else ""
    names = {"authorise": "authorise, revoke key", "copy": "copy itself", "manifest": "listing"}
    return names.get(script, f"ask: {' '.join(command.words[:1])}")


@dataclass
class Field:
    """The two hosts, with the data set on the source and a standing key for the peer."""

    lab: LabHosts
    route: Route
    remotes: tuple[Timed, Timed]
    meters: dict[str, Meter]

    def plain(self, *more: str) -> str:
        """The peer: by hand, with a key that stands on the source."""
        to = f"root@{self.lab.target}:{COPY}/"
        words = ("rsync", "-aHAX", "--delete", *more, f"{TREE}/", to)
        return self.lab.say(self.lab.source, shlex.join(words), 300)

    def ours(self) -> None:
        """What a CopyTree step has the replicator do."""
        self.route.replicator.copy(self.route, TREE)

    def verify(self) -> None:
        """What a CompareTree step does: both sides hashed on the host, compared here."""
        here = manifest(self.route.source, TREE, content=True)
        there = manifest(self.route.target, TREE, content=True)
        assert not compare(here, there)

    def timed(self, work: Callable[[], object]) -> Spent:
        """Nothing unwritten is left from before."""
        for address in (self.lab.source, self.lab.target):
            self.lab.say(address, "sync -f /srv")
        with spending(self.meters) as spent:
            work()
        return spent


@pytest.fixture
def ground(lab: LabHosts) -> Iterator[Field]:
    with ExitStack() as stack:
        remotes = []
        for name, address in (("lab-web", lab.source), ("lab-web-target", lab.target)):
            identity = HostIdentity(name, address, host_keys=lab.host_keys(address))
            remote = stack.enter_context(
                closing(SshRemote(identity, lab.key_file, lab.reach(address)))
            )
            remotes.append(Timed(Guarded(remote, "GD-LAB-001", 1)))
        route = Route(remotes[0], remotes[1], RsyncReplicator(), NoTraffic(), HttpProber())
        meters: dict[str, Meter] = {"controller": ours}
        for side, address in (("source", lab.source), ("target", lab.target)):
            meters[side] = partial(namespace, lab.say(address, "readlink /proc/self/ns/pid"))
        for address in (lab.source, lab.target):
            lab.say(address, f"mkdir -p /srv/bench && {MEMORY} && mkdir -p {TREE} {COPY}")
        _seed(lab)
        yield Field(lab, route, (remotes[0], remotes[1]), meters)
        for address in (lab.source, lab.target):
            lab.say(address, "umount /srv/bench && rm -rf /srv/bench /run/govcloud")
        lab.say(lab.source, "rm -f /root/.ssh/id_ed25519 /root/.ssh/known_hosts")


def _seed(lab: LabHosts) -> None:
    lab.say(lab.source, f"mkdir -p /root/.ssh && cd {TREE} && {_python(SEED)}")
    pins = "".join(f"{lab.target} {key}\n" for key in lab.host_keys(lab.target))
    for name, content in (("id_ed25519", lab.key_file.read_text()), ("known_hosts", pins)):
        order = f"umask 077; cat > /root/.ssh/{name}"
        assert lab.ssh(lab.source, order, stdin=content.encode()).ok


def _python(script: str, *words: str) -> str:
    return shlex.join(["python3", "-c", script, *words])


def test_replication_beside_plain_rsync(ground: Field) -> None:
    initial: dict[str, list[Spent]] = defaultdict(list)
    delta: dict[str, list[Spent]] = defaultdict(list)
    rivals: list[tuple[str, Callable[[], object]]] = [(PEER, ground.plain), ("ours", ground.ours)]
    for number in range(ROUNDS + 1):
        for kind, kept in (("initial", initial), ("delta", delta)):
            _prepare(ground.lab, kind, number)
            # who goes second finds the source's files in memory, and is not always the same one
            for name, work in rivals if number % 2 else reversed(rivals):
                spent = ground.timed(work)
                if number:
                    kept[name].append(spent)
            if number == 0:
                _forget(ground)
    shown("initial copy, 10,005 files, 150 MB", initial, PEER)
    _told_parts(ground)
    shown("1 % changed", delta, PEER)
    assert ground.lab.say(ground.lab.target, f"diff -r {TREE} {COPY} | head -3") == ""


def _prepare(lab: LabHosts, kind: str, number: int) -> None:
    if kind == "initial":
        lab.say(lab.target, f"rm -rf {TREE} {COPY}; mkdir -p {TREE} {COPY}")
    else:
        lab.say(lab.source, f"cd {TREE} && {_python(CHANGE, str(number))}")


def _forget(ground: Field) -> None:
    for remote in ground.remotes:
        remote.took_s.clear()


def _told_parts(ground: Field) -> None:
    """Where our time goes, initial and delta together, per copy."""
    for side, remote in zip(("source", "target"), ground.remotes, strict=True):
        parts = {name: s / (2 * ROUNDS) for name, s in remote.took_s.items()}
        say(f"  ours on the {side}: " + ", ".join(f"{n} {s:.3f} s" for n, s in parts.items()))


def test_content_check_beside_a_dry_rsync_by_checksum(ground: Field) -> None:
    ground.plain()
    ground.ours()
    rounds: dict[str, list[Spent]] = defaultdict(list)
    for number in range(ROUNDS + 1):
        for name, work in (
            ("rsync -nc", partial(ground.plain, "-n", "-c", "-i")),
            ("SHA-256 manifests", ground.verify),
        ):
            spent = ground.timed(work)
            if number:
                rounds[name].append(spent)
    shown("verify, 10,005 files, 150 MB", rounds, "rsync -nc")
