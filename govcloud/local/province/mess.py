"""What real registers suffer from, planted at known rates (DOMAIN §5.3): for trying what validation finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from govcloud.local.province.draws import Draws
from govcloud.local.province.wish import Roster, Wish
from govcloud.model.application import Application, Dependency
from govcloud.model.organisation import Partner

NO_FILING, NO_CODE, BAD_CODE, FULL_WIDTH, SAME_NAME = 0.05, 0.03, 0.01, 0.04, 0.02
DANGLING, IMPOSSIBLE, ONE_OWNER, CLASSIFIED = 0.02, 0.01, 0.03, 2
_WIDE = {ord("0") + digit: 0xFF10 + digit for digit in range(10)}
_NO_DAYS = ("2019-02-30", "2018-13-01", "2017-06-31")
_BEFORE_COMPUTERS = date(1914, 5, 6)


class Mess:
    """Spoils what a tidy province has; does nothing unless a messy one is asked for."""

    def __init__(self, wish: Wish, owners: Sequence[Roster]) -> None:
        """Choose the two classified rows; all else is drawn row by row."""
        self.wish = wish
        every = [id_ for owner in owners for id_ in owner.applications] if wish.messy else []
        ranked = sorted(every, key=lambda id_: (Draws(wish.seed, id_).u("classified"), id_))
        self._classified = frozenset(ranked[:CLASSIFIED])

    def code(self, code: str, subject: str) -> str:
        """A unified social credit code: missing for some, with a wrong check digit for a few."""
        draws = Draws(self.wish.seed, subject)
        if not self.wish.messy:
            return code
        if draws.chance("no code", NO_CODE):
            return ""
        if draws.chance("bad code", BAD_CODE):
            return code[:-1] + ("1" if code[-1] != "1" else "2")
        return code

    def partners(self, rows: tuple[Partner, ...]) -> tuple[Partner, ...]:
        """Partners, some with codes that are missing or wrong."""
        return tuple(replace(row, uscc=self.code(row.uscc, row.id)) for row in rows)

    def application(self, app: Application, before: Application | None) -> Application:
        """An application with the defects that fall on it; `before` is its neighbour in the department."""
        if not self.wish.messy:
            return app
        draws = Draws(self.wish.seed, app.id)
        changes: dict[str, Any] = {}
        for field, share, spoil in _SPOILERS:
            if draws.chance(field, share):
                changes |= spoil(app, draws)
        if before is not None and draws.chance("same name", SAME_NAME):
            changes["name_zh"] = before.name_zh
        if app.id in self._classified:
            changes["classified"] = True
        return replace(app, **changes)


Spoiler = Callable[[Application, Draws], dict[str, Any]]


def _no_filing(app: Application, _draws: Draws) -> dict[str, Any]:
    return {"mlps_filing_no": ""} if app.mlps_filing_no else {}


def _full_width(app: Application, _draws: Draws) -> dict[str, Any]:
    """A figure as an input method for Chinese leaves it."""
    return {"users_registered": str(app.users_registered).translate(_WIDE)}


def _dangling(app: Application, draws: Draws) -> dict[str, Any]:
    lost = Dependency(f"{app.department}-{draws.between('lost', 9_000, 9_998)}")
    return {"depends_on": (*app.depends_on, lost)}


def _impossible(_app: Application, draws: Draws) -> dict[str, Any]:
    if draws.chance("no such day", 0.7):
        return {"live_since": draws.one_of("which day", _NO_DAYS)}
    return {"live_since": _BEFORE_COMPUTERS}


def _one_owner(app: Application, _draws: Draws) -> dict[str, Any]:
    return {"owner_operations": app.owner_business}


_SPOILERS: tuple[tuple[str, float, Spoiler], ...] = (
    ("no filing", NO_FILING, _no_filing),
    ("full width", FULL_WIDTH, _full_width),
    ("dangling", DANGLING, _dangling),
    ("impossible", IMPOSSIBLE, _impossible),
    ("one owner", ONE_OWNER, _one_owner),
)
