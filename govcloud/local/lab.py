"""The lab: source and target hosts on this machine, and the addresses at which users come in."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from govcloud.errors import FailedError, InputError, UnreachableError
from govcloud.local import daemon
from govcloud.local.entries import Entries
from govcloud.local.host import HostSpec
from govcloud.local.needs import demand_lab
from govcloud.local.pids import Pid, end
from govcloud.local.registry import HostRecord, LabRecord, Registry
from govcloud.model.step import Side

_AT_ONCE = 4
_SSH_PORT = 22
_START_S_MAX = 360.0


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """A source host. `seed` is a folder copied in at birth, its `seed.sh` run once before the host is called up."""

    name: str
    address: str
    ports: tuple[int, ...]
    authorized_key: str
    seed: Path | None = None


@dataclass(frozen=True, slots=True)
class HostStatus:
    """One host. `role` is "source" or "target"; `found`: this call found it running. `pid` 0: it does not run."""

    name: str
    role: str
    address: str
    loopback: str
    ports: tuple[int, ...]
    running: bool
    pid: int
    found: bool = False


class Lab:
    """The hosts of one workspace; `home` is `.govcloud/local` there. Hosts are named by private address."""

    def __init__(self, home: Path) -> None:
        self.home = home.resolve()
        self._registry = Registry(self.home)
        self._entries = Entries(self._registry)

    def up(
        self, sources: Sequence[SourceSpec], entries: Mapping[str, tuple[str, int]]
    ) -> list[HostStatus]:
        """Start what does not run: the switch, the source hosts, the entries {application: (server, port)}.

        Raises InputError if the machine cannot hold a lab, FailedError if a host does not start (the others do).
        """
        with self._registry.locked("lab"):
            self._hold()
        with self._registry.locked("lab", shared=True):
            before = {one.address for one in self.status() if one.running}
            # In the order of the inventory, so that a host has the same address in every lab of it.
            wanted = [self._registry.allocate(self._alone(_of_source(spec))) for spec in sources]
            with ThreadPoolExecutor(_AT_ONCE) as workers:
                begun = [workers.submit(self._ensure, record) for record in wanted]
            faults = [str(one.exception()) for one in begun if one.exception()]
            if faults:
                raise FailedError("; ".join(faults), hint="govcloud local up tries again")
            self._entries.keep(entries)
        return [replace(one, found=one.address in before) for one in self.status()]

    def is_up(self) -> bool:
        """Whether the lab's holder runs."""
        return self._registry.lab().holder.alive

    def status(self) -> list[HostStatus]:
        """All hosts, sources first."""
        hosts = sorted(self._registry.hosts().values(), key=lambda one: (one.role, one.name))
        return [_status(host) for host in hosts]

    def record(self, address: str) -> HostRecord:
        """All that is known of a host. Raises InputError if there is none at this private address."""
        found = self._registry.hosts().get(address)
        if found is None:
            raise InputError(f"the lab has no host {address}", hint="govcloud local status")
        return found

    def switch_pid(self) -> int:
        """A process in the switch's network namespace, where link faults are set; 0 if the lab is down."""
        holder = self._registry.lab().holder
        return holder.pid if holder.alive else 0

    def start_target(
        self,
        name: str,
        address: str,
        ports: Sequence[int],
        authorized_key: str,
        *,
        srv_size_bytes: int = 0,
    ) -> str:
        """Bring a target host alive, or find it alive; gives its console output with its host keys.

        Raises FailedError if it does not start, UnreachableError if the lab is down.
        """
        with self._registry.locked("lab", shared=True):
            record = HostRecord(name, "target", address, "", _ports(ports), authorized_key)
            record = replace(record, srv_size_bytes=srv_size_bytes)
            self._ensure(self._alone(record))
        return self.console(address)

    def console(self, address: str) -> str:
        """What the host printed when it was last started; "" if it never was."""
        host = self._registry.hosts().get(address)
        printed = self._folder(host) / "console" if host else None
        return printed.read_text(encoding="utf-8") if printed and printed.exists() else ""

    def stop(self, address: str) -> None:
        """Power off; its directory stays. May be repeated."""
        with self._registry.locked("lab", shared=True), self._registry.locked(address):
            self._end(address)

    def start(self, address: str) -> None:
        """Power on again, on the same directory. Raises as `start_target` does."""
        with self._registry.locked("lab", shared=True):
            self._ensure(self.record(address))

    def destroy(self, address: str) -> None:
        """End a host and all that it held. May be repeated."""
        with self._registry.locked("lab", shared=True):
            self._destroy(address)

    # What the embedded cloud calls the two for its instances.
    stop_target = stop
    destroy_target = destroy

    def down(self, *, keep: bool = False) -> None:
        """End all: no process, mount or namespace is left; with `keep` the hosts' directories are.

        Raises FailedError if something would not end.
        """
        if not self.home.exists():
            return
        with self._registry.locked("lab"):
            hosts, lab = self._registry.hosts(), self._registry.lab()
            left = end(*(host.first for host in hosts.values()), lab.entries, lab.holder)
            if left:
                raise FailedError(
                    f"these processes of the lab do not end: {', '.join(str(one.pid) for one in left)}",
                    hint="govcloud local down tries again",
                )
            for host in hosts.values():
                self._registry.keep_host(replace(host, first=Pid()))
            self._registry.lab_file.unlink(missing_ok=True)
            if not keep:
                shutil.rmtree(self.home / "hosts", ignore_errors=True)
                self._registry.hosts_file.unlink(missing_ok=True)

    def reach(self) -> dict[str, tuple[str, int]]:
        """How the controller gets to each host: private address → loopback address and SSH port."""
        hosts = self._registry.hosts()
        return {
            a: (host.loopback, host.listens.get(_SSH_PORT, _SSH_PORT)) for a, host in hosts.items()
        }

    def entry(self, application: str) -> str:
        """The base URL at which users reach the application, "" if it has none."""
        return self._entries.url(application)

    def read_entry(self, application: str) -> Side | None:
        """Where users are led now; None if there is no entry, or nobody leads them."""
        return self._entries.read(application)

    def switch_entry(self, application: str, to: Side) -> None:
        """Lead users to the other side from now on; what is open is closed.

        Raises InputError if there is no such entry, UnreachableError if nobody leads users now.
        """
        self._entries.switch(application, to)

    def _hold(self) -> None:
        """Have the switch's holder run; what hung on a dead one is ended first."""
        lab = self._registry.lab()
        if lab.holder.alive:
            return
        demand_lab()
        hosts = self._registry.hosts().values()
        end(lab.entries, *(host.first for host in hosts))
        (self.home / "hosts").mkdir(parents=True, exist_ok=True)
        network = lab.network or next((int(one.loopback.split(".")[1]) for one in hosts), 0)
        words = ["govcloud.local.switch", str(network)]
        daemon.launch(words, self.home / "lab.log", self._holder_runs)

    def _holder_runs(self, said: str) -> None:
        number, pid = map(int, said.split())
        self._registry.keep_lab(LabRecord(number, Pid.of(pid)))
        self._registry.move_to(number)

    def _alone(self, wanted: HostRecord) -> HostRecord:
        """An address has one host: another one that had it before is ended."""
        known = self._registry.hosts().get(wanted.address)
        if known is not None and (known.name, known.role) != (wanted.name, wanted.role):
            self._destroy(wanted.address)
        return wanted

    def _ensure(self, wanted: HostRecord) -> None:
        """Start a host if it does not run."""
        lab = self._registry.lab()
        if not lab.holder.alive:
            raise UnreachableError("the lab is not up", hint="govcloud local up")
        with self._registry.locked(wanted.address):
            known = self._registry.hosts().get(wanted.address)
            if known is not None and known.first.alive:
                return
            self._boot(self._registry.allocate(wanted), lab.holder.pid)

    def _boot(self, record: HostRecord, switch_pid: int) -> None:
        folder = self._folder(record)
        if not (folder / "console").exists():
            # It was never up: what is there is half a birth.
            shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        spec = HostSpec.of(record, folder, switch_pid)
        daemon.launch(
            ["govcloud.local.host"],
            folder / "log",
            lambda said: self._host_runs(record, said),
            spec.written(),
            _START_S_MAX,
        )

    def _host_runs(self, record: HostRecord, said: str) -> None:
        answer = json.loads(said)
        folder = self._folder(record)
        if "error" in answer:
            raise FailedError(
                f"host {record.name} ({record.address}) did not start: {answer['error']}",
                hint=f"see {folder}/log and {folder}/root/var/log/boot.log",
            )
        first = Pid(answer["pid"], answer["start_time"])
        listens = {int(port): there for port, there in answer["listens"].items()}
        self._registry.keep_host(replace(record, first=first, listens=listens, link=answer["link"]))
        (folder / "console").write_text(answer["console"], encoding="utf-8")

    def _end(self, address: str) -> None:
        host = self._registry.hosts().get(address)
        if host is None:
            return
        if end(host.first):
            raise FailedError(
                f"{host.name} ({address}) does not end", hint=f"its pid is {host.first.pid}"
            )
        self._registry.keep_host(replace(host, first=Pid()))

    def _destroy(self, address: str) -> None:
        with self._registry.locked(address):
            host = self._registry.hosts().get(address)
            if host is not None:
                self._end(address)
                shutil.rmtree(self._folder(host), ignore_errors=True)
                self._registry.forget_host(address)

    def _folder(self, host: HostRecord) -> Path:
        return self.home / "hosts" / host.folder


def _status(host: HostRecord) -> HostStatus:
    running = host.first.alive
    pid = host.first.pid if running else 0
    return HostStatus(host.name, host.role, host.address, host.loopback, host.ports, running, pid)


def _of_source(spec: SourceSpec) -> HostRecord:
    seed = str(spec.seed.resolve()) if spec.seed else ""
    ports = _ports(spec.ports)
    return HostRecord(spec.name, "source", spec.address, "", ports, spec.authorized_key, seed)


def _ports(ports: Sequence[int]) -> tuple[int, ...]:
    return tuple(sorted({_SSH_PORT, *ports}))
