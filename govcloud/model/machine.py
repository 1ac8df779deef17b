"""Where applications run and keep what they know: servers, databases, file trees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from govcloud.model.technical_terms import Arch, ServerKind, Topology
from govcloud.model.terms import Engine


@dataclass(frozen=True, slots=True)
class Disk:
    """A disk or file system of a server; `size_gb` and `used_gb` in GB of 1024³ bytes."""

    name: str
    size_gb: float
    used_gb: float | None = None
    mount: str = ""


@dataclass(frozen=True, slots=True)
class Utilisation:
    """How much of a server is used, in per cent of what it has."""

    cpu_avg: float | None = None
    cpu_p95: float | None = None
    mem_avg: float | None = None
    disk_used: float | None = None


@dataclass(frozen=True, slots=True)
class Server:
    """A source server. `address` is its own private address, as its peers see it; "" where nobody told it yet.

    `reach` (HOST or HOST:PORT) is how the controller gets there, where that differs; `host_key` is a pinned
    OpenSSH public key line ("ssh-ed25519 AAAA…") that wins over the workspace's known_hosts. `mem_gb` is in
    GB of 1024³ bytes. `ids` are the names that other tools know it by (vm_uuid, smbios_uuid, moref, vcenter,
    fqdn, serial, mac, instance); `attributes` are columns of an import that have no field of their own.
    """

    name: str
    address: str = ""
    user: str = "root"
    ports: tuple[int, ...] = ()
    reach: str = ""
    host_key: str = ""
    kind: ServerKind | None = None
    arch: Arch | None = None
    cpu_cores: int | None = None
    mem_gb: float | None = None
    disks: tuple[Disk, ...] = ()
    os: str = ""
    os_version: str = ""
    hypervisor: str = ""
    site: str = ""
    rack: str = ""
    util: Utilisation | None = None
    bought_year: int | None = None
    warranty_end: date | None = None
    ids: Mapping[str, str] = field(default_factory=dict)
    attributes: Mapping[str, str] = field(default_factory=dict)

    @property
    def disk_gb(self) -> float:
        """All its disks together, in GB of 1024³ bytes."""
        return sum(disk.size_gb for disk in self.disks)

    @property
    def used_gb(self) -> float:
        """What is used of its disks, in GB of 1024³ bytes; the whole of a disk whose use nobody told."""
        return sum(d.size_gb if d.used_gb is None else d.used_gb for d in self.disks)


@dataclass(frozen=True, slots=True)
class Datastore:
    """A database on a server; sizes in GB of 1024³ bytes."""

    name: str
    engine: Engine
    server: str
    version: str = ""
    size_gb: float | None = None
    growth_gb_month: float | None = None
    charset: str = ""
    topology: Topology | None = None
    features: tuple[str, ...] = ()
    backup: str = ""


@dataclass(frozen=True, slots=True)
class FileTree:
    """A directory on a server, with all below it."""

    server: str
    path: str
    size_gb: float | None = None
    files: int | None = None
