"""Tests of the way from host to host in the lab: each with its own network, over the private switch."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pytest

from govcloud.adapters.remotes import Guarded
from govcloud.adapters.rsync import RsyncReplicator
from govcloud.adapters.ssh import SshRemote
from govcloud.adapters.web import HttpProber
from govcloud.model.command import Completed, tell
from govcloud.model.plan import Phase
from govcloud.model.step import Observation
from govcloud.ports import HostIdentity, Route
from govcloud.steps.assess import AssessSource, AssessTarget
from govcloud.steps.files import CompareTree, CopyTree, MakeParents
from tests.fakes_remote import NoTraffic
from tests.lab_fixtures import LabHosts

pytestmark = pytest.mark.lab

TREE = "/srv/transport/tree"
SEED = r"""
set -e
mkdir -p "$1/sub" && cd "$1"
printf 'hello' >'a b' && ln 'a b' sub/hard && ln -s '../nowhere' sub/link
printf x >"$(printf 'new\nline\377')" && truncate -s 5M hole
setfacl -m u:33:rw 'a b' && setfattr -n user.note -v 0xff00 hole
chmod 2751 sub && chown 1234:2345 sub hole && touch -d '1960-02-03 04:05:06.789 UTC' 'a b' sub
"""
LOOK = r"""
cd "$1" && stat -c '%n %F %a %u %g %s %Y %y %N' . * sub/* | sort
getfacl -nR . 2>/dev/null; getfattr -dR -m - -e hex . 2>/dev/null; md5sum ./* sub/hard 2>/dev/null
stat -c '%i' 'a b' sub/hard | uniq | wc -l; [ "$(du -k hole | cut -f1)" -lt 100 ] && echo sparse
"""


@dataclass(frozen=True)
class Way:
    """The route, and the two hosts that it joins."""

    route: Route
    lab: LabHosts

    def look(self, address: str) -> Completed:
        """The tree as the host's own tools show it."""
        answer = self.lab.ssh(address, "sh", "-s", TREE, stdin=LOOK.encode())
        assert answer.stdout.endswith(b"sparse\n"), answer.complaint
        return answer


@pytest.fixture
def way(lab: LabHosts) -> Iterator[Way]:
    remotes = [
        SshRemote(
            HostIdentity(name, address, host_keys=lab.host_keys(address)),
            lab.key_file,
            lab.reach(address),
        )
        for name, address in (("lab-web", lab.source), ("lab-web-target", lab.target))
    ]
    with closing(remotes[0]), closing(remotes[1]):
        source, target = (Guarded(remote, "GD-LAB-001", 1) for remote in remotes)
        yield Way(Route(source, target, RsyncReplicator(), NoTraffic(), HttpProber()), lab)
        for remote in remotes:
            remote.run(tell("rm", "-rf", "/srv/transport", "/run/govcloud"), timeout_s=30)


def test_a_tree_goes_from_host_to_host_and_all_of_it_arrives(way: Way) -> None:
    route, lab = way.route, way.lab
    assert route.source.run(tell("sh", "-c", SEED, "seed", TREE), timeout_s=30).ok
    evidence: dict[str, object] = {}
    for step in (
        AssessSource(Phase.ASSESS, "lab-web", (TREE,), ()),
        AssessTarget(Phase.ASSESS, "lab-web", (TREE,)),
        MakeParents(Phase.PROVISION, "lab-web", TREE),
        CopyTree(Phase.REPLICATE, "lab-web", TREE, final=False),
        CompareTree(Phase.CUTOVER, "lab-web", TREE),
    ):
        seen = step.observe(route)
        assert seen is Observation.ABSENT
        evidence.update(step.act(route, seen))
        assert step.verify(route) is Observation.SATISFIED
    assert way.look(lab.target) == way.look(lab.source)
    assert (evidence["files"], evidence["dirs"], evidence["symlinks"]) == (4, 2, 1)
    assert "govcloud-copy" not in lab.say(lab.target, "cat /root/.ssh/authorized_keys")
    assert lab.say(lab.source, "ls /run/govcloud").split() == [
        "GD-LAB-001.fence",
        "GD-LAB-001.lock",
    ]
