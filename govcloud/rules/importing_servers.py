"""Rows about servers and their parts: which machine is meant, whose it is, and what a row says of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from govcloud.model.provenance import Claim, Row, Source, Told
from govcloud.rules import names
from govcloud.rules.identity import (
    KEYS,
    NAMES,
    OWN_NAME,
    Pair,
    by_sureness,
    own_address,
    pairs_of,
    server_name,
)
from govcloud.rules.importing import Import
from govcloud.rules.importing_applications import new_application
from govcloud.rules.importing_memory import left_out
from govcloud.rules.machines import Machine, machines
from govcloud.rules.plain_paths import get

MAKES_APPLICATIONS = frozenset({"cmf", "mgn", "migration-hub"})
"""Forms that are themselves the list of applications: one that is not known yet is made."""

_ELSEWHERE = frozenset({"ids.address", "ids.id", "ids.name_zh"})


def take_servers(done: Import, rows: Sequence[Row]) -> None:
    """The rows of lists of servers: first which of them are about one machine, then machine by machine."""
    for row in rows:
        if row.source.format in MAKES_APPLICATIONS:
            _wanted(done, row, make=True)
    for machine in machines([(row, _keys(row)) for row in rows]):
        name = _server_of(done, machine)
        if name:
            for row, _ in machine.rows:
                _take(done, row, name)


def _take(done: Import, row: Row, name: str) -> None:
    subject = ("server", name)
    for field, told in row.fields.items():
        if field not in _ELSEWHERE and not _own_name(done, name, field, told):
            done.merge.hear(subject, row, field, told)
    _address(done, row, name)
    if (told_department := row.links.get("department")) is not None:
        field = f"attributes.{told_department.column}"
        done.merge.hear(subject, row, field, told_department)
    owner = _owner(done, row, name)
    if owner:
        _of_owner(done, row, owner)


def _own_name(done: Import, name: str, field: str, told: Told) -> bool:
    """Whether a row calls a server that was there just as the inventory does: that tells nothing new."""
    there = ("server", name) not in done.merge.fresh
    return (
        field == "ids.instance"
        and told.value == name
        and there
        and get(done.index.server(name), field) is None
    )


def take_disk(done: Import, row: Row) -> None:
    """A row about a disk or a file system of a machine."""
    name, _ = done.index.servers.find(list(pairs_of(_keys(row))), lambda _name, _by: True)
    if not name:
        what = f"is about `{row.keys.get('vm_name', '')}`, a machine that no other row tells of"
        done.refuse(row, "E-IMP-011", what, "import vInfo with it")
        return
    for field, told in row.fields.items():
        if not field.startswith("ids."):
            done.merge.hear(("server", name), row, field, told)


def take_nic(done: Import, row: Row) -> None:
    """A row about a network card: its address in hardware, its network, and an address that vInfo did not tell."""
    name, _ = done.index.servers.find(list(pairs_of(_keys(row))), lambda _name, _by: True)
    if not name:
        what = f"is about `{row.keys.get('vm_name', '')}`, a machine that no other row tells of"
        done.refuse(row, "E-IMP-011", what, "import vInfo with it")
        return
    for link, field in (("mac", "ids.mac"), ("network", "attributes.Network")):
        if link in row.links:
            _numbered(done, row, name, (field, row.links[link]))
    told = row.fields.get("ids.address")
    address = own_address(str(told.value)) if told else ""
    if told is None or not address:
        return
    heard = done.merge.heard.get(("server", name), {}).get("address", ())
    known = {str(claim.value) for claim in heard} | {str(done.index.server(name).get("address"))}
    if not heard:
        done.merge.hear(("server", name), row, "address", told._replace(value=address))
    elif address not in known:
        _numbered(done, row, name, ("attributes.IPv4 Address", told._replace(value=address)))


def _numbered(done: Import, row: Row, name: str, field: tuple[str, Told]) -> None:
    """The first of several goes under the name itself, others with their number behind it."""
    heard = done.merge.heard.setdefault(("server", name), {})
    field_name, told = field
    number, place = 1, field_name
    while place in heard and heard[place][-1].source.sheet == row.source.sheet:
        number += 1
        place = f"{field_name} {number}"
    done.merge.hear(("server", name), row, place, told)


def _server_of(done: Import, machine: Machine) -> str:
    """The name of the server that rows are about, known or new; "" for one that a person took out."""
    keys: dict[str, str] = {}
    for row, _ in machine.rows:
        keys = {**_keys(row), **keys}
    pairs = by_sureness(pair for row, _ in machine.rows for pair in pairs_of(_keys(row)))
    name, key = done.index.servers.find(pairs, lambda known, by: _fits(done, known, by, machine))
    if not name:
        gone, _ = done.gone_servers.find(pairs, lambda _name, _by: True)
        if gone:
            left_out(done, machine.rows[0][0], "server", gone)
            return ""
        name = _new(done, machine, keys, pairs)
    _say_merges(done, machine, name, key)
    for row, _ in machine.rows:
        done.index.servers.learn(name, _keys(row))
    return name


def _new(
    done: Import, machine: Machine, keys: dict[str, str], pairs: Sequence[tuple[str, Pair]]
) -> str:
    name = server_name(keys, done.index.server_names)
    row = machine.rows[0][0]
    like = next(
        (
            done.index.servers.by_key[p][0]
            for _, p in pairs
            if p[0] in {"called", "named"} and p in done.index.servers.by_key
        ),
        "",
    )
    if like:
        done.merges.append(f"{row.place} is called like {like}, and is another machine: {name}")
    done.index.add_server({"name": name})
    done.added["server", name] = str(keys.get("vm_name") or keys.get("instance") or "")
    done.merge.fresh.add(("server", name))
    return name


def _say_merges(done: Import, machine: Machine, name: str, by: str) -> None:
    """Which rows joined a machine that another file, or another row of their own sheet, told of."""
    files: set[tuple[str, str]] = set()
    sheets: set[Source] = set()
    for row, key in machine.rows:
        file = (row.source.format, row.source.file)
        joins = key or by
        again = row.source in sheets
        if joins and (again or (file not in files and not _told_before(done, name, row.source))):
            same = "name" if joins in {OWN_NAME, *NAMES} else joins
            done.merges.append(f"{row.place} is {name}: the same {same}")
        files.add(file)
        sheets.add(row.source)


def _keys(row: Row) -> dict[str, str]:
    """The keys of a row; a vCenter that is not named is that of the file."""
    if "moref" in row.keys and "vcenter" not in row.keys:
        return {**row.keys, "vcenter": f"file {row.source.file}"}
    return row.keys


def _told_before(done: Import, name: str, source: Source) -> bool:
    def like(other: Source) -> bool:
        return (other.format, other.file) == (source.format, source.file)

    return done.merge.told_by(("server", name), like)


def _fits(done: Import, name: str, by: str, machine: Machine) -> bool:
    """Whether a server that was there is the one that rows are about; by its name alone as Machine.fits judges."""
    if ("server", name) in done.merge.fresh:
        return False
    if by in KEYS:
        return True
    there = str(done.index.server(name).get("address") or "")
    if not there or not machine.addresses or there in machine.addresses:
        return True
    rows = [row for row, _ in machine.rows]
    if any(_told_before(done, name, row.source) for row in rows):
        return True
    owner = done.index.owner_of(name)
    wanted = [_wanted(done, row, make=False) for row in rows]
    return any(one is not None and one["id"] == owner for one in wanted)


def _address(done: Import, row: Row, name: str) -> None:
    told = row.fields.get("ids.address")
    if told is None:
        return
    address = own_address(str(told.value))
    if address:
        done.merge.hear(("server", name), row, "address", told._replace(value=address))
    if address != str(told.value):  # several, or none of its own: kept as they are
        done.merge.hear(("server", name), row, f"attributes.{told.column}", told)


def _owner(done: Import, row: Row, name: str) -> str:
    """The id of the application that a row gives its server to, or that has it already."""
    wished = _wished(done, row)
    if wished is not None:
        found = done.index.applications_called(str(wished.value))
        if len(found) == 1:
            told = wished.told._replace(value=found[0]["id"])
            done.merge.hear_claim(("server", name), "application", wished._replace(told=told))
            return str(found[0]["id"])
        done.refuse_claim(wished, *_unknown(done, str(wished.value), len(found)))
        return done.owner_now(name)
    wanted = _wanted(done, row, make=True)
    if wanted is None:
        return done.owner_now(name)
    whole = row.linked("application")
    if "," in whole and wanted not in done.index.applications_called(whole):
        done.assumed.append(f"{name}: several applications told ({whole}); {wanted['id']} has it")
    told = row.links["application"]._replace(value=wanted["id"])
    done.merge.hear(("server", name), row, "application", told)
    return str(wanted["id"])


def _wished(done: Import, row: Row) -> Claim | None:
    """What the operator's own file says of this server."""
    called = (row.keys.get(key, "") for key in (*NAMES, "fqdn", "address", "external_id"))
    found = (done.wishes.servers.get(one.strip().lower()) for one in called if one)
    return next((one for one in found if one is not None), None)


def _wanted(done: Import, row: Row, *, make: bool) -> dict[str, Any] | None:
    """The application that a row names: whole, else the first known of a list, else the last known of a path."""
    told = row.links.get("application")
    if told is None:
        return None
    whole = str(told.value)
    department = done.index.department(row.linked("department")) or done.wishes.department
    parts = [part.strip() for part in whole.replace("，", ",").replace(";", ",").split(",")]
    for called in (whole, *parts, *reversed(whole.split("/"))):
        found = done.index.applications_called(called, department) or (
            done.index.applications_called(called)
        )
        if len(found) == 1:
            return found[0]
    if not make:
        return None
    if row.source.format in MAKES_APPLICATIONS:
        return new_application(done, row, parts[0])
    found = done.index.applications_called(whole)
    done.refuse(row, *_unknown(done, whole, len(found)))
    return None


def _unknown(done: Import, called: str, several: int) -> tuple[str, str, str]:
    if several:
        what = f"{several} applications are called `{called}`"
        return "E-APP-001", what, "name it by its id, or its department: --department ID"
    hint = names.did_you_mean(called, done.index.application_names())
    what = f"application `{called}` is not in the inventory"
    return "E-APP-001", what, hint or "import the applications first"


def _of_owner(done: Import, row: Row, owner: str) -> None:
    """What a row about a server says of its application."""
    subject = ("application", owner)
    if "strategy" in row.links:
        done.merge.hear(subject, row, "strategy", row.links["strategy"])
    if "wave" in row.links:
        wave = row.links["wave"]
        fits = names.WAVE.fullmatch(str(wave.value)) is not None
        done.merge.hear(subject, row, "wave" if fits else "attributes.wave", wave)
