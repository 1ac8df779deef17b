"""migrations/programme.yaml in, a programme out: held against the inventory, all faults at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from govcloud.adapters import shapes
from govcloud.adapters.input_file import read_input
from govcloud.adapters.programme_shape import PROGRAMME
from govcloud.adapters.shapes import Reading
from govcloud.adapters.yaml_text import load_yaml
from govcloud.errors import Fault, InputError
from govcloud.model.canonical import digest
from govcloud.model.inventory import Inventory, plain
from govcloud.model.programme import (
    Capacity,
    DateSpan,
    FixedDate,
    Freeze,
    Lead,
    LevelQuota,
    Pilot,
    Place,
    Programme,
    Quota,
    SingleWindow,
    WeeklyWindow,
    YearlySpan,
)
from govcloud.rules.names import did_you_mean

HINT = "docs/waves.md shows how to write one"
Given = Mapping[str, Any]


def read_programme(path: Path, inventory: Inventory) -> Programme:
    """The programme at `path`; the defaults where there is no such file and its name is the usual one.

    Raises InputError with every fault, in order of line.
    """
    if not path.exists() and path.name == "programme.yaml":
        return _sealed(Programme())
    name = f"{path.parent.name}/{path.name}" if path.parent.name else path.name
    value, places = load_yaml(read_input(path, HINT), name)
    reading = Reading(name, places.line)
    given = reading.read(PROGRAMME, value)
    if reading.faults:
        raise _unfit(name, reading.faults)
    _judge(reading, given, inventory)
    if reading.faults:
        raise _unfit(name, reading.faults)
    return _sealed(_made(given, _places(given, name, places.line)))


def json_schema() -> dict[str, Any]:
    """The JSON Schema of programme.yaml."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "programme.yaml"}
    return {**head, **shapes.json_schema(PROGRAMME)}


def _judge(reading: Reading, given: Given, inventory: Inventory) -> None:
    """What is well formed, and wrong all the same."""
    _judge_days(reading, given)
    _judge_names(reading, given, inventory)
    for section, key in (("blackouts", "name"), ("dates", "application")):
        seen: set[str] = set()
        for number, row in enumerate(given.get(section, ())):
            if row[key] in seen:
                reading.fault((section, number, key), "E-PRG-003", f"`{row[key]}` comes twice")
            seen.add(row[key])


def _judge_days(reading: Reading, given: Given) -> None:
    zone = given.get("time_zone", "")
    if zone and not _known_zone(zone):
        reading.fault(
            ("time_zone",), "E-PRG-001", f"`{zone}` is no time zone", "such as Asia/Shanghai"
        )
    windows = given.get("windows", {})
    if "windows" in given and not windows.get("weekly") and not windows.get("single"):
        reading.fault(("windows",), "E-PRG-002", "has no window at all", "add one under `weekly`")
    _in_order(reading, given, ("start", "until"), ())
    for number, row in enumerate(given.get("blackouts", ())):
        at = ("blackouts", number)
        if ("from" in row) != ("to" in row) or ("from" in row) == ("dates" in row):
            reading.fault(at, "E-PRG-002", "has either `from` and `to`, or `dates`")
        for place, span in enumerate(row.get("dates", ())):
            _in_order(reading, span, ("from", "to"), (*at, "dates", place))
    for number, row in enumerate(given.get("dates", ())):
        at = ("dates", number)
        if not {"on", "not_before", "not_after"} & set(row):
            reading.fault(at, "E-PRG-002", "has no `on`, `not_before` or `not_after`")
        _in_order(reading, row, ("not_before", "not_after"), at)


def _in_order(reading: Reading, row: Given, keys: tuple[str, str], at: shapes.Path) -> None:
    first, last = (row.get(key) for key in keys)
    if isinstance(first, date) and isinstance(last, date) and last < first:
        reading.fault((*at, keys[1]), "E-PRG-002", f"is {last}, before `{keys[0]}`, {first}")


def _judge_names(reading: Reading, given: Given, inventory: Inventory) -> None:
    apps = {app.id for app in inventory.applications}
    departments = {department.id for department in inventory.departments}
    partners = {partner.id for partner in inventory.partners}
    partners |= {item.id for app in inventory.applications for item in app.partners}
    for path, name in _named(given, "application"):
        _known(reading, path, name, apps, "application")
    for path, name in _named(given, "department"):
        _known(reading, path, name, departments, "department")
    for name in given.get("partners", {}).get("limits", {}):
        _known(reading, ("partners", "limits", name), name, partners, "partner")


def _named(given: Given, kind: str) -> Iterator[tuple[shapes.Path, str]]:
    """Where the programme names an application or a department."""
    if kind == "application":
        for number, row in enumerate(given.get("dates", ())):
            yield ("dates", number, "application"), row["application"]
        for number, name in enumerate(given.get("keep", ())):
            yield ("keep", number), name
        return
    for number, row in enumerate(given.get("blackouts", ())):
        for place, name in enumerate(row.get("departments", ())):
            yield ("blackouts", number, "departments", place), name
    for name in given.get("departments", {}).get("limits", {}):
        yield ("departments", "limits", name), name


def _known(
    reading: Reading, path: shapes.Path, name: str, known: Collection[str], noun: str
) -> None:
    if name not in known:
        hint = did_you_mean(name, known)
        reading.fault(path, "E-PRG-004", f"the inventory has no {noun} `{name}`", hint)


def _known_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _made(given: Given, places: Mapping[str, Place]) -> Programme:
    usual, windows = Programme(), given.get("windows", {})
    partners = given.get("partners", {})
    return Programme(
        start=given.get("start"),
        until=given.get("until"),
        time_zone=given.get("time_zone", usual.time_zone),
        weekly=tuple(WeeklyWindow(**row) for row in windows.get("weekly", ()))
        if windows
        else usual.weekly,
        single=tuple(
            SingleWindow(row["date"], row["start"], row["hours"], row.get("name", ""))
            for row in windows.get("single", ())
        ),
        freezes=tuple(_freeze(row) for row in given.get("blackouts", ())),
        capacity=Capacity(**given.get("capacity", {})),
        departments=_quota(given.get("departments", {}), usual.departments),
        partners=_quota(partners, usual.partners),
        partner_roles=tuple(partners.get("roles", usual.partner_roles)),
        levels=tuple(LevelQuota(row["from"], row["limit"]) for row in given.get("levels", ())),
        lead=Lead(**given.get("lead", {})),
        pilot=_pilot(given.get("pilot")),
        dates=tuple(FixedDate(**row) for row in given.get("dates", ())),
        keep=tuple(given.get("keep", ())),
        maintenance_windows=given.get("maintenance_windows", True),
        cutover_fits=given.get("cutover_fits", False),
        places=places,
    )


def _freeze(row: Given) -> Freeze:
    spans: tuple[DateSpan | YearlySpan, ...] = tuple(
        DateSpan(span["from"], span["to"]) for span in row.get("dates", ())
    )
    if "from" in row:
        spans = (YearlySpan(row["from"], row["to"]),)
    return Freeze(
        row["name"],
        spans,
        row.get("name_en", ""),
        tuple(row.get("departments", ())),
        row.get("level_from", 0),
        tuple(row.get("types", ())),
    )


def _quota(row: Given, usual: Quota) -> Quota:
    return Quota(row.get("limit", usual.limit), row.get("limits", {}))


def _pilot(row: Given | None) -> Pilot | None:
    if row is None:
        return Pilot()
    told = {key: value for key, value in row.items() if key != "none"}
    return None if row.get("none") else Pilot(**{"required": True, **told})


def _places(given: Given, name: str, line: Callable[[shapes.Path], int]) -> dict[str, Place]:
    """Where each rule stands, by the name that a constraint goes by; the nearest key comes first."""
    found: dict[str, Place] = {}
    for rule, path in (*_rows(given), *_keys(given)):
        found.setdefault(rule, (name, line(path)))
    return found


def _rows(given: Given) -> Iterator[tuple[str, shapes.Path]]:
    for section, kind, key in _LISTS:
        for number, row in enumerate(given.get(section, ())):
            yield f"{kind}:{row[key]}", (section, number)
    for section, kind in (("departments", "department"), ("partners", "partner")):
        for key in given.get(section, {}).get("limits", {}):
            yield f"{kind}:{key}", (section, "limits", key)


def _keys(given: Given) -> Iterator[tuple[str, shapes.Path]]:
    for section, keys in _SECTIONS.items():
        for key, kind in keys.items():
            if key in given.get(section, {}):
                yield kind, (section, key)
    for key, kind in _WHOLE.items():
        if key in given:
            yield kind, (key,)


_LISTS = (
    ("blackouts", "freeze", "name"),
    ("dates", "date", "application"),
    ("levels", "level", "from"),
)
_WHOLE = {
    "until": "until",
    "lead": "lead",
    "pilot": "pilot",
    "windows": "window",
    "cutover_fits": "length",
    "maintenance_windows": "maintenance",
}
_SECTIONS = {
    "capacity": {
        "applications": "capacity:applications",
        "hosts": "capacity:hosts",
        "people": "capacity:person_days",
        "person_days": "capacity:person_days",
        "bandwidth_mbps": "capacity:data_gb",
        "data_gb": "capacity:data_gb",
    },
    "departments": {"limit": "department"},
    "partners": {"limit": "partner"},
    "pilot": {"applications": "pilot-size", "soak_days": "pilot-soak", "level_max": "pilot"},
}


def _sealed(programme: Programme) -> Programme:
    """The programme with the digest of its content."""
    return replace(programme, digest=digest(_told(plain(programme))))


def _told(value: Any) -> Any:
    """Numbers with fractions and times as texts, as canonical JSON knows neither."""
    if isinstance(value, dict):
        return {str(key): _told(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_told(item) for item in value]
    return value if isinstance(value, str | int) else str(value)


def _unfit(name: str, faults: list[Fault]) -> InputError:
    count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
    return InputError(f"{name} has {count}", faults=sorted(set(faults)))
