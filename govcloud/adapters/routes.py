"""From an application's servers to the routes that its steps work along."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from govcloud.adapters.known_hosts import fingerprint
from govcloud.adapters.remotes import Guarded, ReadOnly, Recording, Retrying
from govcloud.adapters.ssh import SshRemote
from govcloud.errors import HostKeyError, InputError
from govcloud.model.inventory import Application, Server
from govcloud.ports import HostIdentity, Pins, Prober, Remote, Replicator, Route, Traffic

Reach = Callable[[str], tuple[str, int] | None]
"""How the controller gets to a private address, where that differs from the address itself."""


@dataclass(slots=True)
class Connections:
    """Open connections by address, shared by all routes of a run; `heard` is told each command (for -v)."""

    key_file: Path
    reach: Reach
    heard: Callable[[str], None]
    open: dict[str, SshRemote] = field(default_factory=dict)

    def to(self, identity: HostIdentity) -> Remote:
        """A remote for this host: questions are asked again when an answer is lost, orders never."""
        remote = self.open.setdefault(
            identity.address, SshRemote(identity, self.key_file, self.reach(identity.address))
        )
        return Recording(Retrying(remote, time.sleep), self.heard)

    def close(self) -> None:
        """Close them all."""
        for remote in self.open.values():
            remote.close()
        self.open.clear()


@dataclass(frozen=True, slots=True)
class Means:
    """What every route carries beside its two hosts."""

    replicator: Replicator
    traffic: Traffic
    prober: Prober


@dataclass(frozen=True, slots=True)
class HostRoutes:
    """Implements engine.migration.Routes. `targets`: server name -> {id, address}, the department stack's output."""

    application: Application
    targets: Mapping[str, Mapping[str, Any]]
    pins: Pins
    connections: Connections
    means: Means

    def read_only(self, server: str) -> Route:
        """As engine.migration.Routes."""
        source, target = self._hosts(server)
        return self._route(ReadOnly(source), ReadOnly(target))

    def guarded(self, server: str, fence: int) -> Route:
        """As engine.migration.Routes."""
        source, target = self._hosts(server)
        name = self.application.id
        return self._route(Guarded(source, name, fence), Guarded(target, name, fence))

    def host_keys(self) -> tuple[str, ...]:
        """As engine.migration.Routes. Raises HostKeyError where a host has no pinned key."""
        found = [
            f"{server.name} {side} {fingerprint(key)}"
            for server in self.application.servers
            for side, identity in (("source", self.source(server)), ("target", self.target(server)))
            for key in identity.host_keys
        ]
        return tuple(sorted(found))

    def source(self, server: Server) -> HostIdentity:
        """Who the source is; the inventory's own `host_key` wins over the pins."""
        keys = (server.host_key,) if server.host_key else self.pins.pins(server.address)
        return _identity(server, server.address, keys, "source")

    def target(self, server: Server) -> HostIdentity:
        """Who the target is. Raises InputError (E-TGT-001) where the cloud has none for this server."""
        found = self.targets.get(server.name)
        if found is None:
            raise InputError(
                f"E-TGT-001: {self.application.id}: the cloud has no target for server `{server.name}`",
                hint="make it: govcloud stack apply",
            )
        address = str(found["address"])
        return _identity(server, address, self.pins.pins(address), "target")

    def _hosts(self, name: str) -> tuple[Remote, Remote]:
        server = self.application.server(name)
        return self.connections.to(self.source(server)), self.connections.to(self.target(server))

    def _route(self, source: Remote, target: Remote) -> Route:
        means = self.means
        return Route(source, target, means.replicator, means.traffic, means.prober)


def _identity(server: Server, address: str, keys: tuple[str, ...], side: str) -> HostIdentity:
    if not keys:
        raise HostKeyError(
            f"{server.name}: the {side}'s host key ({address}) is not known, so it is not spoken to",
            hint=f"compare its fingerprint on the host, then: govcloud hosts trust {server.name} --side {side}",
        )
    return HostIdentity(server.name, address, server.user, 22, keys)
