"""Small random estates and programmes for the planner's properties, and the checker's word on a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from hypothesis import strategies as st

from govcloud.model.application import Application, Dependency, MaintenanceWindow
from govcloud.model.inventory import Inventory
from govcloud.model.organisation import Department, Engagement
from govcloud.model.programme import (
    Capacity,
    DateSpan,
    FixedDate,
    Freeze,
    Lead,
    LevelQuota,
    Pilot,
    Programme,
    Quota,
    SingleWindow,
    WeeklyWindow,
    YearlySpan,
)
from govcloud.model.technical_terms import Weekday
from govcloud.model.terms import PartnerRole, Strategy
from govcloud.rules.effort import Effort
from govcloud.rules.waves_case import Case
from govcloud.rules.waves_check import Subject, Violation, violations
from govcloud.rules.waves_plan import Plan

MONDAY = date(2027, 1, 4)
DEPARTMENTS = ("GD-AA", "GD-BB", "GD-CC")
PARTNERS = ("PT-A", "PT-B")
NONE: Mapping[str, Effort] = {}


def app(id_: str, *needs: str, **changes: Any) -> Application:
    given: dict[str, Any] = {
        "name_zh": f"应用{id_}",
        "name_en": "",
        "department": id_[:5],
        "classified": False,
        "strategy": Strategy.REPLATFORM,
        "mlps_level": 2,
        "depends_on": tuple(Dependency(need) for need in needs),
    }
    return Application(id=id_, **(given | changes))


def case(*apps: Application, programme: Programme | None = None, **changes: Any) -> Case:
    efforts = {a.id: Effort(1, 10.0, 5.0, 60, 1.0) for a in apps}
    names = sorted({a.department for a in apps})
    estate = Inventory(tuple(Department(n, n, n) for n in names), apps, digest="d" * 64)
    efforts |= changes.pop("efforts", NONE)
    given = programme or Programme(start=MONDAY, pilot=None)
    return Case(estate, given, efforts, changes.pop("counted_from", MONDAY), **changes)


def days(most: int = 120) -> st.SearchStrategy[date]:
    return st.integers(0, most).map(lambda n: MONDAY + timedelta(days=n))


@st.composite
def applications(draw: st.DrawFn, most: int = 12) -> tuple[Application, ...]:
    count = draw(st.integers(1, most))
    ids = [f"{DEPARTMENTS[n % 3]}-{n:03}" for n in range(count)]
    found = []
    for id_ in ids:
        needs = draw(st.lists(st.sampled_from(ids), max_size=2, unique=True))
        roles = st.sampled_from((PartnerRole.BUILDER, PartnerRole.SUPERVISOR))
        found.append(
            app(
                id_,
                strategy=draw(
                    st.sampled_from((Strategy.REHOST, Strategy.REFACTOR, Strategy.RETIRE))
                ),
                mlps_level=draw(st.integers(0, 4)),
                users_daily=draw(st.sampled_from((None, 0, 10, 500, 50_000))),
                depends_on=tuple(
                    Dependency(
                        n, hard=draw(st.booleans()), bridge=draw(st.sampled_from(("", "", "proxy")))
                    )
                    for n in needs
                    if n != id_
                ),
                partners=tuple(
                    Engagement(p, draw(roles))
                    for p in draw(st.lists(st.sampled_from(PARTNERS), max_size=2, unique=True))
                ),
                maintenance_windows=draw(
                    st.sampled_from(((), (), (), (MaintenanceWindow(Weekday.SAT, "01:00", 3),)))
                ),
            )
        )
    return tuple(found)


@st.composite
def efforts_of(draw: st.DrawFn, apps: tuple[Application, ...]) -> dict[str, Effort]:
    return {
        a.id: Effort(
            draw(st.integers(0, 6)),
            draw(st.sampled_from((0.0, 0.5, 10.2, 33.3))),
            draw(st.sampled_from((0.1, 2.5, 8.0))),
            draw(st.sampled_from((30, 300, 420))),
            1.0,
        )
        for a in apps
    }


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


@st.composite
def freezes(draw: st.DrawFn) -> Freeze:
    first, length = draw(days()), draw(st.integers(0, 30))
    spans: list[DateSpan | YearlySpan] = [
        DateSpan(first, first + timedelta(days=length)),
        YearlySpan((12, 20), (1, 15)),
        YearlySpan((2, 1), (2, 20)),
    ]
    span = draw(st.sampled_from(spans))
    scope = draw(st.sampled_from(((), (), ("GD-AA",), ("GD-BB", "GD-CC"))))
    return Freeze(
        f"冻结{first}", (span,), departments=scope, level_from=draw(st.sampled_from((0, 0, 3)))
    )


def pilots() -> st.SearchStrategy[Pilot]:
    few = st.integers(1, 3)
    return st.builds(Pilot, few, few, st.sampled_from((None, 100)), st.integers(0, 20))


@st.composite
def programmes(draw: st.DrawFn, apps: tuple[Application, ...]) -> Programme:
    weekly = [WeeklyWindow(Weekday.SAT, time(0), 6)]
    if draw(st.booleans()):
        weekly.append(WeeklyWindow(Weekday.TUE, time(22), 8))
    single = st.builds(SingleWindow, days(), st.sampled_from((time(2), time(23))), st.just(5))
    limit = _maybe(st.integers(2, 4))
    return Programme(
        start=MONDAY,
        until=draw(_maybe(days(200).filter(lambda d: d > date(2027, 4, 1)))),
        weekly=tuple(weekly),
        single=tuple(draw(st.lists(single, max_size=2))),
        freezes=tuple(draw(st.lists(freezes(), max_size=3, unique_by=lambda f: f.name))),
        capacity=Capacity(
            applications=draw(_maybe(st.integers(2, 5))),
            hosts=draw(_maybe(st.integers(8, 14))),
            person_days=draw(_maybe(st.sampled_from((16.0, 24.5)))),
            data_gb=draw(_maybe(st.just(80.0))),
            bandwidth_mbps=draw(_maybe(st.sampled_from((3, 50)))),
        ),
        departments=Quota(draw(limit), draw(st.sampled_from(({}, {"GD-AA": 2})))),
        partners=Quota(draw(limit)),
        levels=draw(st.sampled_from(((), (LevelQuota(3, 2),)))),
        lead=Lead(draw(st.integers(0, 10)), draw(st.sampled_from(({}, {3: 15}))), 1, draw(st.integers(0, 5))),
        pilot=draw(_maybe(pilots())),
        dates=tuple(draw(dated(apps))),
        cutover_fits=draw(st.sampled_from((False, False, True))),
    )  # fmt: skip


@st.composite
def dated(draw: st.DrawFn, apps: tuple[Application, ...]) -> list[FixedDate]:
    if not draw(st.sampled_from((False, False, True))):
        return []
    return [
        FixedDate(
            draw(st.sampled_from(apps)).id,
            not_before=draw(days(60)),
            not_after=draw(_maybe(days(300))),
        )
    ]


@st.composite
def cases(draw: st.DrawFn, most: int = 12) -> Case:
    apps = draw(applications(most))
    return case(*apps, programme=draw(programmes(apps)), efforts=draw(efforts_of(apps)))


def judged(plan: Plan) -> tuple[Violation, ...]:
    """What the checker says of a plan."""
    return violations(subject(plan.case, plan.waves))


def subject(of: Case, waves: tuple[Any, ...]) -> Subject:
    return Subject(
        of.inventory,
        of.programme,
        of.efforts,
        waves,
        of.since,
        frozenset(of.kept),
        {id_: at.date() for id_, at in of.planned.items()},
    )


@st.composite
def tight_cases(draw: st.DrawFn) -> Case:
    """A few applications with days of their own: often there is no plan."""
    found = draw(cases(most=6))
    known = [a.id for a in found.inventory.applications]
    ids = draw(st.lists(st.sampled_from(known), min_size=1, max_size=3, unique=True))
    dates = tuple(FixedDate(id_, not_after=draw(days(45))) for id_ in ids)
    return replace(found, programme=replace(found.programme, dates=dates))
