"""What an assessment shows of sharing: business chimneys, data walls, and who uses the shared platforms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from govcloud.model.inventory import Application
from govcloud.rules.chimneys import Chimney
from govcloud.rules.platforms import Platform
from govcloud.rules.survey import Survey
from govcloud.rules.walls import Exchange, Wall
from govcloud.rules.walls import walls as walls_of

View = dict[str, Any]


def figures(survey: Survey, chosen: Sequence[Application]) -> View:
    """Chimneys, platforms and exchanges in numbers."""
    rows = _exchanges(survey, chosen)
    found = _chimneys(survey, chosen)
    living = [app for app in chosen if not app.strategy.ends]
    on = [app for app in living if _on_platform(survey, app)]
    return {
        "chimneys": len(found),
        "systems_in_chimneys": sum(len(chimney.members) for chimney in found),
        "on_shared_platforms": len(on),
        "living": len(living),
        "share_on_shared_platforms": _share(len(on), len(living)),
        **_exchange_figures(rows),
    }


def chimneys(survey: Survey, chosen: Sequence[Application]) -> View:
    """Sets of systems that look the same, and the shared platforms with their users."""
    return {
        "totals": figures(survey, chosen),
        "similarity_min": survey.profiles.assessment.similarity_min,
        "chimneys": [_chimney(survey, chimney) for chimney in _chimneys(survey, chosen)],
        "platforms": [_platform(survey, platform) for platform in survey.platforms],
    }


def walls(survey: Survey, chosen: Sequence[Application]) -> View:
    """Exchanges of data between departments: how many go through the platform, and the worst pairs."""
    rows = _exchanges(survey, chosen)
    return {
        "totals": _exchange_figures(rows),
        "kinds": [
            {"kind": kind, **_exchange_figures([r for r in rows if r.kind.value == kind])}
            for kind in sorted({row.kind.value for row in rows})
        ],
        "pairs": [_wall(survey, wall) for wall in walls_of(tuple(rows))],
        "direct": [_exchange(row) for row in rows if not row.through],
    }


def _chimneys(survey: Survey, chosen: Sequence[Application]) -> list[Chimney]:
    wanted = {app.id for app in chosen}
    return [chimney for chimney in survey.chimneys if wanted.intersection(chimney.members)]


def _exchanges(survey: Survey, chosen: Sequence[Application]) -> list[Exchange]:
    wanted = {app.id for app in chosen}
    return [row for row in survey.exchanges if row.source in wanted or row.target in wanted]


def _exchange_figures(rows: Sequence[Exchange]) -> View:
    through = sum(row.through is True for row in rows)
    direct = sum(row.through is False for row in rows)
    return {
        "exchanges": len(rows),
        "through_platform": through,
        "direct": direct,
        "untold": len(rows) - through - direct,
        "share_through_platform": _share(through, len(rows)),
    }


def _on_platform(survey: Survey, app: Application) -> bool:
    targets = {edge.target for edge in survey.graph.needs[app.id]}
    return app.id in survey.platform_ids or bool(targets & survey.platform_ids)


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def _chimney(survey: Survey, chimney: Chimney) -> View:
    return {
        "about": chimney.about,
        "departments": list(chimney.departments),
        "successor": chimney.successor,
        "members": [
            {
                "id": name,
                "name_zh": survey.inventory.application(name).name_zh,
                "department": survey.inventory.application(name).department,
                "users": survey.inventory.application(name).users_registered,
                "similarity": chimney.similarity[name],
            }
            for name in chimney.members
        ],
    }


def _platform(survey: Survey, platform: Platform) -> View:
    app = survey.inventory.application(platform.application)
    return {
        "service": platform.service.id,
        "zh": platform.service.zh,
        "en": platform.service.en,
        "application": app.id,
        "name_zh": app.name_zh,
        "users": len(platform.users),
        "share": _share(len(platform.users), len(survey.inventory.applications) - 1),
        "own": list(platform.own),
    }


def _wall(survey: Survey, wall: Wall) -> View:
    names = {d.id: d.short_zh or d.name_zh for d in survey.inventory.departments}
    return {
        "departments": list(wall.departments),
        "names_zh": [names.get(name, "") for name in wall.departments],
        "direct": wall.direct,
        "database_links": wall.database_links,
        "applications": list(wall.applications),
    }


def _exchange(row: Exchange) -> View:
    return {
        "source": row.source,
        "target": row.target,
        "kind": row.kind.value,
        "kind_zh": row.kind.zh,
        "told": row.through is not None,
        "data_items": row.data_items,
    }
