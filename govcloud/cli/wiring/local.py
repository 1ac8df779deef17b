"""The embedded environment: its cloud, its lab, and the host keys of its sources."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from govcloud.cli.wiring.hosts import HostsDesk
from govcloud.errors import InputError
from govcloud.model.canonical import Json
from govcloud.model.event import Entry
from govcloud.model.inventory import Application

HOSTS_MAX = 24
TARGETS_TIMEOUT_S = 60.0
TARGETS_PAUSE_S = 0.1


class Desk(HostsDesk):
    """What a command finds on its desk. Everything is made when it is first asked for."""

    @cached_property
    def lab(self) -> Any:
        """The lab's hosts."""
        from govcloud.local.lab import Lab

        return Lab(self.home / "local")

    @cached_property
    def embedded(self) -> Any:
        """The embedded cloud, whose instances come alive in the lab."""
        from govcloud.local.cloud import EmbeddedCloud

        return EmbeddedCloud(self.home / "local", lab=True)

    def local_up(self) -> dict[str, Any]:
        """Start sources, entries and embedded cloud; pin the sources' keys. Gives the view of `local status`."""
        self._needs_embedded()
        self._write_estate()
        self.lab.up(self._sources(), self._entries())
        self.embedded.up()
        self._await_targets()
        for application in self._in_waves():
            for server in application.servers:
                self._pin_source(server.name, server.address)
        return self.local_view()

    def local_view(self) -> dict[str, Any]:
        """Embedded cloud, hosts and entries."""
        self._needs_embedded()
        cloud = self.embedded.status()
        hosts = [
            {
                "name": h.name,
                "role": h.role,
                "address": h.address,
                "loopback": h.loopback,
                "running": h.running,
            }
            for h in self.lab.status()
        ]
        records = int(cloud.resources.get("instances", 0)) - sum(
            h["role"] == "target" for h in hosts
        )
        return {
            "cloud": {
                "running": cloud.running,
                "endpoint": cloud.endpoint,
                "ca_file": str(self.home / "local" / "cloud-ca.pem"),
                "pid": cloud.pid,
                "uptime_s": cloud.uptime_s,
                "versions": dict(cloud.versions),
                "snapshot": dict(cloud.snapshot),
                "resources": dict(cloud.resources),
                "services": dict(cloud.services),
                "instances_as_records_only": max(records, 0),
                "mended": list(cloud.mended),
            },
            "hosts": hosts,
            "entries": self._entry_views(),
        }

    def local_down(self) -> None:
        """Stop all; state stays."""
        self._needs_embedded()
        self.embedded.down()
        self.lab.down(keep=True)

    def local_reset(self) -> str:
        """Delete all of the embedded environment; the ledger's file is put aside, and its new name given."""
        self._needs_embedded()
        self.embedded.down()
        self.embedded.reset()
        self.lab.down(keep=False)
        from shutil import rmtree

        rmtree(self.home / "pulumi", ignore_errors=True)
        (self.home / "known_hosts").unlink(missing_ok=True)
        return self._put_ledger_aside()

    def _put_ledger_aside(self) -> str:
        self.__dict__.pop("store", None)
        kept = self.store_file
        if not kept.exists():
            return ""
        aside = kept.with_name(f"{kept.stem}-{self.clock.now().replace(':', '')}.db")
        for suffix in ("", "-wal", "-shm"):
            found = Path(f"{kept}{suffix}")
            if found.exists():
                found.rename(f"{aside}{suffix}")
        return aside.name

    def _await_targets(self) -> None:
        """Instances that ran when the lab went down are being started again."""
        deadline = time.monotonic() + TARGETS_TIMEOUT_S
        while (
            self.embedded.status().resources.get("hosts starting") and time.monotonic() < deadline
        ):
            time.sleep(TARGETS_PAUSE_S)

    def _needs_embedded(self) -> None:
        if not self.environment.embedded:
            raise InputError(
                f"E-LOC-001: environment `{self.environment.name}` is no embedded one",
                hint='choose one whose endpoint is "embedded": --env local',
            )

    def _in_waves(self) -> list[Application]:
        named = {name for wave in self.waves for name in wave.applications}
        return [a for a in self.inventory.applications if a.id in named and a.strategy.moves]

    def _sources(self) -> Sequence[Any]:
        from govcloud.local.estate import seed_folder
        from govcloud.local.lab import SourceSpec

        return [
            SourceSpec(s.name, s.address, s.ports, self.login_key, seed_folder(a.id))
            for a in self._in_waves()
            for s in a.servers
        ]

    def _entries(self) -> dict[str, tuple[str, int]]:
        return {
            a.id: (a.servers[0].name, a.servers[0].ports[0]) for a in self._in_waves() if a.probe
        }

    def _entry_views(self) -> list[dict[str, str]]:
        views = []
        for application in self._in_waves():
            url = self.traffic.entry(application.id)
            if url:
                side = self.traffic.read(application.id)
                views.append({"application": application.id, "url": url, "side": side or "nowhere"})
        return views

    def _write_estate(self) -> None:
        servers = {
            s.name: {"app": a.id, "ports": list(s.ports)}
            for a in self._in_waves()
            for s in a.servers
        }
        path = self.home / "local" / "estate.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".new")
        draft.write_text(json.dumps({"hosts_max": HOSTS_MAX, "servers": servers}), "utf-8")
        draft.replace(path)

    def _pin_source(self, name: str, address: str) -> None:
        from govcloud.adapters.known_hosts import keys_from_console

        keys = keys_from_console(self.lab.console(address))
        if self.pins.add(address, keys, replace=True):
            said: dict[str, Json] = {
                "server": name,
                "address": address,
                "keys": list(keys),
                "from": "local up",
            }
            self.store.record(Entry("host.pinned", data=said))
