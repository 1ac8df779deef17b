"""Can an application be back as soon, and with as little lost, as it promises (DOMAIN §4.6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from govcloud.model.inventory import Application, Inventory
from govcloud.model.terms import Criticality
from govcloud.rules.finding import Finding, Path

RTO_ZONES_BELOW_MINUTES = 30
ZONES_MIN = 2
RPO_FROM_LEVEL, RPO_MINUTES_MAX = 3, 60
CORE_GRADE_MIN = 4
HUB_ABOVE = 50
BEST_RTO_MINUTES = {1: 2_880, 2: 1_440, 3: 720, 4: 60, 5: 1, 6: 0}
BEST_RPO_MINUTES = {1: 1_440, 2: 1_440, 3: 60, 4: 60, 5: 0, 6: 0}
"""What a grade of GB/T 20988 can reach at best; indicative, after the annex of 2007."""


def continuity_faults(inventory: Inventory) -> Iterator[Finding]:
    """E-DR-001: back within half an hour out of one zone."""
    for index, app in enumerate(inventory.applications):
        zones = app.target.zones if app.target else ()
        if zones and _hurries(app) and len(set(zones)) < ZONES_MIN:
            message = (
                f"is to be back within {app.rto_minutes} min out of one zone, {zones[0].value}"
            )
            path: Path = ("applications", index, "target")
            yield Finding(
                "E-DR-001", app.id, path, message, "a second zone, or a longer `rto_minutes`"
            )


def continuity_warnings(inventory: Inventory) -> Iterator[Finding]:
    """Promises that the grade, the level, the zones or the consumers do not bear out."""
    for index, app in enumerate(inventory.applications):
        if app.strategy.ends:
            continue
        at: Path = ("applications", index)
        yield from _loss(app, at)
        yield from _return(app, at)
        if (
            app.criticality is Criticality.CORE
            and (app.dr_grade or CORE_GRADE_MIN) < CORE_GRADE_MIN
        ):
            message = f"is CORE 核心, with disaster-recovery grade {app.dr_grade}"
            hint = f"grade {CORE_GRADE_MIN} at least"
            yield Finding("W-DR-001", app.id, (*at, "dr_grade"), message, hint)
    yield from _hubs(inventory)


def _hurries(app: Application) -> bool:
    return app.rto_minutes is not None and app.rto_minutes < RTO_ZONES_BELOW_MINUTES


def _loss(app: Application, at: Path) -> Iterator[Finding]:
    lost = app.rpo_minutes
    if lost is None:
        return
    best = BEST_RPO_MINUTES.get(app.dr_grade or 0, 0)
    if lost < best:
        message = f"may lose {lost} min of data; grade {app.dr_grade} loses {best} min at best"
        hint = "a higher `dr_grade`, or a longer `rpo_minutes`"
        yield Finding("W-RPO-001", app.id, (*at, "rpo_minutes"), message, hint)
    if app.mlps_level >= RPO_FROM_LEVEL and lost > RPO_MINUTES_MAX:
        message = f"is of level {app.mlps_level}, and may lose {lost} min of data"
        hint = (
            f"from level {RPO_FROM_LEVEL} on {RPO_MINUTES_MAX} min at most, with a copy elsewhere"
        )
        yield Finding("W-RPO-002", app.id, (*at, "rpo_minutes"), message, hint)


def _return(app: Application, at: Path) -> Iterator[Finding]:
    away = app.rto_minutes
    if away is None:
        return
    best = BEST_RTO_MINUTES.get(app.dr_grade or 0, 0)
    if away < best:
        message = f"is to be back within {away} min; grade {app.dr_grade} takes {best} min at best"
        hint = "a higher `dr_grade`, or a longer `rto_minutes`"
        yield Finding("W-RTO-001", app.id, (*at, "rto_minutes"), message, hint)
    told = app.target is not None and bool(app.target.zones)
    if _hurries(app) and app.strategy.cuts_over and not told:
        message = f"is to be back within {away} min, and does not say in which zones it stands"
        hint = f"{ZONES_MIN} zones at least: `target: {{zones: [EXTRANET_PUBLIC, DR]}}`"
        yield Finding("W-RTO-003", app.id, (*at, "target"), message, hint)


def _hubs(inventory: Inventory) -> Iterator[Finding]:
    """A hub that many need has to be back as soon as the most hurried of them."""
    fan_in = Counter(
        need.app for app in inventory.applications for need in app.depends_on if need.app
    )
    hubs = {name for name, count in fan_in.items() if count > HUB_ABOVE}
    strictest: dict[str, tuple[int, str]] = {}
    for app in inventory.applications:
        for need in app.depends_on:
            if need.app in hubs and need.hard and app.rto_minutes is not None:
                found = (app.rto_minutes, app.id)
                strictest[need.app] = min(found, strictest.get(need.app, found))
    for index, app in enumerate(inventory.applications):
        minutes, consumer = strictest.get(app.id, (app.rto_minutes, ""))
        if minutes is not None and (app.rto_minutes is None or app.rto_minutes > minutes):
            own = "no `rto_minutes`" if app.rto_minutes is None else f"{app.rto_minutes} min"
            message = f"{fan_in[app.id]} need it, {consumer} within {minutes} min; it has {own}"
            path: Path = ("applications", index, "rto_minutes")
            yield Finding(
                "W-RTO-002", app.id, path, message, "no later than its strictest consumer"
            )
