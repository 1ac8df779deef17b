"""Which databases of applications whose platform is replaced the cloud runs itself, how large and how well kept."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from govcloud.model.inventory import Application, Datastore, Engine, Server, Strategy
from govcloud.model.place import Place
from govcloud.rules.sizing import database_size

SERVICE = "rds"
OFFERED: Mapping[Engine, tuple[str, tuple[str, ...]]] = {
    Engine.POSTGRESQL: ("postgres", ("14", "15", "16", "17")),
    Engine.MYSQL: ("mysql", ("8.0", "8.4")),
    Engine.MARIADB: ("mariadb", ("10.6", "10.11", "11.4")),
}
"""What the cloud calls an engine, and its versions in standard support [RDS release calendars, 2025]."""

STORAGE_GB = (20, 65_536)
"""The least and the most that RDS gives these engines on gp3 [RDS user guide]."""

_GROWTH_MONTHS, _SPARE = 24, 1.25
_QUICK_RTO_MINUTES, _QUICK_RPO_MINUTES = 240, 5
_STRICT_LEVEL, _STRICT_DAYS, _USUAL_DAYS = 3, 35, 14
_NAME_LENGTH = 50


def managed_databases(
    applications: Iterable[Application], wave_of: Mapping[str, str], place: Place
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Those that the cloud is to run, and those that stay on servers, each with its reason.

    They are asked for by applications whose strategy is REPLATFORM. Their content is not moved.
    """
    managed, staying, taken = [], [], set[str]()
    for app, store in _replaced(applications):
        reason = _hindrance(store, place)
        if reason:
            staying.append({"name": store.name, "app": app.id, "reason": reason})
            continue
        name = _name(f"db-{app.id}-{store.name}", taken)
        told = {"name": name, "database": store.name, "app": app.id, "mlps": app.mlps_level}
        managed.append({**told, "wave": wave_of.get(app.id, ""), **wanted(app, store)})
    return managed, staying


def wanted(app: Application, store: Datastore) -> dict[str, Any]:
    """What is asked of the cloud for one database: engine, size, how it is kept."""
    engine, versions = OFFERED[store.engine]
    server = next((one for one in app.servers if one.name == store.server), Server(store.server))
    strict = app.mlps_level >= _STRICT_LEVEL
    return {
        "engine": engine,
        "version": offered_version(store.version, versions),
        "size": database_size(server),
        "storage_gb": storage_gb(store, server),
        "several_zones": strict or _must_be_quick(app),
        "backup_days": _STRICT_DAYS if strict else _USUAL_DAYS,
        "protected": strict,
    }


def offered_version(told: str, versions: tuple[str, ...]) -> str:
    """The first version offered that is not older than what runs today; the newest where nobody told it.

    What is newer than all that we know of is asked for as it is: the cloud says whether it has it.
    """
    runs = _numbers(told)
    if not runs:
        return versions[-1]
    newer = (one for one in versions if _numbers(one) >= runs[: len(_numbers(one))])
    parts = runs[: len(_numbers(versions[-1]))]
    return next(newer, ".".join(map(str, parts)))


def storage_gb(store: Datastore, server: Server) -> int:
    """Room for the data, two years' growth and a quarter more, in steps of 20 GB.

    Where nobody told the size, for what is used of its server; storage can grow later, and never shrink.
    """
    least, most = STORAGE_GB
    size = server.used_gb if store.size_gb is None else store.size_gb
    grown = (size + _GROWTH_MONTHS * (store.growth_gb_month or 0)) * _SPARE
    return min(max(math.ceil(grown / least), 1) * least, most)


def _replaced(applications: Iterable[Application]) -> Iterator[tuple[Application, Datastore]]:
    for app in applications:
        if app.strategy is Strategy.REPLATFORM and not app.classified:
            yield from ((app, store) for store in app.datastores)


def _hindrance(store: Datastore, place: Place) -> str:
    """Why the cloud cannot run it; "" if it can."""
    if not place.has(SERVICE):
        return f"this cloud has no managed databases ({SERVICE})"
    if store.engine not in OFFERED:
        return f"no managed database takes the place of {store.engine.zh} without a decision"
    return ""


def _must_be_quick(app: Application) -> bool:
    """Whether putting it back from a backup takes longer, or loses more, than the application allows."""
    late = app.rto_minutes is not None and app.rto_minutes < _QUICK_RTO_MINUTES
    lost = app.rpo_minutes is not None and app.rpo_minutes < _QUICK_RPO_MINUTES
    return late or lost


def _numbers(version: str) -> tuple[int, ...]:
    found = re.match(r"\D*(\d+(?:\.\d+)*)", version)
    return tuple(int(part) for part in found[1].split(".")) if found else ()


def _name(told: str, taken: set[str]) -> str:
    """A name as RDS allows it: small letters, digits, single hyphens; of its own among those `taken`."""
    stem = re.sub(r"[^a-z0-9]+", "-", told.lower())[:_NAME_LENGTH].strip("-")
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}-{number}", number + 1
    taken.add(name)
    return name
