"""What a host says of itself when it is asked: facts, each the answer to one question, and what it did not tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from govcloud.model.command import Command
from govcloud.model.terms import Engine


@dataclass(frozen=True, slots=True)
class Question:
    """One question to a host: its words, and how to read the answer.

    `parse` is pure and total: it takes any text and gives the fact, or None where the text tells nothing.
    `tells` says in a few words what is learnt.
    """

    topic: str
    command: Command
    parse: Callable[[str], Any]
    tells: str
    timeout_s: float = 20.0


@dataclass(frozen=True, slots=True)
class System:
    """Operating system and machine; `virtual` is None where that cannot be told. `as_root`: it was root who asked."""

    os: str
    os_version: str
    kernel: str
    arch: str
    hostname: str
    vendor: str = ""
    product: str = ""
    uuid: str = ""
    serial: str = ""
    virtual: bool | None = None
    as_root: bool = True


@dataclass(frozen=True, slots=True)
class Processor:
    """Logical processors and memory (GB of 1024³ bytes)."""

    cores: int
    mem_gb: float | None
    swap_gb: float | None
    model: str


@dataclass(frozen=True, slots=True)
class BlockDevice:
    """A whole disk."""

    name: str
    size_gb: float


@dataclass(frozen=True, slots=True)
class FileSystem:
    """A local file system."""

    mount: str
    device: str
    kind: str
    size_gb: float
    used_gb: float


@dataclass(frozen=True, slots=True)
class NetworkMount:
    """A file system of another host; `server` is "" where the source does not name one."""

    mount: str
    source: str
    kind: str
    server: str


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may log in with a shell. The comment field (a person's name) is not asked for."""

    name: str
    uid: int
    home: str
    shell: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A service or timer as the host's service manager knows it; `running` is None where it cannot be told."""

    name: str
    running: bool | None
    at_boot: bool
    kept_by: str


@dataclass(frozen=True, slots=True)
class Interfaces:
    """The host's own addresses (loopback left out), and those of its network cards."""

    addresses: tuple[str, ...]
    macs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listener:
    """A port that is served. `local`: from the host itself only."""

    protocol: str
    address: str
    port: int
    program: str = ""
    pid: int = 0

    @property
    def local(self) -> bool:
        """Whether no other host can reach it."""
        return self.address.startswith("127.") or self.address == "::1"


@dataclass(frozen=True, slots=True)
class Connection:
    """A TCP connection with another host. `closing`: it was over when the host was asked."""

    local: str
    local_port: int
    peer: str
    peer_port: int
    program: str = ""
    closing: bool = False


@dataclass(frozen=True, slots=True)
class RunningProgram:
    """A running program. `shown` are its words that are known to hold no secret, `hidden` counts the others."""

    pid: int
    parent: int
    user: str
    program: str
    shown: tuple[str, ...]
    hidden: int


@dataclass(frozen=True, slots=True)
class Package:
    """An installed package."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class CronEntry:
    """Something that runs by the clock: when, as whom, and the program without its other words."""

    when: str
    user: str
    command: str
    kept_in: str


@dataclass(frozen=True, slots=True)
class FoundDatabase:
    """A database that a server on the host holds; `port` 0 where it is reached by a socket without one."""

    engine: Engine
    version: str
    name: str
    size_gb: float | None
    charset: str
    port: int = 0


@dataclass(frozen=True, slots=True)
class HostFacts:
    """All that one host told, and for each question that it did not answer, why. None: not told."""

    system: System | None = None
    processor: Processor | None = None
    disks: tuple[BlockDevice, ...] | None = None
    filesystems: tuple[FileSystem, ...] | None = None
    mounts: tuple[NetworkMount, ...] | None = None
    accounts: tuple[Account, ...] | None = None
    services: tuple[Unit, ...] | None = None
    interfaces: Interfaces | None = None
    listeners: tuple[Listener, ...] | None = None
    connections: tuple[Connection, ...] | None = None
    programs: tuple[RunningProgram, ...] | None = None
    packages: tuple[Package, ...] | None = None
    cron: tuple[CronEntry, ...] | None = None
    postgresql: tuple[FoundDatabase, ...] | None = None
    mysql: tuple[FoundDatabase, ...] | None = None
    untold: Mapping[str, str] = field(default_factory=dict)

    @property
    def databases(self) -> tuple[FoundDatabase, ...]:
        """Those that were asked by their own tongue."""
        return (*(self.postgresql or ()), *(self.mysql or ()))

    @property
    def served(self) -> tuple[Listener, ...]:
        """The TCP ports that other hosts can reach."""
        return tuple(one for one in self.listeners or () if one.protocol == "tcp" and not one.local)
