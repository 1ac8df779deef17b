"""Rows about applications: which one is meant, the id of a new one, and what a row says of it."""

from __future__ import annotations

from typing import Any

from govcloud.model.provenance import Row, Told
from govcloud.rules import names
from govcloud.rules.estate_index import OWN_CODE
from govcloud.rules.importing import Import
from govcloud.rules.importing_memory import left_out
from govcloud.rules.names import folded

_CLASSIFIED_ZONE = "INTRANET_CLASSIFIED"
_ROLES = (("BUILDER", "builder"), ("OPERATOR", "operator"))


def take_application(done: Import, row: Row) -> None:
    """A row of a list of applications."""
    zones = {
        told.value for name in ("zone_source", "zone_target") if (told := row.fields.get(name))
    }
    if _says(row, "classified", value=True) or _CLASSIFIED_ZONE in zones:
        code = "E-SCOPE-001" if _says(row, "classified", value=True) else "E-ZONE-001"
        done.refuse(row, code, "is classified: 涉密系统不得纳入", "it is left out")
        return
    app = _known(done, row) or new_application(done, row)
    if app is None:
        return
    subject = ("application", str(app["id"]))
    given = {name: one for name, one in row.fields.items() if not name.startswith("ids.")}
    if "name_zh" in row.keys:
        given["name_zh"] = row.fields["ids.name_zh"]
    _levels(given)
    _departments(done, row, given)
    _engagements(done, row, given)
    _successor(done, row, given)
    for name, told in given.items():
        done.merge.hear(subject, row, name, told)


def _says(row: Row, name: str, *, value: object) -> bool:
    return name in row.fields and row.fields[name].value is value


def _known(done: Import, row: Row) -> dict[str, Any] | None:
    given, name = row.keys.get("id", ""), row.keys.get("name_zh", "")
    department = done.index.department(row.linked("department")) or done.wishes.department
    found = done.index.applications_called(given)
    if not found and names.APPLICATION.fullmatch(given) is None:
        found = done.index.applications_called(name, department)
    return found[0] if found else None


def new_application(done: Import, row: Row, called: str = "") -> dict[str, Any] | None:
    """An application that nobody knew, or None where it cannot be one. `called` is its name in a row about servers."""
    given = called or row.keys.get("id", "")
    formed = names.APPLICATION.fullmatch(given) is not None
    department = _department_of_new(done, row, given if formed else "")
    if not department or _taken_out(done, row, department, (given, row.keys.get("name_zh", ""))):
        return None
    kept = formed and given.rpartition("-")[0] == department
    id_ = given if kept else done.index.next_application(department)
    name = ("" if called else row.keys.get("name_zh", "")) or given or id_
    app: dict[str, Any] = {"id": id_, "name_zh": name, "department": department}
    subject = ("application", id_)
    done.index.add_application(app)
    done.added[subject] = name
    done.merge.fresh.add(subject)
    told = row.links.get("application") if called else row.fields.get("ids.id")
    if told is not None and kept:
        done.merge.claims.setdefault(subject, {})["id"] = row.claim(told)
    elif told is not None:
        field = "name_zh" if called else f"attributes.{OWN_CODE}"
        done.merge.hear(subject, row, field, Told(given, told.column, told.raw))
        done.index.also_called(app, given)
    return app


def _department_of_new(done: Import, row: Row, formed: str) -> str:
    named = row.linked("department")
    wanted = named or formed.rpartition("-")[0] or done.wishes.department
    found = done.index.department(wanted) or done.index.department(done.wishes.department)
    if not found:
        what = (
            f"department `{wanted}` is not in the inventory" if wanted else "no department is named"
        )
        hint = "add the department to the inventory, or name one: --department ID"
        done.refuse(row, "E-ID-002", what, hint)
    return found


def _taken_out(done: Import, row: Row, department: str, called: tuple[str, ...]) -> bool:
    for name in filter(None, called):
        for place in (department, ""):
            id_ = done.gone_applications.get(f"{place}/{folded(name)}")
            if id_ is not None:
                left_out(done, row, "application", id_)
                return True
    return False


def _levels(given: dict[str, Told]) -> None:
    """`S3A2` says three things; a level by itself says one."""
    told = given.get("mlps_level")
    if told is not None and isinstance(told.value, str):
        s, a = int(told.value.upper()[1]), int(told.value.upper()[3])
        for name, level in (("mlps_level", max(s, a)), ("mlps_s", s), ("mlps_a", a)):
            given[name] = told._replace(value=level)


def _departments(done: Import, row: Row, given: dict[str, Told]) -> None:
    told = row.links.get("department")
    if told is not None:
        found = done.index.department(str(told.value))
        name = "department" if found else f"attributes.{told.column}"
        given[name] = told._replace(value=found or told.value)


def _engagements(done: Import, row: Row, given: dict[str, Told]) -> None:
    """Who built and runs it; a contract's end belongs to the one who is named, or is kept as it stands."""
    end = row.links.get("contract_end")
    for role, link in _ROLES:
        told = row.links.get(link)
        if told is None:
            continue
        for name in told.value:
            id_, made = done.index.partner(name)
            if made:
                subject = ("partner", id_)
                done.merge.fresh.add(subject)
                done.added[subject] = name
                done.merge.hear(subject, row, "name_zh", told._replace(value=name))
            engaged = {"id": id_, "role": role}
            if end is not None and len(told.value) == 1:
                engaged["ends_on"], end = end.value, None
            given[f"partners.{id_}|{role}"] = told._replace(value=engaged)
    if end is not None:
        given[f"attributes.{end.column}"] = end._replace(value=end.raw)


def _successor(done: Import, row: Row, given: dict[str, Told]) -> None:
    told = row.links.get("successor")
    if told is not None:
        found = done.index.applications_called(str(told.value))
        name = "successor" if len(found) == 1 else f"attributes.{told.column}"
        given[name] = told._replace(value=found[0]["id"] if len(found) == 1 else told.value)
