"""What owners tell of an invented application: protection, people, use, continuity, money, life."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from govcloud.local.province import shares
from govcloud.local.province.draws import Draws, picked
from govcloud.local.province.machines import Stack
from govcloud.local.province.sketch import Sketch
from govcloud.local.province.wish import Wish
from govcloud.model.application import MaintenanceWindow, Placement, Satisfaction, Xinchuang
from govcloud.model.technical_terms import Arch, Origin, Weekday
from govcloud.model.terms import (
    Audience,
    Criticality,
    CryptoAssessment,
    DataClass,
    Funding,
    MlpsConclusion,
    PersonalInfo,
    ScopeOfUse,
    XinchuangState,
    Zone,
)

FILED_FROM, CRYPTO_FROM, HASTE_BELOW_MINUTES, OWN_POOL_FROM = 2, 3, 30, 4
HUB_RTO, HUB_RPO = 15, 15
_CONCLUSIONS = (("MOSTLY_MET", 0.70), ("MET", 0.26), ("NOT_MET", 0.04))
_CRYPTO = (("NONE", 0.35), ("PLAN_REVIEWED", 0.25), ("PASSED", 0.35), ("FAILED", 0.05))
_GRADES = ((1440, 1440, 2), (720, 60, 3), (60, 60, 4), (1, 0, 5))
"""The lowest grade of GB/T 20988 that brings a system back so soon, with so little lost: best RTO, best RPO, grade."""


def protection(app: Sketch, wish: Wish) -> dict[str, Any]:
    """Level, filing, assessments, classes of its records, zones."""
    draws, level = app.draws, app.level
    personal = PersonalInfo(draws.pick("personal", shares.PERSONAL))
    if app.type == "HPC_AI" and app.anchor:
        personal = PersonalInfo.BIOMETRIC
    open_about = personal in {PersonalInfo.SENSITIVE, PersonalInfo.BIOMETRIC}
    told: dict[str, Any] = {
        "mlps_level": level,
        "data_class": DataClass(draws.pick("class", shares.DATA_CLASSES)),
        "personal_info": personal,
        "zone_source": Zone(app.zone),
        "zone_target": Zone(_target_zone(app)),
        "cii": level >= CRYPTO_FROM and draws.chance("cii", 0.03),
    }
    if level:
        lower = max(1, level - draws.between("lower", 0, 1))
        availability = draws.chance("availability first", 0.3)
        told |= {
            "mlps_s": lower if availability else level,
            "mlps_a": level if availability else lower,
        }
    if personal is not PersonalInfo.NONE:
        told["pi_records"] = round(draws.grown("records", 20_000, 2.0))
    if open_about and draws.chance("purpose", 0.9):
        told["pi_purpose"] = wish.words("依法履行职责所必需", "needed for its statutory duties")
    if level >= FILED_FROM:
        told |= _assessed(app, wish)
    return told


def _target_zone(app: Sketch) -> str:
    if app.zone == "EXTRANET_DEDICATED" and app.draws.chance("leaves its network", 0.3):
        return "EXTRANET_PUBLIC"
    return app.zone


def filing_number(app: Sketch, wish: Wish, network: int) -> str:
    """As filing numbers look; its 99 is of nobody."""
    return f"{wish.row.region_code}99{network:03d}-{app.number:05d}"


def _assessed(app: Sketch, wish: Wish) -> dict[str, Any]:
    draws, every = app.draws, 730 if app.level == FILED_FROM else 365
    longest = round(every * 1.6) if draws.chance("late", 0.18) else every - 30
    told: dict[str, Any] = {
        "mlps_assessed_on": _ago(wish, draws, "assessed", 5, longest),
        "mlps_conclusion": MlpsConclusion(draws.pick("conclusion", _CONCLUSIONS)),
    }
    if app.level >= CRYPTO_FROM:
        state = CryptoAssessment(draws.pick("crypto", _CRYPTO))
        told["crypto_assessment"] = state
        if state is not CryptoAssessment.NONE:
            told["crypto_assessed_on"] = _ago(wish, draws, "crypto assessed", 5, 420)
    return told


def continuity(app: Sketch) -> dict[str, Any]:
    """How soon back, how little lost, and the grade that fits; one in twenty promises more than its grade."""
    draws, upper = app.draws, app.level >= CRYPTO_FROM
    if app.anchor is not None and app.anchor.hub_share:
        away, lost = HUB_RTO, HUB_RPO
    else:
        away = int(picked(_shifted(draws, "rto", upper=upper), shares.RTO))
        lost = int(picked(_shifted(draws, "rpo", upper=upper), shares.RPO))
    fitting = (g for best_away, best_lost, g in _GRADES if best_away <= away and best_lost <= lost)
    grade = max(next(fitting), 4 if criticality(app) is Criticality.CORE else 1)
    grade -= 1 if draws.chance("overpromised", 0.05) else 0
    told: dict[str, Any] = {"rto_minutes": away, "rpo_minutes": lost, "dr_grade": grade}
    zones = [Zone(_target_zone(app)), Zone.DATA, Zone.DR]
    wide = away < HASTE_BELOW_MINUTES or app.level >= OWN_POOL_FROM
    account = f"{app.slug}-own" if app.level >= OWN_POOL_FROM else ""
    other = app.strategy == "REPLATFORM" and draws.chance("domestic processor", 0.3)
    if app.cuts_over and (wide or other):
        told["target"] = Placement(
            zones=tuple(zones) if wide else (),
            account=account,
            arch=Arch.AARCH64 if other else None,
        )
    return told


def _shifted(draws: Draws, field: str, *, upper: bool) -> float:
    """Higher levels promise more: most of theirs lie in the upper third, the others' in the lower two."""
    place, usual = draws.u(field), draws.chance(f"{field} usual", 0.9)
    return 0.66 + 0.34 * place if upper == usual else 0.66 * place


def criticality(app: Sketch) -> Criticality:
    """From size and level."""
    large = app.size in {"L", "XL"}
    if app.level >= CRYPTO_FROM and (
        app.anchor is not None or (large and app.draws.chance("core", 0.6))
    ):
        return Criticality.CORE
    return Criticality.IMPORTANT if app.level >= CRYPTO_FROM or large else Criticality.GENERAL


def use(app: Sketch, wish: Wish) -> dict[str, Any]:
    """Whom it serves, and how many."""
    draws = app.draws
    median = shares.USERS_MEDIAN * (shares.USERS_CITIZEN_TIMES if app.citizen else 1)
    registered = round(draws.grown("users", median, shares.USERS_SIGMA)) + 1
    daily = 0 if app.zombie else max(1, round(registered * (0.02 + 0.2 * draws.u("daily"))))
    visits = daily * draws.between("visits", 1, 6)
    if app.anchor is not None and app.anchor.visits_daily:
        registered, daily, visits = 2_600_000, 9_000, app.anchor.visits_daily
    audience, scope = _audience(app)
    told: dict[str, Any] = {
        "audience": audience,
        "scope_of_use": scope,
        "criticality": criticality(app),
        "frequency_of_use": _often(app, wish),
        "users_registered": registered,
        "users_daily": daily,
        "visits_daily": visits,
        "peak_concurrency": visits // draws.between("peak", 8, 40),
    }
    if app.citizen:
        mean = Decimal(draws.between("mark", 280, 490)).scaleb(-2)
        told |= {
            "satisfaction_before": Satisfaction(mean, draws.between("answers", 40, 5_000)),
            "accessibility": draws.chance("accessible", 0.55),
            "offline_alternative": draws.chance("counter", 0.8),
        }
    return told


def _often(app: Sketch, wish: Wish) -> str:
    if app.zombie:
        return wish.words("几乎不用", "hardly ever")
    daily = app.citizen or app.draws.chance("every day", 0.8)
    return wish.words("每日", "every day") if daily else wish.words("每月", "every month")


def _audience(app: Sketch) -> tuple[tuple[Audience, ...], ScopeOfUse]:
    draws = app.draws
    if app.citizen:
        both = draws.chance("enterprises too", 0.4)
        return (Audience.CITIZEN, *((Audience.ENTERPRISE,) if both else ())), ScopeOfUse.PUBLIC
    if app.zone == "INTERNET":
        return (Audience.ENTERPRISE, Audience.CIVIL_SERVANT), ScopeOfUse.PUBLIC
    if app.anchor is not None or draws.chance("across", 0.25):
        return (Audience.CIVIL_SERVANT, Audience.CROSS_DEPT), ScopeOfUse.CROSS_DEPT
    whole = draws.chance("whole province", 0.45)
    return (Audience.CIVIL_SERVANT,), ScopeOfUse.PROVINCE if whole else ScopeOfUse.DEPT


def people(app: Sketch, wish: Wish) -> dict[str, Any]:
    """Roles, never persons."""
    number = app.draws.between("division", 1, 9)
    told: dict[str, Any] = {
        "division": wish.words(f"业务{number}处", f"division {number}"),
        "owner_business": wish.words(f"业务{number}处负责人", f"head of division {number}"),
        "owner_technical": wish.words("信息中心技术负责人", "technical lead, information centre"),
        "owner_operations": wish.words("信息中心运维组长", "operations lead, information centre"),
        "reviewed_on": _ago(wish, app.draws, "reviewed", 3, 480),
        "reviewed_by": wish.words("信息中心资产管理员", "asset register, information centre"),
    }
    if app.cuts_over and app.draws.chance("window", 0.45):
        hours = 6 + 2 * app.draws.between("hours", 0, 1)
        told["maintenance_windows"] = (MaintenanceWindow(Weekday.SAT, "00:00", hours),)
    return told


def life(app: Sketch, wish: Wish) -> dict[str, Any]:
    """When it came, when it was last touched, what it costs."""
    draws = app.draws
    born = date(_year(draws), draws.between("month", 1, 12), draws.between("day", 1, 28))
    quiet = (230, 900) if app.zombie else (0, 25)
    cost = draws.grown("capex", {"XS": 25, "S": 60, "M": 180, "L": 700, "XL": 2_600}[app.size], 0.6)
    return {
        "approval_doc_no": wish.words(f"合成[{born.year - 1}]", f"SYN-{born.year - 1}-")
        + f"{draws.between('document', 1, 400)}"
        + wish.words("号", ""),
        "approved_by": wish.words(
            "省级信息化主管部门", "the province's office for informatisation"
        ),
        "approved_on": born - timedelta(days=draws.between("built for", 120, 600)),
        "funding": Funding(draws.pick("funding", shares.FUNDING)),
        "capex_wan": Decimal(round(cost * 10)).scaleb(-1),
        "opex_wan_year": Decimal(round(cost * (0.8 + draws.u("opex")))).scaleb(-1),
        "live_since": born,
        "last_change_on": _ago(wish, draws, "changed", *((900, 1_900) if app.zombie else (5, 900))),
        "last_login_on": _ago(wish, draws, "login", *quiet),
    }


def _year(draws: Draws) -> int:
    """From 2005 to 2019, most often 2014: the sum of two even draws, stretched to either side."""
    spread = draws.u("year") + draws.u("year more") - 1
    return 2014 + round(9.4 * spread if spread < 0 else 5.4 * spread)


def _ago(wish: Wish, draws: Draws, field: str, least: int, most: int) -> date:
    return wish.as_of - timedelta(days=draws.between(field, least, most))


_LAYERS: Mapping[str, Origin] = {"aarch64": Origin.DOMESTIC, "loongarch64": Origin.DOMESTIC}


def domestic(on: Stack, origins: tuple[Origin | None, Origin, Origin | None]) -> Xinchuang:
    """How far it is adapted, from where its layers come from: database, operating system, middleware."""
    database, system, middleware = origins
    cpu = _LAYERS.get(on.arch.value, Origin.FOREIGN)
    layers = [layer for layer in (cpu, system, database, middleware) if layer is not None]
    share = sum(layer is Origin.DOMESTIC for layer in layers)
    state = XinchuangState.IN_PROGRESS if share else XinchuangState.NOT_STARTED
    if share == len(layers):
        state = XinchuangState.DONE
    return Xinchuang(state, cpu, system, database, middleware)
