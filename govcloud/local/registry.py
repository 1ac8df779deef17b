"""What the lab knows of itself, in two files that are replaced whole: `hosts.json` and `lab.json`."""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from govcloud.errors import IntegrityError, LockedError
from govcloud.local.pids import NOBODY, Pid

_LOCK_S_MAX = 120.0
_POLL_S = 0.02
_FIRST_HOST = 4
_HOSTS_MAX = 250
_ENTRIES = 255


@dataclass(frozen=True, slots=True)
class HostRecord:
    """One host. `listens` maps its ports to those of its loopback address (the same, unless they were taken).

    `srv_size_bytes` above 0: its /srv is a file system of that size, empty at each start. `link` is the name
    of its cable's end in the switch.
    """

    name: str
    role: str
    address: str
    loopback: str
    ports: tuple[int, ...]
    authorized_key: str = ""
    seed: str = ""
    srv_size_bytes: int = 0
    listens: Mapping[int, int] = field(default_factory=dict)
    link: str = ""
    first: Pid = NOBODY

    @property
    def folder(self) -> str:
        """The name of its directory."""
        return f"{self.name}@{self.address}"


@dataclass(frozen=True, slots=True)
class EntryRecord:
    """Where users of an application come in, and the server and port that they are led to on either side."""

    loopback: str
    port: int
    server: str
    server_port: int
    side: str


@dataclass(frozen=True, slots=True)
class LabRecord:
    """The lasting processes of a lab: the holder of its switch, and the keeper of its entries."""

    network: int = 0
    holder: Pid = NOBODY
    entries: Pid = NOBODY


class Registry:
    """The two files below `home`. Reading needs no lock; `changing` is for one at a time."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.hosts_file = home / "hosts.json"
        self.lab_file = home / "lab.json"

    def lab(self) -> LabRecord:
        """The lab's own processes; LabRecord() if none were ever started."""
        told = _read(self.lab_file)
        if not told:
            return LabRecord()
        holder = Pid(told["pid"], told["start_time"])
        return LabRecord(told["network"], holder, Pid(**told["entries"]))

    def hosts(self) -> dict[str, HostRecord]:
        """All hosts, by private address."""
        told = _read(self.hosts_file).get("hosts", {})
        return {address: _host(address, record) for address, record in told.items()}

    def entries(self) -> dict[str, EntryRecord]:
        """All entries, by application."""
        told = _read(self.hosts_file).get("entries", {})
        return {application: EntryRecord(**record) for application, record in told.items()}

    def keep_lab(self, lab: LabRecord) -> None:
        """Write `lab.json`, which says that a lab is up."""
        _write(
            self.lab_file,
            {
                "pid": lab.holder.pid,
                "start_time": lab.holder.start_time,
                "network": lab.network,
                "entries": asdict(lab.entries),
            },
        )

    def keep_host(self, record: HostRecord) -> None:
        """Write down a host, new or changed."""
        self._change(lambda hosts, _: hosts.update({record.address: record}))

    def forget_host(self, address: str) -> None:
        """Strike a host out."""
        self._change(lambda hosts, _: hosts.pop(address, None))

    def keep_entry(self, application: str, record: EntryRecord) -> None:
        """Write down a new entry."""
        self._change(lambda _, entries: entries.update({application: record}))

    def alter_entry(self, application: str, **changes: Any) -> None:
        """Change some of what is recorded of an entry, in one replacement of the file."""
        self._change(
            lambda _, entries: entries.update(
                {application: replace(entries[application], **changes)}
            )
        )

    def allocate(self, record: HostRecord) -> HostRecord:
        """The record with a loopback address, written down; a known host keeps its address and its life.

        Raises LockedError if the lab is full.
        """
        with self.locked("registry"):
            hosts = self.hosts()
            known = hosts.get(record.address)
            if known is not None:
                life = (known.loopback, known.listens, known.link, known.first)
                loopback, listens, link, first = life
                found = replace(record, loopback=loopback, listens=listens, link=link, first=first)
            else:
                found = replace(record, loopback=self._free_host(hosts))
            self._put({**hosts, record.address: found}, self.entries())
        return found

    def _free_host(self, hosts: Mapping[str, HostRecord]) -> str:
        taken = {host.loopback for host in hosts.values()}
        for number in range(_FIRST_HOST, _FIRST_HOST + _HOSTS_MAX):
            offered = f"127.{self.lab().network}.0.{number}"
            if offered not in taken:
                return offered
        raise LockedError(f"the lab has {_HOSTS_MAX} hosts already", hint="govcloud local down")

    def free_entry(self) -> str:
        """A loopback address that no entry has."""
        taken = {record.loopback for record in self.entries().values()}
        network = self.lab().network
        offered = (f"127.{network}.{_ENTRIES}.{number}" for number in range(1, _ENTRIES))
        return next(address for address in offered if address not in taken)

    def move_to(self, network: int) -> None:
        """All loopback addresses in this network: after a restart the old one may be somebody else's."""

        def moved(address: str) -> str:
            return ".".join(["127", str(network), *address.split(".")[2:]])

        def change(hosts: dict[str, HostRecord], entries: dict[str, EntryRecord]) -> None:
            hosts |= {a: replace(host, loopback=moved(host.loopback)) for a, host in hosts.items()}
            entries |= {a: replace(one, loopback=moved(one.loopback)) for a, one in entries.items()}

        self._change(change)

    @contextmanager
    def locked(self, name: str, *, shared: bool = False) -> Iterator[None]:
        """Hold one of the lab's locks, released by the kernel if we die. Raises LockedError after two minutes."""
        folder = self.home / "locks"
        folder.mkdir(parents=True, exist_ok=True)
        file = os.open(folder / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            _lock(file, shared=shared, name=name)
            yield
        finally:
            os.close(file)

    def _change(
        self, change: Callable[[dict[str, HostRecord], dict[str, EntryRecord]], Any]
    ) -> None:
        with self.locked("registry"):
            hosts, entries = self.hosts(), self.entries()
            change(hosts, entries)
            self._put(hosts, entries)

    def _put(self, hosts: Mapping[str, HostRecord], entries: Mapping[str, EntryRecord]) -> None:
        told = {
            "hosts": {address: asdict(host) for address, host in hosts.items()},
            "entries": {application: asdict(entry) for application, entry in entries.items()},
        }
        _write(self.hosts_file, told)


def _host(address: str, told: Mapping[str, Any]) -> HostRecord:
    try:
        first, listens = Pid(**told["first"]), {int(a): b for a, b in told["listens"].items()}
        return HostRecord(
            **{**told, "ports": tuple(told["ports"]), "first": first, "listens": listens}
        )
    except (KeyError, TypeError, ValueError) as error:
        raise IntegrityError(
            f"the lab's record of {address} cannot be read: {error}", hint="govcloud local down"
        ) from error


def _lock(file: int, *, shared: bool, name: str) -> None:
    limit = time.monotonic() + _LOCK_S_MAX
    wanted = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
    while True:
        try:
            fcntl.flock(file, wanted | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > limit:
                raise LockedError(
                    f"somebody else has been at work on the lab ({name}) for two minutes",
                    hint="try again, or see `govcloud local status`",
                ) from None
            time.sleep(_POLL_S)
        else:
            return


def _read(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise IntegrityError(f"{path} is damaged: {error}", hint="govcloud local down") from error
    return told if isinstance(told, dict) else {}


def _write(path: Path, told: Mapping[str, Any]) -> None:
    draft = path.with_name(f"{path.name}.new")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:  # noqa: PTH123 - mode at birth
        json.dump(told, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
