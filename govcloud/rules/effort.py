"""How much work and time an application's move takes, from constants that everybody can see and measure anew."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from govcloud.model.application import Application
from govcloud.model.machine import Server
from govcloud.model.terms import Strategy
from govcloud.rules.timings import NOTHING_MEASURED, Timing, Timings

GB_BYTES = 1024**3
_SIZE_CLASSES = (("XS", 2), ("S", 4), ("M", 10), ("L", 30))
_NO_TIMING = Timing()


def _constant(default: Any, unit: str, why: str) -> Any:
    """A field that says its unit and its reason, so that whoever shows it can say them too."""
    words = {"unit": unit, "why": why}
    if isinstance(default, dict):
        return field(default_factory=partial(dict, default), metadata=words)
    return field(default=default, metadata=words)


@dataclass(frozen=True, slots=True)
class EffortConstants:
    """All that the estimates rest on. Rules of thumb, no measurements: see each one's reason, and replace it."""

    person_days_by_size: Mapping[str, float] = _constant(
        {"XS": 4.0, "S": 8.0, "M": 16.0, "L": 32.0, "XL": 64.0},
        "person-days",
        "survey to acceptance of an application of 1-2, 3-4, 5-10, 11-30 or more hosts; doubled from class to "
        "class, as assessment tools with 1/2/4/8 weights do",
    )
    level_factor: Mapping[str, float] = _constant(
        {"0": 1.0, "1": 1.0, "2": 1.15, "3": 1.5, "4": 2.0, "5": 2.0},
        "times",
        "level 3 and above asks for a drill, a second approval, a cryptography assessment and more evidence",
    )
    strategy_factor: Mapping[str, float] = _constant(
        {
            "REHOST": 1.0,
            "RELOCATE": 0.7,
            "REPLATFORM": 2.5,
            "REFACTOR": 8.0,
            "REPURCHASE": 1.5,
            "RETIRE": 0.25,
            "RETAIN": 0.1,
            "CONSOLIDATE": 2.0,
        },
        "times",
        "a change of database or processor is rebuilt and tested anew, a rewrite is a project of its own, and "
        "keeping or closing a system costs its survey, archive and proof",
    )
    person_days_by_engine: Mapping[str, float] = _constant(
        {
            "postgresql": 1.0,
            "mariadb": 1.0,
            "mysql": 1.5,
            "redis": 0.5,
            "mongodb": 2.0,
            "oracle": 5.0,
            "sqlserver": 4.0,
            "db2": 6.0,
            "other": 4.0,
        },
        "person-days",
        "for each database: those that govcloud moves itself cost a rehearsal; others need their own tools",
    )
    person_days_other_engine: float = _constant(
        3.0, "person-days", "for each database of an engine that the table above does not name"
    )
    throughput_mbps: float = _constant(
        300.0,
        "Mbit/s",
        "one of three moves at a time on a 1 Gbit/s line of the government extranet; replaced by what copies "
        "measured",
    )
    transfer_factor: float = _constant(
        1.2,
        "times",
        "what a line loses to protocol, retries and GB of 1024 cubed: hours = GB x 8 / (Mbps / 1000) / 3600 x 1.2",
    )
    cutover_minutes_fixed: float = _constant(
        45.0,
        "minutes",
        "stop, last look, go decision, switch of entry, and the department's functional check",
    )
    cutover_minutes_per_host: float = _constant(
        5.0, "minutes", "stopping and starting services, one host after another"
    )
    hosts_at_a_time: int = _constant(
        4, "hosts", "hosts of one application that a cut-over team works on beside each other"
    )
    changed_share: float = _constant(
        0.02,
        "share",
        "of files, and of databases that other tools replicate, that changed since the last copy and are sent again "
        "in the window",
    )
    compare_mbps: float = _constant(
        1200.0,
        "Mbit/s",
        "reading what one host holds on both sides for the proof, bound by an ordinary disk",
    )
    server_gb_default: float = _constant(
        300.0,
        "GB",
        "what a server holds whose disks nobody told: the median of a provincial estate",
    )
    datastore_gb_default: float = _constant(
        50.0, "GB", "a database whose size nobody told; most departmental ones are smaller"
    )
    tree_gb_default: float = _constant(
        20.0, "GB", "a file tree whose size nobody told, on a server whose disks nobody told either"
    )


@dataclass(frozen=True, slots=True)
class Effort:
    """An estimate. `assumed` names each input that nobody told, and `measured` each that was measured.

    `cutover_minutes` is the time in which users are not served.
    """

    hosts: int
    size_gb: float
    person_days: float
    cutover_minutes: int
    transfer_hours: float
    assumed: tuple[str, ...] = ()
    measured: tuple[str, ...] = ()

    @property
    def estimated(self) -> bool:
        """Whether a size in it is a default, because the inventory does not tell it."""
        return bool(self.assumed)


@dataclass(frozen=True, slots=True)
class Volume:
    """How much is to be moved, in GB of 1024 cubed bytes: databases, and files.

    `dumped_gb`: the part of the databases that govcloud copies whole while users wait.
    """

    databases_gb: float
    files_gb: float
    dumped_gb: float = 0.0
    assumed: tuple[str, ...] = ()
    measured: tuple[str, ...] = ()


DEFAULT_CONSTANTS = EffortConstants()


def effort(
    app: Application,
    constants: EffortConstants = DEFAULT_CONSTANTS,
    measured: Timings = NOTHING_MEASURED,
) -> Effort:
    """The estimate of one application; what the ledger measured of it takes the place of a constant."""
    own = measured.applications.get(app.id, _NO_TIMING)
    moved = volume(app, constants, own)
    known = [*moved.measured]
    rate = own.throughput_mbps or measured.throughput_mbps or constants.throughput_mbps
    if own.throughput_mbps or measured.throughput_mbps:
        known.append("throughput of the application" if own.throughput_mbps else "throughput")
    transfers = app.strategy not in {Strategy.RETIRE, Strategy.RETAIN}
    size_gb = moved.databases_gb + moved.files_gb
    minutes = _cutover_minutes(app, constants, moved, rate)
    if own.cutover_minutes is not None and app.strategy.cuts_over:
        minutes = own.cutover_minutes
        known.append("cut-over")
    return Effort(
        hosts=len(app.servers),
        size_gb=round(size_gb, 1),
        person_days=round(_person_days(app, constants), 1),
        cutover_minutes=math.ceil(minutes),
        transfer_hours=round(hours(size_gb, rate, constants) if transfers else 0.0, 2),
        assumed=moved.assumed,
        measured=tuple(known),
    )


def hours(size_gb: float, throughput_mbps: float, constants: EffortConstants) -> float:
    """DOMAIN §3.4: how long so many GB take on a line of so many Mbit/s."""
    return size_gb * 8 / (throughput_mbps / 1000) / 3600 * constants.transfer_factor


def size_class(hosts: int) -> str:
    """XS to XL by the number of hosts; an application without any is XS."""
    return next((name for name, most in _SIZE_CLASSES if hosts <= most), "XL")


def volume(
    app: Application,
    constants: EffortConstants = DEFAULT_CONSTANTS,
    measured: Timing = _NO_TIMING,
) -> Volume:
    """What there is to move.

    Databases: measured, else as told, else the default. Files: where trees are listed and all of their sizes
    are measured or told, these; else what is used of the servers' disks, without the databases; where a
    server tells no disks, the default for it (and at least the sizes of its trees).
    """
    count = _Count(measured)
    sizes = [
        count.size(f"{d.name}@{d.server}", d.size_gb, constants.datastore_gb_default)
        for d in app.datastores
    ]
    databases = sum(sizes)
    dumped = sum(
        size
        for d, size in zip(app.datastores, sizes, strict=True)
        if app.strategy.moves and d.engine.movable
    )
    told = [measured.bytes.get(f"{t.path}@{t.server}", t.size_gb) for t in app.trees]
    if (told and None not in told) or not app.servers:
        files = sum(
            count.size(f"{t.path}@{t.server}", t.size_gb, constants.tree_gb_default)
            for t in app.trees
        )
    else:
        disks = sum(count.disks(server, constants) for server in app.servers)
        trees = sum(t.size_gb or 0.0 for t in app.trees)
        files = max(disks - databases, trees, 0.0)
    return Volume(databases, files, dumped, tuple(count.assumed), tuple(count.measured))


class _Count:
    """Sizes, and which of them were measured or had to be assumed."""

    def __init__(self, timing: Timing) -> None:
        self._bytes = timing.bytes
        self.assumed: list[str] = []
        self.measured: list[str] = []

    def size(self, name: str, told_gb: float | None, default_gb: float) -> float:
        if name in self._bytes:
            self.measured.append(name)
            return self._bytes[name] / GB_BYTES
        if told_gb is not None:
            return max(told_gb, 0.0)
        self.assumed.append(name)
        return default_gb

    def disks(self, server: Server, constants: EffortConstants) -> float:
        if server.disks:
            return max(server.used_gb, 0.0)
        self.assumed.append(server.name)
        return constants.server_gb_default


def _person_days(app: Application, constants: EffortConstants) -> float:
    base = constants.person_days_by_size[size_class(len(app.servers))]
    engines = constants.person_days_by_engine
    other = constants.person_days_other_engine
    databases = sum(engines.get(d.engine.value, other) for d in app.datastores)
    factor = constants.level_factor.get(str(app.mlps_level), 1.0)
    return (base + databases) * factor * constants.strategy_factor[app.strategy.value]


def _cutover_minutes(
    app: Application, constants: EffortConstants, moved: Volume, throughput_mbps: float
) -> float:
    """How long users wait: not at all where nothing is cut over.

    What is dumped is sent whole; of files, and of databases that other tools replicate, what changed since.
    Every byte is compared, on several hosts beside each other.
    """
    if not app.strategy.cuts_over:
        return 0.0
    beside = max(constants.hosts_at_a_time, 1)
    rounds = math.ceil(len(app.servers) / beside)
    all_gb = moved.files_gb + moved.databases_gb
    again_gb = moved.dumped_gb + (all_gb - moved.dumped_gb) * constants.changed_share
    sent = hours(again_gb, throughput_mbps, constants) * 60
    readers = max(min(len(app.servers), beside), 1)
    compared = hours(all_gb, constants.compare_mbps * readers, constants) * 60
    return (
        constants.cutover_minutes_fixed
        + rounds * constants.cutover_minutes_per_host
        + sent
        + compared
    )
