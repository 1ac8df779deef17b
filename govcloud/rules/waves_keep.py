"""What has started stays where it is when waves are planned anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from govcloud.model.application import Application
from govcloud.model.inventory import Inventory
from govcloud.model.technical_terms import Lifecycle
from govcloud.model.wave import Wave
from govcloud.rules.waves_problem import Kept

_UNDER_WAY = {
    Lifecycle.REPLICATING,
    Lifecycle.TESTED,
    Lifecycle.READY_FOR_CUTOVER,
    Lifecycle.CUTTING_OVER,
}


@dataclass(frozen=True, slots=True)
class Progress:
    """What the ledger knows: applications that serve from the cloud, that are under way, that were brought home."""

    serving: frozenset[str] = field(default_factory=frozenset)
    under_way: frozenset[str] = field(default_factory=frozenset)
    rolled_back: frozenset[str] = field(default_factory=frozenset)


def kept(
    inventory: Inventory,
    present: Iterable[Wave],
    progress: Progress,
    today: date,
    named: Iterable[str] = (),
) -> dict[str, Kept]:
    """The applications that stay in the wave they are in, each with the reason; `named` are the programme's own."""
    wave_of = {id_: wave for wave in present for id_ in wave.applications}
    asked = frozenset(named)
    found: dict[str, Kept] = {}
    for app in inventory.applications:
        wave = wave_of.get(app.id)
        if app.stage is not None and app.stage.ended_elsewhere:
            reason = f"it is {app.stage.value} {app.stage.zh}"
            found[app.id] = Kept(app.id, "", None, reason, out=True)
            continue
        reason = _reason(app, wave, progress, today)
        if not reason and app.id in asked and wave is not None:
            reason = "the programme keeps it"
        if reason:
            found[app.id] = Kept(
                app.id, wave.id if wave else "", wave.starts if wave else None, reason
            )
    return found


def _reason(app: Application, wave: Wave | None, progress: Progress, today: date) -> str:
    """Why it stays, "" if it may be moved; what was brought home again is free, unless it serves."""
    home = app.id in progress.rolled_back or app.stage is Lifecycle.ROLLED_BACK
    served = app.stage is not None and app.stage.served_from_cloud
    dated = wave is not None and wave.starts is not None
    at = f"it is at {app.stage.value} {app.stage.zh}" if app.stage is not None else ""
    judged = (
        (app.id in progress.serving, "it serves from the cloud"),
        (home, ""),
        (served, at),
        (not dated, ""),
        (app.id in progress.under_way, "its replication has begun"),
        (app.stage in _UNDER_WAY, at),
        (_past(wave, today), "its window is past"),
    )
    return next((reason for holds, reason in judged if holds), "")


def _past(wave: Wave | None, today: date) -> bool:
    return wave is not None and wave.ends is not None and wave.ends.date() < today


def by_wave(held: Mapping[str, Kept]) -> dict[str, list[str]]:
    """The kept applications of each wave."""
    found: dict[str, list[str]] = {}
    for id_, one in sorted(held.items()):
        found.setdefault(one.wave, []).append(id_)
    return found
