"""The hosts' part of a desk: how they are reached, the routes between them, and each application's move."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from govcloud.cli.wiring.cloud import CloudDesk
from govcloud.engine import migrate as migrating
from govcloud.engine.migration import Migration, Run
from govcloud.errors import InputError
from govcloud.model.event import Entry
from govcloud.model.inventory import Application, Server
from govcloud.model.plan import WavePlan
from govcloud.model.step import Observation, Side
from govcloud.ports import Traffic
from govcloud.rules.movable import immovable, left_to_others
from govcloud.rules.names import did_you_mean

SCAN_TIMEOUT_S = 15.0
SSH_PORT = 22


@dataclass(frozen=True, slots=True)
class OfferedKey:
    """What a host shows before anybody believes it."""

    server: str
    side: Side
    address: str
    key: str
    fingerprint: str

    def plain(self) -> dict[str, str]:
        """As a view."""
        return {
            "server": self.server,
            "side": self.side.value,
            "address": self.address,
            "fingerprint": self.fingerprint,
        }


class HostsDesk(CloudDesk):
    """Sources and targets."""

    def migrations(self, wave: str) -> list[Migration]:
        """The applications of the wave that govcloud moves itself, each with its steps and routes.

        Raises InputError (E-MIG-001, E-MIG-002) for what no step can move.
        """
        members = [self.application(name) for name in self.wave(wave).applications]
        for sentence in left_to_others(members):
            self.console.say(sentence)
        faults = immovable(members, self.inventory)
        if faults:
            raise InputError(f"wave {wave} cannot be moved as it is", faults=faults)
        return [self.migration(member) for member in members if member.strategy.moves]

    def migration(self, application: Application) -> Migration:
        """One application's move, by the workspace's recipe. Raises InputError, HostKeyError."""
        from govcloud.adapters.routes import HostRoutes

        routes = HostRoutes(application, self._targets, self.pins, self._connections, self._means)
        there, back = self._recipe.steps(application), self._recipe.rollback(application)
        return Migration(application, tuple(there), tuple(back), routes)

    def observe(self, migrations: Sequence[Migration]) -> dict[str, Mapping[str, Observation]]:
        """What the hosts say, several applications at a time."""
        seen: dict[str, Mapping[str, Observation]] = {}

        def look(found: Migration) -> None:
            seen[found.application.id] = migrating.observe(found)

        raised = self.dispatcher.each([partial(look, found) for found in migrations])
        for error in filter(None, raised):
            raise error
        return seen

    def run(self, plan: WavePlan) -> Run:
        """A run of this wave's plan."""
        return Run(self.store, self.clock, self.operator, plan.wave, plan.digest, self.stop)

    def run_of(self, application: str) -> Run:
        """A run of one application, under the plan that it was moved by."""
        row = self.store.application(application)
        wave = row.wave if row else ""
        return Run(self.store, self.clock, self.operator, wave, "", self.stop)

    def offered_key(self, name: str, side: Side) -> OfferedKey:
        """The key that a host shows now. Raises InputError (E-SRV-001), UnreachableError."""
        from govcloud.adapters.known_hosts import fingerprint
        from govcloud.adapters.ssh import scan_host_key

        server = self._server(name)
        address = server.address
        if side is Side.TARGET:
            found = self._targets.get(name)
            if found is None:
                raise InputError(
                    f"E-TGT-001: the cloud has no target for server `{name}`",
                    hint="make it: govcloud stack apply",
                )
            address = str(found["address"])
        from govcloud.adapters.asking import reached_at

        written = reached_at(server.reach) if side is Side.SOURCE else None
        host, port = written or self._reach(address) or (address, SSH_PORT)
        key = scan_host_key(host, port, SCAN_TIMEOUT_S)
        return OfferedKey(name, side, address, key, fingerprint(key))

    def pin(self, offered: OfferedKey, *, replace: bool) -> None:
        """Believe a key, and record who said so."""
        self.pins.add(offered.address, [offered.key], replace=replace)
        said = {**offered.plain(), "keys": [offered.key], "from": "hosts trust"}
        self.store.record(Entry("host.pinned", data=said))

    @cached_property
    def traffic(self) -> Traffic:
        """Where users are led: the lab's entries, elsewhere a person who confirms."""
        from govcloud.adapters.traffic_manual import ManualTraffic
        from govcloud.local.traffic import LabTraffic

        if self.environment.embedded:
            return LabTraffic(self.home / "local")
        return ManualTraffic(
            self.home / "traffic.json", self.console.say, self.ask, self._written_entries
        )

    def _server(self, name: str) -> Server:
        """A server of the inventory, or one that is not in it yet, by its address."""
        from govcloud.rules.discovery_hosts import server_at

        servers = {s.name: s for a in self.inventory.applications for s in a.servers}
        servers |= {s.name: s for s in self.inventory.servers}
        found = servers.get(name) or server_at(name)
        if found is None:
            near = did_you_mean(name, servers)
            hint = near or "a server's name, or the address of one that the inventory does not have"
            raise InputError(f"E-SRV-001: there is no server `{name}`", hint=hint)
        return found

    @property
    def _written_entries(self) -> Mapping[str, str]:
        probed = ((a.id, a.probe) for a in self.inventory.applications if a.probe)
        return {name: probe.entry for name, probe in probed if probe.entry}

    @cached_property
    def _recipe(self) -> Any:
        from govcloud.adapters.workspace import load_recipe

        return load_recipe(self.workspace / "migrations" / "lift_and_shift.py")

    @cached_property
    def _targets(self) -> Mapping[str, Mapping[str, Any]]:
        return self.targets()

    @cached_property
    def _connections(self) -> Any:
        from govcloud.adapters.routes import Connections

        return Connections(self.key_file, self._reach, self.console.detail)

    @cached_property
    def _means(self) -> Any:
        from govcloud.adapters.routes import Means
        from govcloud.adapters.rsync import RsyncReplicator
        from govcloud.adapters.web import HttpProber

        return Means(RsyncReplicator(), self.traffic, HttpProber())

    @cached_property
    def lab_reach(self) -> Mapping[str, tuple[str, int]]:
        """Where the lab's hosts are reached from this machine, by private address; {} without a lab."""
        from govcloud.local.lab import Lab

        return Lab(self.home / "local").reach() if self.environment.embedded else {}

    def _reach(self, address: str) -> tuple[str, int] | None:
        written = next(
            (
                s.reach
                for a in self.inventory.applications
                for s in a.servers
                if s.address == address and s.reach
            ),
            "",
        )
        if written:
            host, _, port = written.partition(":")
            return host, int(port or SSH_PORT)
        return self.lab_reach.get(address)

    def close(self) -> None:
        """Close what was opened."""
        for name in ("_connections", "stacks", "store"):
            opened = self.__dict__.pop(name, None)
            if opened is not None and hasattr(opened, "close"):
                opened.close()
