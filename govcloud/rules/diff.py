"""What two inventories say differently, by id and field; neither order nor layout counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from govcloud.rules.plain_paths import ROWS

Estate = Mapping[str, list[dict[str, Any]]]
Place = tuple[str, str]


def differences(before: Estate, after: Estate) -> dict[str, Any]:
    """Rows of (how, kind, id, field, before, after), in the order of kind, id and field; and how many of each."""
    old, new = _things(before), _things(after)
    rows = [*_gone(old, new, "removed"), *_gone(new, old, "added"), *_changes(old, new)]
    rows.sort(key=lambda row: (row["kind"], row["id"], row["field"]))
    counts = {
        how: sum(row["how"] == how for row in rows) for how in ("added", "removed", "changed")
    }
    return {"changed": bool(rows), "counts": counts, "differences": rows}


def _things(estate: Estate) -> dict[Place, dict[str, Any]]:
    """Every department, partner, application and server; a server by itself, with whose it is."""
    found: dict[Place, dict[str, Any]] = {}
    for section, kind in (("departments", "department"), ("partners", "partner")):
        found |= {(kind, row["id"]): row for row in estate.get(section, [])}
    for app in estate.get("applications", []):
        found["application", app["id"]] = {k: v for k, v in app.items() if k != "servers"}
        for server in app.get("servers", []):
            found["server", server["name"]] = {**server, "application": app["id"]}
    found |= {("server", row["name"]): row for row in estate.get("servers", [])}
    return found


def _gone(
    there: Mapping[Place, dict[str, Any]], here: Mapping[Place, dict[str, Any]], how: str
) -> Iterator[dict[str, Any]]:
    for kind, id_ in there.keys() - here.keys():
        name = there[kind, id_].get("name_zh", "")
        told = (name, None) if how == "removed" else (None, name)
        yield _row(how, (kind, id_), "", told)


def _changes(
    old: Mapping[Place, dict[str, Any]], new: Mapping[Place, dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    for place in old.keys() & new.keys():
        if old[place] == new[place]:
            continue
        one, other = dict(_fields(old[place])), dict(_fields(new[place]))
        for field in one.keys() | other.keys():
            if one.get(field) != other.get(field):
                yield _row("changed", place, field, (one.get(field), other.get(field)))


def _fields(thing: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Its values by path: a mapping's one by one, and rows by what each is known by."""
    for name, value in thing.items():
        if isinstance(value, dict):
            yield from ((f"{name}.{key}", inner) for key, inner in value.items())
        elif name in ROWS:
            rows: dict[str, Any] = {}
            for row in value:  # two rows of one name are told apart by their number
                key = f"{name}.{ROWS[name](row)}"
                rows[key if key not in rows else f"{key} ({len(rows)})"] = row
            yield from rows.items()
        else:
            yield name, value


def _row(how: str, place: Place, field: str, told: tuple[Any, Any]) -> dict[str, Any]:
    kind, id_ = place
    return {
        "how": how,
        "kind": kind,
        "id": id_,
        "field": field,
        "before": told[0],
        "after": told[1],
    }
