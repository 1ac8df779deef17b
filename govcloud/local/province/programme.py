"""A sample programme for a synthetic province (DOMAIN §5.6): when cut-overs may happen, and how many at once."""

from __future__ import annotations

from datetime import date, timedelta

from govcloud.local.province.wish import Wish

PREPARATION = timedelta(days=40)
_MONDAY, _WEEK_DAYS = 0, 7
_SPRING_FESTIVALS = {
    2026: date(2026, 2, 17),
    2027: date(2027, 2, 6),
    2028: date(2028, 1, 26),
    2029: date(2029, 2, 13),
    2030: date(2030, 2, 3),
}
_YEARS_AHEAD = 3

_TEXT = """\
# 合成数据 / SYNTHETIC: a programme for the synthetic province; docs/inventory.md and the schema explain the keys.
start: {start}
time_zone: Asia/Shanghai

windows:
  weekly:
    - {{day: SAT, start: "00:00", hours: 6}}

blackouts:
  - {{name: 元旦, name_en: New Year, from: "12-30", to: "01-03"}}
  - name: 春节
    name_en: Spring Festival
    dates:
{festivals}
  - {{name: 国庆, name_en: National Day, from: "09-28", to: "10-08"}}
{scoped}
capacity: {{applications: {capacity}}}
departments: {{limit: {of_department}}}
partners: {{limit: {of_partner}}}
pilot: {{applications: 8, level_max: 2, users_max: 10000, soak_days: 14}}
lead: {{approval_days: 5, approval_days_by_level: {{"3": 10, "4": 20}}, rehearsal_days: 1, rehearsal_gap_days: 3}}
"""
_SCOPED = (
    (
        "EDU",
        '{{name: 高考与招生, name_en: University entrance, from: "06-01", to: "07-31", departments: [{0}]}}',
    ),
    (
        "FIN",
        '{{name: 财政年终决算, name_en: Closing of the books, from: "12-10", to: "01-20", departments: [{0}]}}',
    ),
)
CAPACITY, OF_DEPARTMENT, OF_PARTNER, PER_APPLICATIONS = 25, 8, 6, 1_132


def programme_text(wish: Wish, departments: tuple[str, ...], applications: int) -> str:
    """migrations/programme.yaml: 25 cut-overs a weekend for the table's province, in proportion for larger ones."""
    start = starts_on(wish)
    times = max(1, round(applications / PER_APPLICATIONS))
    scoped = "".join(
        f"  - {words.format(f'{wish.province}-{code}')}\n"
        for code, words in _SCOPED
        if f"{wish.province}-{code}" in departments
    )
    return _TEXT.format(
        start=start,
        festivals="\n".join(_festivals(start)),
        scoped=scoped,
        capacity=CAPACITY * times,
        of_department=OF_DEPARTMENT * times,
        of_partner=OF_PARTNER * times,
    )


def starts_on(wish: Wish) -> date:
    """The first Monday after the preparation; or so many days ago as the day of the programme says."""
    first = wish.as_of + PREPARATION
    if wish.day is not None:
        first = wish.as_of - timedelta(days=wish.day)
    return first + timedelta(days=(_MONDAY - first.weekday()) % _WEEK_DAYS)


def _festivals(start: date) -> list[str]:
    """From ten days before each Spring Festival to fourteen after it."""
    years = range(start.year, start.year + _YEARS_AHEAD)
    days = [_SPRING_FESTIVALS.get(year, date(year, 2, 5)) for year in years]
    return [
        f"      - {{from: {day - timedelta(days=10)}, to: {day + timedelta(days=14)}}}"
        for day in days
    ]
