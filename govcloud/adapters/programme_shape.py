"""The form of migrations/programme.yaml, and what each key means."""

from __future__ import annotations

import re

from govcloud.adapters.shapes import (
    Rows,
    Shape,
    Table,
    Value,
    day,
    one_of,
    real,
    text,
    time_of_day,
    whole,
    yes_no,
)
from govcloud.model.technical_terms import Weekday
from govcloud.model.terms import AppType, PartnerRole

SHORT = 500


def _month_day(given: str) -> tuple[int, int]:
    month, number = map(int, given.split("-"))
    if not (1 <= month <= 12 and 1 <= number <= _LAST[month - 1]):  # noqa: PLR2004 - a year's months
        raise ValueError(given)
    return month, number


def _level(given: str) -> int:
    if re.fullmatch("[0-5]", given) is None:
        raise ValueError(given)
    return int(given)


_LAST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_YEARLY = Value(
    "string",
    'a day of every year in quotes, such as "10-01"',
    {"pattern": r"^\d{2}-\d{2}$"},
    _month_day,
)
_LEVELS = Table(whole(0, 400), "a protection level from 0 to 5", _level)

WINDOWS = Shape(
    {
        "weekly": Rows(
            Shape(
                {"day": one_of(list(Weekday)), "start": time_of_day(), "hours": whole(1, 72)},
                ("day", "start", "hours"),
            ),
            21,
        ),
        "single": Rows(
            Shape(
                {"date": day(), "start": time_of_day(), "hours": whole(1, 72), "name": text()},
                ("date", "start", "hours"),
            ),
            SHORT,
        ),
    },
    said={
        "weekly": "windows of every week",
        "single": "windows of one day; each takes the place of a weekly one that it overlaps",
    },
)
FREEZE = Shape(
    {
        "name": text(),
        "name_en": text(0),
        "from": _YEARLY,
        "to": _YEARLY,
        "dates": Rows(Shape({"from": day(), "to": day()}, ("from", "to")), SHORT),
        "departments": Rows(text(), SHORT),
        "level_from": whole(1, 5),
        "types": Rows(one_of(list(AppType)), 20),
    },
    ("name",),
    {
        "from": "first day of every year, MM-DD; with `to` it may reach over New Year",
        "dates": "stretches of days, first and last included",
        "departments": "only for applications of these departments",
        "level_from": "only for applications of this protection level and above",
        "types": "only for applications of these types",
    },
)
CAPACITY = Shape(
    {
        "applications": whole(1),
        "hosts": whole(1),
        "person_days": real(),
        "people": whole(1),
        "people_days": whole(1, 400),
        "data_gb": real(),
        "bandwidth_mbps": whole(1),
        "replication_days": whole(1, 400),
    },
    said={
        "applications": "applications in one window; 25 if left out",
        "person_days": "person-days in one window; or people times people_days",
        "data_gb": "GB in one window; or what bandwidth_mbps carries in replication_days",
    },
)
QUOTA = Shape({"limit": whole(1), "limits": Table(whole(0))})
PARTNERS = Shape({**QUOTA.keys, "roles": Rows(one_of(list(PartnerRole)), 10)})
LEVEL = Shape({"from": whole(0, 5), "limit": whole(1)}, ("from", "limit"))
LEAD = Shape(
    {
        "approval_days": whole(0, 400),
        "approval_days_by_level": _LEVELS,
        "rehearsal_days": whole(0, 400),
        "rehearsal_gap_days": whole(0, 400),
    },
    said={"approval_days": "working days from application to approval"},
)
PILOT = Shape(
    {
        "applications": whole(1),
        "level_max": whole(0, 5),
        "users_max": whole(),
        "soak_days": whole(0, 400),
        "required": yes_no(),
        "none": yes_no(),
    },
    said={"none": "true: there is no pilot"},
)
DATED = Shape(
    {"application": text(), "on": day(), "not_before": day(), "not_after": day()},
    ("application",),
)
PROGRAMME = Shape(
    {
        "start": day(),
        "until": day(),
        "time_zone": text(),
        "windows": WINDOWS,
        "blackouts": Rows(FREEZE, SHORT),
        "capacity": CAPACITY,
        "departments": QUOTA,
        "partners": PARTNERS,
        "levels": Rows(LEVEL, 5),
        "lead": LEAD,
        "pilot": PILOT,
        "dates": Rows(DATED),
        "keep": Rows(text()),
        "maintenance_windows": yes_no(),
        "cutover_fits": yes_no(),
    },
    said={
        "start": "no cut-over and no lead time begins before this day",
        "until": "no cut-over after this day",
        "windows": "when cut-overs may happen; every Saturday from 00:00 for 6 hours if left out",
        "blackouts": "封网/重保期: days without cut-overs, for all or for a scope",
        "capacity": "what one window can take",
        "departments": "applications of one department in one window; 8 if left out",
        "partners": "applications of one partner in one window; 6 if left out",
        "levels": "applications of a protection level and above in one window",
        "lead": "what must lie between the day a plan counts from and a cut-over",
        "pilot": "the first wave: small, of low level and few users",
        "dates": "applications with a day of their own",
        "keep": "applications that stay in the wave they are in",
        "maintenance_windows": "whether the applications' own maintenance windows bind; true if left out",
        "cutover_fits": "whether an estimated cut-over must end before its window; false if left out",
    },
)
