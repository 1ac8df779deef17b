"""Is each application in scope, told apart from its neighbours, and is what it refers to there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from operator import attrgetter

from govcloud.model import years
from govcloud.model.inventory import Application, Inventory
from govcloud.model.terms import Strategy
from govcloud.rules import names
from govcloud.rules.finding import Finding, Path, misnamed, twice

DATES = (
    "mlps_assessed_on",
    "crypto_assessed_on",
    "approved_on",
    "live_since",
    "last_change_on",
    "last_login_on",
    "stage_since",
    "reviewed_on",
)
dates_of: Callable[[Application], tuple[date | None, ...]] = attrgetter(*DATES)
"""The days that an application tells of itself, in the order of DATES."""

_NO_DATES = (None,) * len(DATES)


def application_faults(inventory: Inventory) -> Iterator[Finding]:
    """What is wrong with applications by themselves and with what they name."""
    apps = inventory.applications
    yield from twice(
        "E-ID-001", [(app.id, ("applications", i, "id"), app.id) for i, app in enumerate(apps)]
    )
    known = _Known(inventory)
    for index, app in enumerate(apps):
        at: Path = ("applications", index)
        yield from _scope(app, at)
        if app.department not in known.departments or app.partners or app.successor:
            yield from _references(app, at, known)
        if app.wave or app.successor or app.target or not app.servers:
            yield from _strategy(app, at)
        if dates_of(app) != _NO_DATES:
            yield from _dates(app, at)
    yield from _same_names(inventory)


class _Known:
    """Which ids there are, and what may have been meant by those that are not."""

    def __init__(self, inventory: Inventory) -> None:
        self.departments = {row.id for row in inventory.departments}
        self.partners = {row.id for row in inventory.partners}
        self.applications = {row.id for row in inventory.applications}
        self.department_hints = names.Hints(self.departments)
        self.partner_hints = names.Hints(self.partners)
        self.application_hints = names.Hints(self.applications)


def _scope(app: Application, at: Path) -> Iterator[Finding]:
    if names.APPLICATION.fullmatch(app.id) is None:
        yield misnamed(app.id, (*at, "id"), "GD-GSD-008")
    if app.wave and names.WAVE.fullmatch(app.wave) is None:
        message = f"wave `{app.wave}` is not formed like W01"
        yield Finding("E-ID-003", app.id, (*at, "wave"), message, "capital letters, digits, `-`")
    if app.classified:
        message = "is classified: 涉密系统不得纳入"
        hint = "take it out of the inventory"
        yield Finding("E-SCOPE-001", app.id, (*at, "classified"), message, hint)


def _references(app: Application, at: Path, known: _Known) -> Iterator[Finding]:
    if app.department not in known.departments:
        message = f"department `{app.department}` is not in the inventory"
        hint = known.department_hints.nearest(app.department)
        path = (*at, "department")
        yield Finding("E-ID-002", app.id, path, message, hint, refers_to=app.department)
    for place, engagement in enumerate(app.partners):
        if engagement.id not in known.partners:
            message = f"partner `{engagement.id}` is not in the inventory"
            hint = known.partner_hints.nearest(engagement.id)
            path = (*at, "partners", place, "id")
            yield Finding("E-ID-004", app.id, path, message, hint, refers_to=engagement.id)
    if app.successor and app.successor not in known.applications:
        message = f"successor `{app.successor}` is not in the inventory"
        hint = known.application_hints.nearest(app.successor)
        path = (*at, "successor")
        yield Finding("E-ID-005", app.id, path, message, hint, refers_to=app.successor)


def _strategy(app: Application, at: Path) -> Iterator[Finding]:
    strategy = app.strategy
    if app.wave and not strategy.cuts_over:
        code = "E-STR-002" if strategy.ends else "E-STR-003"
        message = f"is {strategy.value}, and stands in wave {app.wave}"
        yield Finding(code, app.id, (*at, "wave"), message, "delete `wave`")
    if app.successor == app.id:
        yield Finding(
            "E-STR-005", app.id, (*at, "successor"), "is its own successor", "what takes its place?"
        )
    wanted = app.target.arch if app.target else None
    if wanted and strategy in {Strategy.REHOST, Strategy.RELOCATE}:
        for place, server in enumerate(app.servers):
            if server.arch and server.arch is not wanted:
                message = (
                    f"{strategy.value} from {server.arch.value} ({server.name}) to {wanted.value}"
                )
                path = (*at, "servers", place, "arch")
                hint = "what is moved as it is keeps its processor: REPLATFORM, or another target"
                yield Finding("E-STR-001", app.id, path, message, hint)


def _dates(app: Application, at: Path) -> Iterator[Finding]:
    for name, day in zip(DATES, dates_of(app), strict=True):
        if day is not None and not years.in_reach(day):
            message = f"{name} is {day}"
            hint = f"a year from {years.FIRST} to {years.LAST}"
            yield Finding("E-DATE-001", app.id, (*at, name), message, hint)


def _same_names(inventory: Inventory) -> Iterator[Finding]:
    seen: dict[tuple[str, str], str] = {}
    folded = names.folded_all([app.name_zh for app in inventory.applications])
    for index, app in enumerate(inventory.applications):
        key = (app.department, folded[index])
        first = seen.setdefault(key, app.id)
        if first != app.id:
            message = f"has the name `{app.name_zh}` of {first} in the same department"
            path: Path = ("applications", index, "name_zh")
            hint = "one system entered twice? otherwise tell them apart: 一期, 二期"
            yield Finding("E-NAME-001", app.id, path, message, hint)
