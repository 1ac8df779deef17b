"""What the ledger says of time and bytes: how fast applications really moved, so that estimates may learn from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median

from govcloud.model.event import Event
from govcloud.model.plan import Phase

SENT_BYTES_MIN = 64 * 1024 * 1024
"""Copies that sent less than this measure how long a handshake takes, not how wide a line is."""

BITS_PER_BYTE = 8
MEGA = 1_000_000
_COPYING = (Phase.REPLICATE.value, Phase.CUTOVER.value)


@dataclass(frozen=True, slots=True)
class Timing:
    """What was measured of one application.

    `bytes` by `PATH@SERVER` or `DATABASE@SERVER`; `throughput_mbps` over all its copies that sent enough,
    `cutover_minutes` the newest done attempts of its cutover's steps together; None where nothing was measured.
    """

    bytes: Mapping[str, int] = field(default_factory=dict)
    throughput_mbps: float | None = None
    cutover_minutes: float | None = None


@dataclass(frozen=True, slots=True)
class Timings:
    """All that was measured, by application; `throughput_mbps` is the median of the applications'."""

    applications: Mapping[str, Timing] = field(default_factory=dict)
    throughput_mbps: float | None = None


NOTHING_MEASURED = Timings()


@dataclass(slots=True)
class _Seen:
    """What was met so far of one application."""

    bytes: dict[str, int] = field(default_factory=dict)
    sent_bytes: int = 0
    copied_s: float = 0.0
    cutover_s: dict[str, float] = field(default_factory=dict)


def timings(events: Iterable[Event]) -> Timings:
    """All events, oldest first, into what they measure. An attempt counts from its intent to its end."""
    begun: dict[str, datetime] = {}
    seen: dict[str, _Seen] = {}
    for event in events:
        if event.event == "intent":
            begun[event.attempt_id] = datetime.fromisoformat(event.at)
        elif event.event == "done" and event.attempt_id in begun:
            took = datetime.fromisoformat(event.at) - begun.pop(event.attempt_id)
            seconds = max(took.total_seconds(), 0.0)
            _take(seen.setdefault(event.application_id, _Seen()), event, seconds)
    found = {name: _timing(app) for name, app in sorted(seen.items())}
    rates = [t.throughput_mbps for t in found.values() if t.throughput_mbps is not None]
    return Timings(found, median(rates) if rates else None)


def _take(app: _Seen, event: Event, seconds: float) -> None:
    key = event.step_id.removeprefix(f"{event.application_id}/")
    phase, _, subject = key.partition(".")
    if phase == Phase.ASSESS.value:
        _take_trees(app, subject, event.data.get("trees"))
    if phase not in _COPYING or "found" in event.data:
        return
    if phase == Phase.CUTOVER.value:
        app.cutover_s[key] = seconds
    size = _count(event.data.get("database_bytes", event.data.get("bytes")))
    if size:
        app.bytes[subject.partition(":")[2]] = size
    sent = _count(event.data.get("sent_bytes"))
    if sent >= SENT_BYTES_MIN:
        app.sent_bytes += sent
        app.copied_s += seconds


def _take_trees(app: _Seen, subject: str, trees: object) -> None:
    """The trees' sizes as the assessment of a source saw them."""
    server = subject.rpartition("@")[2]
    for path, held in trees.items() if isinstance(trees, Mapping) else ():
        size = _count(held.get("bytes")) if isinstance(held, Mapping) else 0
        app.bytes.setdefault(f"{path}@{server}", size)


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _timing(app: _Seen) -> Timing:
    measured = app.copied_s > 0
    rate = app.sent_bytes * BITS_PER_BYTE / MEGA / app.copied_s if measured else None
    minutes = sum(app.cutover_s.values()) / 60 if app.cutover_s else None
    return Timing(app.bytes, rate, minutes)
