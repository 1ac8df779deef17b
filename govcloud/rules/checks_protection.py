"""Protection level, zones, cryptography and personal information: do they agree with each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from govcloud.model.inventory import Application, Inventory
from govcloud.model.terms import CryptoAssessment, MlpsConclusion, PersonalInfo, Zone
from govcloud.rules import names
from govcloud.rules.circumstances import Circumstances
from govcloud.rules.finding import Finding, Path

FILED_FROM, CRYPTO_FROM, CII_FROM, OWN_POOL_FROM = 2, 3, 3, 4
ASSESSED_EVERY = {2: timedelta(days=731), 3: timedelta(days=366), 4: timedelta(days=366)}
CRYPTO_EVERY = timedelta(days=366)
_FAILED = frozenset({MlpsConclusion.NOT_MET, MlpsConclusion.POOR})
_TOLD_OPENLY = frozenset({PersonalInfo.SENSITIVE, PersonalInfo.BIOMETRIC})


def protection_faults(inventory: Inventory, platform_level: int) -> Iterator[Finding]:
    """Levels and zones that contradict each other, or that no shared cloud may carry."""
    for index, app in enumerate(inventory.applications):
        at: Path = ("applications", index)
        yield from _levels(app, at, platform_level)
        yield from _zones(app, at)


def protection_warnings(inventory: Inventory, around: Circumstances) -> Iterator[Finding]:
    """What an assessor would ask for and does not find."""
    for index, app in enumerate(inventory.applications):
        at: Path = ("applications", index)
        if app.strategy.ends:
            continue
        yield from _filing(app, at)
        yield from _assessment(app, at, around.today)
        yield from _crypto(app, at, around.today)
        yield from _personal(app, at)


def _levels(app: Application, at: Path, platform_level: int) -> Iterator[Finding]:
    level = app.mlps_level
    if level > platform_level and app.strategy.cuts_over:
        message = f"is of level {level}; the shared cloud carries at most level {platform_level}"
        yield Finding("E-LVL-001", app.id, (*at, "mlps_level"), message, "RETAIN it where it is")
    if app.cii and level < CII_FROM:
        message = f"is critical infrastructure (关基), and of level {level}"
        hint = f"关基 is of level {CII_FROM} at least"
        yield Finding("E-LVL-002", app.id, (*at, "mlps_level"), message, hint)
    told = [each for each in (app.mlps_s, app.mlps_a) if each is not None]
    if told and (max(told) != level if len(told) == 2 else told[0] > level):  # noqa: PLR2004 - both
        message = (
            f"is of level {level}, and its notation says S{app.mlps_s or '?'}A{app.mlps_a or '?'}"
        )
        yield Finding("E-LVL-003", app.id, (*at, "mlps_level"), message, "the greater of S and A")


def _zones(app: Application, at: Path) -> Iterator[Finding]:
    placed = app.target.zones if app.target else ()
    for field, zones in (
        ("zone_source", (app.zone_source,)),
        ("zone_target", (app.zone_target,)),
        ("target", placed),
    ):
        if Zone.INTRANET_CLASSIFIED in zones:
            message = f"{field} is {Zone.INTRANET_CLASSIFIED.value} {Zone.INTRANET_CLASSIFIED.zh}"
            hint = "nothing there is in scope: take it out of the inventory"
            yield Finding("E-ZONE-001", app.id, (*at, field), message, hint)
    if app.datastores and placed and set(placed) == {Zone.INTERNET}:
        message = f"faces the internet, with {app.datastores[0].name} and the rest in one zone"
        hint = "databases stand in a zone of their own: add DATA to `target.zones`"
        yield Finding("E-ZONE-002", app.id, (*at, "target"), message, hint)


def _filing(app: Application, at: Path) -> Iterator[Finding]:
    level, number = app.mlps_level, app.mlps_filing_no
    if level == 0 and app.strategy.cuts_over:
        message = "moves, and its protection level is not set (未定级)"
        yield Finding(
            "W-LVL-001", app.id, (*at, "mlps_level"), message, "grade it before it is planned"
        )
    if level >= FILED_FROM and not number:
        message = f"is of level {level}, and has no filing number"
        yield Finding("W-LVL-003", app.id, (*at, "mlps_level"), message, "add `mlps_filing_no`")
    if number and names.FILING_NO.fullmatch(number) is None:
        message = f"mlps_filing_no `{number}` is not formed as usual"
        yield Finding(
            "W-LVL-005", app.id, (*at, "mlps_filing_no"), message, "eleven digits, `-`, five digits"
        )
    alone = app.target is not None and bool(app.target.account)
    if level >= OWN_POOL_FROM and app.strategy.cuts_over and not alone:
        message = f"is of level {level}, and shares its pool of resources"
        hint = "level 4 needs a pool of its own: name it as `target.account`"
        yield Finding("W-LVL-004", app.id, (*at, "target"), message, hint)


def _assessment(app: Application, at: Path, today: date) -> Iterator[Finding]:
    every, last = ASSESSED_EVERY.get(app.mlps_level), app.mlps_assessed_on
    if every is not None and last is not None and today - last > every:
        message = f"level {app.mlps_level} was last assessed on {last}"
        hint = f"at least every {every.days // 365 * 12} months"
        yield Finding("W-ASM-001", app.id, (*at, "mlps_assessed_on"), message, hint)
    if app.mlps_conclusion in _FAILED:
        message = f"its assessment ended {app.mlps_conclusion.value} {app.mlps_conclusion.zh}"
        hint = "mend what was found before it moves"
        yield Finding("W-ASM-002", app.id, (*at, "mlps_conclusion"), message, hint)


def _crypto(app: Application, at: Path, today: date) -> Iterator[Finding]:
    if app.mlps_level < CRYPTO_FROM:
        return
    state, last = app.crypto_assessment, app.crypto_assessed_on
    if state in {None, CryptoAssessment.NONE, CryptoAssessment.FAILED}:
        what = "has failed its 密评" if state is CryptoAssessment.FAILED else "has no 密评"
        message = f"is of level {app.mlps_level}, and {what}"
        hint = "have its commercial cryptography assessed: `crypto_assessment`"
        yield Finding("W-CRY-001", app.id, (*at, "crypto_assessment"), message, hint)
    elif last is not None and today - last > CRYPTO_EVERY:
        message = f"its cryptography was last assessed on {last}"
        yield Finding("W-CRY-002", app.id, (*at, "crypto_assessed_on"), message, "once a year")


def _personal(app: Application, at: Path) -> Iterator[Finding]:
    kind = app.personal_info
    if kind in _TOLD_OPENLY and not app.pi_purpose:
        message = f"holds {kind.value} {kind.zh}, and says no purpose"
        yield Finding("W-PII-001", app.id, (*at, "personal_info"), message, "add `pi_purpose`")
    if kind is PersonalInfo.NONE and app.pi_records:
        message = f"holds no personal information, and {app.pi_records:,} records of it"
        yield Finding(
            "W-PII-002", app.id, (*at, "pi_records"), message, "which of the two is true?"
        )
