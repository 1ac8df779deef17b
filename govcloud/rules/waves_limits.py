"""How much of what a window can take, and how much of it an application takes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from govcloud.model.application import Application
from govcloud.model.programme import Capacity
from govcloud.rules import waves_problem as words
from govcloud.rules.waves_case import Case
from govcloud.rules.waves_problem import Constraint

HUNDREDTHS = 100
"""Person-days and GB are counted in hundredths, so that sums are exact."""

_SECONDS_A_DAY = 86_400
_TRANSFER_FACTOR = 1.2


def capacity_rules(capacity: Capacity) -> Iterator[tuple[Constraint, int]]:
    """What a window can take of the whole estate."""
    if capacity.applications is not None:
        yield Constraint(words.CAPACITY, "applications"), capacity.applications
    if capacity.hosts is not None:
        yield Constraint(words.CAPACITY, "hosts"), capacity.hosts
    days = person_days(capacity)
    if days is not None:
        yield Constraint(words.CAPACITY, "person_days"), math.floor(days * HUNDREDTHS)
    size = transfer_gb(capacity)
    if size is not None:
        yield Constraint(words.CAPACITY, "data_gb"), math.floor(size * HUNDREDTHS)


def person_days(capacity: Capacity) -> float | None:
    """The person-days of one window: as told, or people times days."""
    told = [] if capacity.person_days is None else [capacity.person_days]
    if capacity.people is not None:
        told.append(float(capacity.people * capacity.people_days))
    return min(told, default=None)


def transfer_gb(capacity: Capacity) -> float | None:
    """The GB of one window: as told, or what the line carries in the days of replication (DOMAIN §3.4)."""
    told = [] if capacity.data_gb is None else [capacity.data_gb]
    if capacity.bandwidth_mbps is not None:
        seconds = capacity.replication_days * _SECONDS_A_DAY
        told.append(capacity.bandwidth_mbps / 1000 * seconds / 8 / _TRANSFER_FACTOR)
    return min(told, default=None)


class Rules:
    """Every limit of a programme, but for those that are thought away."""

    def __init__(self, case: Case, without: frozenset[Constraint]) -> None:
        self._case = case
        self._without = without
        self._capacity = dict(capacity_rules(case.programme.capacity))

    def amount(self, constraint: Constraint) -> int:
        """The rule's own figure for each window."""
        programme, name = self._case.programme, constraint.subject
        if constraint.kind == words.CAPACITY:
            return self._capacity[constraint]
        if constraint.kind == words.PILOT_SIZE:
            return programme.pilot.applications if programme.pilot else words.UNLIMITED
        if constraint.kind == words.LEVEL:
            return {str(item.level_from): item.limit for item in programme.levels}[name]
        quota = programme.departments if constraint.kind == words.DEPARTMENT else programme.partners
        found = quota.of(name)
        return words.UNLIMITED if found is None else found

    def demand(self, app: Application) -> Mapping[Constraint, int]:
        """What an application takes of each limit that binds it."""
        return {
            rule: amount
            for rule, amount in self._demand(app)
            if rule not in self._without and amount
        }

    def _demand(self, app: Application) -> Iterator[tuple[Constraint, int]]:
        need = self._case.efforts[app.id]
        taken = {
            "applications": 1,
            "hosts": need.hosts,
            "person_days": round(need.person_days * HUNDREDTHS),
            "data_gb": round(need.size_gb * HUNDREDTHS),
        }
        for rule in self._capacity:
            yield rule, taken[rule.subject]
        programme = self._case.programme
        if programme.departments.of(app.department) is not None:
            yield Constraint(words.DEPARTMENT, app.department), 1
        for partner in self._case.partners(app):
            if programme.partners.of(partner) is not None:
                yield Constraint(words.PARTNER, partner), 1
        for level in programme.levels:
            if app.mlps_level >= level.level_from:
                yield Constraint(words.LEVEL, str(level.level_from)), 1
