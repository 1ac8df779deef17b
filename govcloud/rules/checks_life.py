"""Is an application alive, at the stage it says, and on software that somebody still cares for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from govcloud.model.inventory import Application, Inventory
from govcloud.model.technical_terms import Lifecycle
from govcloud.model.terms import PartnerRole, Strategy
from govcloud.rules.checks_applications import DATES, dates_of
from govcloud.rules.circumstances import Circumstances
from govcloud.rules.finding import Finding, Path, listed
from govcloud.rules.software import Installed, Recogniser

LOGIN_WITHIN = timedelta(days=180)
CHANGE_WITHIN = timedelta(days=3 * 366)
_ENDS_AS = {Lifecycle.RETIRED: Strategy.RETIRE, Lifecycle.CONSOLIDATED: Strategy.CONSOLIDATE}


def life_warnings(inventory: Inventory, around: Circumstances) -> Iterator[Finding]:
    """Dates that cannot be, stages that contradict the strategy, zombies, software without care."""
    for index, app in enumerate(inventory.applications):
        at: Path = ("applications", index)
        yield from _dates(app, at, around.today)
        yield from _stage(app, at)
        if app.satisfaction_after is not None:
            yield from _satisfaction(app, at)
        if not app.strategy.ends:
            yield from _zombie(app, at, around.today)
            yield from _without_care(app, at, around)


def _dates(app: Application, at: Path, today: date) -> Iterator[Finding]:
    for name, day in zip(DATES, dates_of(app), strict=True):
        if day is not None and day > today:
            message = f"{name} is {day}, which has not come yet"
            yield Finding(
                "W-DATE-001",
                app.id,
                (*at, name),
                message,
                "what has happened, happened before today",
            )
    born = app.live_since
    if born is None:
        return
    for name, day in (("last_change_on", app.last_change_on), ("last_login_on", app.last_login_on)):
        if day is not None and day < born:
            message = f"{name} is {day}, and it went live on {born}"
            yield Finding("W-DATE-002", app.id, (*at, name), message, "which of the two is right?")


def _stage(app: Application, at: Path) -> Iterator[Finding]:
    stage = app.stage
    if stage is None:
        return
    wanted = _ENDS_AS.get(stage)
    if wanted is not None and app.strategy is not wanted:
        message = f"is {stage.value} {stage.zh}, and its strategy is {app.strategy.value}"
        yield Finding("W-STG-001", app.id, (*at, "stage"), message, f"strategy {wanted.value}")
    if stage.served_from_cloud and not app.strategy.cuts_over:
        message = (
            f"is {stage.value} {stage.zh}, and its strategy {app.strategy.value} has no cut-over"
        )
        yield Finding("W-STG-001", app.id, (*at, "stage"), message, "which of the two is right?")
    if stage is Lifecycle.BLOCKED and not app.blocked_reason:
        yield Finding(
            "W-STG-002",
            app.id,
            (*at, "stage"),
            "is blocked, and says no reason",
            "add `blocked_reason`",
        )


def _satisfaction(app: Application, at: Path) -> Iterator[Finding]:
    before, after = app.satisfaction_before, app.satisfaction_after
    if before is not None and after is not None and after.mean < before.mean:
        message = f"users' marks fell from {before.mean} to {after.mean}"
        path = (*at, "satisfaction_after")
        yield Finding("W-SAT-001", app.id, path, message, "ask them what is worse")


def _zombie(app: Application, at: Path, today: date) -> Iterator[Finding]:
    """DOMAIN §3.4: unused for half a year, used by nobody, or neither maintained nor changed for three years."""
    why = ""
    if app.last_login_on is not None and today - app.last_login_on > LOGIN_WITHIN:
        why = f"nobody has logged in since {app.last_login_on}"
    elif app.users_daily == 0 and app.visits_daily in {None, 0}:
        why = "nobody uses it"
    elif app.last_change_on is not None and _abandoned(app, app.last_change_on, today):
        why = f"nothing was changed since {app.last_change_on}, and nobody maintains it"
    if why:
        hint = "a zombie (僵尸系统)? RETIRE it before it is sized"
        yield Finding("W-ZOM-001", app.id, (*at, "strategy"), why, hint)


def _abandoned(app: Application, last_change: date, today: date) -> bool:
    maintained = any(
        row.role is PartnerRole.OPERATOR and (row.ends_on is None or row.ends_on >= today)
        for row in app.partners
    )
    return today - last_change > CHANGE_WITHIN and not maintained


def _without_care(app: Application, at: Path, around: Circumstances) -> Iterator[Finding]:
    """W-EOL-001, one for each product and version, wherever it runs."""
    found: dict[tuple[str, str], tuple[Installed, list[str]]] = {}
    for each in _software(app, around.software):
        if each.ended(around.today):
            found.setdefault((each.product, each.version), (each, []))[1].append(each.where)
    for each, where in found.values():
        named = " ".join(filter(None, (each.product, each.version)))
        message = f"{named} on {listed(where)} has had no fixes since {each.ends_on}"
        hint = "move to a version that is maintained"
        if each.extended_on is not None and each.extended_on >= around.today:
            hint += f"; its maker sells fixes until {each.extended_on}"
        yield Finding("W-EOL-001", app.id, at, message, hint)


def _software(app: Application, known: Recogniser | None) -> Iterable[Installed]:
    if known is not None:
        return known.installed(app)
    return (
        Installed("", part.product, part.version, part.tier.value, ends_on=part.eol_on)
        for part in app.components
    )
