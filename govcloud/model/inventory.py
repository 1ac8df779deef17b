"""The estate as its owners describe it: departments, applications, and where they run and keep their data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from enum import StrEnum
from typing import Any


class Strategy(StrEnum):
    """What becomes of an application (DOMAIN §4.5: the 7R, and 归并)."""

    REHOST = "REHOST"
    RELOCATE = "RELOCATE"
    REPLATFORM = "REPLATFORM"
    REFACTOR = "REFACTOR"
    REPURCHASE = "REPURCHASE"
    RETIRE = "RETIRE"
    RETAIN = "RETAIN"
    CONSOLIDATE = "CONSOLIDATE"

    @property
    def moves(self) -> bool:
        """Whether govcloud moves such an application as it is."""
        return self is Strategy.REHOST


class Engine(StrEnum):
    """The database engines that can be moved."""

    POSTGRESQL = "postgresql"
    MARIADB = "mariadb"


@dataclass(frozen=True, slots=True)
class Department:
    """Who owns applications. `network` is its cloud network, allocated once, as CIDR."""

    id: str
    name_zh: str
    name_en: str
    network: str


@dataclass(frozen=True, slots=True)
class Server:
    """A source server. `address` is its own private address, as its peers see it.

    `reach` (HOST or HOST:PORT) is how the controller gets there, where that differs; `host_key` is a pinned
    OpenSSH public key line ("ssh-ed25519 AAAA…") that wins over the workspace's known_hosts.
    """

    name: str
    address: str
    user: str = "root"
    ports: tuple[int, ...] = ()
    reach: str = ""
    host_key: str = ""


@dataclass(frozen=True, slots=True)
class Datastore:
    """A database on a server."""

    name: str
    engine: Engine
    server: str


@dataclass(frozen=True, slots=True)
class FileTree:
    """A directory on a server, with all below it."""

    server: str
    path: str


@dataclass(frozen=True, slots=True)
class Dependency:
    """`app` is needed. A hard dependency must be cut over earlier, or together."""

    app: str
    hard: bool = True


@dataclass(frozen=True, slots=True)
class Probe:
    """How to see that a web application serves: GET `http` at its entry address answers 200 and `contains`.

    `entry` is the base URL at which users reach it; in the lab the lab's own entry address is used instead.
    """

    http: str
    contains: str = ""
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Application:
    """What moves as one."""

    id: str
    name_zh: str
    name_en: str
    department: str
    classified: bool
    strategy: Strategy
    mlps_level: int
    depends_on: tuple[Dependency, ...] = ()
    servers: tuple[Server, ...] = ()
    datastores: tuple[Datastore, ...] = ()
    trees: tuple[FileTree, ...] = ()
    services: tuple[str, ...] = ()
    probe: Probe | None = None

    def server(self, name: str) -> Server:
        """The server called `name`; KeyError if there is none."""
        return {server.name: server for server in self.servers}[name]

    @property
    def service_server(self) -> str:
        """The server its services run on: the first one listed; "" where it has none (it is not moved)."""
        return self.servers[0].name if self.servers else ""


@dataclass(frozen=True, slots=True)
class Inventory:
    """All departments and applications. `digest` names the validated content (canonical JSON, SHA-256)."""

    departments: tuple[Department, ...]
    applications: tuple[Application, ...]
    digest: str = ""
    synthetic: bool = False
    places: Mapping[str, int] = field(default_factory=dict, compare=False)
    """Line of each department or application id in its file, for messages."""

    def application(self, id: str) -> Application:  # noqa: A002 - the domain's word
        """The application with this id; KeyError if there is none."""
        return {app.id: app for app in self.applications}[id]

    def of_department(self, department: str) -> tuple[Application, ...]:
        """A department's applications, in the inventory's order."""
        return tuple(app for app in self.applications if app.department == department)


def plain(value: Any) -> Any:
    """A noun as plain JSON values, as views and digests take it; None and empty optional texts stay out."""
    if is_dataclass(value) and not isinstance(value, type):
        pairs = ((f.name, getattr(value, f.name)) for f in fields(value) if f.compare)
        return {name: plain(item) for name, item in pairs if item is not None}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return value
