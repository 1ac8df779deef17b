"""Can the waves go as they are planned? Every fault of a wave plan; the inventory itself is in order."""

from __future__ import annotations

from collections.abc import Iterator

from govcloud.model.inventory import Application, Inventory
from govcloud.model.wave import Wave
from govcloud.rules import names
from govcloud.rules.finding import Finding, Path, misnamed, twice


def wave_findings(waves: tuple[Wave, ...], inventory: Inventory) -> tuple[Finding, ...]:
    """All that is wrong with the wave plan; the inventory itself is in order."""
    return (*form_findings(waves), *_members(waves, inventory), *_order(waves, inventory))


def form_findings(waves: tuple[Wave, ...]) -> tuple[Finding, ...]:
    """What is wrong with the wave plan whatever the inventory says: ids, and applications that come twice."""
    return (*_wave_names(waves), *_twice(waves))


def _twice(waves: tuple[Wave, ...]) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for index, wave in enumerate(waves):
        for place, id_ in enumerate(wave.applications):
            if id_ in seen:
                path: Path = ("waves", index, "applications", place)
                message = f"{id_} is in wave {seen[id_]} already"
                yield Finding("E-WAV-002", wave.id, path, message, "one application, one wave")
            seen.setdefault(id_, wave.id)


def _wave_names(waves: tuple[Wave, ...]) -> Iterator[Finding]:
    yield from twice("E-ID-001", [(w.id, ("waves", i, "id"), w.id) for i, w in enumerate(waves)])
    for index, wave in enumerate(waves):
        if names.WAVE.fullmatch(wave.id) is None:
            yield misnamed(wave.id, ("waves", index, "id"), "W01")


def _members(waves: tuple[Wave, ...], inventory: Inventory) -> Iterator[Finding]:
    apps = {app.id: app for app in inventory.applications}
    for index, wave in enumerate(waves):
        for place, id_ in enumerate(wave.applications):
            path: Path = ("waves", index, "applications", place)
            if id_ not in apps:
                message = f"application `{id_}` is not in the inventory"
                hint = names.did_you_mean(id_, apps)
                yield Finding("E-APP-001", wave.id, path, message, hint, refers_to=id_)
            elif not apps[id_].strategy.cuts_over:
                code = "E-STR-002" if apps[id_].strategy.ends else "E-STR-003"
                message = f"{id_} is {apps[id_].strategy.value} and is not cut over"
                yield Finding(code, wave.id, path, message, "take it out of the wave")


def _order(waves: tuple[Wave, ...], inventory: Inventory) -> Iterator[Finding]:
    apps = {app.id: app for app in inventory.applications}
    when: dict[str, int] = {}
    for index, wave in enumerate(waves):
        for id_ in wave.applications:
            when.setdefault(id_, index)
    for index, wave in enumerate(waves):
        for place, id_ in enumerate(wave.applications):
            for need in apps[id_].depends_on if id_ in apps else ():
                other = apps.get(need.app)
                late = (
                    need.binds
                    and other is not None
                    and _waits(other)
                    and when.get(need.app, len(waves)) > index
                )
                if late:
                    where = f"wave {waves[when[need.app]].id}" if need.app in when else "no wave"
                    message = f"{id_} needs {need.app}, which is in {where}"
                    hint = f"put {need.app} into {wave.id} or an earlier wave"
                    path: Path = ("waves", index, "applications", place)
                    yield Finding("E-DEP-002", wave.id, path, message, hint)


def _waits(app: Application) -> bool:
    """Whether an application still has a cut-over before it."""
    at = app.stage
    gone = at is not None and (at.served_from_cloud or at.ended_elsewhere)
    return app.strategy.cuts_over and not gone
