"""What govcloud tells of a department, and the tags that all its resources bear."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from govcloud.model.place import Place
from govcloud.model.tagging import Tags


@dataclass(frozen=True, slots=True)
class Server:
    """A server to be: `name` is its name in the inventory, `source` the address it is replicated from."""

    name: str
    app: str
    mlps: int
    ports: tuple[int, ...]
    source: str
    wave: str
    size: str


@dataclass(frozen=True, slots=True)
class Database:
    """A managed database to be, for an application whose platform is replaced; `database` is its name there.

    `version` is the engine's without its smallest part, `backup_days` how far back it can be put to any moment.
    """

    name: str
    database: str
    app: str
    mlps: int
    wave: str
    engine: str
    version: str
    size: str
    storage_gb: int
    several_zones: bool
    backup_days: int
    protected: bool


@dataclass(frozen=True, slots=True)
class Spec:
    """One department in one environment. `peers` are the address ranges from which its users come.

    `staying` are databases that the cloud does not run though their platform is replaced, with the reason.
    """

    place: Place
    department: str
    network: str
    public_key: str
    landing_zone: str
    servers: tuple[Server, ...]
    databases: tuple[Database, ...]
    staying: tuple[Mapping[str, str], ...]
    peers: tuple[str, ...]

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Spec:
        """Read it from the stack's configuration."""
        return cls(
            place=Place.of(told["place"]),
            department=told["department"]["id"],
            network=told["department"]["network"],
            public_key=told["public_key"],
            landing_zone=told["landing_zone"],
            servers=tuple(_server(one) for one in told["servers"]),
            databases=tuple(_database(one) for one in told["databases"]),
            staying=tuple(told["databases_on_servers"]),
            peers=tuple(told["tenants"]),
        )

    @property
    def env(self) -> str:
        """The environment's name."""
        return self.place.env

    @property
    def levels(self) -> list[int]:
        """The MLPS levels in use, 3 if there is no server yet."""
        return sorted({server.mlps for server in self.servers}) or [3]

    def tags(self, name: str, zone: str = "EXTRANET_PUBLIC", mlps: int = 0) -> dict[str, str]:
        """The tag dictionary's share for a resource of this department."""
        return Tags(self.department, self.env, max(self.levels)).of(name, zone, mlps)

    def server_tags(self, server: Server) -> dict[str, str]:
        """Those of a server: the application and, once it is in one, the wave."""
        return self.tags(server.name, mlps=server.mlps) | _owned(server)

    def database_tags(self, database: Database) -> dict[str, str]:
        """Those of a managed database: as a server's, in the data zone."""
        return self.tags(database.name, "DATA", database.mlps) | _owned(database)


def _owned(one: Server | Database) -> dict[str, str]:
    return {"gov:app": one.app} | ({"gov:wave": one.wave} if one.wave else {})


def _server(told: Mapping[str, Any]) -> Server:
    ports = tuple(int(port) for port in told["ports"])
    return Server(**{**told, "mlps": int(told["mlps"]), "ports": ports})


def _database(told: Mapping[str, Any]) -> Database:
    whole = {name: int(told[name]) for name in ("mlps", "storage_gb", "backup_days")}
    return Database(**{**told, **whole})
