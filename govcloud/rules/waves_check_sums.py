"""The checker's own sums: what a wave's applications take together, beside what a window can take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from govcloud.model.application import Application
from govcloud.model.programme import Programme
from govcloud.rules.effort import Effort

_CENT = 100
_ROUNDING = 1e-3


def overdrawn(
    programme: Programme, efforts: Mapping[str, Effort], members: Sequence[Application]
) -> Iterator[tuple[str, str, str]]:
    """Every limit that these applications exceed together: kind, subject, and a sentence."""
    yield from _whole(programme, efforts, members)
    yield from _departments(programme, members)
    yield from _partners(programme, members)
    for level in programme.levels:
        taken = sum(app.mlps_level >= level.level_from for app in members)
        if taken > level.limit:
            text = (
                f"{taken} applications of level {level.level_from} and above; {level.limit} may be"
            )
            yield "level", str(level.level_from), text


def _departments(
    programme: Programme, members: Sequence[Application]
) -> Iterator[tuple[str, str, str]]:
    for name in sorted({app.department for app in members}):
        taken = sum(app.department == name for app in members)
        most = programme.departments.limits.get(name, programme.departments.limit)
        if most is not None and taken > most:
            yield "department", name, f"{taken} applications of {name}; {most} may be"


def _partners(
    programme: Programme, members: Sequence[Application]
) -> Iterator[tuple[str, str, str]]:
    engaged: dict[str, set[str]] = {}
    for app in members:
        for item in app.partners:
            if item.role in programme.partner_roles:
                engaged.setdefault(item.id, set()).add(app.id)
    for name, ids in sorted(engaged.items()):
        most = programme.partners.limits.get(name, programme.partners.limit)
        if most is not None and len(ids) > most:
            yield "partner", name, f"{len(ids)} applications of partner {name}; {most} may be"


def _whole(
    programme: Programme, efforts: Mapping[str, Effort], members: Sequence[Application]
) -> Iterator[tuple[str, str, str]]:
    capacity, needs = programme.capacity, [efforts[app.id] for app in members]
    if capacity.applications is not None and len(members) > capacity.applications:
        text = f"{len(members)} applications; {capacity.applications} may be"
        yield "capacity", "applications", text
    hosts = sum(need.hosts for need in needs)
    if capacity.hosts is not None and hosts > capacity.hosts:
        yield "capacity", "hosts", f"{hosts} hosts; {capacity.hosts} may be"
    days = [] if capacity.person_days is None else [capacity.person_days]
    if capacity.people is not None:
        days.append(capacity.people * capacity.people_days)
    work = sum(round(need.person_days * _CENT) for need in needs)
    if days and work > min(days) * _CENT:
        yield "capacity", "person_days", f"{work / _CENT:g} person-days; {min(days):g} may be"
    sizes = [] if capacity.data_gb is None else [capacity.data_gb]
    if capacity.bandwidth_mbps is not None:
        hours = capacity.replication_days * 24
        sizes.append(hours * 3600 * (capacity.bandwidth_mbps / 1000) / 8 / 1.2)
    size = sum(round(need.size_gb * _CENT) for need in needs)
    if sizes and size > min(sizes) * _CENT + _ROUNDING:
        yield "capacity", "data_gb", f"{size / _CENT:g} GB; {min(sizes):g} may be"
