"""A source and a target, each a small host with a real sshd, and the route from one to the other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from govcloud.adapters.remotes import Guarded
from govcloud.adapters.rsync import RsyncReplicator
from govcloud.adapters.web import HttpProber
from govcloud.ports import Route
from tests.fakes_remote import NoTraffic
from tests.sshd import Sshd, running_sshd

APPLICATION = "GD-GSD-008"


@dataclass
class Hosts:
    """A source and a target with nothing on them yet."""

    source: Sshd
    target: Sshd

    def route(self, fence: int = 1) -> Route:
        """The way from one to the other, guarded."""
        source, target = (
            Guarded(sshd.remote(), APPLICATION, fence) for sshd in (self.source, self.target)
        )
        return Route(source, target, RsyncReplicator(), NoTraffic(), HttpProber())

    def trees(self, name: str = "srv/tree") -> tuple[Path, Path]:
        """The tree on both, seen from outside."""
        return self.source.root / name, self.target.root / name

    def admitted(self) -> str:
        """Who may log in to the target."""
        return (self.target.root / "root/.ssh/authorized_keys").read_text()


@contextmanager
def running_hosts(home: Path, *, target_size: str = "64m") -> Iterator[Hosts]:
    """Start both below `home`; `target_size` is what the target's /srv can hold."""
    with (
        running_sshd(home / "source") as source,
        running_sshd(home / "target", name="web-01-target", srv_size=target_size) as target,
    ):
        yield Hosts(source, target)
